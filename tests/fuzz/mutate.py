"""Thousands of broken scripts, each asked as ``voicecoach check`` asks: ``python -m tests.fuzz.mutate --count 10000``.

Each has to be a session, or mistakes with their places and hints within a second. The first that is not is kept in a
file, and the exit code is 1. The same count and seed make the same scripts.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.fuzz.mutations import Mutator
from tests.hostile.check_answer import wrong_with
from tests.hostile.hostile_scripts import READ, REFUSED
from voicecoach.pipeline.library import check_script

CHECKOUT = Path(__file__).parents[2]
# Longer ones would only show how long it takes to write them; tests/hostile asks them whole.
_LONGEST_OF_CORPUS_CHARACTERS = 20_000
_SHIPPED_TIMES = 4
_SLOW_S = 1.0
# One that is no mistake may be a session of a day, which takes its time in proportion.
_SLOW_SESSION_S = 5.0
_HANGS_S = 60.0
_TOLD_EVERY = 1_000


def scripts_to_break() -> list[str]:
    """Return the shipped scripts and wording packs, and those of the corpus that are not huge."""
    shipped = [*sorted((CHECKOUT / "scripts").glob("*.md")), *sorted((CHECKOUT / "scripts" / "wording").glob("*.md"))]
    corpus = [text for text in (*REFUSED.values(), *READ.values()) if len(text) < _LONGEST_OF_CORPUS_CHARACTERS]
    # Most of the corpus is refused at its first line, so that the whole scripts come more often.
    return [*_SHIPPED_TIMES * [path.read_text(encoding="utf-8") for path in shipped], *corpus]


def ask(folder: Path, script: bytes) -> tuple[str, float, bool]:
    """Return what is wrong with the answer to a script, how many seconds it took, and whether it is a session.

    Once as a script, and once as the person's own wording of another one.
    """
    (folder / "script.md").write_bytes(script)
    (folder / "home" / "wording" / "mutated.md").write_bytes(script)
    longest_s, is_session = 0.0, False
    for name in ("script.md", "other.md"):
        faulthandler.dump_traceback_later(_HANGS_S, exit=True)
        begun_s = time.process_time()
        try:
            checked = check_script(name)
        except Exception:  # noqa: BLE001 - whatever comes is what is looked for
            return traceback.format_exc(), time.process_time() - begun_s, False
        finally:
            faulthandler.cancel_dump_traceback_later()
        took_s = time.process_time() - begun_s
        wrong = wrong_with(checked, folder)
        if wrong or took_s > (_SLOW_SESSION_S if checked.summary else _SLOW_S):
            return f"{name}: {wrong or f'{took_s:.1f} s'}", took_s, False
        longest_s = max(longest_s, took_s)
        is_session = is_session or (name == "script.md" and bool(checked.summary))
    return "", longest_s, is_session


def main() -> int:
    """Break and ask, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many scripts are asked")
    parser.add_argument("--seed", type=int, default=0, help="of everything that is broken")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mutate-"))
    (folder / "home" / "wording").mkdir(parents=True)
    (folder / "other.md").write_text("- wording: mutated\n\nHi.\n\n## A\n\n- hold: 20s\n- sides: right, left\n")
    os.environ |= {"VOICECOACH_HOME": str(folder / "home"), "VOICECOACH_CACHE_DIR": str(folder / "cache")}
    os.chdir(folder)
    print(f"the script that is asked lies in {folder}; one that hangs is there afterwards", flush=True)
    mutator = Mutator(scripts_to_break(), asked.seed)
    slowest = (0.0, 0)
    found: Counter[bool] = Counter()
    for number in range(1, asked.count + 1):
        wrong, took_s, is_session = ask(folder, mutator.mutated())
        slowest = max(slowest, (took_s, number))
        found[is_session] += 1
        if wrong:
            print(f"script {number} of seed {asked.seed}: {wrong}")
            print(f"again: VOICECOACH_HOME={folder / 'home'} voicecoach --debug check {folder / 'script.md'}")
            return 1
        if number % _TOLD_EVERY == 0:
            print(f"{number}: {found[True]} sessions, {found[False]} with mistakes", flush=True)
    took_s, number = slowest
    print(f"{asked.count} scripts answered; the slowest, number {number}, took {took_s:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
