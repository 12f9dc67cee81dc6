"""Displays of a session that plays: large on a terminal, plain lines in a pipe."""
