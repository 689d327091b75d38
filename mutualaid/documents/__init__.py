"""Files that people hand in: looked at, named at random, kept outside the web root."""
