"""A person's own recordings as a voice: a folder with one file for each phrase."""
