"""What is kept from one run to the next, and whose is what is only being written."""

from voicecoach.store.cache import DamagedError, Store

__all__ = ["DamagedError", "Store"]
