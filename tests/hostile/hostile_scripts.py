"""Scripts of an attacker or of a broken program; made here, since some are large."""

from __future__ import annotations

MEGABYTE = 1_000_000
SMILE = "\N{GRINNING FACE}"  # four bytes in a file's name


def _full(piece: str) -> str:
    """Return as much of a piece, again and again, as a script may hold."""
    return piece * (MEGABYTE // len(piece.encode()))


BILLION = "[repeat 1000]\n" * 3
ENDS = "[end]\n" * 3

REFUSED = {
    "a billion words": f"{BILLION}x\n{ENDS}",
    "a billion steps": f"{BILLION}## A\n- hold: 1s\n{ENDS}",
    "repeats 300 deep": "[repeat 1000]\n" * 300 + "x\n" + "[end]\n" * 300,
    "a million sets and reps": "## A\n- hold: 1s\n- reps: 1000\n- sets: 1000",
    "days of holds": "## A\n- hold: 24h\n- reps: 24",
    "a huge hold": "## A\n- hold: 999999999h",
    "a huge exponent": "## A\n- hold: 1e999s",
    "a negative hold": "## A\n- hold: -5s",
    "a hexadecimal hold": "## A\n- hold: 0x10s",
    "a huge count": "## A\n- hold: 1s\n- reps: 999999999",
    "a number of 5,000 digits": f"- seed: {'9' * 5_000}\n\nHi",
    "ten megabytes": "a\n" * 5_000_000,
    "a line of a megabyte": "a" * (MEGABYTE - 10),
    "words for a megabyte": _full("word "),
    "a million letters apart": "a\n\n" * 333_000,
    "hundreds of thousands of steps": _full("## A\n"),
    "steps with holds": "".join(f"## S{number}\n- hold: 1s\n" for number in range(45_000)),
    "mistakes without end": _full("- a: b\n"),
    "open brackets": _full("["),
    "open brackets, a paragraph each": _full("[\n\n"),
    "open braces": _full("{"),
    "open comments": _full("<!--"),
    "closed comments": _full("<!---->"),
    "brackets in each other": "[" * 499_000 + "]" * 499_000,
    "braces in each other": "{" * 499_000 + "}" * 499_000,
    "parentheses in each other": "(" * 499_000 + ")" * 499_000,
    "substitutions": _full("(x){y} "),
    "choices of a side": f"{{{_full('|')}}}",
    "pauses": _full("[1s]"),
    "pauses, a paragraph each": _full("[1ms]\n\n"),
    "chimes that are not there": "".join(f"[chime x{number}]\n\n" for number in range(40_000)),
    "beds that are not there": "".join(f"[bed x{number}]\n\n" for number in range(3_000)),
    "voices that are not there": "".join(f"[voice x{number}] Hi.\n\n" for number in range(3_000)),
    "voices of all languages": "".join(f"[voice system:x{number}] Hi.\n\n" for number in range(3_000)),
    "voices in one paragraph after the other": _full("[voice de]"),
    "gaps after nothing": "[gap]\n\n" * 3_000,
    "sounds that are not there": "".join(f"[sound y{number}.wav]\n\n" for number in range(40_000)),
    "scripts that are not there": "".join(f"[include x{number}]\n" for number in range(45_000)),
    "phases": f"## A\n{_full('- phase 1s: Up.' + chr(10))}",
    "words at every second": "## A\n- hold: 5h\n" + "".join(f"- at {number}s: x\n" for number in range(1, 15_000)),
    "variables of variables": "".join(f"- value w{n}: {{w{n + 1}}}\n" for n in range(30_000)) + "\nHi {w7}",
    "how thousands are pronounced": "".join(f"- pronounce w{number}: x\n" for number in range(40_000)) + "\nHi",
    "one phrase in thousands of ways": _full("- wording half: Half.\n"),
    "sides": f"## A\n- hold: 1s\n- sides: {_full('right, ')}",
    "headings": _full("# a\n"),
    "stars": _full("*a "),
    "backslashes": _full("\\"),
    "carriage returns": _full("\r"),
    "tabs": _full("\t"),
    "blank lines": "\n" * MEGABYTE,
    "line separators": _full("\u2028"),
    "accents on one letter": "a" + _full("\u0301"),
    "letters that grow when they are normalised": _full("\ufdfa"),
    "emoji": _full("\N{GRINNING FACE} "),
    "attributes of objects": "Hi {name.__class__.__mro__}",
    "positions": "Hi {0}",
    "format specifications": "Hi {name!r:>1000000}",
    "a dunder": "Hi {__class__}",
    "an escape sequence in a title": "# \x1b]0;owned\x07\x1b[31mred\n\nHi",
    "a zero byte": "a\0b",
    "a form feed": "a\x0cb",
    "a wording file elsewhere": "- wording: ../../etc/passwd\n\nHi",
    "a device as bed": "- bed: /dev/zero, -20 dB\n\nHi",
    "a device as sound": "Hi [sound /dev/zero]",
    "a chime above": "Hi [chime ../x]",
    "a sound on a drive": "Hi [sound C:\\x.wav]",
    "a sound on a server": "Hi [sound \\\\host\\share\\x.wav]",
    "a stream of a file": "Hi [sound x.wav:y]",
    "a device of Windows as script": "[include CON]\n\nHi",
    "a script above": "[include ../x]\n\nHi",
    "an absolute script": "[include /etc/passwd]\n\nHi",
    "a base above": "- based on: ../../x\n\nHi",
    "a base that is this folder": "- based on: ..\n\nHi",
    "a voice that is an option": "- voice: --help\n\nHi",
    "a voice that is a path": "- voice: piper:/etc/passwd\n\nHi",
    "a model that is a path": "- voice: piper:/etc/passwd.onnx\n\nHi",
    "a model below": "- voice: piper:below/x.onnx\n\nHi",
    "recordings elsewhere": "- voice: own:../../etc\n\nHi",
    "recordings that another voice elsewhere fills": "- voice: own:anna+piper:/etc/x.onnx\n\nHi",
    "a language that is a path": "- language: ../../x\n\nHi",
    "a language of a thousand letters": f"- language: {'x' * 1_000}\n\nHi",
    "a script of a long name": f"[include {SMILE * 100}]\n\nHi",
    "recordings of a long name": f"- voice: own:{SMILE * 100}\n\nHi",
    "a voice of a long name": f"- voice: piper:{'x' * 1_000}\n\nHi",
    "a wording pack of a long name": f"- wording: {'x' * 1_000}\n\nHi",
    "a chime of a long name": f"Hi [chime {'x' * 1_000}]",
}
"""By what it is: each is a mistake with its place."""

READ = {
    "marks that turn the direction": "# \u202eevil\u202c\n\nSay \u2066this\u2069 to {name}.\n\n- value name: A\u202eB",
    "letters of no width": "# a\u200bb\u200dc\n\nBre\u200bathe in.",
    "what engines take for commands": r"\[\[inpt PHON\]\] is not an action",
    "what engines take for markup": "<speak><break time='9s'/>Hi</speak> &lt;b&gt;",
    "what a shell takes for commands": "Hi; rm -rf ~ `id` $(id) | cat && true",
    "what a command line takes for options": "--help\n\n-o x.mp3 is said.\n\n-v",
    "markup of the display": "# \\[red]Title\\[/red]\n\nHi.",
    "a title that is a path": "# ../../../etc/passwd\n\nHi.",
    "a title of 100,000 letters": f"# {'a' * 100_000}\n\nHi.",
}
"""By what it is: each is a session, or a mistake with its place, and nothing else happens."""
