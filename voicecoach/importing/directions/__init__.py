"""Directions among the words of a line: pauses, chimes, notes to the reader."""
