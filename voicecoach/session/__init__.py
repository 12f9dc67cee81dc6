"""Turn a routine into cues and place them in a timeline. Pure: no audio, no files, no clock."""
