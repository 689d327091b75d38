"""What a partnership does about its gaps: actions that somebody owns, and what is in the way."""
