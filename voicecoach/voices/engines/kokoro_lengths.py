"""Kokoro's network with a rate that follows its speed exactly, and not in steps.

The network gives each phoneme a length in steps of 25 ms: its own length, divided by the speed, and rounded. Most
phonemes are one or two steps long, so that many jump at once: af_heart speaks 3.1 syllables a second at a speed of
0.65, and 3.5 at 0.71. Here the times between phonemes are rounded instead of their lengths. So no error adds up: a
phrase is right to 12.5 ms, and each sound is to 25 ms where an exact stretch would put it.

For that, five small nodes are added to the graph, and the node behind the rounding takes their result. Where an export
of the network is built in another way, :class:`UnknownExportError` is raised, and it speaks in steps as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from mmap import mmap

# Field numbers of ONNX's ModelProto, GraphProto, NodeProto, AttributeProto and TensorProto (protocol buffers).
_MODEL_GRAPH, _GRAPH_NODE, _GRAPH_INITIALIZER = 7, 1, 5
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_TYPE, _NODE_ATTRIBUTE = 1, 2, 3, 4, 5
_ATTRIBUTE_NAME = 1
_TENSOR_NAME = 8
_ONE_INTEGER = b"\x18\x01\xa0\x01\x02"  # i = 1, type = INT
_SCALAR_ONE = b"\x10\x07\x3a\x01\x01"  # data_type = INT64, int64_data = [1]

_MOST_BYTES_IN_A_NAME = 127
# A node of two inputs, of which the second is the speed, and one output.
_DIVISION = re.compile(rb"\n\x05speed\x12([\x01-\x7f])(?=[^\n])")
_ROUNDED, _TYPE_DIV = b'"\x05Round', b'"\x03Div'
_NEAR_BYTES = 160
_OURS = b"voicecoach"


class UnknownExportError(Exception):
    """Raised when Kokoro's graph is not built as this module knows it."""


def adapted(graph: bytes | mmap) -> bytes:
    """Return Kokoro's graph as it is, but with the times between phonemes rounded instead of their lengths.

    Raises:
        UnknownExportError: It is not built as this module knows it.
    """
    divided = _output_of(graph, [match.start(1) for match in _DIVISION.finditer(graph)], _TYPE_DIV)
    rounding = _named(_NODE_INPUT, divided) + bytes([_NODE_OUTPUT << 3 | 2])
    rounded = _output_of(graph, [match.end() for match in re.finditer(re.escape(rounding), graph)], _ROUNDED)
    if len(rounded) < len(_OURS):
        raise UnknownExportError("its names are too short")
    # The least and the greatest length follow as further inputs; behind a name that is only described follows its type.
    clipping = re.compile(re.escape(_named(_NODE_INPUT, rounded)) + rb"(?=\n)")
    taken = [match.start() for match in clipping.finditer(graph)]
    if len(taken) != 1:
        raise UnknownExportError(f"{len(taken)} nodes take the rounded lengths")
    ours = _OURS.ljust(len(rounded), b"_")
    name_at = taken[0] + 2
    whole = memoryview(graph)
    return b"".join([whole[:name_at], ours, whole[name_at + len(ours) :], _rounding(divided, ours)])


def _output_of(graph: bytes | mmap, lengths_at: list[int], node_type: bytes) -> bytes:
    """Return the name of the one output of a type of node, of which the lengths of some names are known."""
    found = set()
    for at in lengths_at:
        end = at + 1 + graph[at]
        if node_type in graph[end : end + _NEAR_BYTES]:
            found.add(bytes(graph[at + 1 : end]))
    if len(found) != 1:
        raise UnknownExportError(f"{len(found)} nodes {node_type[2:].decode()} the lengths")
    return found.pop()


def _rounding(divided: bytes, rounded: bytes) -> bytes:
    """Return the nodes that make a rounded length of each, the difference of two rounded times.

    Two messages written one after the other are read as one: they are added to the same graph.
    """
    axis, ends, begins = _OURS + b" axis", _OURS + b" ends", _OURS + b" begins"
    nodes = [
        _node(b"CumSum", [divided, axis], ends),
        _node(b"CumSum", [divided, axis], begins, _field(_ATTRIBUTE_NAME, b"exclusive") + _ONE_INTEGER),
        _node(b"Round", [ends], ends + b" rounded"),
        _node(b"Round", [begins], begins + b" rounded"),
        _node(b"Sub", [ends + b" rounded", begins + b" rounded"], rounded),
    ]
    initializer = _field(_GRAPH_INITIALIZER, _SCALAR_ONE + _field(_TENSOR_NAME, axis))
    return b"".join(_field(_MODEL_GRAPH, added) for added in (initializer, *nodes))


def _node(kind: bytes, inputs: Iterable[bytes], output: bytes, attribute: bytes = b"") -> bytes:
    named = b"".join(_named(_NODE_INPUT, each) for each in inputs) + _named(_NODE_OUTPUT, output)
    written = named + _field(_NODE_NAME, _OURS + output) + _field(_NODE_TYPE, kind)
    return _field(_GRAPH_NODE, written + (_field(_NODE_ATTRIBUTE, attribute) if attribute else b""))


def _named(number: int, name: bytes) -> bytes:
    return _field(number, name)


def _field(number: int, content: bytes) -> bytes:
    """Return a field of a protocol buffer that holds bytes or another message."""
    length = len(content)
    written = bytes([length]) if length <= _MOST_BYTES_IN_A_NAME else bytes([length & 0x7F | 0x80, length >> 7])
    return bytes([number << 3 | 2]) + written + content
