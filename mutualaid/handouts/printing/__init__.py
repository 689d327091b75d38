"""Sheets on paper, by Typst."""
