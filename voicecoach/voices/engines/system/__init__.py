"""The voices of the person's own system through pyttsx3, in a worker process."""
