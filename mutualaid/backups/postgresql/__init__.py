"""Backups of PostgreSQL: a base copy, and the log of everything written since."""
