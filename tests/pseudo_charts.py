"""The pages of indicators, with a chart of every kind; data is in Greek."""

from datetime import date

from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.indicators.actions import charts
from mutualaid.indicators.charts.months import later
from mutualaid.indicators.models import NoteKind, Reading
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

STEP = [62, 65, 61, 67, 64, 63, 66, 60, 65, 64, 62, 63]
STEP += [69, 72, 70, 73, 71, 74, 70, 72, 75, 71, 73, 95]
SHARE, DAYS, COUNT = (
    "directory.verified_share",
    "directory.oldest_unchecked",
    "directory.programmes",
)
NEUTRAL, SHORT = "directory.meetings_by_fellowship", "directory.step_free_share"
PAGES = ("show_indicator", "define_indicator")
FORMS = ("add_chart_note", "change_chart", "rebase_chart")
MISTAKES = {
    "add_chart_note": {"on-day": "1", "on-month": "1", "on-year": "2030"},
    "change_chart": {"target": "λ", "baseline": "13"},
    "rebase_chart": {"month": "λ"},
}


def chart_pages(town: Town) -> dict[str, str]:
    """Every page of a commissioner who keeps the charts of this town."""
    with_notes(town)
    client = signed_in_client(town.seats[Role.COMMISSIONER])
    addresses = [reverse("list_indicators")]
    for key in (SHARE, DAYS, COUNT, NEUTRAL, SHORT):
        addresses += [reverse(view, args=[key]) for view in PAGES]
    addresses += [reverse(view, args=[key]) for view in FORMS for key in (SHARE, DAYS)]
    addresses.append(f"{reverse('show_indicator', args=[DAYS])}?limits=first")
    addresses.append(reverse("show_indicator", args=["directory.days_online"]))
    pages = {f"charts {each}": client.get(each) for each in addresses}
    for shape in ("", "?shape=narrow"):
        address = f"{reverse('show_chart', args=[SHARE])}{shape}"
        pages[f"charts {address}"] = client.get(address)
    for view, answers in MISTAKES.items():
        address = reverse(view, args=[SHARE])
        answers = {"kind": "event", "words": WORD, **answers}
        pages[f"mistakes in {address}"] = client.post(address, answers)
    return {name: answer.content.decode() for name, answer in pages.items()}


def with_notes(town: Town) -> None:
    given = {"area": town.area, "by": town.by(Role.COMMISSIONER)}
    this = clock.today().replace(day=1)
    for key, values, of in (
        (SHARE, STEP, 100),
        (DAYS, STEP, None),
        (COUNT, [1] * 6 + [2] * 6, None),
        (NEUTRAL, [*STEP[:12], 5], None),
        (SHORT, [*STEP[:4], 0], 0),
    ):
        _read(town, key, this, values, of)
    charts.set_target(key=SHARE, target=80.0, **given)
    charts.set_baseline(key=SHARE, baseline=12, **given)
    charts.set_target(key=DAYS, target=10.0, **given)
    charts.add_rebase(key=DAYS, month=later(this, -11), reason=WORD, **given)
    for months, kind in enumerate(NoteKind):
        on = later(this, -12 - months)
        charts.add_note(key=SHARE, on=on, kind=kind, words=WORD, **given)


def _read(town: Town, key: str, this: date, values: list[int], of: int | None) -> None:
    """The last is of the running month; one before is missing."""
    for ago, value in enumerate(reversed(values)):
        if ago != len(values) - 2:
            Reading.objects.update_or_create(
                area=town.area,
                key=key,
                month=later(this, -ago),
                defaults={
                    "numerator": value if of != 0 else 0,
                    "denominator": of,
                    "taken_at": clock.now(),
                },
            )
