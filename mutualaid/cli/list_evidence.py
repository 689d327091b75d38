"""Tell which statements of the self-assessment have live evidence in an area now."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import click

from mutualaid.cli.chosen_area import chosen_area
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.indicators.live import measure_now, sentence
from mutualaid.indicators.registry import find_indicator
from mutualaid.self_assessment.instrument import Statement, current


@dataclass(frozen=True, slots=True)
class Piece:
    """One key of evidence: whether its feature is built, and what it says now."""

    key: str
    is_built: bool
    value: str  # "" where nothing can be said


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with its evidence."""

    statement: Statement
    pieces: tuple[Piece, ...]

    @property
    def is_live(self) -> bool:
        return any(piece.value for piece in self.pieces)


@click.command("list-evidence")
@click.option("--area", "slug", metavar="SLUG", default="", help="Of several areas.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(slug: str, as_json: bool) -> None:
    """Go through the statements of the self-assessment and say what shows them now.

    Each has the keys of its evidence: with a value, with none as nothing is known yet, or
    with a feature that is still to be built. The last line counts the statements with a value.
    """
    area, today = chosen_area(slug), clock.today()
    with within(area.pk):
        found = _evidence(area.pk, today)
    if as_json:
        click.echo(_json(found, area.slug, today))
    else:
        click.echo("\n".join(_sentences(found, area.name, today)))


def _evidence(area_id: int, today: date) -> list[Found]:
    """Each indicator is measured once, however many statements it stands beside."""
    statements = current().statements
    keys = {key for each in statements for key in _keys(each)}
    values = {key: _value(key, area_id, today) for key in sorted(keys)}
    return [_found(each, values) for each in statements]


def _keys(statement: Statement) -> list[str]:
    """Of its parts, in their order and each once."""
    return list(dict.fromkeys(key for part in statement.parts for key in part.evidence))


def _value(key: str, area_id: int, today: date) -> str:
    indicator = find_indicator(key)
    measured = measure_now(area_id, [key], today)[key]
    return sentence(indicator, measured) if indicator and measured else ""


def _found(statement: Statement, values: Mapping[str, str]) -> Found:
    pieces = (
        Piece(key, find_indicator(key) is not None, values[key])
        for key in _keys(statement)
    )
    return Found(statement, tuple(pieces))


def _live(found: list[Found]) -> int:
    return sum(each.is_live for each in found)


def _sentences(found: list[Found], name: str, today: date) -> Iterator[str]:
    yield f"{name}, {today}"
    for each in found:
        yield f"{each.statement.key}  {each.statement.short}"
        for piece in each.pieces:
            unsaid = "nothing known yet" if piece.is_built else "still to be built"
            yield f"     {piece.key}: {piece.value or unsaid}"
    yield f"{_live(found)} of {len(found)} statements have live evidence."


def _json(found: list[Found], slug: str, today: date) -> str:
    told = {
        "area": slug,
        "as_of": today.isoformat(),
        "live": _live(found),
        "statements": [
            {
                "key": each.statement.key,
                "short": each.statement.short,
                "is_live": each.is_live,
                "evidence": [
                    {"key": one.key, "is_built": one.is_built, "value": one.value}
                    for one in each.pieces
                ],
            }
            for each in found
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)
