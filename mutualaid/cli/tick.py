"""Do the recurring duties that are due; a timer runs this every few minutes."""

import json
from collections.abc import Iterator

import click

from mutualaid.core.actor import system_actor
from mutualaid.duties.actions import Outcome, run_due
from mutualaid.organisations.models import Area


@click.command
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Do every recurring duty that is due, for each area in turn.

    May be run at any time, and twice at once: no duty is done twice. The exit status is 1 if one
    of them ran into a problem; the others are done all the same.
    """
    names = dict(Area.objects.order_by("pk").values_list("pk", "slug"))
    outcomes = list(run_due(areas=names, by=system_actor("tick")))
    told = _json(outcomes, names) if as_json else "\n".join(_lines(outcomes, names))
    click.echo(told)
    ctx.exit(1 if any(outcome.problem for outcome in outcomes) else 0)


def _json(outcomes: list[Outcome], names: dict[int, str]) -> str:
    ran = [
        {
            "duty": outcome.duty,
            "area": names.get(outcome.scope),
            "seconds": round(outcome.seconds, 3),
            "problem": outcome.problem or None,
            "sentence": outcome.sentence or None,
        }
        for outcome in outcomes
    ]
    return json.dumps({"ran": ran}, indent=2)


def _lines(outcomes: list[Outcome], names: dict[int, str]) -> Iterator[str]:
    if not outcomes:
        yield "Nothing is due."
    for outcome in outcomes:
        area = names.get(outcome.scope)
        where = f"{outcome.duty} for {area}" if area else outcome.duty
        if outcome.problem:
            yield f"{where}: {outcome.sentence or outcome.problem}"
        else:
            yield f"{where}: done in {outcome.seconds:.1f} s."
