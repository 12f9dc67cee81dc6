"""Make the files of one order."""

from __future__ import annotations

import logging

from voicecoach.batch.check import cover_bytes, digest_of
from voicecoach.batch.orders import BatchSettings, Order, OrderStatus, Outcome, SessionText
from voicecoach.errors import ExportError, VoicecoachError
from voicecoach.export.sidecars import write_sidecars
from voicecoach.handout.compose import PATIENT_VALUES
from voicecoach.pipeline.handout import make_handout
from voicecoach.pipeline.hiding import Hiding
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.tags import session_tags
from voicecoach.pipeline.verify import inspection
from voicecoach.script.settings import ABOUT
from voicecoach.store.atomic import as_export_errors

_log = logging.getLogger(__name__)


def made(order: Order, settings: BatchSettings, *, is_elsewhere: bool = False) -> Outcome:
    """Make the files of an order, each whole or not at all, and return the outcome; nothing is raised.

    Args:
        order: The order.
        settings: What holds for all of them.
        is_elsewhere: Whether another machine checked the order, so that what it found there has to be here, too.
    """
    path = settings.folder / order.out
    hiding = Hiding(order.choices.values)
    try:
        if is_elsewhere:
            _check_inputs(order, settings)
        return _made(order, settings)
    except VoicecoachError as error:
        is_disk_full = isinstance(error, ExportError) and error.is_disk_full
        message, hint = hiding.text(error.message), hiding.text(error.hint)
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one row is no reason to lose all others
        _log.debug("row %d", order.row, exc_info=True)
        message, hint = f"a bug in voicecoach: {type(error).__name__}", "please report it, with the script"
        is_disk_full = False
    return Outcome(order.row, order.script, path, OrderStatus.FAILED, message, hint, is_disk_full=is_disk_full)


def _check_inputs(order: Order, settings: BatchSettings) -> None:
    if digest_of(order, settings) != order.inputs:
        message = "the worker's script, sound or voice differs from the one on this computer"
        raise VoicecoachError(message, "let the workers use the same folders and the same packages")


def _made(order: Order, settings: BatchSettings) -> Outcome:
    path = settings.folder / order.out
    with as_export_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    hiding = Hiding(order.choices.values if settings.hides_values else {})
    cover = cover_bytes(order.cover) if order.cover else settings.cover
    script = load_script(order.script, order.choices, other_values=PATIENT_VALUES)
    with Session(script, order.choices, file=order.file) as session:
        timeline = session.timeline()
        own = {**settings.own_tags, **order.tags}
        tags = session_tags(script, timeline, session.sheet(timeline), own=own, cover=cover, hiding=hiding)
        inspect = inspection(path) if session.file.is_verified else None
        session.export(path, timeline, tags=tags, inspect=inspect)
    files = [path]
    if session.file.has_sidecars:
        files += write_sidecars(path, tags)
    if order.handout:
        files.append(path.with_suffix(order.handout))
        make_handout(order.script, order.choices).write(files[-1], paper=settings.paper)
    about = hiding.text(script.routine.settings.get(ABOUT) or "")
    return Outcome(
        order.row,
        order.script,
        path,
        OrderStatus.DONE,
        duration_ms=timeline.duration_ms,
        sizes_bytes={file.relative_to(settings.folder).as_posix(): file.stat().st_size for file in files},
        text=SessionText(tags.title, about, tags.language, tags.chapters).as_json(),
    )
