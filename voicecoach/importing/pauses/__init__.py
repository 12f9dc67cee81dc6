"""Pauses and repeats that only several blocks together tell."""
