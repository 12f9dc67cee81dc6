"""Verify an exported file against the cue sheet in its tags: decode it, measure it in one pass, report each miss."""
