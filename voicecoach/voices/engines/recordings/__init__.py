"""A person's own recordings as a voice."""
