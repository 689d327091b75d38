"""Who lives near which meetings, and who near none, in plain Python over bit sets."""
