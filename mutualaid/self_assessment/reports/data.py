"""The report as data, in the form that docs/results.md describes."""

from dataclasses import asdict
from typing import Any

from mutualaid.self_assessment.presenters.report import Report

FORM = "mutual-aid-results/1"


def data_of(report: Report) -> dict[str, Any]:
    """Every field of the report. Dates become text where it is written out."""
    told = asdict(report)
    told["minority_views"] = [
        {"part": key, "words": said} for key, said in report.minority_views
    ]
    told["not_applicable"] = [
        {"part": key, "reason": said} for key, said in report.not_applicable
    ]
    for name, first, second in (
        ("signatures", "kind", "name"),
        ("support", "role", "held_by"),
    ):
        told[name] = [{first: one, second: other} for one, other in told[name]]
    return {"form": FORM, **told}
