"""Plant every damage in sessions of every format and bit rate, and count what ``verify`` misses and what it invents.

``python -m tests.faults.proof`` tries each bit rate of each format, in hours; ``--quick`` the lowest and the default
one. Names of formats and ``--session`` choose some; ``--clean`` plants nothing, and has more sessions. It exits with 1
where a clean file has a miss. The results are in docs/proof.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from damages import DAMAGES, STEREO_DAMAGES, Damage, Sound

from voicecoach.export.formats import FORMATS
from voicecoach.export.tags.tags import packed_sheet
from voicecoach.export.write import write_audio
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices
from voicecoach.sound.fingerprint import Meter
from voicecoach.units import db_to_gain
from voicecoach.verify.tags import embedded_sheet
from voicecoach.verify.verify import check_file

_BODY = """
Welcome. Lie down on your back now, and let your shoulders sink. [pause 2s] Breathe out, and take your time with it.

[chime bowl]

## Bridge

- sides: right, left
- hold: 8s
- countdown: 3
- ready: 4s
- change: 4s

Put both feet on the floor, hip-width apart. Press them down and lift your hips softly.

---

Take your time. Roll to one side, and sit up slowly when you are ready.

[chime bowl]
"""
_HEADS = {
    "plain": "",
    "rain": "- bed: rain\n",
    "drone": "- bed: drone\n- pace: 0.8\n",
    "brown noise, the system's voice": "- bed: brown-noise\n- voice: system\n",
    "ocean, a tone for a voice": "- bed: ocean\n- voice: tone\n",
    "a bed in stereo": "- bed: sea.wav\n",
    "ocean": "- bed: ocean\n",
    "a bed from side to side": "- bed: sides.wav\n",
    "two channels without a bed": "- channels: stereo\n",
}
_CLEAN_HEADS = {
    "a tone for a voice": "- voice: tone\n",
    "rain, the system's voice": "- bed: rain\n- voice: system\n",
    "a bed in stereo, the system's voice": "- bed: sea.wav\n- voice: system\n",
}


_PROGRAMME = """# A programme

- programme: 4 weeks
- level by week: 1, 2, 4, 5
- guidance by week: full, brief, full, names
- focus by week: left, off, right, off

Welcome. Lie down on your back now.

## Bridge

- hold: 5-10s
- sides: right, left
- sides by week: right; right, left; left; right, left
- weeks: 2-4
- ready: 3s
- change: 3s

Press your feet down and lift your hips softly.

## Pelvic Tilt

- hold: 4-6s
- reps: 2-3
- weeks: 1-3
- ready: 3s

Flatten your lower back into the floor.

---

Well done. [chime bowl]
"""
_BY_THE_CLOCK = """# By the clock

- bed: rain
- bed fade: 2s, 4s

Welcome. Sit down and let your shoulders sink. [until 0:15]

[chime bowl]

Breathe out, and take your time with it. [bed ocean] [until 0:30] Breathe in again, slowly.

## Sit

- hold: 14s
- ready: 3s

Let your hands rest. [until +10s] Close your eyes.

---

