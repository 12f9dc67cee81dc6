"""A timeline and its sources to blocks of samples: the one mixer behind the player and the exporter."""
