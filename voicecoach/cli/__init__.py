"""The command line: arguments in, words out; one file per command, and no work of its own."""

from voicecoach.cli.main import main

__all__ = ["main"]
