"""How often something may be tried: buckets of places, each taken for a time.

A place is taken by one statement, so no number of processes or threads gets more tries than
there are places in any stretch of that length.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest  # noqa: TID251

from mutualaid.core import clock

from .models import LimitSlot
from .sealing import digests

FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in any stretch of so many seconds."""

    name: str
    tries: int
    seconds: int

    def bucket(self, key: str) -> str:
        """The bucket's name in the database, which tells nobody whose it is."""
        return digests(f"{self.name} {key}", purpose="limits")[0]


@dataclass(frozen=True, slots=True)
class Try:
    """A place that was taken; `give_back` where it turns out not to have been a guess."""

    bucket: str
    number: int
    free_at: datetime

    def give_back(self) -> None:
        LimitSlot.objects.filter(
            bucket=self.bucket, number=self.number, free_at=self.free_at
        ).update(free_at=clock.now())


# Cyber Essentials asks for at most ten guesses in five minutes.
PASSWORD = Limit("password", 10, 300)
PASSWORD_FROM_KNOWN_BROWSER = Limit("password from a known browser", 10, 300)
CODE = Limit("code", 5, 300)
CODE_FROM_KNOWN_BROWSER = Limit("code from a known browser", 10, 300)
RESET = Limit("reset", 3, 900)
# A whole office may share one address.
GUESS_FROM_ADDRESS = Limit("guess from address", 100, 300)
RESET_FROM_ADDRESS = Limit("reset from address", 30, 900)


def take(limit: Limit, key: str) -> Try | None:
    """Take a free place in the bucket of this key; None where there is none."""
    now = clock.now()
    bucket = limit.bucket(key)
    free_at = now + timedelta(seconds=limit.seconds)
    taken = dict(
        LimitSlot.objects.filter(bucket=bucket).values_list("number", "free_at")
    )
    for number in range(limit.tries):
        there = taken.get(number)
        if there is not None and there > now:
            continue
        if _take(LimitSlot(bucket=bucket, number=number, free_at=free_at), there, now):
            return Try(bucket, number, free_at)
    return None


def _take(place: LimitSlot, there: datetime | None, now: datetime) -> bool:
    """Whether the place is ours; somebody else may have been quicker."""
    if there is None:
        return _is_new(place, now)
    same = LimitSlot.objects.filter(bucket=place.bucket, number=place.number)
    return bool(same.filter(free_at__lte=now).update(free_at=place.free_at))


def _is_new(place: LimitSlot, now: datetime) -> bool:
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError:
        return False
    LimitSlot.objects.filter(free_at__lt=now - FORGOTTEN_AFTER).delete()
    return True


def same_for_all_spellings(email: str) -> str:
    """One key for an address, so that capitals buy no further guesses."""
    return unicodedata.normalize("NFKC", email).casefold().strip()


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as our own proxies tell it; of IPv6 the network.

    What stands before the proxies' entries was written by the visitor, and is not believed.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    believed = proxies and len(told) >= proxies
    address = told[-proxies] if believed else request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(address.strip())
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ip_network((found, 64), strict=False))
