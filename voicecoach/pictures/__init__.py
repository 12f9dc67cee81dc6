"""Pictures of a timeline: the plot and the cover, as SVG or PNG."""
