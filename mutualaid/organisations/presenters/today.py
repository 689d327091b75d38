"""The first page of each role: what waits, what is coming, and what this hat is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.dates import day
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem
from mutualaid.organisations.models import Holiday, Membership
from mutualaid.organisations.roles import ChampionLevel, Role

SOON, WHENEVER = 10, 20

PURPOSES: dict[Role, str | Promise] = {
    Role.PEER: _(
        "You go along with people to their first meetings. Only what you need for that is "
        "shown to you."
    ),
    Role.RECOVERY_CHAMPION: _(
        "You bring people and companions together, and keep the list of meetings true."
    ),
    Role.KEYWORKER: _(
        "You talk with your clients about mutual aid, and plan the first meeting with them."
    ),
    Role.SERVICE_MANAGER: _(
        "You look after the people who work in your service, and what they need to do it well."
    ),
    Role.SERVICE_USER_REPRESENTATIVE: _(
        "You bring in what people who use services say. You see totals, never anybody’s notes."
    ),
    Role.COMMISSIONER: _(
        "You see how mutual aid is doing in the area. You see totals, never anybody’s notes."
    ),
    Role.AREA_ADMINISTRATOR: _(
        "You look after accounts, organisations and settings. Nothing about clients is shown "
        "to you."
    ),
    Role.AUDITOR: _(
        "You check what was done, without knowing by whom. People stand here under letters and "
        "digits."
    ),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What waits, of one urgency."""

    title: str
    items: list[HomeItem]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page."""

    purpose: str
    groups: list[Group]
    champions: str
    holidays: list[tuple[str, str]]


def present_today(
    hat: Hat,
    items: Iterable[HomeItem],
    champions: Iterable[Membership],
    holidays: Iterable[Holiday],
) -> Today:
    """The page of whoever wears this hat."""
    return Today(
        purpose=str(PURPOSES[hat.role]),
        groups=grouped(items),
        champions=champion_words(hat, champions),
        holidays=[(day(each.on), each.name) for each in holidays],
    )


def grouped(items: Iterable[HomeItem]) -> list[Group]:
    """Under the headings that their orders stand for; none for what is empty."""
    titles = [gettext("Do these first"), gettext("Soon"), gettext("When there is time")]
    lists: list[list[HomeItem]] = [[], [], []]
    for item in items:
        lists[(item.order >= SOON) + (item.order >= WHENEVER)].append(item)
    return [Group(*each) for each in zip(titles, lists, strict=True) if each[1]]


def champion_words(hat: Hat, champions: Iterable[Membership]) -> str:
    """Who leads where this hat is worn: in its service, else for the partnership."""
    near = [one for one in champions if _leads(one, hat)]
    others = [one.user.name for one in near if one.user_id != hat.user_id]
    if others:
        names = ", ".join(dict.fromkeys(others))
        return gettext("Your recovery champion: %(names)s") % {"names": names}
    if near:
        return gettext("You are the recovery champion here.")
    return gettext("%(place)s has no recovery champion yet.") % {"place": hat.place}


def _leads(champion: Membership, hat: Hat) -> bool:
    if hat.service_id is None:
        return champion.champion_level == ChampionLevel.STRATEGIC
    return champion.service_id == hat.service_id
