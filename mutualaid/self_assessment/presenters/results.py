"""A round's results in words and figures: made once, shown on the page, on paper and in files."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.improvement_plan.models import Barrier
from mutualaid.self_assessment.kept_annexes import annexes_of
from mutualaid.self_assessment.models import AgreedRating, Round
from mutualaid.self_assessment.reading import record_of, round_before
from mutualaid.self_assessment.results import (
    PartResult,
    Results,
    SectionResult,
    StatementResult,
    results_of,
)

from . import result_words as words
from .report import (
    BarrierTold,
    BarTold,
    GapTold,
    PartTold,
    Report,
    SectionTold,
    ServiceTold,
    StatementTold,
)
from .reported_evidence import evidence_told
from .taking_part import signatures_told, who_took_part
from .voices import kinds_told


def report_of(opened: Round) -> Report:
    """The report of a round whose ratings are revealed; constant queries."""
    return present(opened, results_of(record_of(opened)))


def present(opened: Round, results: Results) -> Report:
    """The same from results that are worked out already."""
    rows = AgreedRating.objects.filter(round=opened, service=None)
    told = {row.part_key: row for row in rows}
    return Report(
        area=opened.area.name,
        round=opened.name,
        reference=opened.reference,
        status=opened.status,
        is_signed=opened.signed_off_at is not None,
        uses_scale=opened.uses_scale,
        standing=_standing(opened, results),
        sign_off_words=opened.sign_off_words,
        compared_with=_compared_with(opened),
        agreed=results.agreed,
        part_count=results.parts,
        bars=tuple(_bar(each) for each in results.sections),
        sections=tuple(_section(each, told) for each in results.sections),
        gaps=tuple(_gaps(results)),
        barriers=tuple(_barriers(opened)),
        took_part=tuple(who_took_part(opened)),
        signatures=tuple(signatures_told(opened)),
        support=tuple((each["role"], each["held_by"]) for each in opened.support),
        evidence=tuple(evidence_told(opened)),
        annexes=annexes_of(opened),
        source=opened.statements.source,
    )


def _compared_with(opened: Round) -> str:
    before = round_before(opened)
    if before is None or before.signed_off_at is None:
        return ""
    told = {"round": before.name, "day": dates.full_date(before.signed_off_at)}
    return (
        gettext("Up, same and down are told from %(round)s, signed off on %(day)s.")
        % told
    )


def _standing(opened: Round, results: Results) -> str:
    if opened.signed_off_at:
        day = dates.full_date(opened.signed_off_at)
        return gettext("Signed off on %(day)s") % {"day": day}
    told = {
        "agreed": results.agreed,
        "parts": results.parts,
        "day": dates.full_date(clock.today()),
    }
    return (
        gettext(
            "Not signed off: %(agreed)d of %(parts)d parts are agreed on %(day)s, and "
            "everything here may still change"
        )
        % told
    )


def _bar(one: SectionResult) -> BarTold:
    score = one.score
    return BarTold(
        key=one.section.key,
        title=one.section.title,
        applicable=score.applicable,
        known=score.known,
        share=words.percent(score.share),
        floor=words.percent(score.floor),
        ceiling=words.percent(score.ceiling),
        known_words=words.known_words(score),
        score_words=words.score_words(score),
    )


def _section(one: SectionResult, told: Mapping[str, AgreedRating]) -> SectionTold:
    return SectionTold(
        key=one.section.key,
        title=one.section.title,
        statements=tuple(_statement(each, told) for each in one.statements),
    )


def _statement(one: StatementResult, told: Mapping[str, AgreedRating]) -> StatementTold:
    return StatementTold(
        key=one.statement.key,
        short=one.statement.short,
        text=one.statement.text,
        answer=words.rating_key(one.rating),
        rating=words.rating_words(one.rating),
        before="" if one.before is None else words.rating_words(one.before),
        change=one.change or "",
        change_words=words.change_words(one.change),
        spread=one.spread or "",
        spread_words=words.spread_words(one.spread),
        needs_evidence=one.needs_evidence,
        parts=tuple(part_told(each, told.get(each.part.key)) for each in one.parts),
    )


def part_told(one: PartResult, row: AgreedRating | None) -> PartTold:
    """A part in words; `row` is what is written down of it for the whole area."""
    services = one.record.of_services
    return PartTold(
        key=one.part.key,
        text=one.part.text,
        answer=words.rating_key(one.claimed),
        rating=words.rating_words(one.claimed),
        counts_as=words.rating_key(one.counts_as),
        needs_evidence=one.needs_evidence,
        spread=one.spread or "",
        spread_words=words.spread_words(one.spread),
        range_words=words.range_words(list(services.values())),
        services=tuple(
            ServiceTold(*name, words.rating_key(each), words.rating_words(each))
            for name, each in sorted(services.items(), key=lambda item: item[0])
        ),
        kinds=tuple(kinds_told(one)),
        reason=row.reason if row else "",
        comment=row.comment if row else "",
        minority_view=row.minority_view if row and row.prints_minority_view else "",
    )


def _gaps(results: Results) -> Iterable[GapTold]:
    for number, gap in enumerate(results.gaps, start=1):
        told = results.statement(gap.key)
        yield GapTold(
            number=number,
            key=gap.key,
            short=told.statement.short,
            answer=words.rating_key(gap.rating),
            rating=words.rating_words(gap.rating),
            reasons=tuple(each.value for each in gap.reasons),
            reasons_words=words.reasons_words(gap),
            weight=round(float(gap.weight), 3),
            votes_words=words.votes_words(told.votes),
            spread_words=words.spread_words(gap.spread),
            is_to_find_out=gap.is_to_find_out,
        )


def _barriers(opened: Round) -> Iterable[BarrierTold]:
    rows = Barrier.objects.filter(area=opened.area_id, found_in=opened.reference)
    for row in rows:
        yield BarrierTold(row.statement_key, row.get_kind_display(), row.words)
