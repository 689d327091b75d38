"""Two people, two presses, one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import Concern, ConcernNote, LeadPosition, Outcome

from .factories import World, a_world, hat_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> World:
    return a_world()


def both(world: World, *acts: Callable[[], object]) -> list[object]:
    """What each act answered, done at the same time by a connection each."""
    start = Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        start.wait(10)
        try:
            with within(world.area.pk):
                return act()
        except (Refused, Concern.DoesNotExist) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


class TestLeadAndDeputy:
    def test_close_it_once(self, pair):
        concern = pair.raises()
        lead, deputy = hat_of(pair.manager), hat_of(pair.other_manager)
        with within(pair.area.pk):
            actions.mark_seen(concern=concern, by=lead)
            actions.say_what_was_done(concern=concern, words="Spoke.", by=lead)

        def closing(by, outcome):
            return lambda: actions.close_concern(
                concern=concern, outcome=outcome, words=by.token, by=by
            )

        answers = both(
            pair, closing(lead, Outcome.ADVICE), closing(deputy, Outcome.POLICE)
        )

        refused = [each for each in answers if isinstance(each, Refused)]
        assert [each.sentence for each in refused] == [
            "Somebody has closed it already."
        ]
        with within(pair.area.pk):
            kept = Concern.objects.get()
            assert ConcernNote.objects.filter(came_to="closed").count() == 1
        assert kept.outcome in {"advice", "police"}

    def test_write_notes_side_by_side(self, pair):
        concern = pair.raises()
        hats = [hat_of(pair.manager), hat_of(pair.other_manager)]

        both(
            pair,
            *(
                lambda by=by: actions.add_note(concern=concern, words="A note.", by=by)
                for by in hats
            ),
        )

        with within(pair.area.pk):
            assert ConcernNote.objects.count() == 2


class TestSubjectAddedMeanwhile:
    def test_either_closes_first_or_not_at_all(self, pair):
        concern = pair.raises()
        lead, deputy = hat_of(pair.manager), hat_of(pair.other_manager)
        with within(pair.area.pk):
            actions.mark_seen(concern=concern, by=lead)
            subject = pair.manager.user

        wrote, _ = both(
            pair,
            lambda: actions.say_what_was_done(concern=concern, words="Mine.", by=lead),
            lambda: actions.add_person(concern=concern, user=subject, by=deputy),
        )

        with within(pair.area.pk):
            notes = [each.words("sealed_words") for each in concern.notes.all()]
            has_note = "Mine." in notes
        assert has_note != isinstance(wrote, Concern.DoesNotExist)
        assert not pair.may_read(pair.manager, concern)


class TestDoublePress:
    def test_is_one_concern(self, pair):
        by = hat_of(pair.writer)
        press = {"kind": "not-comfortable", "by": by, "service": pair.service}

        first, second = both(
            pair, *[lambda: actions.raise_concern(**press) for _ in range(2)]
        )

        assert first == second


class TestTwoAdministrators:
    def test_name_one_lead(self, pair):
        by = hat_of(pair.administrator)
        post = {"service": pair.other_service, "position": LeadPosition.LEAD, "by": by}

        answers = both(
            pair,
            lambda: actions.appoint_lead(membership=pair.manager, **post),
            lambda: actions.appoint_lead(membership=pair.other_manager, **post),
        )

        assert len([each for each in answers if isinstance(each, Refused)]) == 1
