"""The reader under a fuzzer that sees which lines it reaches: ``python -m tests.fuzz.fuzz_reader``.

It needs atheris, and runs until it is stopped or finds something, which it then keeps in a file ``crash-…`` here.
Words behind it are libFuzzer's: ``-max_total_time=600`` seconds, or a folder that keeps what led to new lines.
What it finds becomes an ``@example`` of tests/script/test_round_trip.py.
"""

from __future__ import annotations

import codecs
import sys
import tempfile
from pathlib import Path

from tests.fuzz.mutations import LINES, MARKS, NUMBERS, TRAPS

CHECKOUT = Path(__file__).parents[2]
_LONGEST_BYTES = 4_096


def main() -> None:
    """Fuzz until stopped."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: python -m pip install atheris")
    with atheris.instrument_imports(include=["voicecoach"]):
        from tests.fuzz.rereading import assert_inside, read_bytes

    def ask(data: bytes) -> None:
        encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        found = read_bytes(data)
        assert all(one.message and one.hint for one in found)
        assert_inside(found, data.decode(encoding, errors="replace"))

    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        words = Path(folder) / "words"
        words.write_text(_dictionary(), encoding="ascii")
        given = [word for word in sys.argv[1:] if not word.startswith("-")]
        first = [] if given else [str(_first_corpus(Path(folder) / "corpus"))]
        options = [f"-dict={words}", f"-max_len={_LONGEST_BYTES}", "-timeout=60"]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], *first], ask)
        atheris.Fuzz()


def _first_corpus(folder: Path) -> Path:
    """Return a folder with the shipped scripts, and with each of their paragraphs and steps."""
    folder.mkdir()
    for path in (CHECKOUT / "scripts").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for number, piece in enumerate([text, *text.split("\n\n")]):
            (folder / f"{path.parent.name}-{path.stem}-{number}").write_text(piece, encoding="utf-8")
    return folder


def _dictionary() -> str:
    """Return the words of scripts as libFuzzer takes them: in quotation marks, each byte of them spelled out."""
    spelled = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in {*MARKS, *LINES, *NUMBERS, *TRAPS})
    return "".join(f'"{word}"\n' for word in sorted(filter(None, spelled)))


if __name__ == "__main__":
    main()
