"""Every state of the player and every way between two of them, without a sound."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from virtual_time import VirtualTime

from voicecoach.play import actions, core, key_waits, levels, source_switcher, states, transport
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.states import Ended, Interlude, Paused, Playing, Seeking, State, Waiting

SOUND = np.zeros((480, 1), np.float32)
BUFFER = LookAhead(iter([]), 1, VirtualTime())


def names(state: State) -> str:
    """Return a state and those that follow it, such as ``seeking, paused``; ``?`` for what is not known yet."""

    def name(each: State) -> str:
        match each:
            case Seeking(buffer=None) | Interlude(sound=None):
                return type(each).__name__.lower() + "?"
            case Interlude(is_lead_in=True):
                return "lead-in"
        return type(each).__name__.lower()

    return ", ".join(map(name, states.chain(state)))


LEAD_IN = Interlude(SOUND, Playing(), is_lead_in=True)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (Playing(), states.paused, "paused"),
        (Waiting(), states.paused, "paused"),
        (Ended(), states.paused, "ended"),
        (LEAD_IN, states.paused, "paused"),
        (Seeking(BUFFER, LEAD_IN), states.paused, "seeking, paused"),
        (Interlude(SOUND, Playing()), states.paused, "interlude, paused"),
        (Interlude(None, Waiting()), states.paused, "interlude?, paused"),
        (Paused(), lambda state: states.resumed(state, None), "playing"),
        (Paused(), lambda state: states.resumed(state, SOUND), "lead-in, playing"),
        (Playing(), lambda state: states.resumed(state, SOUND), "playing"),
        (Seeking(BUFFER, Paused()), lambda state: states.resumed(state, SOUND), "seeking, lead-in, playing"),
        (Interlude(SOUND, Paused()), lambda state: states.resumed(state, None), "interlude, playing"),
        (Playing(), states.awaiting_place, "seeking?, playing"),
        (Seeking(None, Playing()), states.awaiting_place, "seeking?, playing"),
        (Paused(), states.awaiting_place, "seeking?, paused"),
        (Seeking(BUFFER, Playing()), states.awaiting_place, "seeking, seeking?, playing"),
        (Seeking(None, Paused()), states.without_place, "paused"),
        (Seeking(BUFFER, Seeking(None, Playing())), states.without_place, "seeking, playing"),
        (Playing(), states.without_place, "playing"),
        (Playing(), states.awaiting_words, "interlude?, playing"),
        (Waiting(), states.awaiting_words, "interlude?, waiting"),
        (Seeking(BUFFER, Playing()), states.awaiting_words, "seeking, interlude?, playing"),
        (Interlude(None, Paused()), lambda state: states.with_words(state, SOUND), "interlude, paused"),
        (Interlude(None, Waiting()), lambda state: states.with_words(state, None), "waiting"),
        (Playing(), lambda state: states.with_words(state, SOUND), "playing"),
        (Playing(), lambda state: states.led_in_again(state, SOUND), "lead-in, playing"),
        (Paused(), lambda state: states.led_in_again(state, SOUND), "paused"),
        (LEAD_IN, lambda state: states.led_in_again(state, SOUND), "lead-in, playing"),
    ],
)
def test_what_follows(before: State, change: Callable[[State], State], after: str) -> None:
    assert names(change(before)) == after


@pytest.mark.parametrize("module", [actions, core, key_waits, levels, source_switcher, states, transport])
def test_the_core_knows_neither_threads_nor_a_clock_nor_files(module: ModuleType) -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= {
        "__future__",
        "collections",
        "contextlib",
        "dataclasses",
        "enum",
        "functools",
        "typing",
        "numpy",
        "voicecoach",
    }
