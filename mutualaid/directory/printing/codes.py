"""Codes that a telephone's camera reads."""

import io

import segno


def code_of(address: str, *, fills_its_place: bool = False) -> str:
    """A QR code as SVG, of its own size or as wide as what it stands in."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", border=2, xmldecl=False, omitsize=fills_its_place
    )
    return drawn.getvalue().decode()
