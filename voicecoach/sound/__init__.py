"""Samples at the mix rate: sound files, levels, loudness, chimes and beds."""
