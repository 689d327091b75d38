"""From what somebody typed to a point, all in our own tables.

What was typed is neither kept nor logged, here or below.
"""

from .found import Found, OtherPlace, Point
from .kinds import PlaceKind, Precision
from .models import Place, Postcode
from .named_places import named_place, standing_in, with_names_like
from .postcodes import TypedPostcode, read_postcode

LONGEST_TYPED = 100


def find_place(text: str, *, near: Point | None = None) -> Found | None:
    """The postcode, sector, outcode or named place that was typed; None where nothing fits.

    Of places with the same name the one nearest to `near` is used, else the largest; the
    others are its alternatives. A misspelt name is never guessed: see `suggest_places`.
    Takes at most three queries.
    """
    typed = text.strip()[:LONGEST_TYPED]
    code, rest = _code_and_rest(typed)
    if code is None:
        return named_place(typed, near)
    found = _coded_place(code)
    if found is None and rest:
        return standing_in(rest, near, asked=typed)
    return found


def suggest_places(text: str, *, near: Point | None = None) -> tuple[OtherPlace, ...]:
    """Places with names like the one typed, for "did you mean"; takes two queries."""
    name, _, _ = text.strip()[:LONGEST_TYPED].partition(",")
    return with_names_like(name, near)


def _code_and_rest(typed: str) -> tuple[TypedPostcode | None, str]:
    """The postcode in "NB3 4QX" or at the end of "Norbury, NB3 4QX", and what stands before."""
    words = typed.replace(",", " ").split()
    whole = read_postcode(typed)
    if whole is not None:
        return whole, ""
    for size in (2, 1):
        ending = read_postcode(" ".join(words[-size:])) if len(words) > size else None
        if ending is not None:
            return ending, " ".join(words[:-size])
    return None, typed


def _coded_place(code: TypedPostcode) -> Found | None:
    found = _unit(code) if code.unit else None
    return found or _middle_of_part(code)


def _unit(code: TypedPostcode) -> Found | None:
    row = Postcode.objects.filter(postcode=code.unit).first()
    if row is None:
        return None
    return Found(
        label=code.label,
        kind=PlaceKind.POSTCODE,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=Precision.ENDED if row.ended_on else Precision.EXACT,
        asked=code.label,
        ended_on=row.ended_on,
    )


def _middle_of_part(code: TypedPostcode) -> Found | None:
    readings = [
        reading for reading in code.readings() if reading.kind != PlaceKind.POSTCODE
    ]
    parts = Place.objects.filter(
        kind__in=[PlaceKind.SECTOR, PlaceKind.OUTCODE],
        key__in=[reading.key for reading in readings],
    ).order_by("rank")
    # Of one outcode in several lists the last stays: the one with most postcodes behind it.
    known = {(part.kind, part.key): part for part in parts}
    for reading in readings:
        part = known.get((reading.kind, reading.key))
        if part is not None:
            return Found(
                label=part.name,
                kind=reading.kind,
                latitude=part.latitude,
                longitude=part.longitude,
                precision=Precision.MIDDLE if reading.is_asked else Precision.STAND_IN,
                asked=code.label,
            )
    return None
