"""Routine to cues to timeline: unrolled, worded and scheduled. Pure: no audio, no files, no clock."""
