"""Codes that a telephone's camera reads."""

import io

import segno


def code_of(address: str) -> str:
    """A QR code as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()
