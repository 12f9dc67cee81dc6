"""SSML in a script: breaks are pauses, other tags are removed, and no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.script.printer import print_routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine

FORMATTED = {
    'In<break time="1s"/> out': "In [pause 1s] out",
    "In <break time='500ms' /> out": "In [pause 500ms] out",
    'In <BREAK strength="strong"></BREAK> out': "In [pause 1s] out",
    "In <break/> out": "In [pause 500ms] out",
    'In <break strength="none"/> out': "In out",
    'Then <emphasis level="moderate">let go</emphasis>.': "Then let go.",
    '<speak version="1.0"\n  xml:lang="en"><prosody rate="slow">a</prosody>\nb</speak>': "a b",
    "<speak>\n<p>a</p>\n<p>b</p></speak>": "a\n\nb",
    "<p>a</p><p>b</p>": "a\n\nb",
    "<s>a</s><s>b.</s> c": "a. b. c",
    'Do <sub alias="repetitions">reps</sub>.': "Do (reps){repetitions}.",
    'The <phoneme alphabet="ipa" ph="soʊæs">psoas</phoneme>.': "The (psoas){[psoas](/soʊæs/)}.",
    '<phoneme alphabet="x-sampa" ph="b">a</phoneme>': "a",
    '<sub alias="{x}">a</sub>': "a",
    "<say-as interpret-as='digits'>1</say-as> &amp; 2<mark name='m'/>": "1 & 2",
    '<?xml version="1.0"?>\n<!-- x --> a <amazon:effect name="whispered">b</amazon:effect>': "<!-- x -->\n\na b",
    "<!-- <break/> --> a <break time='2s'/>": "<!-- <break/> -->\n\na [pause 2s]",
    "a <mstts:silence type='x' value='200ms'/> b <silence msec=\"500\"/> c": "a [pause 200ms] b [pause 500ms] c",
    "2 &lt; 3": "2 &lt; 3",
}


@pytest.mark.parametrize(("written", "formatted"), FORMATTED.items())
def test_what_a_text_with_tags_means(written: str, formatted: str, read_well: Callable[[str], Routine]) -> None:
    printed = print_routine(read_well(written))
    assert printed == formatted + "\n"
    assert print_routine(read_well(printed)) == printed


def test_a_tag_in_a_setting(read_well: Callable[[str], Routine]) -> None:
    routine = read_well("## A\n- hold: 3s\n- cue: In <break time='1s'/> and out.")
    assert "- cue: In [pause 1s] and out." in print_routine(routine)


def test_what_is_no_tag_of_ssml_stays_and_is_told(read: Callable[[str], Reading]) -> None:
    reading = read("a <break time='soon'/> <b>c</b>")
    assert "the tag <break time='soon'/> is not spoken" in str(reading.warnings)
    assert "the tag <b> is not spoken" in str(reading.warnings)
