"""Scripts on the disk, their sessions with the tone voice, and empty folders of the person."""

from __future__ import annotations

from sessions import nothing_spoken, opened, own_folders, write

__all__ = ["nothing_spoken", "opened", "own_folders", "write"]
