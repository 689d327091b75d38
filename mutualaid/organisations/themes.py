"""An area's own colour: whether words in it can be read, and the style sheet that sets it.

Contrast is reckoned as WCAG 2.2 has it (success criterion 1.4.3).
"""

import hashlib
import re
from collections.abc import Iterator

LEAST_CONTRAST = 4.5
# Every ground that pages put words of the colour on; white words stand on it besides.
GROUNDS = {"white": "#ffffff", "cream": "#faf5ec", "deep cream": "#f1e8d9"}
# How dark a link is while somebody points at it.
SHADE = 0.7
STEPS = 100

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE | re.ASCII)


def read_colour(text: str) -> str | None:
    """A colour as we keep it, "#17504a", from how people write it; None for anything else."""
    found = _HEX.fullmatch(text.strip())
    if not found:
        return None
    digits = found[1].lower()
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}"


def contrast(one: str, other: str) -> float:
    """From 1, no difference, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def worst_ground(colour: str) -> tuple[str, float]:
    """The name of the ground on which the colour is hardest to read, and the contrast there."""
    ratios = {name: contrast(colour, ground) for name, ground in GROUNDS.items()}
    name = min(ratios, key=lambda each: ratios[each])
    return name, ratios[name]


def is_readable(colour: str) -> bool:
    """Whether words of the colour can be read on every ground."""
    return worst_ground(colour)[1] >= LEAST_CONTRAST


def nearest_readable(colour: str) -> str:
    """The same colour, made only as dark as it must be."""
    return next(each for each in _ever_darker(colour) if is_readable(each))


def theme_sheet(colour: str) -> str:
    """The style sheet: custom properties only, after those of the product."""
    return (
        f":root{{--govuk-brand-colour:{colour};--govuk-link-colour:{colour};"
        f"--govuk-link-hover-colour:{_shaded(colour, SHADE)}}}\n"
    )


def version_of(colour: str) -> str:
    """Names the sheet in its address, so that browsers may keep it for a year."""
    return hashlib.sha256(theme_sheet(colour).encode()).hexdigest()[:12]


def _ever_darker(colour: str) -> Iterator[str]:
    for step in range(STEPS, -1, -1):
        yield _shaded(colour, step / STEPS)


def _shaded(colour: str, share: float) -> str:
    return "#" + "".join(f"{int(channel * share):02x}" for channel in _channels(colour))


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = zip((0.2126, 0.7152, 0.0722), _channels(colour), strict=True)
    return sum(share * _linear(channel / 255) for share, channel in shares)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
