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

from tests.bench.children import Cost, in_turns, run, voicecoach
from tests.bench.sessions import session

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
EDITED_FROM, EDITED_TO = "Breathe", "Now breathe"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table: what was measured, against what, and how small it is meant to be."""

    name: str
    value: float
    target: float | None
    unit: str = ""

    def line(self) -> str:
        if self.target is None:
            return f"  {self.name:<66} {self.value:8.3f}{self.unit}"
        mark = "ok" if self.value <= self.target else "MISSED"
        return f"  {self.name:<66} {self.value:8.3f}{self.unit:<3} <= {self.target:g}  {mark}"


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
        shown = ratios if self.has_targets else [replace(ratio, target=None) for ratio in ratios]
        for ratio in shown:
            print(ratio.line(), flush=True)
        self.ratios += shown

    def export(self, script: Path, cache: Path, *options: str, name: str = "out.mp3") -> Cost:
        return voicecoach("export", str(script), "-o", str(self.folder / name), *options, cache=cache)

    def cold(self, script: Path) -> Cost:
        cache = self.folder / "cold"
        shutil.rmtree(cache, ignore_errors=True)
        return self.export(script, cache)

    def yardsticks(self) -> dict[str, Callable[[], Cost]]:
        """Return the two yardsticks on this session; the sheet and the samples that they need are made first."""
        sheet, wav, out = (self.folder / name for name in ("sheet.json", "session.wav", "yardstick.mp3"))
        self.export(self.script, self.warm, "--cues", str(sheet), name=wav.name)
        naive = [str(HERE / "naive.py"), str(sheet), str(ROOT / "sounds"), str(out)]
        return {
            "naive": partial(run, naive, {}),
            "bare": partial(run, [str(HERE / "bare_lame.py"), str(wav), str(out)], {}),
        }

    def one_session(self) -> None:
        """Cold and warm, with and without a bed, against both yardsticks."""
        programs = self.yardsticks()
        bed = ("--bed", "rain")
        self.export(self.script, self.warm)
        self.export(self.script, self.warm, *bed)
        programs["cold"] = partial(self.cold, self.script)
        programs["warm"] = partial(self.without_frames, self.script)
        programs["bed"] = partial(self.without_frames, self.script, *bed)
        programs["again"] = partial(self.export, self.script, self.warm)
        costs = in_turns(self.runs, programs)
        bare_s = costs["bare"].wall_s
        self.show(
            f"One session ({self.script.stem}); the bare encoder took {bare_s:.2f} s, the naive program "
            f"{costs['naive'].wall_s:.2f} s",
            Ratio("cold / the naive program", costs["cold"].wall_s / costs["naive"].wall_s, 0.2),
            Ratio("warm (speech kept, nothing encoded) / the bare encoder", costs["warm"].wall_s / bare_s, 0.5),
            Ratio("warm, with a bed / the bare encoder", costs["bed"].wall_s / bare_s, 0.75),
            Ratio("again, unchanged / the bare encoder", costs["again"].wall_s / bare_s, None),
            Ratio("peak memory, cold", costs["cold"].peak_mb, 350, " MB"),
            Ratio("peak memory, warm", costs["warm"].peak_mb, 150, " MB"),
        )

    def without_frames(self, script: Path, *options: str) -> Cost:
        """Return the cost of an export whose speech is kept and whose encoded frames are not."""
        shutil.rmtree(self.warm / "mp3", ignore_errors=True)
        return self.export(script, self.warm, *options)

    def edited(self) -> None:
        """One phrase edited: what it costs beyond the floor of speaking that phrase."""
        text = self.script.read_text(encoding="utf-8")
        at = text.rindex(EDITED_FROM)
        edits = iter(range(1_000))

        def edit() -> Cost:
            changed = self.folder / self.script.name
            new = f"{EDITED_TO} {next(edits)} times"
            changed.write_text(text[:at] + new + text[at + len(EDITED_FROM) :], encoding="utf-8")
            return self.export(changed, self.warm)

        programs: dict[str, Callable[[], Cost]] = {"bare": self.yardsticks()["bare"]}
        self.export(self.script, self.warm)
        programs["edit"] = edit
        programs["floor"] = partial(run, [str(HERE / "one_phrase.py"), f"{EDITED_TO} 3 times in and out."], {})
        costs = in_turns(self.runs, programs)
        beyond_s = costs["edit"].wall_s - costs["floor"].wall_s
        self.show(
            f"One phrase edited, beyond the floor of {costs['floor'].wall_s:.2f} s",
            Ratio("edit beyond the floor / the bare encoder", beyond_s / costs["bare"].wall_s, 0.15),
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
        }
        costs = in_turns(self.runs, programs)
        numpy_s = costs["python"].wall_s
        self.show(
            f"Starts; Python with numpy took {numpy_s:.2f} s",
            *(
                Ratio(f"{name}: {costs[name].wall_s / numpy_s:.2f} times that, seconds", costs[name].wall_s, target)
                for name, target in (("help", 0.15), ("check", 0.4), ("show", 0.6))
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
            script.write_text(session(1).replace("breathe", "Breathe"), encoding="utf-8")
        bench = Bench(folder, script, 1 if asked.smallest else asked.runs, has_targets=not asked.smallest)
        bench.one_session()
        bench.edited()
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
