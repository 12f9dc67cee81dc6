"""Models that are slow to load: one for a voice at several paces, and on request kept for the next session."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Generic, TypeVar

M = TypeVar("M")


class SharedModel(Generic[M]):
    """A model that a voice at several paces shares, loaded by the first thread that needs it."""

    def __init__(self) -> None:
        self._loading = Lock()
        self._model: M | None = None

    def loaded(self, name: Hashable, load: Callable[[], M]) -> M:
        """Return the model; other threads wait while it is loaded.

        Args:
            name: The engine, the voice and the version of both: models of one name are the same.
            load: Returns the model.

        Raises:
            Exception: Any error of ``load``, unchanged.
        """
        with self._loading:
            if self._model is None:
                self._model = _kept.get(name) or _kept.keep(name, load())
            return self._model

    def unload(self) -> None:
        """Release the model."""
        self._model = None


class _KeptModels:
    """The models that were loaded last; they stay when all voices that use them are closed."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._models: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable) -> Any:
        with self._lock:
            if name in self._models:
                self._models.move_to_end(name)
            return self._models.get(name)

    def keep(self, name: Hashable, model: M) -> M:
        with self._lock:
            self._models[name] = model
            while len(self._models) > self._count:
                self._models.popitem(last=False)
        return model


_kept = _KeptModels(0)


@contextmanager
def models_kept(count: int) -> Iterator[None]:
    """Keep so many of the models that were loaded last, also when their voices are closed, until the context ends.

    For a program that opens one session after another: a new phrase then waits for no model. A context within another
    keeps models of its own.
    """
    global _kept  # noqa: PLW0603 - a model serves all sessions of the process
    before, _kept = _kept, _KeptModels(count)
    try:
        yield
    finally:
        _kept = before
