"""A signed round stays as it is, whatever action somebody tries."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.models import BarrierKind
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment import actions
from mutualaid.self_assessment.actions import (
    agreeing,
    evidence,
    inviting,
    links,
    raters,
    rating,
    rounds,
)
from mutualaid.self_assessment.asked import Said
from mutualaid.self_assessment.link_tokens import hash_of
from mutualaid.self_assessment.models import EvidenceKind, RaterKind, Round
from mutualaid.self_assessment.presenters.results import report_of

from . import factories

pytestmark = pytest.mark.django_db

# What comes after a round, begins another, asks all areas, or only carries out another's word.
OUTSIDE = {
    "become",
    "log_rater",
    "log_round",
    "make_action",
    "open_round",
    "remind_rater",
    "remind_raters",
    "table_summary",
}
LINK = "a link that was given"


class World:
    """A signed round with one of everything."""

    def __init__(self, area):
        self.commissioner = people.membership(Role.COMMISSIONER, area)
        self.hat = factories.hat_of(self.commissioner)
        self.opened = factories.assessment_round(
            area,
            opened_by=self.commissioner,
            status="agreeing",
            revealed_at=clock.now(),
        )
        self.rater = factories.rater(
            self.opened,
            kind=RaterKind.COMMISSIONER,
            membership=self.commissioner,
            label="",
            status="started",
        )
        self.fellowship = factories.rater(
            self.opened, kind=RaterKind.GROUP, link_hash=hash_of(LINK)
        )
        factories.rating(self.rater, "1.4", "2")
        self.evidence = factories.evidence(self.opened, "1.4")
        agreeing.sign_off_round(opened=self.opened, by=self.hat, rest_is_unknown=True)
        self.opened = Round.objects.get(pk=self.opened.pk)


def _reading(world):
    return {
        "opened": world.opened,
        "part_key": "1.4",
        "indicator_key": "directory.days_in_person",
        "by": world.hat,
    }


def _answer(world):
    return {
        "rater": world.rater,
        "part_key": "1.4",
        "answer": "3",
        "reason": "",
        "comment": "",
        "revision": 1,
        "by": world.hat,
    }


def _of_round(world, **given):
    return {"opened": world.opened, "by": world.hat, **given}


def _of_rater(world, **given):
    return {"rater": world.rater, "by": world.hat, **given}


# Every action that writes in a round, and what it takes.
TRIES = {
    "agree": (
        agreeing.agree,
        lambda w: _of_round(w, part_key="1.4", answer="3", revision=1),
    ),
    "sign_off_round": (agreeing.sign_off_round, _of_round),
    "change_round": (
        rounds.change_round,
        lambda w: _of_round(
            w, name="?", rating_closes_on=clock.today(), support=[{"role": "?"}]
        ),
    ),
    "reveal_round": (rounds.reveal_round, lambda w: _of_round(w, goes_on_without=9)),
    "abandon_round": (rounds.abandon_round, lambda w: _of_round(w, reason="?")),
    "invite_members": (
        raters.invite_members,
        lambda w: _of_round(w, memberships=[w.commissioner]),
    ),
    "invite_proposed": (
        inviting.invite_proposed,
        lambda w: _of_round(
            w, memberships=[w.commissioner], services=[], fellowships=[]
        ),
    ),
    "add_rater": (
        raters.add_rater,
        lambda w: _of_round(w, kind=RaterKind.OTHER, label="?"),
    ),
    "give_link": (raters.give_link, _of_rater),
    "post_link": (raters.post_link, lambda w: _of_rater(w, to="x@northbridge.example")),
    "withdraw_rater": (raters.withdraw_rater, _of_rater),
    "name_fellowship": (
        raters.name_fellowship,
        lambda w: _of_rater(w, rater=w.fellowship, wishes_to_be_named=True),
    ),
    "bind_browser": (
        links.bind_browser,
        lambda w: {"rater": w.fellowship, "link": LINK},
    ),
    "save_rating": (rating.save_rating, _answer),
    "save_answers": (
        rating.save_answers,
        lambda w: _of_rater(w, said=[Said(("1.4",), "3", "", "", 1)]),
    ),
    "finish_rating": (rating.finish_rating, _of_rater),
    "reopen_rating": (rating.reopen_rating, _of_rater),
    "vote_importance": (
        rating.vote_importance,
        lambda w: _of_rater(w, statement_keys=["1.4"]),
    ),
    "add_evidence": (
        evidence.add_evidence,
        lambda w: _of_round(
            w,
            part_key="1.4",
            given=evidence.Given(EvidenceKind.NOTE, clock.today(), words="?"),
        ),
    ),
    "keep_reading": (evidence.keep_reading, _reading),
    "refuse_reading": (
        evidence.refuse_reading,
        lambda w: {**_reading(w), "reason": "?"},
    ),
    "withdraw_evidence": (
        evidence.withdraw_evidence,
        lambda w: {"evidence": w.evidence, "reason": "?", "by": w.hat},
    ),
    "add_round_barrier": (
        evidence.add_round_barrier,
        lambda w: _of_round(w, statement_key="1.4", kind=BarrierKind.PLACE, words="?"),
    ),
}


@pytest.fixture
def world():
    area = people.area()
    with within(area.pk):
        yield World(area)


class TestSignedRound:
    @pytest.mark.parametrize("name", TRIES)
    def test_takes_nothing_more(self, world, name):
        action, given = TRIES[name]
        before = report_of(Round.objects.get())

        with pytest.raises(Refused):
            action(**given(world))

        assert report_of(Round.objects.get()) == before

    def test_is_tried_with_every_action_there_is(self):
        written = {
            name
            for module in iter_modules(actions.__path__)
            for name, found in inspect.getmembers(
                import_module(f"{actions.__name__}.{module.name}"), inspect.isfunction
            )
            if found.__module__ == f"{actions.__name__}.{module.name}"
            and "by" in inspect.signature(found).parameters
            and not name.startswith("_")
        }

        assert written | {"bind_browser"} == TRIES.keys() | (OUTSIDE & written)
