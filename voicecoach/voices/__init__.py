"""Text to speech: the voices, each a name in a table, and the cache of what they spoke.

A session talks to :mod:`~voicecoach.voices.speaker` alone. From there down: :mod:`~voicecoach.voices.table`
opens a voice by name, :mod:`~voicecoach.voices.rendering` makes a finished phrase of what it speaks, and
:mod:`~voicecoach.voices.cache` keeps that. How to add a voice is told in :mod:`~voicecoach.voices.base`.
"""

import os

# From 1.29 on, onnxruntime, on which hibari and Piper run, reports to Microsoft unless it finds this when it is
# loaded. Nothing of a session leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
