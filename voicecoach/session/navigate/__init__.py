"""Places in a timeline: steps, sides and holds, and the same place in another timeline."""
