"""A model that is slow to load is loaded once for a voice, and once for all sessions of a program that keeps it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from voicecoach.voices.shared_model import SharedModel, models_kept


def uses(*names: str) -> list[str]:
    """Return the names of the models that are loaded when voices are opened, used at twice, and closed in turn."""
    loaded: list[str] = []

    def load(name: str) -> list[str]:
        loaded.append(name)
        return [name]

    for name in names:
        shared: SharedModel[list[str]] = SharedModel()
        assert shared.loaded(name, lambda name=name: load(name)) == [name]  # type: ignore[misc]
        assert shared.loaded(name, list) == [name]
        shared.unload()
    return loaded


@pytest.fixture(autouse=True)
def _none_is_kept() -> Iterator[None]:
    """Keep none of the models that the tests keep."""
    with models_kept(0):
        yield


def test_a_closed_voice_releases_its_model() -> None:
    assert uses("heart", "heart") == ["heart", "heart"]


def test_a_program_that_keeps_a_model_loads_it_once() -> None:
    with models_kept(1):
        assert uses("heart", "heart", "emma", "emma", "heart") == ["heart", "emma", "heart"]
    with models_kept(2):
        assert uses("heart", "emma", "heart", "kore", "heart", "emma") == ["heart", "emma", "kore", "emma"]
    assert uses("heart", "heart") == ["heart", "heart"]
