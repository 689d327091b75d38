"""The report as a tagged PDF (made to the rules of PDF/UA-1)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.design_system.printing.paper import typeset
from mutualaid.self_assessment.presenters.report import (
    PartTold,
    Report,
    SectionTold,
    StatementTold,
)
from mutualaid.self_assessment.presenters.result_tables import (
    ReportTable,
    annex_tables,
    barrier_table,
    evidence_table,
)
from mutualaid.self_assessment.presenters.voices import KindTold

TEMPLATE = Path(__file__).with_name("report.typ")
Told = dict[str, Any]


def report_pdf(report: Report) -> bytes:
    """What people wrote stays text: it comes as JSON."""
    return typeset(TEMPLATE, paper_of(report))


def paper_of(report: Report) -> Told:
    """All that `report.typ` says."""
    return {
        "title": gettext("%(round)s: how mutual aid works in %(area)s")
        % {"round": report.round, "area": report.area},
        "publisher": report.area,
        "language": (get_language() or "en").partition("-")[0],
        "standing": f"{report.standing}. {report.compared_with}".strip(),
        "said": report.sign_off_words,
        "source": gettext("Statements: %(source)s. The scale is ours.")
        % {"source": report.source},
        "printed": gettext("Printed on %(day)s")
        % {"day": dates.full_date(clock.today())},
        "page_word": gettext("Page"),
        "profile": _profile(report),
        "gaps": _gaps(report),
        "statements": {
            "heading": gettext("Statement by statement"),
            "sections": [_section(each) for each in report.sections],
        },
        "lists": _lists(report),
        "tables": [
            _table(each)
            for each in (
                barrier_table(report),
                evidence_table(report),
                *annex_tables(report),
            )
        ],
        "annexes": [str(each) for each in report.annexes["coverage"]],
    }


def _profile(report: Report) -> Told:
    return {
        "heading": gettext("Profile"),
        "explained": gettext(
            "How much is in place of what is known in each section. The pale part shows "
            "what it could be in place of what is not known. There is no total."
        ),
        "bars": [
            {
                "title": f"{bar.key} {bar.title}",
                "words": f"{bar.score_words}. {bar.known_words}.",
                "share": bar.share,
                "floor": bar.floor,
                "ceiling": bar.ceiling,
            }
            for bar in (report.bars if report.uses_scale else ())
        ],
        "instead": ""
        if report.uses_scale
        else gettext("This round was of words and evidence alone."),
    }


def _gaps(report: Report) -> Told:
    return {
        "heading": gettext("What is left to do"),
        "nothing": gettext("Nothing of what is agreed stands out as a gap."),
        "rows": [
            {
                "number": str(gap.number),
                "name": f"{gap.key} {gap.short}",
                "why": f"{gap.rating}: {gap.reasons_words}",
            }
            for gap in report.gaps
        ],
    }


def _section(section: SectionTold) -> Told:
    return {
        "heading": f"{section.key} {section.title}",
        "columns": [gettext("Statement"), gettext("Agreed"), gettext("Said in it")],
        "rows": [_statement(each) for each in section.statements],
    }


def _statement(statement: StatementTold) -> Told:
    return {
        "name": f"{statement.key} {statement.short}",
        "rating": statement.rating,
        "marks": [
            *([gettext("evidence needed")] if statement.needs_evidence else []),
            *([statement.change_words] if statement.change_words else []),
        ],
        "lines": [line for part in statement.parts for line in _part(statement, part)],
    }


def _part(statement: StatementTold, part: PartTold) -> list[str]:
    """In a line each: what raters said, what the meeting said, and who sees it differently."""
    lines = []
    if len(statement.parts) > 1:
        lines.append(f"{part.key} {part.text} {part.rating}.")
    if part.kinds:
        lines.append(f"{_middles(part.kinds)} ({part.spread_words}).")
    lines += [f"{each.service}: {each.rating}." for each in part.services]
    told = (
        (gettext("Does not apply: %(words)s"), part.reason),
        ("%(words)s", part.comment),
        (gettext("Seen differently: %(words)s"), part.minority_view),
    )
    return lines + [form % {"words": said} for form, said in told if said]


def _middles(kinds: Iterable[KindTold]) -> str:
    """Each level with the kinds whose voice it is."""
    found: dict[str, list[str]] = {}
    for kind in kinds:
        found.setdefault(kind.middle, []).append(kind.name)
    return "; ".join(f"{middle}: {', '.join(who)}" for middle, who in found.items())


def _lists(report: Report) -> list[Told]:
    """Who took part, who signed, and who does what national bodies once did."""
    signed = [f"{kind}: {name}" for kind, name in report.signatures]
    helping = [f"{role}: {held_by}" for role, held_by in report.support if held_by]
    found = (
        (gettext("Who took part"), list(report.took_part)),
        (gettext("Who signed"), signed),
        (gettext("Who supports the round"), helping),
    )
    return [{"heading": name, "items": items} for name, items in found if items]


def _table(table: ReportTable) -> Told:
    return {
        "heading": table.caption,
        "head": table.head,
        "rows": [[str(each) for each in row] for row in table.rows],
    }
