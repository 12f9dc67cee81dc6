"""Whether a loop of a regular expression can read the same characters in two ways.

Then a text that does not match in the end takes twice the time for each further turn: ``(?:\\w+\\s?)+$`` reads "ab"
in one turn or in two, and forty letters before a "!" would take days. The loop is made a graph of its characters, and
two walks through it that part and meet again on the same characters are searched for. Assertions of one character,
word boundaries, atomic groups and possessive repeats are minded; longer assertions count as fulfilled.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from re import _compiler, _constants, _parser  # the parser of the standard library has no public name
from typing import Any, NamedTuple

_ONE_CHARACTER = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY}
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_ASSERTIONS = {_constants.ASSERT, _constants.ASSERT_NOT}
_MANY_TURNS = 8
_CHARACTERS = "".join(map(chr, [*range(9, 14), *range(32, 127)])) + "\xa0éÉß–—…·•’“”»→☐🔔½"
_WORD = (_constants.IN, [(_constants.CATEGORY, _constants.CATEGORY_WORD)])
_Node = tuple[Any, Any]
_Tests = frozenset[tuple[str, frozenset[str]]]
_NO_TEST: _Tests = frozenset()


class _Part(NamedTuple):
    """A part of a loop: the places it begins and ends with, and the tests to pass where it reads nothing."""

    first: list[tuple[int, _Tests]]
    last: list[tuple[int, _Tests]]
    empty: set[_Tests]


class _Step(NamedTuple):
    """A way from one place to the next, the tests between them, and the atomic groups that it does not leave."""

    begin: int
    end: int
    tests: _Tests
    around: frozenset[int]


def loops_with_two_ways(pattern: str, flags: int = 0) -> list[str]:
    """Return characters that a loop of the pattern reads in two ways, one text for each such loop."""
    tree = _parser.parse(pattern, flags)
    groups = {node[1][0]: node[1][3] for node in _all_nodes(tree) if node[0] is _constants.SUBPATTERN}
    loops = [node for node in _all_nodes(tree) if node[0] in _REPEATS and node[1][1] >= _MANY_TURNS]
    return [
        found
        for loop in loops
        if len(loop[1][2]) > 1 or loop[1][2][0][0] not in _ONE_CHARACTER
        if (found := _Loop(loop, tree.state.flags, groups).two_ways())
    ]


def _inside(node: _Node) -> list[Sequence[_Node]]:
    """Return the sequences inside a node."""
    kind, value = node
    if kind is _constants.BRANCH:
        return list(value[1])
    if kind is _constants.SUBPATTERN:
        return [value[3]]
    if kind is _constants.ATOMIC_GROUP:
        return [value]
    if kind in _REPEATS:
        return [value[2]]
    if kind is _constants.GROUPREF_EXISTS:
        return [value[1], value[2] or []]
    return [value[1]] if kind in _ASSERTIONS else []


def _all_nodes(nodes: Iterable[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        for inside in _inside(node):
            yield from _all_nodes(inside)


class _Loop:
    """A loop as a graph: each place reads one character, each step leads to a place that may come next."""

    def __init__(self, loop: _Node, flags: int, groups: dict[int, Sequence[_Node]]) -> None:
        self.flags, self.groups = flags, groups
        used = {chr(value) for kind, value in _all_nodes([loop]) if kind is _constants.LITERAL}
        listed = itertools.chain.from_iterable(v for kind, v in _all_nodes([loop]) if kind is _constants.IN)
        used |= {chr(value if kind is _constants.LITERAL else value[0]) for kind, value in listed
                 if kind in {_constants.LITERAL, _constants.RANGE}}  # fmt: skip
        self.characters = sorted({*_CHARACTERS, *used, *"".join(used).lower(), *"".join(used).upper()})
        self.known: dict[str, frozenset[str]] = {}
        self.read: list[frozenset[str]] = []
        self.atomic: list[frozenset[int]] = []
        self.steps: list[_Step] = []
        self.fresh = itertools.count()
        kind, (_, _, body) = loop
        turn = self._sequence(body, frozenset([next(self.fresh)] if kind is _constants.POSSESSIVE_REPEAT else []))
        self._link(turn, turn, frozenset())
        asked = dict.fromkeys([*self.read, *(signs for step in self.steps for _, signs in step.tests)])
        # Characters that no place tells apart are one.
        self.distinct = frozenset({tuple(sign in signs for signs in asked): sign for sign in self.characters}.values())

    def _reads(self, node: _Node) -> frozenset[str]:
        if repr(node) not in self.known:
            state = _parser.State()
            state.flags = self.flags
            one = _compiler.compile(_parser.SubPattern(state, [node]), self.flags)
            self.known[repr(node)] = frozenset(filter(one.fullmatch, self.characters))
        return self.known[repr(node)]

    def _link(self, part: _Part, behind: _Part, around: frozenset[int]) -> None:
        self.steps += [_Step(p, q, c | d, around) for p, c in part.last for q, d in behind.first]

    def _joined(self, part: _Part, behind: _Part, around: frozenset[int]) -> _Part:
        self._link(part, behind, around)
        first = part.first + [(q, c | d) for c in part.empty for q, d in behind.first]
        last = behind.last + [(p, c | d) for d in behind.empty for p, c in part.last]
        return _Part(first, last, {c | d for c in part.empty for d in behind.empty})

    def _sequence(self, nodes: Iterable[_Node], around: frozenset[int]) -> _Part:
        part = _Part([], [], {_NO_TEST})
        for node in nodes:
            part = self._joined(part, self._part(node, around), around)
        return part

    def _part(self, node: _Node, around: frozenset[int]) -> _Part:
        kind, value = node
        if kind in _ONE_CHARACTER:
            self.read.append(self._reads(node))
            self.atomic.append(around)
            place = [(len(self.read) - 1, _NO_TEST)]
            return _Part(place, place, set())
        if kind in _REPEATS:
            return self._repeated(node, around)
        if kind is _constants.GROUPREF:
            return self._sequence(self.groups[value], around)
        if kind in _ASSERTIONS or kind is _constants.AT:
            return _Part([], [], {self._test(node)})
        if kind is _constants.ATOMIC_GROUP:
            around |= {next(self.fresh)}
        parts = [self._sequence(inside, around) for inside in _inside(node)]
        return _Part(
            [place for part in parts for place in part.first],
            [place for part in parts for place in part.last],
            {tests for part in parts for tests in part.empty},
        )

    def _repeated(self, node: _Node, around: frozenset[int]) -> _Part:
        kind, (least, most, body) = node
        is_atomic = kind is _constants.POSSESSIVE_REPEAT
        around |= {next(self.fresh)} if is_atomic else set()
        if most >= _MANY_TURNS:
            inner = around | {next(self.fresh)} if is_atomic else around
            turn = self._sequence(body, inner)
            self._link(turn, turn, around)
            part = _Part(turn.first, turn.last, turn.empty if least else {_NO_TEST})
            copies = max(least - 1, 0)
        else:
            part = _Part([], [], {_NO_TEST})
            for _ in range(most - least):
                joined = self._joined(self._sequence(body, around), part, around)
                part = _Part(joined.first, joined.last, {_NO_TEST})
            copies = least
        for _ in range(copies):
            part = self._joined(self._sequence(body, around), part, around)
        return part

    def _test(self, node: _Node) -> _Tests:
        """Return what an assertion asks of the character before or behind it."""
        kind, value = node
        if kind is _constants.AT:
            newline = frozenset("\n")
            many = newline if self.flags & re.MULTILINE else frozenset[str]()
            test = {
                _constants.AT_BOUNDARY: ("differ", self._reads(_WORD)),
                _constants.AT_NON_BOUNDARY: ("agree", self._reads(_WORD)),
                _constants.AT_BEGINNING: ("before", many),
                _constants.AT_END: ("behind", newline),
            }
            return frozenset({test.get(value, ("behind", frozenset[str]()))})
        way, body = value
        if len(body) != 1 or body[0][0] not in _ONE_CHARACTER:
            return _NO_TEST
        asked = self._reads(body[0])
        wanted = asked if kind is _constants.ASSERT else frozenset(self.characters) - asked
        return frozenset({("behind" if way > 0 else "before", wanted)})

    def two_ways(self) -> str:
        """Return characters that are read in two ways; empty where there are none."""
        steps: dict[int, list[_Step]] = {}
        for step in self.steps:
            steps.setdefault(step.begin, []).append(step)
        seen = dict(self._partings(steps))
        todo = list(seen)
        while todo:
            left, right, before = pair = todo.pop()
            if left == right:
                return seen[pair]
            for one, other in itertools.product(steps.get(left, ()), steps.get(right, ())):
                for sign in self._both(one, other, before):
                    reached = (one.end, other.end, sign)
                    if reached not in seen:
                        seen[reached] = seen[pair] + sign
                        todo.append(reached)
        return ""

    def _partings(self, steps: dict[int, list[_Step]]) -> Iterator[tuple[tuple[int, int, str], str]]:
        """Yield where two walks may part: the two places with the character that both read, and the text so far."""
        for place, ways in steps.items():
            for before in self.read[place] & self.distinct:
                for one, other in itertools.combinations(ways, 2):
                    if self._may_part(one, other):
                        for sign in self._both(one, other, before):
                            yield (one.end, other.end, sign), before + sign

    def _may_part(self, one: _Step, other: _Step) -> bool:
        """Return whether both ways can be tried: an atomic group keeps to the first way that it found."""
        kept = self.atomic[one.begin] & (one.around | other.around)
        entered = (self.atomic[one.end] - one.around) & (self.atomic[other.end] - other.around)
        return not kept and not entered

    def _both(self, one: _Step, other: _Step, before: str) -> list[str]:
        both = self.read[one.end] & self.read[other.end] & self.distinct
        tests = one.tests | other.tests
        return [sign for sign in both if all(_passes(test, before, sign) for test in tests)]


def _passes(test: tuple[str, frozenset[str]], before: str, behind: str) -> bool:
    kind, signs = test
    if kind in {"differ", "agree"}:
        return ((before in signs) != (behind in signs)) == (kind == "differ")
    return (before if kind == "before" else behind) in signs