[bed off 2s] [until 1:10] Well done. [chime bowl]
"""
_SCRIPTS = {
    "week 3 of a programme": (_PROGRAMME, Choices(week=3)),
    "by the clock": (_BY_THE_CLOCK, Choices()),
}

_SOUND_CHECKS = "sound", "likeness"
_ONE_STEP = 2.0**-15  # of 16 bits


def _write_sea(folder: Path) -> None:
    """Write noise in stereo, and the same noise as it moves from one side to the other."""
    rng = np.random.default_rng(5)
    frames = 20 * 48_000
    spectrum = np.fft.rfft(rng.standard_normal((frames, 2)), axis=0)
    wave = np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum))[:, np.newaxis] + 20.0), frames, axis=0)
    swell = 1 + 0.5 * np.sin(np.arange(frames)[:, np.newaxis] / 48_000 * np.array([1.1, 1.7]))
    wave *= swell * 0.5 / np.abs(wave).max()
    soundfile.write(folder / "sea.wav", wave, 48_000)
    turn = np.pi / 4 * (1 + np.sin(np.arange(frames) / 48_000 * np.pi / 5))
    soundfile.write(folder / "sides.wav", wave[:, :1] * np.stack([np.cos(turn), np.sin(turn)], axis=1), 48_000)


def _rates(channels: int, chosen: Sequence[str], *, is_quick: bool) -> Iterator[tuple[str, int | None]]:
    for suffix, row in FORMATS.items():
        rates: tuple[int | None, ...] = row.bitrates.offered_kbps[channels] if row.bitrates else (None,)
        usual = row.bitrates.default_kbps[channels] if row.bitrates else None
        for rate in (rates[0], usual) if is_quick and row.bitrates else rates:
            if not chosen or suffix[1:] in chosen or f"{suffix[1:]}:{rate}" in chosen:
                yield suffix, rate


def _try(
    session: Session, folder: Path, suffix: str, kbps: int | None, damages: Mapping[str, Damage]
) -> tuple[list[str], int, list[str], list[float]]:
    """Return the missed damages, the number of planted ones, what is invented in the clean file, its worst figures.

    A damage is missed if the file's own fingerprint or that of a new mix does not show it. What changes no sample, such
    as swapping two channels that are alike, is not planted.
    """
    timeline = session.timeline()
    clean = folder / f"clean{suffix}"
    session.export(clean, timeline, bitrate_kbps=kbps)
    sheet = embedded_sheet(clean)
    sound: Sound = np.concatenate(list(session.blocks(timeline)))
    meter = Meter(session.channels, db_to_gain(sheet["proof"]["gain_db"]))
    meter.add(sound)
    new_mix = meter.fingerprint()
    report = check_file(clean, sheet, expected=new_mix)
    invented = [str(miss) for miss in report.misses]
    worst = [float(check.worst or 0.0) for check in report.checks if check.name in _SOUND_CHECKS]
    tags = replace(session.tags(timeline), sheet=packed_sheet(sheet))
    missed = []
    planted = 0
    for name, damage in damages.items():
        damaged = damage(sound.copy(), sheet)
        if damaged.shape == sound.shape and np.abs(damaged - sound).max() < _ONE_STEP:
            continue
        planted += 1
        path = folder / f"damaged{suffix}"
        write_audio(
            path,
            [damaged],
            frames_total=len(damaged),
            channels=session.channels,
            gain_db=sheet["proof"]["gain_db"],
            tags=tags,
            bitrate_kbps=kbps,
        )
        report = check_file(path, sheet, expected=new_mix)
        unnoticed = [check.name for check in report.checks if check.name in _SOUND_CHECKS and check.is_ok]
        others = [check for check in report.checks if check.name not in _SOUND_CHECKS]
        if unnoticed and all(check.is_ok for check in others):
            missed.append(name if unnoticed == list(_SOUND_CHECKS) else f"{name} (by {unnoticed[0]})")
    return missed, planted, invented, worst


def _say(line: str) -> None:
    sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


def main() -> int:
    """Print a line for each session, format and bit rate; return 1 where a clean file has a miss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the lowest and the default bit rate of each format")
    parser.add_argument("--clean", action="store_true", help="plant nothing: only look for misses in clean files")
    parser.add_argument("--session", action="append", metavar="NAME", help="only this session; may be repeated")
    parser.add_argument(
        "formats", nargs="*", metavar="FORMAT", help="only these formats and bit rates, such as ogg or opus:80"
    )
    given = parser.parse_args()
    heads = _HEADS | (_CLEAN_HEADS if given.clean else {})
    scripts = {name: (f"# A session\n\n{head}{_BODY}", Choices()) for name, head in heads.items()} | _SCRIPTS
    planted = caught = files = 0
    false_alarms = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["VOICECOACH_HOME"] = str(folder / "home")
        os.environ["VOICECOACH_CACHE_DIR"] = str(folder / "cache")
        _write_sea(folder)
        for title in given.session or scripts:
            text, choices = scripts[title]
            script = folder / "script.md"
            script.write_text(text, encoding="utf-8")
            with Session(load_script(str(script), choices), choices) as session:
                damages = DAMAGES | (STEREO_DAMAGES if session.channels > 1 else {})
                for suffix, kbps in _rates(session.channels, given.formats, is_quick=given.quick):
                    missed, count, invented, worst = _try(session, folder, suffix, kbps, {} if given.clean else damages)
                    planted, caught, files = planted + count, caught + count - len(missed), files + 1
                    false_alarms += bool(invented)
                    rate = f" {kbps}" if kbps else ""
                    found = f", {count - len(missed)} of {count} found" if count else ""
                    beside = f"; missed {', '.join(missed)}" if missed else ""
                    clean = " and ".join(f"{each:.2f}" for each in worst)
                    _say(f"{title}, {suffix}{rate}: clean {clean}{found}{beside} {'; '.join(invented)}")
    _say(f"{caught} of {planted} damages caught; {false_alarms} of {files} clean files have a miss")
    return 1 if false_alarms else 0


if __name__ == "__main__":
    sys.exit(main())
