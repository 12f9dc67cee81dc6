"""Tags that a person gives: known keys, checked values, and nothing that a format cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.export.tags.tags import KEYS, TagError, Tags, parse_tag, tag_text, with_own

TAGS = Tags("Lower-back relief", album_artist="voicecoach", genre="Speech", track_number=1, track_total=1)


@pytest.mark.parametrize("key", list(KEYS))
def test_every_key_is_one_field_and_an_empty_value_removes_it(key: str) -> None:
    value = {"year": "2026", "track": "4/9", "language": "pt-BR"}.get(key, "Γ = 1 🐈")
    changed = with_own(TAGS, dict([parse_tag(f"{key}={value}")]))
    assert str(getattr(changed, KEYS[key])) == {"track": "4"}.get(key, value)
    assert not getattr(with_own(changed, dict([parse_tag(f"{key}=")])), KEYS[key])


@pytest.mark.parametrize("pair", ["album artist=Anna", "Album_Artist = Anna", "ALBUM-ARTIST=\tAnna\n"])
def test_keys_are_taken_as_people_write_them(pair: str) -> None:
    assert parse_tag(pair) == ("album-artist", "Anna")


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("artist", "not key=value, such as artist=Anna"),
        ("artst=Anna", "there is no tag 'artst'; did you mean \"artist\"?"),
        ("=Anna", "there is no tag ''"),
        ("year=26", "'26' does not have four figures"),
        ("year=now", "'now' does not have four figures"),
        ("track=0", "'0' is not a number such as 3, or 3/10"),
        ("track=3/x", "'3/x' is not a number"),
        ("language=English", "not a code such as en"),
    ],
)
def test_what_is_not_understood_is_told(pair: str, told: str) -> None:
    with pytest.raises(TagError) as raised:
        parse_tag(pair)
    assert told in str(raised.value)


def test_a_track_has_a_total_only_when_it_is_given() -> None:
    tags = with_own(TAGS, {"track": "07"})
    assert (tags.track_number, tags.track_total) == (7, None)


def test_the_album_is_by_the_artist_unless_another_is_given() -> None:
    assert with_own(TAGS, {"artist": "Anna"}).album_artist == "Anna"
    assert with_own(TAGS, {"artist": "Anna", "album-artist": "Several"}).album_artist == "Several"
    assert with_own(TAGS, {"title": "x"}).album_artist == "voicecoach"


@given(st.text(st.characters()))
def test_any_text_becomes_one_line_that_can_be_written(text: str) -> None:
    line = tag_text(text)
    line.encode()
    assert line == tag_text(line)
    assert line.isprintable() or not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)
    assert len(line.splitlines()) <= 1
