"""Find places in a timeline, find them again in another timeline, and lengthen a hold."""
