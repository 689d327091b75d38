"""A local paragraph for a hand-out that waits for the administrator, in each area."""

from world import World

from mutualaid.handouts.models import LocalInsert


def add_inserts(world: World, area: int) -> None:
    writer = world.person("recovery-champion", area)
    insert = LocalInsert.objects.create(
        area=world.areas[area],
        sheet_key="1",
        version=1,
        words=world.word("what a local paragraph says", area),
        written_by=writer.membership,
        **world.written(),
    )
    world.add("local-insert", insert, area, mark=insert.words)
