"""What a script says, on one line."""

from __future__ import annotations

import re


def outline(script: str) -> str:
    """Return the lines of a script without its title, language and comments, with a bar between them."""
    script = re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in script.splitlines())
    return "|".join(line for line in lines if line and not line.startswith(("# ", "- language")))
