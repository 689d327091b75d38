"""The finder's reckoning, in plain Python over an immutable copy of the directory."""
