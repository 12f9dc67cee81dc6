"""The state of a running studio, which lasts from call to call."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from voicecoach.api import library
from voicecoach.phone.sharing import Sharing
from voicecoach.serving.usage import Usage
from voicecoach.studio.events import Events
from voicecoach.studio.fits import Fits
from voicecoach.studio.jobs import Jobs
from voicecoach.studio.kept_files import KeptFiles
from voicecoach.studio.made_files import MadeFiles
from voicecoach.studio.sessions import Sessions
from voicecoach.studio.watch import LibraryWatch, Versions

_MOST_LISTED = 2_000


class OneSharing:
    """The session that is shared with a phone: one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sharing: Sharing | None = None

    def replaced_by(self, begin: Callable[[], Sharing]) -> Sharing:
        """Stop sharing, begin to share something else, and return that."""
        with self._lock:
            if self._sharing is not None:
                self._sharing.stop()
            self._sharing = begin()
            return self._sharing

    def stop(self) -> None:
        """Stop sharing. Stopping twice is fine."""
        with self._lock:
            if self._sharing is not None:
                self._sharing.stop()


class Studio:
    """The state of a running studio, shared by the threads that answer.

    Args:
        usage: Counts what keeps the studio running.
        events: Tells the open pages.
        idle_s: After so long without a page the studio ends.

    Attributes:
        usage: As given.
        events: As given.
        idle_s: As given.
        fits: The lengths that sessions can have.
        sessions: The sessions that can be heard.
        phrases: The phrases that were heard last.
        covers: The cover pictures that the page sent last.
        exports: The files that are being made, and those that were.
        downloads: The voices that are being downloaded, and those that were.
        phones: The sessions that are being made for a phone.
        sharing: What is shared with a phone now.
    """

    def __init__(self, usage: Usage, events: Events, idle_s: float) -> None:
        self.usage = usage
        self.events = events
        self.idle_s = idle_s
        self.fits = Fits()
        self.sessions = Sessions(usage, self.fits)
        self.phrases = KeptFiles("phrase", 64, "ask for it again with its text")
        self.covers = KeptFiles("cover picture", 8, "choose the picture again")
        self.exports: Jobs[MadeFiles] = Jobs("export", "e", usage)
        self.downloads: Jobs[str] = Jobs("download", "v", usage)
        self.phones: Jobs[Sharing] = Jobs("shared session", "p", usage)
        self.sharing = OneSharing()
        self._watch = LibraryWatch(_versions, lambda name: self._tell(name, library.revision(name)))
        self._watch.begin(events.wait_for_end)
        self._lock = threading.Lock()
        self._listed: OrderedDict[tuple[str, int], library.ListedRoutine] = OrderedDict()

    def listed(self, found: library.NamedFile) -> library.ListedRoutine:
        """Return a row of the library; one whose file has not changed is not read again."""
        try:
            key = (str(found.path), found.path.stat().st_mtime_ns)
        except OSError:
            return library.listed(found)
        with self._lock:
            row = self._listed.get(key)
        if row is None:
            row = library.listed(found)
            with self._lock:
                self._listed[key] = row
                while len(self._listed) > _MOST_LISTED:
                    self._listed.popitem(last=False)
        return row

    def end(self) -> None:
        """End the studio: the pages are told, and the command ends."""
        self.sharing.stop()
        self.events.end()

    def script_changed(self, name: str, revision: str | None) -> None:
        """Tell the pages that a script was made, saved or removed here."""
        self._watch.accept(name)
        self._tell(name, revision)

    def _tell(self, name: str, revision: str | None) -> None:
        self.sessions.renew()
        self.events.tell("changed", name=name, revision=revision)


def _versions() -> Versions:
    found = {}
    for one in library.names():
        try:
            status = one.path.stat()
        except OSError:
            continue  # removed a moment ago
        found[one.name] = (status.st_mtime_ns, status.st_size)
    return found
