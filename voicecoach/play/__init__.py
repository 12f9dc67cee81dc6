"""Blocks of samples to the ears: the player, its devices, its controls and its display.

``player.play`` plays a ``PlaybackSource`` and returns how it ended. It is the edge, which has the threads and the
device:

- main thread: waits for ``controls``, hands commands to the ``core``, carries its actions out, updates ``display``
- device thread: takes frames from the ``transport``, which fades, jumps and splices; these frames are the clock
- a thread for each ``look_ahead`` buffer and for each ``background`` task

``core``, ``source_switcher``, ``key_waits``, ``states`` and ``transport`` know neither threads nor a clock.
"""
