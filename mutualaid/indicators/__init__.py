"""What is measured, how it moves, and what of that may leave a service."""
