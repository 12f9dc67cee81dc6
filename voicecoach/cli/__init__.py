"""The command line: arguments in, words out; one file per command, and no work of its own."""

import sys

try:
    from voicecoach.cli.main import main
except KeyboardInterrupt:  # Ctrl-C counts from the first moment on, and imports are what the first moments are
    sys.exit(130)

__all__ = ["main"]
