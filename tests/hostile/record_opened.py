"""Runs commands of voicecoach one after the other, and keeps a list of every file that Python opens meanwhile.

Its arguments are the file for the list, and a file of commands, a JSON list of lists of words.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Run them, and print how each ended."""
    kept, commands = sys.argv[1:]
    todo = json.loads(Path(commands).read_text(encoding="utf-8"))
    opened: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            opened.append(os.path.abspath(os.fsdecode(arguments[0])))  # noqa: PTH100 - no link is followed here

    sys.addaudithook(note)
    from voicecoach.cli.main import run
    from voicecoach.signals import TerminationSignals

    codes = []
    for words in todo:
        sys.argv = ["voicecoach", *words]
        codes.append(run(TerminationSignals()))
    listed = "\n".join(dict.fromkeys(opened))
    print(json.dumps(codes))  # noqa: T201 - a program
    Path(kept).write_text(listed, encoding="utf-8")


if __name__ == "__main__":
    main()
