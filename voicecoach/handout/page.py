"""A handout as data: its head, its steps in order, and what is ready to be printed of each."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.handout.words import PageWords


@dataclass(frozen=True, slots=True)
class HandoutPart:
    """One phase of a movement: how long, and what to do."""

    length: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoutStep:
    """A step on paper.

    Attributes:
        number: Its number on the page, from 1.
        name: Its name as written.
        position: The starting position; empty where the script gives none.
        dose: How long, how often and on which sides, a few words each.
        short_dose: The same with the symbols of the units.
        parts: Its phases.
        props: What to take for it.
        safety: What to look out for.
        cue: What to do, as short as the script says it.
        weeks: Its weeks, where it is not in every week of the programme.
    """

    number: int
    name: str
    position: str = ""
    dose: tuple[str, ...] = ()
    short_dose: tuple[str, ...] = ()
    parts: tuple[HandoutPart, ...] = ()
    props: str = ""
    safety: str = ""
    cue: str = ""
    weeks: str = ""


@dataclass(frozen=True, slots=True)
class HandoutRepeat:
    """Steps that are done several times, one after another."""

    count: int
    items: tuple[HandoutItem, ...]


HandoutItem = HandoutStep | HandoutRepeat


@dataclass(frozen=True, slots=True)
class Handout:
    """A session on paper.

    Attributes:
        title: The title.
        language: The tag of its language.
        words: The words of the page itself.
        patient: The patient's name; empty for a line to write it on.
        length: The length of the session, in words.
        props: What to lay ready.
        safety: What to look out for.
        items: The steps in order.
        paragraphs: The words of a script without steps.
        link: The address of the file or feed, for a QR code; empty for none.
        week: The week of the programme, and how often; empty outside of one.
        ticks: A label for each week in which days are ticked.
    """

    title: str
    language: str
    words: PageWords
    patient: str
    length: str
    props: str
    safety: str
    items: tuple[HandoutItem, ...]
    paragraphs: tuple[str, ...] = ()
    link: str = ""
    week: str = ""
    ticks: tuple[str, ...] = ()
