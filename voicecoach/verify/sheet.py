"""The cue sheet as it is read back: the expected sounds, holds, chapters and tags, and the expected silences."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voicecoach.errors import SoundError
from voicecoach.export.tags.tags import ChapterMark, tag_text
from voicecoach.sound.fingerprint import Fingerprint

SPEECH, CHIME, RECORDING = "speech", "chime", "sound"

SMEAR_MS = 60
"""A lossy encoder may spread a sound this far before and after it; its blocks are up to 43 ms long."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class ExpectedCue:
    """A sound and its half-open range; ``text`` is the spoken phrase, or the name of the sound."""

    kind: str
    start_ms: int
    end_ms: int
    text: str
    step: int | None


@dataclass(frozen=True, slots=True)
class ExpectedBed:
    """A bed and its half-open range.

    Attributes:
        fades_ms: Its fade-in and its fade-out; 0 if the sheet has none.
        is_once: Whether it is music that plays once.
    """

    sound: str
    start_ms: int
    end_ms: int
    fades_ms: tuple[int, int] = (0, 0)
    is_once: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedProof:
    """The fingerprint of the sound, and the hash of the cover; files of older versions have none."""

    fingerprint: Fingerprint
    gain_db: float
    tolerance: float
    cover_sha256: str


@dataclass(frozen=True, slots=True)
class ExpectedSheet:
    """The expected content of a file.

    Attributes:
        longest_cue_ms: The length of the longest cue.
        tags: The texts of the file's tags, as far as the sheet has them, and its lyrics.
        proof: The proof; None in a file of an older version.
    """

    duration_ms: int
    rate_hz: int
    channels: int
    cues: tuple[ExpectedCue, ...]
    longest_cue_ms: int
    beds: tuple[ExpectedBed, ...]
    chapters: tuple[ChapterMark, ...]
    tags: Mapping[str, str]
    proof: ExpectedProof | None

    @classmethod
    def of(cls, sheet: Mapping[str, Any]) -> ExpectedSheet:
        """Return the content that a cue sheet describes.

        Raises:
            SoundError: It is not a cue sheet of version 1.
        """
        try:
            if sheet["version"] != _VERSION:
                hint = "use the voicecoach version that exported it, or a later one"
                raise SoundError("cue sheet", f"it is of version {sheet['version']}, and not {_VERSION}", hint)
            cues = tuple(sorted(map(_cue, sheet["cues"]), key=lambda cue: cue.start_ms))
            named = {"title": sheet["title"], "language": sheet["language"]}
            return cls(
                duration_ms=int(sheet["duration_ms"]),
                rate_hz=int(sheet["sample_rate_hz"]),
                channels=_channels(sheet["channels"]),
                cues=cues,
                longest_cue_ms=max((cue.end_ms - cue.start_ms for cue in cues), default=0),
                beds=tuple(map(_bed, sheet["beds"])),
                chapters=tuple(ChapterMark(one["start_ms"], one["end_ms"], one["title"]) for one in sheet["chapters"]),
                tags=_tags(sheet.get("tags", named), cues),
                proof=_proof(sheet["proof"], _channels(sheet["channels"])) if "proof" in sheet else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"it is damaged or not a cue sheet ({type(error).__name__}: {error})"
            raise SoundError("cue sheet", reason, "export the file again") from error

    def cues_between(self, begin_ms: int, end_ms: int) -> Iterator[ExpectedCue]:
        """Yield the cues that overlap a range."""
        first = bisect.bisect_left(self.cues, begin_ms - self.longest_cue_ms, key=lambda cue: cue.start_ms)
        last = bisect.bisect_left(self.cues, end_ms, key=lambda cue: cue.start_ms)
        yield from (cue for cue in self.cues[first:last] if cue.end_ms > begin_ms)

    def has_bed(self, begin_ms: int, end_ms: int) -> bool:
        """Return whether a bed overlaps a range."""
        return any(bed.start_ms < end_ms and begin_ms < bed.end_ms for bed in self.beds)

    def is_alone(self, cue: ExpectedCue, begin_ms: int, end_ms: int) -> bool:
        """Return whether no other cue and no bed overlaps a range."""
        others = (other for other in self.cues_between(begin_ms, end_ms) if other is not cue)
        return not self.has_bed(begin_ms, end_ms) and next(others, None) is None

    def step_at(self, at_ms: int) -> int | None:
        """Return the step of the last cue that started by a time."""
        index = bisect.bisect_right(self.cues, at_ms, key=lambda cue: cue.start_ms)
        return self.cues[index - 1].step if index else None

    def silences(self) -> Iterator[tuple[int, int]]:
        """Yield the half-open ranges without cue or bed, at a distance from both."""
        yield from self._free((*self.cues, *self.beds), 0, self.duration_ms)

    def bed_alone(self, bed: ExpectedBed, fade_ms: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges in which only a bed sounds, between its fades."""
        yield from self._free(self.cues, bed.start_ms + fade_ms, bed.end_ms - fade_ms)

    @staticmethod
    def _free(sounds: Sequence[ExpectedCue | ExpectedBed], begin_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
        free_ms = begin_ms
        for sound in sorted(sounds, key=lambda one: one.start_ms):
            until_ms = min(sound.start_ms - SMEAR_MS, end_ms)
            if until_ms > free_ms:
                yield free_ms, until_ms
            free_ms = max(free_ms, sound.end_ms + SMEAR_MS)
        if end_ms > free_ms:
            yield free_ms, end_ms


def _channels(number: int) -> int:
    if number not in {1, 2}:
        raise ValueError(f"{number} channels")
    return number


def _cue(entry: Mapping[str, Any]) -> ExpectedCue:
    start_ms, kind = int(entry["start_ms"]), entry["kind"]
    if kind not in {SPEECH, CHIME, RECORDING}:
        raise ValueError(f"a cue of the kind {kind!r}")
    text = entry["text"] if kind == SPEECH else entry["sound"]
    return ExpectedCue(kind, start_ms, start_ms + int(entry["duration_ms"]), text, entry["step"])


def _bed(entry: Mapping[str, Any]) -> ExpectedBed:
    fades_ms = int(entry.get("fade_in_ms", 0)), int(entry.get("fade_out_ms", 0))
    is_once = bool(entry.get("once"))
    return ExpectedBed(entry["sound"], entry["start_ms"], entry["end_ms"], fades_ms, is_once)


def _tags(named: Mapping[str, Any], cues: Sequence[ExpectedCue]) -> dict[str, str]:
    texts = {key: tag_text(str(value)) for key, value in named.items() if value and not key.startswith("track_")}
    if "track_number" in named:
        texts["track"] = "/".join(str(named[key]) for key in ("track_number", "track_total") if named.get(key))
    texts["lyrics"] = "\n".join(tag_text(cue.text) for cue in cues if cue.kind == SPEECH and cue.text)
    return texts


def _proof(entry: Mapping[str, Any], channels: int) -> ExpectedProof:
    fingerprint = Fingerprint.unpacked(entry["fingerprint"], channels)
    return ExpectedProof(fingerprint, float(entry["gain_db"]), float(entry["tolerance"]), str(entry["cover_sha256"]))
