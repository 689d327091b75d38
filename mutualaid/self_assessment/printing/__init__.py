"""The self-assessment on paper."""
