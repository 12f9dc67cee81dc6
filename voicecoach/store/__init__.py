"""Files on disk: atomic writes, locks on what is being written, and caches of what can be made again."""
