"""Generated meetings over Great Britain: the same for the same number and seed.

Invented names only. Two hundred centres of very different size stand where the country's land
is, roughly; meetings gather round them as people do.
"""

import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path

SEED = 20261121
CENTRES = 200

# South, north, west, east of boxes that hold mostly land.
LAND = (
    (50.3, 51.0, -4.5, -0.2),
    (51.0, 52.5, -2.9, 1.0),
    (51.6, 53.2, -4.2, -2.9),
    (52.5, 54.0, -2.9, 0.1),
    (54.0, 55.2, -3.0, -1.5),
    (55.2, 56.3, -4.8, -2.6),
    (56.3, 58.0, -5.0, -2.6),
)
FIRST = [
    "Amber",
    "Birch",
    "Calder",
    "Dale",
    "Elm",
    "Fern",
    "Glen",
    "Hazel",
    "Ivy",
    "Juniper",
    "Kiln",
    "Larch",
    "Mill",
    "Nettle",
    "Oak",
    "Peat",
]
LAST = [
    "bridge",
    "by",
    "combe",
    "dale",
    "field",
    "ford",
    "ham",
    "hurst",
    "ley",
    "mere",
    "mouth",
    "port",
    "stead",
    "stoke",
    "ton",
    "wick",
]
WORDS = [
    "Steps",
    "Serenity",
    "Hope",
    "Morning",
    "Quiet",
    "Open",
    "Door",
    "Bread",
    "Candle",
    "Harbour",
    "Lantern",
    "Anchor",
    "Bridge",
    "River",
]
HALLS = [
    "Library",
    "Church Hall",
    "Community Centre",
    "Meeting House",
    "Health Centre",
    "Memorial Hall",
]
TYPES = (
    [
        "O",
        "C",
        "W",
        "M",
        "BE",
        "D",
        "SP",
        "ST",
        "B",
        "LIT",
        "MED",
        "X",
        "XB",
        "CF",
        "LGBTQ",
        "Y",
    ],
    (30, 40, 8, 5, 9, 20, 9, 12, 10, 6, 6, 25, 10, 4, 3, 4),
)


@dataclass(frozen=True)
class Centre:
    """A made-up town."""

    name: str
    latitude: float
    longitude: float
    weight: float


def centres() -> list[Centre]:
    """The towns, the largest first."""
    chance = random.Random(SEED)  # noqa: S311
    made = []
    for rank in range(1, CENTRES + 1):
        south, north, west, east = chance.choice(LAND)
        name = f"{FIRST[rank % len(FIRST)]}{LAST[rank // len(FIRST) % len(LAST)]}"
        made.append(
            Centre(
                name=f"{name} {rank}",
                latitude=chance.uniform(south, north),
                longitude=chance.uniform(west, east),
                weight=rank**-0.6,
            )
        )
    return made


def meeting(
    number: int, towns: list[Centre], chance: random.Random
) -> dict[str, object]:
    """One Meeting Guide record."""
    town = chance.choices(towns, [each.weight for each in towns])[0]
    spread = 0.02 + 0.04 * town.weight
    is_online = chance.random() < 0.06
    hour, minute = (
        chance.choice((7, 10, 12, 13, 18, 19, 19, 19, 20)),
        chance.choice((0, 0, 30, 45)),
    )
    record: dict[str, object] = {
        "name": f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number % 97}",
        "slug": f"meeting-{number}",
        "day": chance.randrange(7),
        "time": f"{hour:02d}:{minute:02d}",
        "end_time": f"{hour + 1:02d}:{minute:02d}",
        "types": sorted({*chance.choices(TYPES[0], TYPES[1], k=3)}),
        "location": f"{chance.choice(FIRST)} {chance.choice(HALLS)}",
        "formatted_address": f"{chance.randrange(1, 200)} {chance.choice(FIRST)} Road, {town.name}, UK",
        "latitude": round(chance.gauss(town.latitude, spread), 5),
        "longitude": round(chance.gauss(town.longitude, spread * 1.6), 5),
        "attendance_option": "online" if is_online else "in_person",
        "updated": "2026-10-01 09:30:00",
        "notes": "Tea from a quarter of an hour before. Use the side door.",
    }
    if is_online or chance.random() < 0.14:
        record["conference_url"] = f"https://meet.example.org/{number}"
    if is_online:
        del record["latitude"], record["longitude"]
    return record


def feed(count: int) -> bytes:
    """A Meeting Guide feed of so many meetings."""
    towns, chance = centres(), random.Random(SEED + count)  # noqa: S311
    records = [meeting(number, towns, chance) for number in range(count)]
    return json.dumps(records, separators=(",", ":")).encode()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(feed(int(sys.argv[1])))
