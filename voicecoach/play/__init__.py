"""Blocks of samples to the ears: sound devices, transport, keys and the live display.

``player.play`` wires it all: a ``Feed`` renders ahead in a thread of its own, the ``Transport`` takes from it
what the ``Device`` asks for and fades around pauses, and the main thread waits for ``Keys`` and shows a
``Status`` on the ``Display``. The clock is the count of frames that the device took; nothing sleeps between
cues.
"""
