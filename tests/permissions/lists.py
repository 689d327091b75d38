"""The lists that an area reads, and a reading that waits for a yes."""

from world import World

from mutualaid.core.actor import system_actor
from mutualaid.directory.actions.staging_runs import stage_import
from mutualaid.directory.models import ImportRun, MeetingSource, SourceFeed

LIST = b"Name,Day,Time,Location,Postcode\nSample,Monday,19:30,Sample Hall,NB1 1AA\n"


def add_lists(world: World, area: int) -> None:
    """A list with an address, and a reading of another."""
    here = world.areas[area]
    source = MeetingSource.objects.create(
        area=here, name=world.word("list", area), format="csv", **world.written()
    )
    SourceFeed.objects.create(
        area=here, source=source, address="https://lists.example/meetings.csv"
    )
    world.add("source", source, area, mark=source.name)
    run: ImportRun = stage_import(
        area=here,
        source_name=world.word("new list", area),
        data=LIST,
        file_name="meetings.csv",
        fellowship=f"sample-{area}",
        by=system_actor("sample"),
        by_role="recovery-champion",
    )
    world.add("import-run", run, area, mark=run.source_name)
