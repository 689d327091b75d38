"""What the person who reads the overview can do next."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system.dates import day
from mutualaid.self_assessment.models import RaterStatus, RoundStatus
from mutualaid.self_assessment.round_state import RoundState

from .overview import asked_of_me


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence and, where there is something to do, a link."""

    words: str
    address: str = ""
    action: str = ""


def next_steps(state: RoundState, *, may_lead: bool) -> list[NextStep]:
    """One's own rating first, then what leads the round on; always at least one."""
    if state.opened.is_being_rated():
        steps = list(_own(state))
        steps += [_leading(state)] if may_lead else []
        return steps or [_waiting(state)]
    return [_after_rating(state, may_lead=may_lead)]


def _own(state: RoundState) -> Iterator[NextStep]:
    if state.mine is None:
        return
    asked = asked_of_me(state)
    left = [key for key, is_done in asked.items() if not is_done]
    if state.mine.status == RaterStatus.FINISHED:
        yield NextStep(
            gettext(
                "You have finished rating. Everybody’s ratings are shown together, later."
            )
        )
    elif left:
        yield NextStep(
            rate_words(len(left), len(asked), day(state.opened.rating_closes_on)),
            _to("rate_statement", state, left[0]),
            gettext("Go on with statement %(key)s") % {"key": left[0]},
        )
    else:
        yield NextStep(
            gettext("You have rated every statement. Say that you have finished."),
            _to("finish_rating", state),
            gettext("Finish rating"),
        )


def rate_words(left: int, asked: int, closes: str) -> str:
    """All of them at first, later those that are left."""
    told = {"n": left, "day": closes}
    if left == asked:
        words = ngettext(
            "Rate your %(n)d statement by %(day)s.",
            "Rate your %(n)d statements by %(day)s.",
            left,
        )
    else:
        words = ngettext(
            "%(n)d statement is left to rate by %(day)s.",
            "%(n)d statements are left to rate by %(day)s.",
            left,
        )
    return words % told


def _leading(state: RoundState) -> NextStep:
    taking_part, unfinished = len(state.taking_part), len(state.unfinished)
    if not taking_part:
        return NextStep(
            gettext("Nobody is asked yet."),
            _to("invite_raters", state),
            gettext("Invite people to rate"),
        )
    told = {"n": taking_part - unfinished, "all": taking_part}
    words = gettext("%(n)d of %(all)d raters have finished.") % told
    if unfinished and state.opened.rating_closes_on >= clock.today():
        return NextStep(
            words, _to("invite_raters", state), gettext("Look after the raters")
        )
    return NextStep(words, _to("reveal_round", state), gettext("Show the ratings"))


def _waiting(state: RoundState) -> NextStep:
    return NextStep(
        gettext(
            "People rate until %(day)s. You are not asked to rate, and can add what shows "
            "how things are."
        )
        % {"day": day(state.opened.rating_closes_on)}
    )


def _after_rating(state: RoundState, *, may_lead: bool) -> NextStep:
    if state.opened.status == RoundStatus.ABANDONED:
        return NextStep(
            gettext("This round was given up: %(reason)s")
            % {"reason": state.opened.abandoned_because}
        )
    if state.opened.status == RoundStatus.SIGNED_OFF:
        return NextStep(
            gettext("This round is signed off."),
            _to("show_results", state),
            gettext("See the results"),
        )
    return _agreeing(state, may_lead=may_lead)


def _agreeing(state: RoundState, *, may_lead: bool) -> NextStep:
    results = state.results
    told = {"n": results.agreed, "all": results.parts} if results else {}
    words = gettext("%(n)d of %(all)d parts are agreed.") % told
    if may_lead and results and results.agreed == results.parts:
        return NextStep(
            words, _to("sign_off_round", state), gettext("Sign the round off")
        )
    return NextStep(
        words, _to("list_to_discuss", state), gettext("See what to talk about first")
    )


def _to(name: str, state: RoundState, key: str = "") -> str:
    arguments = {"reference": state.opened.reference}
    return reverse(name, kwargs={**arguments, "key": key} if key else arguments)
