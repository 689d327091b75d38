from datetime import timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.retention import CARE_RECORD
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.models import Person, RetentionRun, Review, ReviewOutcome
from mutualaid.privacy.retention import schedule
from mutualaid.privacy.retention.actions import ending, reviews
from mutualaid.privacy.retention.actions.ending import look_through
from mutualaid.privacy.retention.actions.reviews import confirm_date, decide_review
from mutualaid.privacy.retention.schedule import jump_of, register_rule
from mutualaid.privacy.sealing import seal, unseal
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.vault import NoKey

from . import factories

pytestmark = pytest.mark.django_db
BY = system_actor("tests")
YEARS = 2922


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path) -> None:
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def service():
    return places.service(places.area())


@pytest.fixture
def area(service):
    return service.area


@pytest.fixture
def manager(service):
    return places.membership(Role.SERVICE_MANAGER, service.area, service=service)


class Kept:
    """What a rule knows: the day from which each person's time is counted."""

    def __init__(self) -> None:
        self.since = {}
        self.ended = []

    def due(self, area_id, last_day):
        here = Person.objects.filter(area=area_id, pk__in=self.since).order_by("pk")
        known = [(person, self.since[person.pk]) for person in here]
        return [(person, since) for person, since in known if since <= last_day]

    def end(self, person, last_day, by) -> None:
        self.ended.append((person, last_day))


@pytest.fixture
def kept(monkeypatch):
    """The rule for care records, in place of those of the apps above."""
    monkeypatch.setattr(schedule, "_rules", [])
    rule = Kept()
    register_rule(CARE_RECORD, "Records", due=rule.due)
    return rule


@pytest.fixture
def person(service, kept):
    """Somebody whose time was over yesterday."""
    made = factories.person(service)
    kept.since[made.pk] = clock.today() - timedelta(days=YEARS + 1)
    return made


def waiting() -> list[int]:
    return list(Review.objects.waiting().values_list("person", flat=True))


def at(days: int):
    """So many days from now; the gaps between runs stay small in all tests but those of gaps."""
    return clock.frozen_at(clock.now() + timedelta(days=days))


class TestRegisterRule:
    def test_is_for_a_kind_that_is_settled(self, kept):
        with pytest.raises(ValueError, match="Nobody says how long"):
            register_rule("stamps", "Stamps", due=kept.due)

    def test_is_one_of_reviews_for_a_kind(self, kept):
        with pytest.raises(ValueError, match="two rules"):
            register_rule(CARE_RECORD, "Again", due=kept.due)

        register_rule(CARE_RECORD, "By itself", due=kept.due, ends=kept.end)


class TestLookThrough:
    def test_lists_who_is_due_and_nobody_else_once(self, area, service, kept, person):
        for days in (0, 1, YEARS - 1):
            kept.since[factories.person(service).pk] = clock.today() - timedelta(days)

        for _ in range(2):
            look_through(area=area, by=BY)

        assert waiting() == [person.pk]
        review = Review.objects.get()
        assert review.due_on == clock.today() - timedelta(days=1)
        assert Entry.objects.filter(act="privacy.list_for_review").count() == 1

    def test_goes_by_the_period_of_the_area(self, area, kept, person):
        area.retention = {CARE_RECORD: YEARS + 2}
        area.save()

        look_through(area=area, by=BY)
        assert waiting() == []

        with at(1):
            look_through(area=area, by=BY)
        assert waiting() == [person.pk]

    def test_leaves_whoever_is_held(self, area, manager, kept, person):
        hold = factories.hold(person, manager)

        look_through(area=area, by=BY)
        assert not Review.objects.exists()

        hold.delete()
        look_through(area=area, by=BY)
        assert waiting() == [person.pk]

    def test_leaves_out_of_the_list_who_is_held_later(
        self, area, manager, kept, person
    ):
        look_through(area=area, by=BY)
        factories.hold(person, manager)

        assert waiting() == []
        look_through(area=area, by=BY)
        assert Review.objects.count() == 1

    def test_takes_back_whoever_was_met_since(self, area, kept, person):
        look_through(area=area, by=BY)
        kept.since[person.pk] = clock.today()

        look_through(area=area, by=BY)

        assert not Review.objects.exists()
        line = Entry.objects.get(act="privacy.take_back_review")
        assert line.subject == person.token

    def test_lists_again_once_it_was_kept_long_enough(
        self, area, manager, kept, person
    ):
        factories.review(
            person,
            decided_at=clock.now(),
            decided_by=manager,
            outcome=ReviewOutcome.KEEP,
            keep_until=clock.today() + timedelta(days=9),
        )

        for days, listed in ((0, []), (9, []), (10, [person.pk])):
            with at(days):
                look_through(area=area, by=BY)
                assert waiting() == listed

    def test_lists_nobody_again_of_whom_only_counts_are_left(
        self, area, manager, kept, person
    ):
        factories.review(
            person,
            decided_at=clock.now(),
            decided_by=manager,
            outcome=ReviewOutcome.STRIP,
        )

        look_through(area=area, by=BY)

        assert waiting() == []

    def test_ends_what_needs_no_decision_unless_it_is_held(
        self, area, service, manager, kept, person
    ):
        held = factories.person(service)
        factories.hold(held, manager)
        journal = Kept()
        long_ago = clock.today() - timedelta(days=90)
        journal.since = {person.pk: long_ago, held.pk: long_ago}
        register_rule("journal", "Journals", due=journal.due, ends=journal.end)

        look_through(area=area, by=BY)

        assert journal.ended == [(person, long_ago)]

    def test_a_log_that_fails_lists_nobody(self, area, kept, person, monkeypatch):
        monkeypatch.setattr(ending, "record", fails)

        with pytest.raises(RuntimeError):
            look_through(area=area, by=BY)

        assert not Review.objects.exists()
        assert not RetentionRun.objects.exists()

    def test_a_log_that_fails_takes_nobody_back(self, area, kept, person, monkeypatch):
        look_through(area=area, by=BY)
        kept.since.clear()
        monkeypatch.setattr(ending, "record", fails)

        with pytest.raises(RuntimeError):
            look_through(area=area, by=BY)

        assert waiting() == [person.pk]


