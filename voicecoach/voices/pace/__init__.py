"""The meaning of a pace: the same rate of syllables in every voice and language."""
