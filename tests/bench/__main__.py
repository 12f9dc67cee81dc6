"""How fast voicecoach is, as ratios measured in one run: ``python -m tests.bench``.

Times on the clock say more about a machine and its neighbours than about a program, so every figure stands beside
a yardstick that was measured in turns with it. README tells how to read the table.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.children import Cost, Turns, cpu_s, first_block, in_turns, run, voicecoach
from tests.bench.sessions import FIRST_WORDS as FIRST_WORDS_OF_SESSIONS
from tests.bench.sessions import session

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FIRST_WORDS = {
    "A singing bowl begins each hold, and a bell ends it. Two tones ask you to change sides.",
    FIRST_WORDS_OF_SESSIONS,
}
EDIT = "That was edit"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table: what was measured, how small it is meant to be, and the same in the time of all cores.

    Attributes:
        name: What was measured.
        value: The measure.
        target: The largest that is meant; None for none.
        unit: The unit of the measure; empty for a ratio.
        cpu: The same in the time of all cores; None where that is not measured.
        cpu_target: The largest of that.
    """

    name: str
    value: float
    target: float | None
    unit: str = ""
    cpu: float | None = None
    cpu_target: float | None = None

    def line(self) -> str:
        cpu = "" if self.cpu is None else f"  (of all cores: {self.cpu:.3f}{_against(self.cpu, self.cpu_target)})"
        return f"  {self.name:<66} {self.value:8.3f}{self.unit:<3}{_against(self.value, self.target)}{cpu}"


def _against(value: float, target: float | None) -> str:
    return "" if target is None else f" <= {target:g}  {'ok' if value <= target else 'MISSED'}"


def ratio_of(
    turns: Turns,
    name: str,
    program: str,
    yardstick: str,
    target: float | None = None,
    beyond: str | None = None,
    cpu_target: float | None = None,
) -> Ratio:
    """Return the line of a program against a yardstick, on the clock and in the time of all cores."""
    on_clock = turns.ratio(program, yardstick, beyond=beyond)
    of_cores = turns.ratio(program, yardstick, beyond=beyond, of=cpu_s)
    return Ratio(name, on_clock, target, cpu=of_cores, cpu_target=cpu_target)