class TestClockThatJumped:
    """Days that nobody lived through end nothing."""

    @pytest.fixture
    def journal(self, kept, person):
        made = Kept()
        made.since = {person.pk: clock.today() - timedelta(days=60)}
        register_rule("journal", "Journals", due=made.due, ends=made.end)
        return made

    @pytest.fixture
    def ran(self, area, kept, person, journal):
        """A first run, when nobody was due."""
        kept.since[person.pk] = clock.today() - timedelta(days=YEARS - 25)
        look_through(area=area, by=BY)
        assert waiting() == []

    @pytest.mark.parametrize("days", [31, 365, 20_000])
    def test_lists_and_ends_nothing(self, area, ran, journal, days):
        with at(days):
            with pytest.raises(Refused, match="the clock is wrong"):
                look_through(area=area, by=BY)
            assert jump_of(area).days == days

        assert not Review.objects.exists()
        assert journal.ended == []

    def test_is_none_up_to_thirty_days(self, area, ran, journal, person):
        with at(30):
            look_through(area=area, by=BY)

        assert waiting() == [person.pk]
        assert journal.ended

    def test_is_none_where_days_pass_one_by_one(self, area, ran, person):
        for days in range(20, 120, 20):
            with at(days):
                look_through(area=area, by=BY)

        assert waiting() == [person.pk]

    def test_counts_from_the_area_where_nothing_ran_yet(self, area, kept, person):
        with at(31), pytest.raises(Refused):
            look_through(area=area, by=BY)

        assert not Review.objects.exists()

    def test_backwards_is_where_the_next_is_measured_from(self, area, ran):
        with at(-400):
            look_through(area=area, by=BY)
            assert jump_of(area) is None
        assert jump_of(area).days == 400

    def test_goes_on_once_somebody_confirmed_the_date(
        self, area, manager, ran, journal, person
    ):
        with at(40):
            confirm_date(area=area, day=clock.today(), by=manager.hat())
            look_through(area=area, by=BY)

        assert waiting() == [person.pk]
        assert journal.ended


class TestConfirmDate:
    def test_is_logged(self, area, manager):
        with at(40):
            confirm_date(area=area, day=clock.today(), by=manager.hat())
            today = clock.today()

        line = Entry.objects.get(act="privacy.confirm_date")
        assert line.detail["day"] == today.isoformat()

    def test_is_of_the_day_that_was_read(self, area, manager):
        read = clock.today() + timedelta(days=40)

        with at(80), pytest.raises(Refused, match="has changed"):
            confirm_date(area=area, day=read, by=manager.hat())

        assert not RetentionRun.objects.exists()

    def test_is_refused_where_nothing_is_doubtful(self, area, manager):
        with pytest.raises(Refused, match="already"):
            confirm_date(area=area, day=clock.today(), by=manager.hat())

    def test_a_log_that_fails_undoes_it(self, area, manager, monkeypatch):
        monkeypatch.setattr(reviews, "record", fails)

        with at(40), pytest.raises(RuntimeError):
            confirm_date(area=area, day=clock.today(), by=manager.hat())

        assert not RetentionRun.objects.exists()


