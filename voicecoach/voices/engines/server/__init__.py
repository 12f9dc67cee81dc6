"""server: a voice of a speech server that the person runs; the only code that connects while a session is spoken."""
