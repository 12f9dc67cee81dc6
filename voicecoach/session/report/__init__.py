"""Report on a session: its cue sheet, its description as text, and advice on its script."""
