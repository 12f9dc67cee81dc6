"""Checking and exporting untrusted scripts opens only files that a script may read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hostile_scripts import READ, REFUSED

from voicecoach import folders

CHECKOUT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("record_opened.py")
LONGEST_CHARACTERS = 3_000
# Of the system: libraries, where time is, what the machine is, and nothing of anybody's.
SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/opt", "/proc", "/sys", "/dev/null", "/dev/urandom",
    "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime", "/etc/os-release",
    # libespeak-ng, which lists the system's voices for a hint, looks for a sound server.
    "/etc/pulse", "/etc/machine-id", "/dev/shm",  # noqa: S108
)  # fmt: skip
# What scripts ask for beside what the corpus asks for: each leads to one of the secrets, which are there.
REACHING = [
    "[include ../secret]\n\nHi.",
    "[include linked]\n\nHi.",
    "- based on: ../secret\n\nHi.",
    "- based on: linked\n\nHi.",
    "- wording: ../../secret\n\nHi.",
    "- wording: linked\n\nHi.",
    "- language: below/secret\n\nHi.",
    "- language: {root}/secret\n\nHi.",
    "- voice: piper:{root}/secret.onnx\n\nHi.",
    "- voice: piper:../secret\n\nHi.",
    "- voice: own:../secrets\n\nHi.",
    "- voice: own:linked\n\nHi.",
    "- voice: own:mine\n\nHi.",
    "- voice: own:mine+piper:{root}/secret.onnx\n\nHi.",
    "- bed: ../secret.wav\n\nHi.",
    "- bed: linked.wav\n\nHi.",
    "- chimes: begin linked.wav\n\n## A\n\n- hold: 5s",
    "Hi. [sound ../secret.wav]",
    "Hi. [sound linked.wav]",
    "Hi. [chime linked]",
]
GOOD = """\
# Evening

- bed: rain
- chimes: begin bowl
- props: a mat

Hello. [sound here.wav]

[include also]

## Knee

- hold: 5s
- sides: right, left
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder of folders: what is given, the person's own, the cache, what is temporary; and secrets."""
    (tmp_path / "cache" / "sounds").unlink(missing_ok=True)  # no link to the sounds of other tests
    wave = next(folders.shipped_sounds().glob("*.flac")).read_bytes()
    for name in ("secret.md", "secret.txt", "secret.onnx", "secret.onnx.json", "secret.wav", "secrets/1.wav"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(wave if name.endswith(".wav") else b"- half: A secret.\n\nA secret.\n")
    below = tmp_path / "home" / "wording" / "below"
    for folder in (below, tmp_path / "given" / "mine", tmp_path / "out", tmp_path / "temporary"):
        folder.mkdir(parents=True)
    (below / "secret.md").write_text("A secret.\n")
    for name, target in {
        "linked.md": "secret.md",
        "linked.wav": "secret.wav",
        "linked": "secrets",
        "mine/phrases.txt": "secret.txt",
        "mine/1.wav": "secret.wav",
    }.items():
        (tmp_path / "given" / name).symlink_to(tmp_path / target)
    (tmp_path / "given" / "here.wav").write_bytes(wave)
    (tmp_path / "given" / "here.flac").write_bytes(wave)
    (tmp_path / "given" / "also.md").write_text("And this.\n")
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="links are made as Unix has them")
def test_nothing_is_opened_but_where_a_script_may_read(root: Path) -> None:
    codes, opened = _opened(root, _commands(root))
    assert codes[-2:] == [0, 0]
    assert all(code == 1 for code in codes[: 2 * len(REACHING)])
    assert str(root / "given" / "also.md") in opened
    allowed = _allowed(root)
    elsewhere = [path for path in opened if not any(Path(path).is_relative_to(place) for place in allowed)]
    assert elsewhere == []
    # A link is opened by its own name: what it leads to has to be allowed as well.
    led = [path for path in opened if Path(path).is_symlink() and Path(path).is_relative_to(root)]
    assert led == []
    assert not [path for path in opened if "below" in Path(path).parts]


def _commands(root: Path) -> list[list[str]]:
    scripts = [text.replace("{root}", str(root)) for text in REACHING]
    scripts += [text for text in (*REFUSED.values(), *READ.values()) if len(text) < LONGEST_CHARACTERS]
    commands = []
    for number, text in enumerate(scripts):
        (root / "given" / f"s{number}.md").write_text(text, encoding="utf-8")
        commands += [["check", f"s{number}.md"]]
        commands += [["export", f"s{number}.md", "-o", "../out/s.wav"]] if number < len(REACHING) else []
    (root / "given" / "good.md").write_text(GOOD.replace("here.wav", "here.flac"), encoding="utf-8")
    commands += [["export", "good.md", "-o", f"../out/good.{suffix}"] for suffix in ("mp3", "flac")]
    return commands


def _opened(root: Path, commands: list[list[str]]) -> tuple[list[int], set[str]]:
    """Return how the commands ended, and what Python and, where strace is there, any library opened."""
    (root / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "VOICECOACH_HOME": str(root / "home"),
        "VOICECOACH_CACHE_DIR": str(root / "cache"),
        "TMPDIR": str(root / "temporary"),
        "HOME": str(root / "nobody"),
    }
    environment.pop("XDG_CACHE_HOME", None)
    program = [sys.executable, str(PROGRAM), str(root / "opened"), str(root / "commands.json")]
    traced = _strace(root)
    run = subprocess.run(
        [*traced, *program], cwd=root / "given", env=environment, capture_output=True, text=True, check=True
    )
    opened = set((root / "opened").read_text(encoding="utf-8").splitlines())
    assert opened
    if traced:
        opened |= _of_trace((root / "trace").read_text(encoding="utf-8", errors="replace"), root)
    own = {str(root / name) for name in ("opened", "commands.json", "trace")}
    return json.loads(run.stdout.splitlines()[-1]), opened - own


def _strace(root: Path) -> list[str]:
    if shutil.which("strace") is None:
        return []
    words = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=open,openat,creat", "-o", str(root / "trace")]
    tried = subprocess.run([*words, sys.executable, "-c", ""], capture_output=True, check=False)
    return words if tried.returncode == 0 else []


def _of_trace(trace: str, root: Path) -> set[str]:
    """Return what was opened, and not only looked for."""
    found = re.findall(r'(?:openat\(AT_FDCWD, |open\(|creat\()"([^"]+)".* = \d+', trace)
    assert found
    return {str(root / "given" / path) if not path.startswith("/") else os.path.normpath(path) for path in found}


def _allowed(root: Path) -> list[str]:
    python = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *filter(None, sys.path)]
    ours = [str(root / name) for name in ("given", "home", "cache", "temporary", "out")]
    shipped = [str(CHECKOUT / "voicecoach"), str(folders.shipped_scripts()), str(folders.shipped_sounds())]
    settings = str(root / "nobody")  # a home without anything in it
    return [*ours, *shipped, *python, settings, str(PROGRAM), *SYSTEM]
