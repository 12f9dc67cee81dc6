"""A page of HTML as a PDF file, by a browser that is on the machine.

Chrome, Chromium, Edge, Brave and Vivaldi all print to a file without a window. A library would be one more thing to
install, with system libraries of its own (WeasyPrint) or a second layout to write (fpdf2), and nearly every machine
has one of these browsers: Windows comes with Edge.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from voicecoach.errors import ExportError
from voicecoach.store.atomic import check_writable, write_output

BROWSER_VARIABLE = "VOICECOACH_BROWSER"
"""The environment variable with the path of the browser to use."""

_COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge", "brave-browser", "brave", "vivaldi",
)  # fmt: skip
_MAC_NAMES = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser", "Vivaldi")
_WINDOWS_PLACES = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "BraveSoftware/Brave-Browser/Application/brave.exe",
    "Chromium/Application/chrome.exe",
    "Vivaldi/Application/vivaldi.exe",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_LONGEST_S = 120


def find_browser() -> str | None:
    """Return the path of a browser that prints to a file; None where there is none."""
    if asked := os.environ.get(BROWSER_VARIABLE):
        return shutil.which(asked)
    places: list[Path] = []
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        places = [folder / f"{name}.app/Contents/MacOS/{name}" for name in _MAC_NAMES for folder in folders]
    elif sys.platform == "win32":
        roots = [Path(os.environ[name]) for name in _WINDOWS_FOLDERS if name in os.environ]
        places = [root / place for place in _WINDOWS_PLACES for root in roots]
    found = (shutil.which(command) for command in (*_COMMANDS, *map(str, places)))
    return next((path for path in found if path), None)


def write_pdf(path: Path, html: str) -> None:
    """Write a page as a PDF file.

    Raises:
        ExportError: There is no browser to print it, or the file cannot be written.
    """
    check_writable(path)
    browser = find_browser()
    if browser is None:
        asked = os.environ.get(BROWSER_VARIABLE)
        reason = f"no browser {asked!r} ({BROWSER_VARIABLE})" if asked else "no browser found to make the PDF"
        hint = f"{_hint(path)} (its dialog saves a PDF, too); or install Chrome, Chromium or Edge"
        raise ExportError(path, reason, hint)
    # Beside the target and with a name that is not hidden: a browser in a sandbox (snap) sees no other folders.
    with tempfile.TemporaryDirectory(prefix="voicecoach-pdf-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder).resolve() / "page.html", Path(folder).resolve() / "page.pdf"
        page.write_text(html, encoding="utf-8")
        options = [
            "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--disable-extensions",
            f"--user-data-dir={printed.parent / 'profile'}", f"--print-to-pdf={printed}",
            *(["--no-sandbox"] if _is_root() else []),
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603 - the page has no script
                [browser, *options, page.as_uri()], capture_output=True, timeout=_LONGEST_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ExportError(path, f"{browser} could not print it: {error}", _hint(path)) from error
        if not printed.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            reason = f"{browser} could not print it: {said[-1] if said else f'exit code {done.returncode}'}"
            raise ExportError(path, reason, _hint(path))
        content = printed.read_bytes()
    write_output(path, content)


def _hint(path: Path) -> str:
    return f"write {path.stem}.html instead, open it and print it"


def _is_root() -> bool:
    """Return whether the program runs as root, as in a container, where a browser's sandbox does not start."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
