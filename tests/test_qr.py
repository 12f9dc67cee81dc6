"""QR codes in a terminal have the modules of the code, in every way that they are drawn."""

from __future__ import annotations

import pytest
import segno

from voicecoach.errors import OptionError
from voicecoach.qr import qr_lines, qr_modules, qr_svg

ADDRESS = "http://192.168.100.200:8710/9Mt5o7fzsqFWCHED2MRpgg/"
BLOCKS = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def read_back(lines: list[str], *, has_blocks: bool, is_inverted: bool) -> list[list[bool]]:
    """Return the dark modules that somebody sees who looks at the lines."""
    if has_blocks:
        rows = [[BLOCKS[each][half] for each in line] for line in lines for half in (0, 1)]
    else:
        assert all(
            pair in {"##", "  "} for line in lines for pair in map("".join, zip(line[::2], line[1::2], strict=True))
        )
        rows = [[each == "#" for each in line[::2]] for line in lines]
    return [[ink != is_inverted for ink in row] for row in rows]


@pytest.mark.parametrize("has_blocks", [True, False])
@pytest.mark.parametrize(("has_colours", "is_light_ink"), [(True, False), (True, True), (False, False), (False, True)])
def test_the_code_can_be_read_back(*, has_blocks: bool, has_colours: bool, is_light_ink: bool) -> None:
    lines = qr_lines(qr_modules(ADDRESS), has_colours=has_colours, is_light_ink=is_light_ink, has_blocks=has_blocks)
    if has_colours and has_blocks:
        assert all(line.startswith("\x1b[38;5;16;48;5;231m") and line.endswith("\x1b[0m") for line in lines)
        lines = [line.removeprefix("\x1b[38;5;16;48;5;231m").removesuffix("\x1b[0m") for line in lines]
    seen = read_back(lines, has_blocks=has_blocks, is_inverted=is_light_ink and not (has_colours and has_blocks))
    expected = [[bool(one) for one in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=4)]
    assert seen[: len(expected)] == expected
    assert not any(any(row) for row in seen[len(expected) :])


def test_an_address_that_is_too_long_is_refused() -> None:
    for draw in (qr_modules, lambda address: qr_svg(address, "")):
        with pytest.raises(OptionError, match="is too long for a QR code"):
            draw("http://example.org/" + "a" * 500)
