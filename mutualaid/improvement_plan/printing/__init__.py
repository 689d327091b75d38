"""The plan on paper: a tagged PDF."""
