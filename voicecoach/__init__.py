"""voicecoach: voice-guided audio sessions from a plain text script."""
