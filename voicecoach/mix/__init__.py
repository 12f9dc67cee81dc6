"""Mix a timeline and its sources to blocks of samples, for the player and the exporter alike."""
