"""Words about a text, told apart from those to speak: facts, explanations, remarks for the reader."""
