"""The studio: a page in the browser to make sessions with, served on this machine only, over the public API alone."""
