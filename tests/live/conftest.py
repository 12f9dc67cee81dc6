"""Scripts on the disk, sessions of them in the tone voice, and folders of the person that are empty."""

from __future__ import annotations

from sessions import nothing_spoken, opened, own_folders, write

__all__ = ["nothing_spoken", "opened", "own_folders", "write"]
