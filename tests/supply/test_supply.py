"""What voicecoach is made with: every package named with its licence, and a lowest release that is tried."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from voicecoach.voices.table import ENGINES

CHECKOUT = Path(__file__).parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OF_A_PERSON = [name for name in EXTRAS if name not in {"test", "ear", "kokoro-test", "docs", "dev"}]
PAGE = (CHECKOUT / "docs" / "licences.md").read_text(encoding="utf-8")
PACKAGES, VOICES = PAGE.partition("## Voices")[::2]
LOWEST = Path(__file__).with_name("lowest.py")


def rows(markdown: str) -> list[list[str]]:
    """Return the cells of the tables, without their heads."""
    lines = [line for line in markdown.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|- ")][1:]


def required(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def test_the_table_of_licences_has_every_dependency_and_extra_and_nothing_else() -> None:
    asked = required([*PROJECT["dependencies"], *(each for extra in OF_A_PERSON for each in EXTRAS[extra])])
    assert {canonicalize_name(row[0]) for row in rows(PACKAGES)} == asked


@pytest.mark.parametrize("extra", OF_A_PERSON)
def test_what_an_extra_brings_is_named_with_the_extra(extra: str) -> None:
    purposes = {canonicalize_name(name): purpose for name, _, purpose in rows(PACKAGES)}
    for name in required(EXTRAS[extra]):
        assert f"the extra `{extra}`" in purposes[name]


def test_what_stands_behind_them_is_named_with_its_licence() -> None:
    behind: set[str] = set()
    waiting = [*required([*PROJECT["dependencies"], *(each for extra in OF_A_PERSON for each in EXTRAS[extra])])]
    while waiting:
        name = waiting.pop()
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # of another system, or need an extra package
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                found = canonicalize_name(need.name)
                if found not in behind:
                    behind.add(found)
                    waiting.append(found)
    told = {canonicalize_name(name) for name in re.findall(r"[\w.-]+", PACKAGES)}
    assert behind <= told, "docs/licences.md does not name them"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_licence_of_every_voice_is_told(engine: str) -> None:
    told = [licence for name, licence, *_ in rows(VOICES) if re.search(rf"`{engine}\b", name)]
    assert told
    assert all(told)


def test_every_requirement_says_which_release_is_the_lowest() -> None:
    printed = subprocess.run([sys.executable, str(LOWEST)], capture_output=True, text=True, check=True).stdout
    pinned = [Requirement(line) for line in printed.splitlines()]
    asked = [each for extra in EXTRAS if extra != "dev" for each in EXTRAS[extra]] + PROJECT["dependencies"]
    assert {canonicalize_name(each.name) for each in pinned} == required(asked) - {"voicecoach"}
    bounds = {Requirement(each).name: Requirement(each).specifier for each in asked}
    for each in pinned:
        (exactly,) = each.specifier
        assert bounds[each.name].contains(exactly.version)


def test_a_requirement_without_a_lowest_release_is_noticed() -> None:
    specification = importlib.util.spec_from_file_location("lowest", LOWEST)
    assert specification
    assert specification.loader
    lowest = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(lowest)
    project = '[project]\nname = "x"\ndependencies = ["numpy"]\n[project.optional-dependencies]\n'
    with pytest.raises(ValueError, match="'numpy' does not say"):
        lowest.pins(project)
    assert lowest.pins(project.replace('"numpy"', "\"numpy>=1.26; sys_platform == 'linux'\"")) == [
        "numpy==1.26; sys_platform == 'linux'"
    ]


AUDITS = """\
#!/bin/sh
cat <<'END'
{"dependencies": [{"name": "a", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": %s}]},
                  {"name": "b", "version": "2.0", "skip_reason": "it was not found"}], "fixes": []}
END
exit 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the program in the place of pip-audit is a shell script")
@pytest.mark.parametrize(
    ("program", "code", "printed"),
    [
        (AUDITS % '["1.1"]', 1, "1 of 2 packages looked up, 1 known flaws\n  a 1.0: PYSEC-1, mended in 1.1\n"),
        (AUDITS % "[]", 0, "1 of 2 packages looked up, 1 known flaws\n  a 1.0: PYSEC-1\n"),
        ("#!/bin/sh\necho 'no network' >&2\nexit 1\n", 0, "not looked up: pip-audit said no network\n"),
    ],
    ids=["mended", "not mended", "not reached"],
)
def test_a_known_flaw_counts_where_a_newer_release_has_mended_it(
    tmp_path: Path, program: str, code: int, printed: str
) -> None:
    pip_audit = tmp_path / "pip-audit"
    pip_audit.write_text(program)
    pip_audit.chmod(0o755)
    run = subprocess.run(
        [sys.executable, str(LOWEST.with_name("audit.py")), str(pip_audit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (code, printed)
