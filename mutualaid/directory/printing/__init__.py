"""The list on paper: a tagged PDF of what somebody asked the finder."""
