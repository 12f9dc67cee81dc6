"""The option that a person meant by another word for it."""

from __future__ import annotations

import click

_OTHER_WORDS = {
    "author": "tag", "background": "bed", "days": "weeks", "duration": "fit", "force": "again", "lang": "language",
    "length": "fit", "loudness": "bed-level", "minutes": "fit", "music": "bed", "name": "set", "noise": "bed",
    "out": "output", "outdir": "output", "picture": "cover", "image": "cover", "quality": "bitrate", "rate": "pace",
    "side": "focus", "slow": "pace", "sound": "bed", "speaker": "voice", "speed": "pace", "start": "from",
    "step": "only", "steps": "only", "tempo": "pace", "time": "fit", "value": "set", "variable": "set",
    "volume": "bed-level", "without": "skip",
}  # fmt: skip


def with_meant_option(error: click.NoSuchOption) -> click.UsageError:
    """Return an error that names the option of the same command for which another word was typed."""
    meant = f"--{_OTHER_WORDS.get(error.option_name.lstrip('-').lower())}"
    own = error.ctx.command.params if error.ctx is not None else []
    if not any(meant in one.opts for one in own):
        return error
    return click.UsageError(f"No such option {error.option_name!r}. Did you mean '{meant}'?", error.ctx)
