"""Wire the stages together: load a script, make its session, and write, check, split or verify its files."""
