"""The pack: all that is kept about somebody, to read, to print and for other programs."""
