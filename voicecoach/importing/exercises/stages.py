"""Keep the figures of the first stage of an exercise that has several: "Week 1: 2 x 10. Week 3: 3 x 15."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Note, Words, text_of
from voicecoach.importing.exercises.sheet_items import sentences_of
from voicecoach.importing.lines.figures import DIGIT, figures_alone
from voicecoach.importing.lines.number_words import with_digits

_STAGE = Caseless(
    r"[*_]*(?P<label>(?:(?:weeks?|wochen?|semanas?|semaines?|settiman[ae]|weken|phase|fase|stage|stufe|étape|etapa|level|niveau|"
    r"nivel|nível|livello)\s?\d{1,2}(?:\s?(?:[-–&]|and|und|y|et|e|en|to|bis|a|à|tot)\s?\d{1,2}|\s?\+)?|"
    r"beginners?|intermediate|advanced|anfänger|fortgeschrittene?|principiantes?|intermedios?|avanzad[oi]s?|débutants?|"
    r"intermédiaires?|confirmés?|avancés?|principianti|intermedi|avanzati|iniciantes?|intermediários?|avançados?|"
    r"gevorderden?))\s?[*_]*\s?[:–—-]\s*[*_]*(?P<figures>\S.*)"
)
_LEAST = 2


def with_first_stages(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the figures of the first stage of several, and those of the others as notes, told.

    A session has one length of each exercise: which stage somebody is at, only they know.
    """
    made: list[Block] = []
    above = ""  # the label of the first stage of the run
    for at, block in enumerate(blocks):
        has_figure = isinstance(block, Words) and DIGIT.search(block.text) is not None
        sentences = sentences_of(text_of(block)) if has_figure else []
        stages = list(map(_stage, sentences))
        count = sum(map(bool, stages))
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        is_run = bool(above) or count >= _LEAST or (count > 0 and bool(_stage_of_block(below)))
        if not count or not is_run or not isinstance(block, Words):
            above = ""
            made.append(block)
            continue
        kept: list[str] = []
        notes: list[Note] = []
        for sentence, stage in zip(sentences, stages, strict=True):
            if stage is None:
                kept.append(sentence)
            elif above:
                notes.append(Note(sentence, block.line, f'unsure: the figures of "{above}" are used'))
            else:
                above = stage[0]
                kept.append(stage[1])
        made += [*([replace(block, text="\n".join(kept))] if kept else []), *notes]
    return made


def _stage_of_block(block: Block | None) -> tuple[str, str] | None:
    return _stage(block.text) if isinstance(block, Words) else None


def _stage(sentence: str) -> tuple[str, str] | None:
    """Return the label and the figures of a stage, "Week 3: 3 x 15"; None for any other sentence."""
    found = _STAGE.fullmatch(sentence.strip())
    figures = figures_alone(with_digits(found["figures"].strip("*_ "))) if found else None
    return (found["label"], found["figures"].strip("*_ ")) if found and figures and figures.is_exercise else None
