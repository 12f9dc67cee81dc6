"""Proof that a file is what its cue sheet says: decoded, listened to in one pass, and held against the plan.

``plan`` is the cue sheet as it is read back, ``decoding`` and ``listening`` turn a file into levels per
millisecond, each other module is one kind of check, and ``proving`` runs them all.
"""
