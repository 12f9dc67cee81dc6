"""Draw pictures of a timeline: the plot as SVG or PNG, and the cover of an exported file as JPEG."""
