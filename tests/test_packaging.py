"""What is installed: the scripts and sounds lie in the wheel, and the licences are as the pages say."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from shared_cache import cache_with_sounds

from voicecoach import folders
from voicecoach.cli.main import COMMANDS
from voicecoach.pipeline.library import check_script
from voicecoach.script.files import list_packs, list_scripts
from voicecoach.script.phrases import PHRASES
from voicecoach.script.report import Report
from voicecoach.script.wording import read_pack

CHECKOUT = Path(__file__).parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = [
    path.relative_to(CHECKOUT)
    for pattern in ("scripts/*.md", "scripts/wording/*.md", "sounds/*.flac")
    for path in CHECKOUT.glob(pattern)
]


def distribution(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return name[0]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


DEPENDENCIES = [distribution(requirement) for requirement in PROJECT["project"]["dependencies"]]


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_what_ships_is_found(path: Path) -> None:
    assert (folders.shipped() / path).read_bytes() == (CHECKOUT / path).read_bytes()


def test_shipped_scripts_and_packs_can_be_named() -> None:
    scripts = {path.stem for path in SHIPPED if path.parent == Path("scripts")}
    packs = {path.stem for path in SHIPPED if path.parent == Path("scripts/wording")}
    assert {one.name for one in list_scripts() if one.is_shipped} == scripts
    assert {one.name for one in list_packs() if one.is_shipped} == packs


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.parent == Path("scripts")], ids=str)
def test_shipped_scripts_have_neither_mistakes_nor_warnings(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "cache"))
    checked = check_script(str(CHECKOUT / path))
    assert checked.diagnostics == ()
    assert checked.summary


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.parent == Path("scripts/wording")], ids=str)
def test_shipped_packs_give_every_phrase_without_a_mistake(path: Path) -> None:
    report = Report()
    pack = read_pack((CHECKOUT / path).read_text(encoding="utf-8"), str(path), path.stem, report)
    assert report.diagnostics == ()
    assert set(pack.phrases) == set(PHRASES)
    assert pack.language


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("hatchling", "click_man", "hatch_fancy_pypi_readme"))),
    reason="hatchling, click-man or hatch-fancy-pypi-readme is not installed",
)
def test_the_wheel_holds_all_it_needs_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(CHECKOUT)], check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    tops = {path.name for path in unpacked.iterdir()}
    name = f"voicecoach-{PROJECT['project']['version']}"
    assert tops == {"voicecoach", f"{name}.dist-info", f"{name}.data"}
    pages = {path.stem for path in (unpacked / f"{name}.data" / "data" / "share" / "man" / "man1").iterdir()}
    assert pages == {"voicecoach", *(f"voicecoach-{command}" for command in COMMANDS)}
    shown = (unpacked / f"{name}.dist-info" / "METADATA").read_text(encoding="utf-8")
    assert "## Start" in shown
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", shown) == []
    for path in SHIPPED:
        assert (unpacked / "voicecoach" / "shipped" / path).read_bytes() == (CHECKOUT / path).read_bytes()
    for folder in ("studio/page", "translation"):
        held, own = (files_in(place / "voicecoach" / folder) for place in (unpacked, CHECKOUT))
        assert held == {name: content for name, content in own.items() if not name.endswith(".pyc")}

    environment = {**os.environ, "PYTHONPATH": str(unpacked), "VOICECOACH_HOME": str(tmp_path / "home")}
    listed = subprocess.run(
        [sys.executable, "-m", "voicecoach", "scripts", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    paths = [Path(one["path"]) for one in json.loads(listed.stdout)]
    assert paths
    assert all(path.is_relative_to(unpacked) for path in paths)


def test_the_version_is_in_the_changelog() -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert headings[0] in {"Unreleased", PROJECT["project"]["version"]}
    assert metadata.version("voicecoach") == PROJECT["project"]["version"]


@pytest.mark.parametrize("name", DEPENDENCIES)
def test_the_licence_of_every_dependency_is_told_as_it_is(name: str) -> None:
    page = (CHECKOUT / "docs" / "licences.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {re.escape(name)} \| ([^|]+) \|", page, re.MULTILINE)
    assert row, f"docs/licences.md has no row for {name}"
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed here")
    written = found.get("License-Expression") or found.get("License") or ""
    if written:
        assert words(row[1]) & words(written), f"{name} says {written!r}"


def words(licence: str) -> set[str]:
    """Return what identifies a licence, without its version: "BSD 3-Clause License" and "BSD-3-Clause" agree."""
    return set(re.findall(r"\b(?:MIT|BSD|Apache|GPL|LGPL|MPL|PSF|PSFL|ISC)\b", licence))
