"""The page for a language model that is to write scripts: the task, the whole language, three examples."""

from __future__ import annotations

from voicecoach import folders
from voicecoach.script.files import read_text
from voicecoach.script.guide import guide_text

EXAMPLES = ("desk-break", "box-breathing", "body-scan")
"""Built-in routines that use different parts of the language: exercises, breathing, and a text."""

_TASK = """\
You write scripts for voicecoach. It speaks them, with exact silences and chimes, to a person with closed eyes.

Answer with the script only: plain text that begins with a line "# Title". No code fence, no explanation around it.

- Write what a calm teacher says, in short sentences. Nobody looks at a screen: say every position and every change.
- Write silence as an action, such as [pause 10s]. A direction in round brackets or stars is spoken: write none.
- One exercise is one step: a line "## Name", then its settings, each as "- key: value", then its instructions.
- Use "- sides: right, left" and {side} for both sides; never write an exercise twice.
- Use only settings, actions and variables of the reference below.
- Add "- language: de" and the like for words that are not English. Put safety words into "- safety:".
- End with "---" and closing words.

The person tests your answer with: voicecoach check FILE
"""


def guide_for_ai() -> str:
    """Return one self-contained page for a language model.

    Raises:
        ScriptError: A built-in routine cannot be read.
    """
    parts = [_TASK, guide_text().rstrip()]
    for name in EXAMPLES:
        path = folders.shipped_scripts() / f"{name}.md"
        parts.append(f"# Example: {name}.md\n\n{_indented(read_text(path, str(path)))}")
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
