"""Known flaws in the packages of this environment, as pip-audit tells them where its service can be reached.

``python tests/supply/audit.py PIP_AUDIT``, with the path of that program, which need not live in this environment.
It ends with 1 where a package has a flaw that a newer release has mended.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from typing import Any


def flaws(report: dict[str, Any]) -> list[str]:
    """Return a line for each known flaw, from pip-audit's JSON; those that are mended say where."""
    return [
        f"{package['name']} {package['version']}: {flaw['id']}"
        + (f", mended in {', '.join(flaw['fix_versions'])}" if flaw["fix_versions"] else "")
        for package in report["dependencies"]
        for flaw in package.get("vulns", ())
    ]


def main(pip_audit: str) -> int:
    """Print what is known, and return the exit code."""
    command = [pip_audit, "--path", sysconfig.get_path("purelib"), "--format", "json", "--progress-spinner", "off"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(asked.stdout)
    except json.JSONDecodeError:
        said = asked.stderr.strip().splitlines() or ["nothing"]
        sys.stdout.write(f"not looked up: pip-audit said {said[-1]}\n")
        return 0
    known = flaws(report)
    looked_up = sum("vulns" in package for package in report["dependencies"])
    sys.stdout.write(f"{looked_up} of {len(report['dependencies'])} packages looked up, {len(known)} known flaws\n")
    sys.stdout.writelines(f"  {line}\n" for line in known)
    return int(any(", mended in " in line for line in known))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
