"""Copies that survive a burning machine, and the drill that shows it."""
