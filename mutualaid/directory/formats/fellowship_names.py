"""The names under which lists speak of a fellowship, told as our keys."""

import re

_NAMES = {
    "aa": "AA; Alcoholics Anonymous",
    "aca": "ACA; ACOA; Adult Children of Alcoholics; "
    "Adult Children of Alcoholics and Dysfunctional Families",
    "al-anon": "Al-Anon; Al-Anon Family Groups; Al-Anon Family Group; AFG",
    "alateen": "Alateen",
    "ca": "CA; Cocaine Anonymous",
    "cma": "CMA; Crystal Meth Anonymous",
    "daa": "DAA; Drug Addicts Anonymous",
    "fa": "FA; Families Anonymous; FamAnon; Fam-Anon",
    "ga": "GA; Gamblers Anonymous",
    "gam-anon": "Gam-Anon; GamAnon UK",
    "lifering": "LifeRing; LifeRing Secular Recovery",
    "local": "Local recovery group; Local group; LERO; Lived experience recovery organisation",
    "ma": "MA; Marijuana Anonymous",
    "na": "NA; Narcotics Anonymous",
    "nar-anon": "Nar-Anon; Nar-Anon Family Groups",
    "oa": "OA; Overeaters Anonymous",
    "recovery-dharma": "Recovery Dharma; RD",
    "smart": "SMART; SMART Recovery; UK SMART Recovery; SMART Recovery UK",
    "smart-family": "SMART Family & Friends; SMART Recovery Family & Friends; "
    "SMART Family and Friends; SMART Recovery Family and Friends; SMART F&F",
    "women-for-sobriety": "Women for Sobriety; WFS",
}


def fellowship_named(name: str) -> str:
    """Our key for a name or its initials, "" where we don't know it."""
    return _KEYS.get(_letters(name), "")


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]+", "", name.casefold())


_KEYS = {
    _letters(name): key
    for key, names in _NAMES.items()
    for name in (key, *names.split(";"))
}
