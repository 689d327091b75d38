"""Voices of each area's round: keyworkers with an account, a link, and two papers."""

from world import World

from mutualaid.self_assessment.link_tokens import hash_of
from mutualaid.self_assessment.models import Rater, RaterKind, Rating, Round

STATEMENT = "1.4"  # asked of every kind of rater
ANSWER = {"answer_0": "2", "comment_0": "As it is.", "revision_0": "0"}


def add_voices(world: World, area: int) -> None:
    """Beside those of the round; the keyworkers' answers are theirs alone."""
    opened = Round.objects.get(area=world.areas[area], status="rating")
    _add_answers(world, opened, area)
    _add_paper(world, opened, area, "round-paper", RaterKind.SERVICE_USER)
    _add_paper(world, opened, area, "round-paper-of-others", RaterKind.OTHER)
    token = f"rating-{opened.reference}"
    rater = _voice(world, opened, area, link_hash=hash_of(token))
    world.add("rating-link", rater, area, arguments={"token": token})


def _add_answers(world: World, opened: Round, area: int) -> None:
    """One address for all of them: each finds there what is their own."""
    keyworkers = [
        each for each in world.people if (each.who, each.area) == ("keyworker", area)
    ]
    for person in keyworkers:
        rater = _voice(world, opened, area, membership=person.membership)
        _answer(world, opened, area, rater)
    owners = frozenset(each.user_id for each in keyworkers)
    named = {"reference": opened.reference}
    world.add("own-answers", opened, area, arguments=named, owners=owners)
    named = {**named, "key": STATEMENT}
    world.add("own-answer", opened, area, arguments=named, owners=owners)


def _add_paper(
    world: World, opened: Round, area: int, kind: str, voice: RaterKind
) -> None:
    rater = _voice(world, opened, area, kind=voice, is_on_paper=True)
    _answer(world, opened, area, rater)
    named = {"reference": opened.reference, "rater": rater.reference}
    world.add(kind, rater, area, arguments=named, mark=rater.reference)
    named = {**named, "key": STATEMENT}
    world.add(f"{kind}-line", rater, area, arguments=named, mark=rater.reference)


def _voice(world: World, opened: Round, area: int, **told: object) -> Rater:
    given = {"kind": RaterKind.PROVIDER, "label": "Voice", **told}
    return Rater.objects.create(
        area=world.areas[area],
        round=opened,
        status="started",
        **given,
        **world.written(),
    )


def _answer(world: World, opened: Round, area: int, rater: Rater) -> Rating:
    return Rating.objects.create(
        area=world.areas[area],
        rater=rater,
        part_key="1.1",
        answer="1",
        comment=world.word("what somebody says of a statement", area),
        **world.written(),
    )
