"""Sound as numbers: buffers at the mix rate, levels, loudness, chimes and the files people bring."""
