"""Hand-outs: sheets for clients and families, in plain words, each in five formats."""
