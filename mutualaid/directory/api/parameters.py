"""The parameters of a question: those of the finder, and what paging and copying need."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from ninja.schema import Field

from mutualaid.directory.finder import query as finder

MOST_AT_ONCE = 500
CLOCK = r"^([01]?\d|2[0-3])[:.][0-5]\d$"

CHECKED = ("", *(str(days) for days in finder.CHECKED_WITHIN))
Day = Literal[finder.DAYS]  # type: ignore[valid-type]
Mode = Literal[finder.MODES]  # type: ignore[valid-type]
Approach = Literal[finder.APPROACHES]  # type: ignore[valid-type]
Audience = Literal[finder.AUDIENCES]  # type: ignore[valid-type]
Openness = Literal[finder.OPENNESSES]  # type: ignore[valid-type]


class Filters(Schema):
    """Which meetings: the finder's own names, so that an address can be moved over."""

    place: str = Field("", max_length=100, description="A postcode or a town")
    within: float | None = Field(
        None, ge=0.25, le=100, description="Miles from `place`; 5 unless told"
    )
    day: list[Day] = Field([], description="Any of these")
    after: str = Field("", pattern=f"^$|{CLOCK}", description="Starts then or later")
    before: str = Field("", pattern=f"^$|{CLOCK}", description="Starts before")
    fellowship: list[str] = Field([], description="Keys of fellowships: any of these")
    approach: list[Approach] = Field([], description="Any of these")
    for_: list[Audience] = Field([], alias="for", description="Whom it is for")
    mode: list[Mode] = Field([], description="Any of these")
    openness: list[Openness] = Field([], description="Who may come: any of these")
    open: Literal["", "yes", "no"] = Field("", description="The same for open ones")
    feature: list[str] = Field([], description="All of these")
    access: list[str] = Field([], description="What the place has: all of these")
    joining: list[str] = Field([], description="How to join online: all of these")
    language: list[str] = Field([], description="Any of these")
    checked: Literal[CHECKED] = Field(  # type: ignore[valid-type]
        "", description="Confirmed within so many days"
    )
    q: str = Field("", max_length=100, description="Words of a name or a town")
    area: str = Field("", max_length=50, description="Only this area's own meetings")


class Listing(Filters):
    """A page of them."""

    sort: Literal["", *finder.SORTS] = Field(  # type: ignore[valid-type]
        "", description="Without it, nearest to `place`, or as they were added"
    )
    page: int = Field(1, ge=1, le=1_000_000, description="Which page")
    per_page: int = Field(
        100, ge=1, le=MOST_AT_ONCE, description="How many a page holds"
    )
    changed_since: datetime | None = Field(
        None, description="Everything that changed from then on, with a time zone"
    )
    following: str = Field(
        "",
        max_length=20,
        description="With `changed_since`: set by `next`, not by hand",
    )


def names_of(shape: type[Filters]) -> frozenset[str]:
    """The parameters, as they stand in an address."""
    return frozenset(field.alias or name for name, field in shape.model_fields.items())
