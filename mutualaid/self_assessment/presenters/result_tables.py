"""The tables of a report: the same rows on the page, on paper and in the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.design_system import dates

from .report import BarTold, PartTold, Report, StatementTold

Cell = str | int | float
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table. `key` names it in addresses and sheets."""

    key: str
    caption: str
    head: list[str]
    rows: list[Row]


def tables_of(report: Report) -> list[ReportTable]:
    """All of them, in the order of the report."""
    return [
        profile_table(report),
        gap_table(report),
        statement_table(report),
        voices_table(report),
        barrier_table(report),
        evidence_table(report),
        *annex_tables(report),
    ]


def page_tables(report: Report) -> dict[str, ReportTable | list[ReportTable]]:
    """Those that the page shows as tables."""
    return {
        "barriers": barrier_table(report),
        "evidence": evidence_table(report),
        "annexes": list(annex_tables(report)),
    }


def profile_table(report: Report) -> ReportTable:
    return ReportTable(
        "profile",
        gettext("Profile"),
        [
            gettext("Section"),
            gettext("Statements that apply"),
            gettext("Known"),
            gettext("In place (% of what is known)"),
            gettext("At least (%)"),
            gettext("At most (%)"),
            gettext("In words"),
        ],
        [_bar(each) for each in report.bars],
    )


def _bar(bar: BarTold) -> Row:
    figures = (bar.share, bar.floor, bar.ceiling)
    return [
        f"{bar.key} {bar.title}",
        bar.applicable,
        bar.known,
        *("" if each is None else each for each in figures),
        bar.score_words,
    ]


def gap_table(report: Report) -> ReportTable:
    return ReportTable(
        "gaps",
        gettext("What is left to do"),
        [
            gettext("Place"),
            gettext("Statement"),
            gettext("Rating"),
            gettext("Why it stands here"),
            gettext("Weight of votes"),
            gettext("Chosen by"),
            gettext("How far apart"),
        ],
        [
            [
                gap.number,
                f"{gap.key} {gap.short}",
                gap.rating,
                gap.reasons_words,
                gap.weight,
                gap.votes_words,
                gap.spread_words,
            ]
            for gap in report.gaps
        ],
    )


def statement_table(report: Report) -> ReportTable:
    return ReportTable(
        "statements",
        gettext("Statement by statement"),
        [
            gettext("Part"),
            gettext("What is rated"),
            gettext("Agreed"),
            gettext("Counts as"),
            gettext("Evidence needed"),
            gettext("How far apart"),
            gettext("Since last round"),
            gettext("What was said"),
            gettext("Why it does not apply"),
            gettext("Providers"),
            gettext("Seen differently"),
        ],
        [
            _part(statement, part)
            for statement in report.statements
            for part in statement.parts
        ],
    )


def _part(statement: StatementTold, part: PartTold) -> Row:
    return [
        part.key,
        part.text,
        part.rating,
        part.counts_as,
        gettext("yes") if part.needs_evidence else "",
        part.spread_words,
        statement.change_words,
        part.comment,
        part.reason,
        "; ".join(f"{each.service}: {each.rating}" for each in part.services),
        part.minority_view,
    ]


def voices_table(report: Report) -> ReportTable:
    """How many of each kind chose what; nobody stands there alone by name."""
    answers = _answers(report)
    return ReportTable(
        "voices",
        gettext("Ratings by kind of rater"),
        [gettext("Part"), gettext("Who"), *answers, gettext("Middle")],
        list(_voices(report)),
    )


def _voices(report: Report) -> Iterator[Row]:
    for statement in report.statements:
        for part in statement.parts:
            for kind in part.kinds:
                counts = [dot.count for dot in kind.dots]
                yield [part.key, kind.name, *counts, kind.middle]


def _answers(report: Report) -> list[str]:
    for statement in report.statements:
        for part in statement.parts:
            for kind in part.kinds:
                return [dot.label for dot in kind.dots]
    return []


def barrier_table(report: Report) -> ReportTable:
    return ReportTable(
        "barriers",
        gettext("What stands in the way"),
        [gettext("Statement"), gettext("About"), gettext("In words")],
        [[each.statement, each.kind, each.words] for each in report.barriers],
    )


def evidence_table(report: Report) -> ReportTable:
    return ReportTable(
        "evidence",
        gettext("Evidence"),
        [
            gettext("Part"),
            gettext("Kind"),
            gettext("What it says"),
            gettext("Relates to"),
            gettext("Of this round"),
            gettext("Address"),
        ],
        [
            [
                each.part,
                each.kind,
                each.words,
                dates.full_date(each.relates_to),
                gettext("yes") if each.is_of_this_round else gettext("no, earlier"),
                each.address,
            ]
            for each in report.evidence
        ],
    )


def annex_tables(report: Report) -> Iterator[ReportTable]:
    """Those of the directory, as they stood."""
    for annex in report.annexes["annexes"]:
        for place, table in enumerate(annex["tables"], start=1):
            title = gettext("Annex %(number)s: %(caption)s") % {
                "number": annex["number"],
                "caption": table["caption"],
            }
            key = f"annex-{annex['number']}-{place}"
            yield ReportTable(key, title, list(table["head"]), list(table["rows"]))
