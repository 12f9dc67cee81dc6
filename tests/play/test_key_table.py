"""Which key means what, as terminals and the Windows console send them."""

from __future__ import annotations

import os
import string
import threading
import time

import pytest
from patience import PATIENCE_S

from voicecoach.play.controls.commands import KEY_TABLE, Command, command_of

PATIENCE_MS = PATIENCE_S * 1_000


def test_every_command_has_a_key_and_no_key_has_two() -> None:
    assert {key.command for key in KEY_TABLE} == set(Command)
    typed = [each for key in KEY_TABLE for each in key.typed]
    assert len(typed) == len(set(typed))
    assert len(KEY_TABLE) == len(Command)
    assert (KEY_TABLE[-1].shown, KEY_TABLE[-1].short) == ("q", "quit")


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        ([" "], Command.PAUSE),
        (["n", "N", "\x1b[C", "\x1bOC", "\x1b[1;2C", "\xe0M", "\x00M"], Command.NEXT),
        (["p", "P", "\x1b[D", "\x1bOD", "\x1b[1;5D", "\xe0K", "\x00K"], Command.PREVIOUS),
        (["\x1b[A", "\x1bOA", "\xe0H", "\x00H"], Command.LOUDER),
        (["\x1b[B", "\x1bOB", "\xe0P", "\x00P"], Command.SOFTER),
        (["w", "\r", "\n", "\x1bOM"], Command.WHERE),
        (["t", "T", "+"], Command.MORE),
        (["q", "Q"], Command.QUIT),
    ],
)
def test_keys_in_all_their_codes(keys: list[str], command: Command) -> None:
    assert [command_of(key) for key in keys] == [command] * len(keys)


@pytest.mark.parametrize("key", ["\x1b", "x", "\x1b[5~", "\x1b[3~", "\xe0S", "\u00e9", "\x1b[I", ""])
def test_other_keys_mean_nothing(key: str) -> None:
    assert command_of(key) is None


def test_with_any_key_all_but_one_pause() -> None:
    keys = [*string.printable, "\x1b", "\x1b[A", "\x1b[5~", "\u00e9"]
    meant = {key: command_of(key, any_key=True) for key in keys}
    assert {key for key in keys if meant[key] is Command.QUIT} == {"q", "Q"}
    assert set(meant.values()) == {Command.PAUSE, Command.QUIT}


def test_a_key_that_comes_in_parts_is_one_key() -> None:
    pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX's")
    from voicecoach.play.controls.posix_keys import PosixKeys

    ours, theirs = pty.openpty()
    with PosixKeys(theirs) as keys:
        os.write(ours, b"n\x1b")
        assert keys.wait(PATIENCE_MS) == "n"
        assert keys.wait(PATIENCE_MS) == "\x1b"
    with PosixKeys(theirs, rest_s=PATIENCE_S) as keys:
        for whole in ("\x1b[1;5C", "\x1bOA"):
            typing = threading.Thread(target=slowly, args=(ours, whole.encode()))
            typing.start()
            assert keys.wait(PATIENCE_MS) == whole
            typing.join()
    os.close(ours)
    os.close(theirs)


def slowly(terminal_fd: int, keys: bytes) -> None:
    for byte in keys:
        os.write(terminal_fd, bytes([byte]))
        time.sleep(0.01)
