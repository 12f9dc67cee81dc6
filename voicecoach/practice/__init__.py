"""The practice log: the sessions that were done, kept on this machine alone, and what they say about the next one."""
