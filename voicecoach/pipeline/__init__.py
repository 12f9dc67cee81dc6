"""The one place that wires the stages together: a script on its way to a file, to the ears, or to a report."""
