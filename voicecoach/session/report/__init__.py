"""A session told: its cue sheet, its description, and advice on its script."""
