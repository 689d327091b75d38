"""Anything on paper: tagged PDFs by Typst, in letters that are the same on every machine."""
