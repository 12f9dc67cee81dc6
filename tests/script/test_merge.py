"""Two versions of a script are merged: changes of different lines are both kept, and nothing is lost."""

from __future__ import annotations

from itertools import groupby

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.script.editing.merge import merge

texts = st.lists(st.sampled_from(["", "- hold: 5s", "## Bridge", "Lie down."]), max_size=8).map("\n".join)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Return the merged text; None where the person has to choose."""
    pieces = merge(base, mine, theirs)
    if any(piece.text is None for piece in pieces):
        return None
    return "\n".join(line for piece in pieces for line in piece.text or ())


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("A|b|c|d", "a|b|c|D", "A|b|c|D"),
        ("A|b|c|d", "a|B|c|d", "A|B|c|d"),  # lines that touch
        ("a|b|c|d|e", "a|b|c|D", "a|b|c|D|e"),
        ("x|a|b|c|d", "A|b|c|d", "x|A|b|c|d"),
        ("a|c|d", "a|b|c|D", "a|c|D"),
        ("a|B|c|d", "a|B|c|d", "a|B|c|d"),
        ("a|b|c|d|e", "a|b|c|d|e", "a|b|c|d|e"),
        ("", "a|b|c|d", ""),
        ("a|B|c|d", "a|bb|c|d", None),
        ("a|b|c|d|e", "a|b|c|d|f", None),  # both insert at one place
        ("a|d", "a|b|x|c|d", None),
    ],
)
def test_changes_of_different_lines_are_both_kept(mine: str, theirs: str, both: str | None) -> None:
    texts = [text.replace("|", "\n") for text in ("a|b|c|d", mine, theirs)]
    assert merged(*texts) == (None if both is None else both.replace("|", "\n"))


@given(texts, texts, texts)
@MANY_EXAMPLES
def test_the_pieces_are_both_texts_and_what_one_did_not_touch_is_the_others(base: str, mine: str, theirs: str) -> None:
    pieces = merge(base, mine, theirs)
    assert "\n".join(line for piece in pieces for line in piece.mine) == mine
    assert "\n".join(line for piece in pieces for line in piece.theirs) == theirs
    assert [[piece.theirs, piece.mine, piece.text] for piece in pieces] == [
        [piece.mine, piece.theirs, piece.text] for piece in merge(base, theirs, mine)
    ]
    assert all(piece.text is None or piece.text in (piece.mine, piece.theirs) for piece in pieces)
    assert all(piece.text is not None or piece.mine != piece.theirs for piece in pieces)
    assert merged(base, mine, base) == mine
    assert merged(base, mine, mine) == mine


@given(st.lists(st.tuples(st.sampled_from(["", "mine", "theirs"]), st.sampled_from(["change", "remove", "add"]))))
@MANY_EXAMPLES
def test_edits_of_different_lines_end_in_a_text_with_both(edits: list[tuple[str, str]]) -> None:
    """Each line has an edit of one side at the most; a line that stays is between two that are added to."""

    def version(*sides: str) -> str:
        lines = []
        for number, (side, what) in enumerate(edits):
            line = f"line {number}"
            if side not in sides:
                lines.append(line)
            elif what != "remove":
                lines += [f"{line} of {side}"] if what == "change" else [line, f"after {number} by {side}"]
            lines.append(f"between {number}")
        return "\n".join(lines)

    assert merged(version(), version("mine"), version("theirs")) == version("mine", "theirs")


def test_the_first_and_the_last_line_of_a_long_script_are_merged() -> None:
    steps = "".join(f"## Step {number}\n\n- hold: 5s\n- cue: Hold it.\n\n" for number in range(1500))
    base = f"# Long\n\n{steps}Done."
    mine = base.replace("# Long", "# Mine").replace("## Step 700\n", "## Mine\n")
    theirs = base.replace("Done.", "Well done.").replace("## Step 100\n\n- hold: 5s", "## Theirs\n\n- hold: 8s")
    both = merged(base, mine, theirs)
    assert both is not None
    assert [line for line, _ in groupby(both.split("\n")) if "Mine" in line or "Theirs" in line or "Well" in line] == [
        "# Mine",
        "## Theirs",
        "## Mine",
        "Well done.",
    ]
