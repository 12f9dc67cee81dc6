"""Sessions of any length, about a third of it speech, no two steps worded alike."""

from __future__ import annotations

FIRST_WORDS = "Lie down and close your eyes."
_MOVES = ("Draw {part} in", "Let {part} sink", "Lift {part} a little", "Turn {part} outwards", "Soften {part}")
_PARTS = ("your knees", "the pelvis", "your ribs", "the shoulders", "your heels", "both hands", "the lower back")
_STEP_MINUTES = 1.0


def session(minutes: int, *, bed: bool = False) -> str:
    """Return a script of about so many minutes."""
    lines = [f"# {minutes} minutes", "", "- pace: 0.9"]
    if bed:
        lines += ["- bed: rain, -24 dB"]
    lines += ["", FIRST_WORDS, ""]
    for number in range(1, round(minutes / _STEP_MINUTES) + 1):
        move = _MOVES[number % len(_MOVES)].format(part=_PARTS[number % len(_PARTS)])
        lines += [
            f"## Step {number}",
            "",
            "- hold: 25s",
            f"- cue: {move}, for the {number}. time, and breathe out slowly.",
            f"- finish: Let go of it again, that was number {number}.",
            "",
            f"This is step {number}. {move}, and find a place where it is easy to stay for a while.",
            "",
        ]
    return "\n".join(lines) + "\n"
