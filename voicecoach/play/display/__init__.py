"""What shows a session while it plays: large on a terminal, plain lines in a pipe."""