class TestDecideReview:
    @pytest.fixture
    def review(self, area, kept, person):
        look_through(area=area, by=BY)
        return Review.objects.get()

    @pytest.fixture
    def decide(self, review, manager):
        def decide(outcome, **values) -> None:
            decide_review(review=review, outcome=outcome, by=manager.hat(), **values)

        return decide

    def keep(self, decide, days=400, reason="A complaint is expected") -> None:
        until = clock.today() + timedelta(days=days)
        decide(ReviewOutcome.KEEP, reason=reason, keep_until=until)

    def test_erases_everything_and_says_so_in_the_log(self, decide, person):
        name = sealed(person, Shelf.IDENTITY)

        decide(ReviewOutcome.ERASE)

        assert not Person.objects.exists()
        assert not Review.objects.exists()
        with pytest.raises(NoKey):
            opened(person, Shelf.IDENTITY, name)
        decided = Entry.objects.get(act="privacy.decide_review")
        assert decided.detail == {"kind": CARE_RECORD, "outcome": "erase"}
        assert Entry.objects.filter(act="privacy.erase").exists()

    def test_strips_it_to_what_is_counted(self, decide, person):
        shelves = set(Shelf) - {Shelf.CONCERN, Shelf.INCIDENT}
        words = {shelf: sealed(person, shelf) for shelf in shelves}

        decide(ReviewOutcome.STRIP)

        assert Person.objects.get() == person
        assert Review.objects.get().outcome == ReviewOutcome.STRIP
        for shelf, word in words.items():
            with pytest.raises(NoKey):
                opened(person, shelf, word)

    def test_keeps_it_with_a_sealed_reason(self, decide, person):
        name = sealed(person, Shelf.IDENTITY)

        self.keep(decide)

        kept = Review.objects.get()
        assert kept.words("sealed_reason") == "A complaint is expected"
        assert opened(person, Shelf.IDENTITY, name) == "Ada"

    @pytest.mark.parametrize(
        ("days", "reason"), [(400, ""), (0, "Why"), (-1, "Why"), (8000, "Why")]
    )
    def test_keeps_nothing_without_a_reason_and_a_day_ahead(self, decide, days, reason):
        with pytest.raises(Refused):
            self.keep(decide, days, reason)

        assert Review.objects.get().decided_at is None

    def test_needs_a_day(self, decide):
        with pytest.raises(Refused, match="until when"):
            decide(ReviewOutcome.KEEP, reason="Why")

    @pytest.mark.parametrize("outcome", ReviewOutcome)
    def test_is_refused_while_there_is_a_hold(self, decide, person, manager, outcome):
        factories.hold(person, manager)
        ahead = clock.today() + timedelta(days=1)

        with pytest.raises(Refused, match="hold"):
            decide(outcome, reason="Why", keep_until=ahead)

        assert Review.objects.get().decided_at is None

    @pytest.mark.parametrize("outcome", [ReviewOutcome.ERASE, ReviewOutcome.STRIP])
    def test_erases_nothing_of_whoever_was_met_since(
        self, decide, kept, person, outcome
    ):
        name = sealed(person, Shelf.IDENTITY)
        kept.since[person.pk] = clock.today()

        with pytest.raises(Refused, match="not over any more"):
            decide(outcome)

        assert opened(person, Shelf.IDENTITY, name) == "Ada"

    def test_erases_nothing_on_a_clock_that_was_set_back(self, decide, person):
        with at(-3), pytest.raises(Refused, match="not over any more"):
            decide(ReviewOutcome.ERASE)

        assert Person.objects.exists()

    def test_is_made_once(self, decide):
        self.keep(decide)

        with pytest.raises(Refused, match="already"):
            decide(ReviewOutcome.ERASE)

        assert Person.objects.exists()

    @pytest.mark.parametrize("outcome", ReviewOutcome)
    def test_a_log_that_fails_undoes_it(self, decide, person, outcome, monkeypatch):
        name = sealed(person, Shelf.IDENTITY)
        monkeypatch.setattr(reviews, "record", fails)
        ahead = clock.today() + timedelta(days=1)

        with pytest.raises(RuntimeError):
            decide(outcome, reason="Why", keep_until=ahead)

        assert Review.objects.get().decided_at is None
        assert opened(person, Shelf.IDENTITY, name) == "Ada"


def sealed(person, shelf) -> bytes:
    return seal("Ada", token=person.token, shelf=shelf, column="tests")


def opened(person, shelf, word) -> str:
    return unseal(word, token=person.token, shelf=shelf, column="tests")


def fails(**_given) -> None:
    raise RuntimeError("The log is full.")
