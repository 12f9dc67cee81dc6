"""What a person steers a live session with: keys, media keys, signals."""
