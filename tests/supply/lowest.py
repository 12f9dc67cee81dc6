"""The lowest releases that pyproject.toml allows, as constraints for pip.

``python tests/supply/lowest.py >lowest.txt; pip install -c lowest.txt ".[test]"`` installs them. What each of them
needs in turn stays as new as it comes.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
_LINTERS = "dev"
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)>=(?P<lowest>[\d.]+)(?P<marker>;.*)?")


def pins(pyproject: str) -> list[str]:
    """Return each requirement at its lowest release, the extras' too, but for what only linting needs.

    Raises:
        ValueError: One of them names no lowest release.
    """
    project = tomllib.loads(pyproject)["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(each for name in extras if name != _LINTERS for each in extras[name])]
    return [_pinned(each) for each in asked if not each.startswith(project["name"])]


def _pinned(requirement: str) -> str:
    parts = _REQUIREMENT.fullmatch(requirement)
    if parts is None:
        raise ValueError(f"{requirement!r} does not say which release is the lowest")
    return f"{parts['name']}=={parts['lowest']}{parts['marker'] or ''}"


if __name__ == "__main__":
    sys.stdout.write("\n".join([*pins(PYPROJECT.read_text(encoding="utf-8")), ""]))