class Bench:
    """The cases, in a folder of their own that is empty at the beginning.

    Args:
        folder: Where everything goes.
        script: The session of the first cases, a path.
        runs: How often each program is run; its median counts.
        has_targets: Whether the session is one that the targets are meant for.
    """

    def __init__(self, folder: Path, script: Path, runs: int, *, has_targets: bool) -> None:
        self.folder = folder
        self.script = script
        self.runs = runs
        self.has_targets = has_targets
        self.warm = folder / "warm"
        self.ratios: list[Ratio] = []

    def show(self, title: str, *ratios: Ratio) -> None:
        print(title)
        shown = ratios if self.has_targets else [replace(ratio, target=None, cpu_target=None) for ratio in ratios]
        for ratio in shown:
            print(ratio.line(), flush=True)
        self.ratios += shown

    def export(self, script: Path, cache: Path, *options: str, name: str = "out.mp3") -> Cost:
        return voicecoach("export", str(script), "-o", str(self.folder / name), *options, cache=cache)

    def cold(self, script: Path) -> Cost:
        cache = self.folder / "cold"
        shutil.rmtree(cache, ignore_errors=True)
        return self.export(script, cache)

    def naive(self) -> Callable[[], Cost]:
        """Return the yardstick (a) on this session; the cue sheet that it is given is made first."""
        sheet = self.folder / "sheet.json"
        self.export(self.script, self.warm, "--cues", str(sheet))
        arguments = [str(HERE / "naive.py"), str(sheet), str(ROOT / "sounds"), str(self.folder / "naive.mp3")]
        return partial(run, arguments, {})

    def bare(self, *options: str) -> Callable[[], Cost]:
        """Return the yardstick (b) on this session with some options; the samples that it encodes are made first."""
        wav = self.folder / f"session{'-'.join(options)}.wav"
        self.export(self.script, self.warm, *options, name=wav.name)
        return partial(run, [str(HERE / "bare_lame.py"), str(wav), str(self.folder / "bare.mp3")], {})

    def one_session(self) -> None:
        """Cold and warm, with and without a bed, against both yardsticks."""
        bed = ("--bed", "rain")
        programs = {
            "bare": self.bare(),
            "warm": partial(self.without_frames, self.script),
            "again": partial(self.export, self.script, self.warm),
            "bare, bed": self.bare(*bed),
            "bed": partial(self.without_frames, self.script, *bed),
            "bed again": partial(self.export, self.script, self.warm, *bed),
            "naive": self.naive(),
            "cold": partial(self.cold, self.script),
        }
        turns = in_turns(self.runs, programs)
        seconds = ", ".join(f"{name} {turns.median_s(name):.2f}" for name in programs)
        self.show(
            f"One session ({self.script.stem}); seconds: {seconds}",
            ratio_of(turns, "cold / the naive program", "cold", "naive", 0.18, cpu_target=0.45),
            ratio_of(turns, "warm (speech kept, nothing encoded) / the bare encoder", "warm", "bare", 0.45),
            ratio_of(turns, "warm, with a bed / the bare encoder on the same", "bed", "bare, bed", 0.65),
            ratio_of(turns, "again, unchanged / the bare encoder", "again", "bare"),
            ratio_of(turns, "again, unchanged, with a bed / the bare encoder on the same", "bed again", "bare, bed"),
            Ratio("peak memory, cold", turns.peak_mb("cold"), 350, " MB"),
            Ratio("peak memory, warm", turns.peak_mb("warm"), 150, " MB"),
        )

    def without_frames(self, script: Path, *options: str) -> Cost:
        """Return the cost of an export whose speech is kept and whose encoded frames are not."""
        shutil.rmtree(self.warm / "mp3", ignore_errors=True)
        return self.export(script, self.warm, *options)

    def edited(self) -> None:
        """One phrase edited: what it costs beyond the floor of speaking that phrase."""
        text = self.script.read_text(encoding="utf-8")
        phrase = next(line for line in text.splitlines() if line in FIRST_WORDS)
        edits = iter(range(1_000))

        def edit() -> Cost:
            changed = self.folder / self.script.name
            changed.write_text(text.replace(phrase, f"{phrase} {EDIT} {next(edits)}."), encoding="utf-8")
            return self.export(changed, self.warm)

        self.export(self.script, self.warm)
        floor = partial(run, [str(HERE / "one_phrase.py"), f"{phrase} {EDIT} 10."], {})
        turns = in_turns(self.runs, {"bare": self.bare(), "floor": floor, "edit": edit})
        self.show(
            f"One phrase edited, near the beginning, beyond the floor of {turns.median_s('floor'):.2f} s",
            ratio_of(turns, "edit beyond the floor / the bare encoder", "edit", "bare", 0.15, "floor"),
        )

    def second(self) -> None:
        """A script that shares most phrases with one that was exported, against the bare encoder on its own samples."""
        script = ROOT / "scripts" / "lower-back-gentle.md"
        first, cache = self.folder / "first", self.folder / "second"
        self.export(self.script, first)
        spoken = self.folder / "second.wav"
        self.export(script, self.warm, name=spoken.name)

        def second() -> Cost:
            shutil.rmtree(cache, ignore_errors=True)
            shutil.copytree(first, cache)
            return self.export(script, cache)

        bare = partial(run, [str(HERE / "bare_lame.py"), str(spoken), str(self.folder / "bare.mp3")], {})
        turns = in_turns(self.runs, {"bare": bare, "second": second})
        self.show(
            f"A second script ({script.stem}), after the first one was exported",
            ratio_of(turns, "second script / the bare encoder on the same", "second", "bare", 0.5),
        )

    def growth(self, minutes: list[int]) -> None:
        """Sessions of several lengths, cold and warm: how time and memory grow."""
        costs: dict[int, tuple[Cost, Cost]] = {}
        for length in minutes:
            script = self.folder / f"{length}.md"
            script.write_text(session(length), encoding="utf-8")
            cache = self.folder / "growth"
            shutil.rmtree(cache, ignore_errors=True)
            cold = self.export(script, cache)
            shutil.rmtree(cache / "mp3")
            costs[length] = (cold, self.export(script, cache))
        self.show(
            "Growth",
            *(
                Ratio(f"{length} minutes, {how}: {costs[length][which].peak_mb:.0f} MB, seconds per minute",
                      costs[length][which].wall_s / length, None)
                for length in minutes for which, how in ((0, "cold"), (1, "warm"))
            ),
        )  # fmt: skip
        if {20, 180} <= costs.keys():
            for which, how, most_mb in ((0, "cold", 350), (1, "warm", 150)):
                short, long = costs[20][which], costs[180][which]
                self.show(
                    f"180 minutes against 20, {how}",
                    Ratio("time", long.wall_s / short.wall_s, 9.5),
                    Ratio("peak memory", long.peak_mb / short.peak_mb, 1.15),
                    Ratio("peak memory of 180 minutes", long.peak_mb, most_mb, " MB"),
                )

    def starts(self) -> None:
        """What a person waits for at every command; against starting Python with numpy, and in seconds."""
        programs: dict[str, Callable[[], Cost]] = {
            "python": partial(run, ["-c", "import numpy"], {}),
            "help": partial(voicecoach, "--help", cache=self.warm),
            "check": partial(voicecoach, "check", str(self.script), cache=self.warm),
            "show": partial(voicecoach, "show", str(self.script), cache=self.warm),
            "scripts": partial(voicecoach, "scripts", cache=self.warm),
            "play": partial(first_block, str(self.script), cache=self.warm),
        }
        self.export(self.script, self.warm)
        programs["scripts"]()
        turns = in_turns(self.runs, programs)
        numpy_s = turns.median_s("python")
        self.show(
            f"Starts; Python with numpy took {numpy_s:.2f} s",
            *(
                Ratio(f"{name}: {turns.ratio(name, 'python'):.2f} times that, seconds", turns.median_s(name), target)
                for name, target in (("help", 0.15), ("check", 0.4), ("show", 0.6))
            ),
            Ratio("scripts, again: seconds of all cores", turns.median_s("scripts", cpu_s), 0.5),
            Ratio(
                "play, up to its first block of sound: seconds",
                turns.median_s("play"),
                0.4,
                cpu=turns.median_s("play", cpu_s),
            ),
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--smallest", action="store_true", help="a session of a minute, once: to see that it works")
    parser.add_argument("--runs", type=int, default=5, help="how often each program is run (5)")
    parser.add_argument("--minutes", type=int, nargs="*", default=[5, 20, 60, 180], help="of the sessions that grow")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the ratios there, too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="voicecoach-bench-") as name:
        folder = Path(name)
        script = ROOT / "scripts" / "lower-back.md"
        if asked.smallest:
            script = folder / "smallest.md"
            script.write_text(session(1), encoding="utf-8")
        bench = Bench(folder, script, 1 if asked.smallest else asked.runs, has_targets=not asked.smallest)
        bench.one_session()
        bench.edited()
        if not asked.smallest:
            bench.second()
        bench.starts()
        bench.growth([1, 2] if asked.smallest else asked.minutes)
        if asked.json:
            lines = [{"name": ratio.name, "value": ratio.value, "target": ratio.target} for ratio in bench.ratios]
            asked.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    if not asked.smallest:
        print("Targets are for two cores with nothing else running; a busy machine misses those in seconds.")
    sys.exit(0)


if __name__ == "__main__":
    main()
