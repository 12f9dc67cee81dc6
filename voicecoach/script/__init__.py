"""Text to routine: the model of what was written, the table of settings, the reader and the printer."""
