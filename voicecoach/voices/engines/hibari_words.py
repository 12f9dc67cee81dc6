"""Instructions as a coach speaks them: verbs at the beginning of a clause, which hibari takes for nouns.

hibari pronounces "bow", "contract" or "alternate" by the part of speech that its tagger finds. The tagger learned from
prose, where a sentence seldom begins with an order: "Bow forward." is a bow with arrows to it, and "Alternate legs."
are other legs. The rules here look at each word with two pronunciations that begins a clause, and at the word after it.
"""

from __future__ import annotations

from typing import Any


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OBJECTS = _set(
    "your the a an both this that these those it them each every all one two no nothing yourself my his her their any "
    "some another hot slow"
)
_DIRECTIONS = _set(
    "forward forwards back backward backwards down downward up upward in out away over apart open again now less more "
    "left right low deep deeply"
)
_PREPOSITIONS = _set("to with from into through for toward towards against on around across")
# These are often said of something: "close to the wall", "live sessions", "present with your breath".
_ADJECTIVES = _set(
    "absent abstract appropriate approximate close compact compound content converse deliberate elaborate intimate "
    "invalid live moderate perfect present separate subject subordinate"
)
_BEFORE_PLURALS = frozenset(("alternate", "contract", "separate", "tear"))
_ALONE = frozenset(("alternate", "bow", "contract", "recoil", "separate"))
_WITH_OWN_PREPOSITION = {"alternate": "between", "live": "in"}
_PARTS_THAT_CLOSE = _set("eyes eye mouth hands hand fists fist lips")
_JOINING = _set("and then now or but please just always never also simply next first finally not")
_PERCEIVING = _set("let feel watch notice see")
_SMALL = _set("movement movements adjustment adjustments change changes bend amount tilt shift circles")
_LONGEST_SUBJECT = 4
_VERB, _ADJECTIVE = "VB", "JJ"


def phonemes_of(g2p: Any, sentence: str) -> str:
    """Return the phonemes of a sentence, with the verbs of instructions spoken as verbs.

    Args:
        g2p: hibari's conversion; a release that is built in another way reads the sentence by itself.
        sentence: One sentence.
    """
    if not all(hasattr(g2p, name) for name in ("lexicon", "tokenize", "phonemize_tokens")):
        return str(g2p(sentence))
    from hibari import g2p as module

    tokens = tagged(g2p, module.normalize(sentence))
    return "".join(
        (g2p.unk if token.phonemes is None else token.phonemes) + (" " if token.whitespace else "")
        for token in g2p.phonemize_tokens(tokens)
    ).strip()


def tagged(g2p: Any, sentence: str) -> list[Any]:
    """Return the tokens of a sentence; those that the rules know as verbs are tagged as verbs."""
    tokens: list[Any] = g2p.tokenize(sentence)
    words = [token.text.lower() for token in tokens]
    for at, token in enumerate(tokens):
        if token.phonemes is None and isinstance(g2p.lexicon.golds.get(words[at]), dict):
            if _is_order(words, tokens, at) or _is_movement_of_part(words, tokens, at):
                token.tag = _VERB
            elif words[at] == "minute" and _word(words, at + 1) in _SMALL and not _word(words, at - 1).isdigit():
                token.tag = _ADJECTIVE
    return tokens


def _word(words: list[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _is_order(words: list[str], tokens: list[Any], at: int) -> bool:
    """Return whether a word begins a clause, and what follows is what a verb takes."""
    if not _begins_clause(words, at):
        return False
    word, after = words[at], _word(words, at + 1)
    is_adjective = word in _ADJECTIVES
    if after in _OBJECTS:
        return True
    if after in _DIRECTIONS or after.endswith("ly"):
        return not is_adjective
    if after in _PREPOSITIONS or _WITH_OWN_PREPOSITION.get(word) == after:
        return not is_adjective or _WITH_OWN_PREPOSITION.get(word) == after
    if word == "close":
        return after in _PARTS_THAT_CLOSE
    if not after.isalpha() or after in _JOINING:
        return word in _ALONE
    return word in _BEFORE_PLURALS and tokens[at + 1].tag == "NNS"


def _begins_clause(words: list[str], at: int) -> bool:
    before = _word(words, at - 1)
    if at == 0 or not any(character.isalnum() for character in before):
        return True
    begins_before = at == 1 or not any(character.isalnum() for character in words[at - 2])
    return before in _JOINING or (before.endswith("ly") and (begins_before or words[at - 2] in _JOINING))


def _is_movement_of_part(words: list[str], tokens: list[Any], at: int) -> bool:
    """Return whether a word says what a part of the body does: "Let your muscles contract."."""
    after = _word(words, at + 1)
    if at < 2 or (after.isalpha() and after not in _JOINING and not after.endswith("ly")):  # noqa: PLR2004
        return False
    earlier = words[max(at - 1 - _LONGEST_SUBJECT, 0) : at - 1]
    return tokens[at - 1].tag in ("NN", "NNS") and not _PERCEIVING.isdisjoint(earlier) and words[at] != "minute"
