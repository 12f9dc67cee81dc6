"""Golden timelines: what ``voicecoach show SCRIPT --voice tone`` prints for small scripts, each of one rule.

``python tests/session/test_golden.py`` writes them anew; what has changed is to be read line by line.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from voicecoach.cli.main import voicecoach

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.md"))


def shown(name: str) -> str:
    """Return what is printed for a script, the remarks on standard error first."""
    script = GOLDEN / f"{name}.md"
    asked = re.search(r"<!-- show: (.*?) -->", script.read_text(encoding="utf-8"))
    options = shlex.split(asked[1]) if asked else []
    wording = GOLDEN / "wording" / f"{name if name == 'variants' else 'fixed'}.md"
    command = ["show", str(script), "--voice", "tone", "--wording", str(wording), *options]
    done = CliRunner().invoke(voicecoach, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stderr.replace(str(script), script.name) + done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_the_timeline_is_as_reviewed(name: str, monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(cache))
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    assert shown(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


if __name__ == "__main__":
    for each in NAMES:
        (GOLDEN / f"{each}.txt").write_text(shown(each), encoding="utf-8")
