"""The directory for other programs: JSON that anybody may read, and its description."""
