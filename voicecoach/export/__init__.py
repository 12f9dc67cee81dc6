"""Write blocks of samples to a file: encoders, bit rates, tags, chapters and side-cars."""
