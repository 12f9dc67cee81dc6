"""The command line: arguments in, text out; start reading at ``main.py``, which names the module of each command."""

import sys

try:
    from voicecoach.cli.main import main
except KeyboardInterrupt:  # Ctrl-C works from the first moment, which imports fill
    sys.exit(130)

__all__ = ["main"]
