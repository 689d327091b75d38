"""How backups stand: nothing there, everything fine, everything late; data is in Greek."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.backups import host_key, standing
from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

READERS = (Role.AREA_ADMINISTRATOR, Role.AUDITOR)


def backup_pages(town: Town) -> dict[str, str]:
    """The page and the first page, as both readers see them."""
    pair, now = host_key.new_pair(), clock.now()
    taken = standing.Taken("", "", now.isoformat(), 5_000_000, 9, 3, "sqlite")
    with TemporaryDirectory() as made:
        place = {"DATA_DIR": Path(made), "BACKUPS_DIR": Path(made)}
        with override_settings(**place, BACKUP_RECIPIENT=""):
            pages = _opened(town, "before the first backup")
        with override_settings(**place, BACKUP_RECIPIENT=pair.recipient):
            old = now - timedelta(days=40)
            standing.note_taken(replace(taken, taken_at=old.isoformat()))
            _hold_drill(old.isoformat(), 100, [WORD, WORD])
            pages |= _opened(town, "with everything late")
            standing.note_taken(taken)
            host_key.confirm(pair.identity)
            _hold_drill(now.isoformat(), 300, [])
            pages |= _opened(town, "with nothing to do")
    return pages


def _hold_drill(at: str, seconds: int, problems: list[str]) -> None:
    restored = {"tables": {"x": 3}, "log_lines": 4, "erasures": 1}
    told = {
        "drilled_at": at,
        "seconds": seconds,
        "problems": problems,
        "restored": restored,
    }
    standing.drills_dir().mkdir(exist_ok=True)
    (standing.drills_dir() / f"drill-{at[:10]}.json").write_text(json.dumps(told))


def _opened(town: Town, when: str) -> dict[str, str]:
    return {
        f"{name} {when}, {role}": signed_in_client(town.seats[role])
        .get(reverse(name))
        .content.decode()
        for role in READERS
        for name in ("show_backups", "show_today")
    }
