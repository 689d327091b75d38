"""The pages of lists, gaps and annexes, with one of each state; data is in Greek."""

from datetime import date, timedelta

from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.directory.actions.feeds import pause_feed, set_feed
from mutualaid.directory.actions.importing import apply_import
from mutualaid.directory.actions.population import import_population
from mutualaid.directory.actions.positions import add_position, vacate_position
from mutualaid.directory.actions.staging_runs import drop_import, stage_import
from mutualaid.directory.actions.undoing import undo_import
from mutualaid.directory.models import Fellowship, ImportRun, MeetingSource
from mutualaid.directory.models.relations import PositionRole
from mutualaid.directory.models.sources import Permission
from mutualaid.directory.position_answers import PositionAnswers
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

HEADS = "α,β,γ,δ,ε,ζ,Λ"
FIELDS = ("slug", "name", "day", "time", "location", "city", "ignore")
LINE = "{n},Λόγος {n},1,{n}9:00,Λόγος,Λόγος,λ"
POPULATION = "code,latitude,longitude,people\nλ,53.8,0.75,1000\nμ,54.5,0.75,500\n"
GAPS = (
    "",
    "within=1&for=family&access=step-free",
    "mode=online",
    "within=10",
    "within=λ",
)


def list_pages(town: Town) -> dict[str, str]:
    """Every page about lists, what is missing and service positions."""
    named = _lists(town) + _gaps(town)
    pages = {}
    for role in (Role.RECOVERY_CHAMPION, Role.AREA_ADMINISTRATOR):
        client = signed_in_client(town.seats[role])
        for address in named:
            pages[f"{role} {address}"] = client.get(address).content.decode()
        pages |= _mistakes(client, role)
    return pages


def _mistakes(client, role: Role) -> dict[str, str]:
    posts = {
        reverse("add_import"): ({}, {"source_name": "λ", "address": "λ"}),
        reverse("add_position"): ({}, {"shared_email": "λ", "review_on-day": "40"}),
        # What the readers of files say of a file is English, whatever the page speaks.
        reverse("import_population"): ({},),
        reverse("change_reach"): (
            {},
            {"how": "circle", "miles": "λ"},
            {"how": "circle", "miles": "9"},
        ),
    }
    for source in MeetingSource.objects.filter(feed__isnull=False):
        address = reverse("change_source", args=[source.reference])
        posts[address] = ({"every_hours": "24", "stale_after_days": "λ"},)
    waiting = ImportRun.objects.waiting().first()
    assert waiting is not None
    posts[reverse("map_import", args=[waiting.reference])] = ({"timezone": "λ"},)
    return {
        f"{role} mistakes {number} in {address}": client.post(
            address, fields
        ).content.decode()
        for address, tries in posts.items()
        for number, fields in enumerate(tries)
    }


def _lists(town: Town) -> list[str]:
    by = town.by(Role.RECOVERY_CHAMPION)
    told = {"by": by, "by_role": "recovery-champion"}
    runs = [_staged(town, 8, told)]
    apply_import(run=runs[0], **told)
    runs.append(_staged(town, 9, told))
    apply_import(run=runs[1], **told)
    undo_import(run=runs[1], **told)
    runs.append(_staged(town, 2, told))  # much of it is missing
    runs.append(_staged(town, 1, told, source_name=f"{WORD} 2", fellowship=""))
    runs.append(_staged(town, 1, told, data=b"%PDF-1.7", format_name=None))
    dropped = _staged(town, 1, told)
    runs.append(drop_import(run=dropped, by=by))
    addresses = [reverse("list_sources"), reverse("add_import")]
    for run in runs:
        addresses.append(reverse("show_import", args=[run.reference]))
        if run.is_waiting:
            for view in ("map_import", "apply_import"):
                addresses.append(reverse(view, args=[run.reference]))
    addresses += [
        f"{reverse('show_import', args=[runs[0].reference])}?show=added",
        reverse("undo_import", args=[runs[0].reference]),
    ]
    for number, source in enumerate(MeetingSource.objects.filter(area=town.area)):
        _fed(source, number, told)
        for view in ("show_source", "change_source", "read_source"):
            addresses.append(reverse(view, args=[source.reference]))
    return addresses


def _staged(town: Town, lines: int, told: dict, **more: object) -> ImportRun:
    rows = [LINE.format(n=number % 2) for number in range(lines)]
    rows = [f"λ{number}{row}" for number, row in enumerate(rows)]
    given = {
        "source_name": f"{WORD} 1",
        "format_name": "csv",
        "data": "\n".join([HEADS, *rows, "λ,,λ,λ,,,"]).encode(),
        "fellowship": "aa",
        "mapping": dict(zip(HEADS.split(","), FIELDS, strict=True)),
        **more,
    }
    return stage_import(area=town.area, file_name="λ", **told, **given)


def _fed(source: MeetingSource, number: int, told: dict) -> None:
    """Each in another condition."""
    permissions = list(Permission)
    set_feed(
        source=source,
        address="https://lists.example/m.csv",
        every_hours=(24, 72, None)[number % 3],
        permission=permissions[number % len(permissions)],
        permission_note=WORD,
        permission_on=date(2026, 11, 1),
        is_fellowships_own=not number,
        **told,
    )
    if number == 1:
        pause_feed(source=source, is_paused=True, by=told["by"])


def _gaps(town: Town) -> list[str]:
    by = town.by(Role.AREA_ADMINISTRATOR)
    import_population(area=town.area, data=POPULATION.encode(), by=by)
    for number, role in enumerate(PositionRole):
        position = add_position(
            area=town.area,
            fellowship=Fellowship.objects.get(key="aa"),
            answers=PositionAnswers(
                role=role.value,
                description=WORD,
                shared_email="x@northbridge.example",
                shared_telephone="01632 960123",
                review_on=clock.today() + timedelta(days=30 * (number - 1)),
            ),
            by=by,
        )
        if number == 2:
            vacate_position(position=position, by=by)
    return [
        *(f"{reverse('show_gaps')}?{query}" for query in GAPS),
        reverse("map_gaps"),
        reverse("show_annexes"),
        reverse("list_positions"),
        reverse("add_position"),
        reverse("change_position", args=[position.reference]),
        reverse("import_population"),
        reverse("change_reach"),
        reverse("show_api"),
        reverse("show_map"),
        f"{reverse('show_map')}?place=NB1",
    ]
