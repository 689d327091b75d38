"""Keeping the directory by hand: recovery champions, service managers, administrators."""
