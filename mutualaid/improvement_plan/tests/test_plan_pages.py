from html import unescape

import pytest
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.improvement_plan.actions.cycles import add_cycle
from mutualaid.improvement_plan.actions.plan import change_action, comment_on_action
from mutualaid.improvement_plan.answers import Trial, answers_of
from mutualaid.improvement_plan.models import (
    Action,
    ActionStatus,
    Barrier,
    BarrierStatus,
    PdsaCycle,
)
from mutualaid.improvement_plan.offering import offered_to
from mutualaid.improvement_plan.tests import factories
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client

from .places import Place, in_days
from .test_moving import KEY, reading
from .test_plan_actions import end

pytestmark = pytest.mark.django_db
VIEWS = "mutualaid.improvement_plan.views.actions"
TITLE = "Ask every group for a daytime meeting"


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def lead(place):
    return signed_in_client(place.lead)


def text(response) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


def dated(name, day) -> dict[str, int]:
    parts = ("day", "month", "year")
    return {f"{name}-{part}": getattr(day, part) for part in parts}


def posted(action, **values):
    """The form of an action as it was read."""
    told = {
        "title": action.title,
        "cause": action.cause,
        "revision": action.revision,
        "statement_keys": list(action.keys),
        "owner": action.owner.reference if action.owner else "",
    }
    return {**told, **values}


class TestOwnedBy:
    def test_finds_ones_own_and_what_ones_service_has_to_do(self, place):
        own = factories.action(place.area, owner=place.lead)
        of_service = factories.action(place.area, service=place.service)
        factories.action(place.area)

        found = [
            list(Action.objects.owned_by(worn.hat()))
            for worn in (place.lead, place.manager, place.other_manager)
        ]

        assert found == [[own], [of_service], []]


class TestShowPlan:
    def test_shows_who_by_when_and_how_one_will_know(self, place, lead):
        reading(place, numerator=6)
        place.proposed(
            owner=place.worker, due_on=in_days(9), indicator_key=KEY, target=7.0
        )

        page = text(lead.get(reverse("show_plan")))

        for told in (TITLE, place.worker.user.name, "Target 7", "Proposed"):
            assert told in page
        assert reverse("show_chart", args=[KEY]) in page

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("", {"open", "late", "alone", "body"}),
            ("state=overdue", {"late"}),
            ("state=closed", {"closed"}),
            ("state=all", {"open", "late", "alone", "body", "closed"}),
            ("state=in-progress", {"late"}),
            ("owner=mine", {"open"}),
            ("owner=bodies", {"body"}),
            ("owner=nobody", {"alone", "late"}),
            ("statement=2.1", {"open"}),
            ("state=nonsense&statement=9.9", {"open", "late", "alone", "body"}),
        ],
    )
    def test_finds_by_state_owner_and_statement(self, place, lead, query, shown):
        gone = place.somebody(Role.KEYWORKER)
        make = lambda title, **told: factories.action(  # noqa: E731
            place.area, title=f"Title {title}", **told
        )
        make("open", owner=place.lead, statement_keys="|2.1|")
        make("late", owner=gone, due_on=in_days(-1), status="in-progress")
        make("alone")
        make("body", owner_body="The library")
        make("closed", status="effect-seen", owner=place.lead, closed_on=in_days(0))
        end(gone)

        page = text(lead.get(f"{reverse('show_plan')}?{query}"))

        names = {"open", "late", "alone", "body", "closed"}
        assert {name for name in names if f"Title {name}" in page} == shown

    def test_finds_by_the_owner_s_reference(self, place, lead):
        place.proposed(owner=place.worker)
        place.proposed(title="Print the list on Mondays")

        address = f"{reverse('show_plan')}?owner={place.worker.reference}"
        page = text(lead.get(address))

        assert TITLE in page
        assert "Print the list on Mondays" not in page

    def test_says_what_is_overdue_old_and_without_owner(self, place, lead):
        worker = place.worker
        long_ago = clock.now().replace(year=clock.now().year - 1)
        factories.action(
            place.area, owner=worker, due_on=in_days(-9), created_at=long_ago
        )
        end(worker)

        page = text(lead.get(reverse("show_plan")))

        assert "Overdue by 9 days" in page
        assert "Open for 12 months" in page
        assert f"Has no owner any more (was {worker.user.name})" in page

    def test_says_how_long_actions_took(self, place, lead):
        for days, status in ((10, "effect-seen"), (30, "no-effect"), (90, "dropped")):
            factories.action(place.area, status=status, closed_on=in_days(days))

        page = text(lead.get(reverse("show_plan")))

        assert "2 actions have been checked and closed" in page
        assert "half of them within 20 days, the longest after 30" in page
        assert "An effect was seen for 1." in page

    def test_says_what_to_do_where_there_is_nothing(self, lead):
        assert "Actions come from the gaps" in text(lead.get(reverse("show_plan")))
        found = text(lead.get(f"{reverse('show_plan')}?state=dropped"))
        assert "Choose something else" in found

    @pytest.mark.parametrize("name", ["show_plan", "show_board"])
    @pytest.mark.parametrize("more", [1, 12])
    def test_asks_as_much_for_few_as_for_many(
        self, place, lead, name, more, django_assert_max_num_queries
    ):
        reading(place, numerator=6)
        for _ in range(more):
            place.proposed(owner=place.worker, indicator_key=KEY)
        lead.get(reverse(name))

        with django_assert_max_num_queries(QUERIES[name]):
            lead.get(reverse(name))


QUERIES = {"show_plan": 16, "show_board": 14}


class TestShowBoard:
    def test_has_a_column_for_each_open_state_with_its_moves(self, place, lead):
        action = place.proposed()

        page = text(lead.get(reverse("show_board")))

        for state in ("Proposed", "Agreed", "In progress", "Blocked", "Done, to be"):
            assert state in page
        assert reverse("move_action", args=[action.reference, "agreed"]) in page
        assert reverse("move_action", args=[action.reference, "dropped"]) in page

    def test_offers_no_move_to_who_may_make_none(self, place):
        place.proposed()
        auditor = signed_in_client(place.seats[Role.AUDITOR])

        assert "/move/" not in text(auditor.get(reverse("show_board")))


class TestShowAction:
    def test_tells_everything(self, place, lead):
        reading(place, numerator=6)
        barrier = factories.barrier(place.area, words="No bus on Sundays")
        action = place.proposed(
            owner=place.worker,
            indicator_key=KEY,
            target=7.0,
            barriers=[barrier],
            resources="An hour a week",
        )
        comment_on_action(action=action, words="Good.", by=place.manager.hat())
        trial = Trial("Does a text help?", "Yes.", "Ten people.", clock.today())
        add_cycle(action=action, trial=trial, by=place.worker.hat())

        page = text(lead.get(reverse("show_action", args=[action.reference])))

        for told in (
            *(TITLE, "No bus on Sundays", "An hour a week", "Good."),
            *("Does a text help?", place.manager.user.name, "Target"),
        ):
            assert told in page
        assert reverse("show_chart", args=[KEY]) in page

    def test_warns_of_what_is_missing_and_asks_for_room_in_groups(self, place, lead):
        action = place.proposed(title="Improve things", statement_keys=["4.4"])

        page = text(lead.get(reverse("show_action", args=[action.reference])))

        assert "reads vaguely" in page
        assert "Nobody owns it." in page
        assert "Is there room in the groups?" in page

    def test_has_no_such_words_for_an_action_that_has_everything(self, place, lead):
        action = place.proposed(
            owner=place.worker, due_on=in_days(30), indicator_key=KEY, target=7.0
        )

        page = text(lead.get(reverse("show_action", args=[action.reference])))

        assert "easier to do" not in page
        assert "Is there room" not in page

    def test_says_what_changes_were_in_words(self, place, lead):
        action = place.proposed()
        answers = answers_of(action)
        change_action(
            action=action,
            answers=type(answers)(
                **{
                    **answers.told(),
                    "owner": place.worker,
                    "due_on": in_days(400),
                    "indicator_key": KEY,
                    "target": 7.0,
                }
            ),
            revision=1,
            by=place.lead.hat(),
        )

        page = text(lead.get(reverse("show_action", args=[action.reference])))

        assert place.worker.user.name in page
        assert in_days(400).isoformat() not in page
        assert place.worker.reference not in page.partition("History")[2]

    @pytest.mark.parametrize("more", [1, 12])
    def test_asks_as_much_for_a_long_history_as_for_a_short_one(
        self, place, lead, more, django_assert_max_num_queries
    ):
        reading(place, numerator=6)
        barriers = [factories.barrier(place.area) for _ in range(more)]
        action = place.proposed(
            owner=place.worker, indicator_key=KEY, barriers=barriers
        )
        for number in range(more):
            comment_on_action(action=action, words=f"{number}", by=place.manager.hat())
        address = reverse("show_action", args=[action.reference])
        lead.get(address)

        with django_assert_max_num_queries(16):
            lead.get(address)

    def test_is_not_there_for_another_area(self, place):
        stranger = people.membership(
            Role.COMMISSIONER, people.area(host="elsewhere.example")
        )
        action = factories.action(stranger.area)

        client = signed_in_client(place.lead)

        address = reverse("show_action", args=[action.reference])
        assert client.get(address).status_code == 404


class TestAddAction:
    def test_writes_it_down(self, place, lead):
        day = in_days(40)
        response = lead.post(
            reverse("add_action"),
            {
                "title": "Print the list each Monday",
                "cause": "nobody",
                "owner": place.worker.reference,
                "indicator_key": KEY,
                "target": "7",
                "statement_keys": ["1.2"],
                **dated("due_on", day),
            },
        )

        action = Action.objects.get()
        assert response.url == reverse("show_action", args=[action.reference])
        assert (action.owner, action.due_on) == (place.worker, day)
        assert (action.keys, action.target) == (("1.2",), 7.0)

    def test_begins_with_the_statement_that_the_address_names(self, lead):
        page = text(lead.get(f"{reverse('add_action')}?statement=1.4"))

        assert 'value="1.4" checked' in page
        assert 'value="1.5" checked' not in page

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"title": ""}, "Say what is to be done."),
            (dated("due_on", in_days(-1)), "That day is over."),
            (dated("review_on", in_days(-1)), "That day is over."),
            ({"target": "lots", "indicator_key": KEY}, "Write a number, like 90."),
            ({"target": "inf", "indicator_key": KEY}, "Write a number, like 90."),
            ({"target": "9"}, "Choose what is counted first."),
            (
                {"target": "101", "indicator_key": "directory.verified_share"},
                "at most 100 percent",
            ),
            ({"owner": "NOBODYHERE"}, "Choose one of the answers in the list."),
            ({"statement_keys": ["9.9"]}, "Choose one of the answers in the list."),
        ],
    )
    def test_says_what_is_wrong(self, place, lead, told, words):
        given = {"title": "Print the list on Mondays", "cause": "nobody", **told}

        assert words in text(lead.post(reverse("add_action"), given))
        assert not Action.objects.exists()

    def test_refuses_a_person_and_a_body_at_once(self, place, lead):
        given = {
            "title": "Print the list on Mondays",
            "cause": "nobody",
            "owner": place.worker.reference,
            "owner_body": "The library",
        }

        assert "not both" in text(lead.post(reverse("add_action"), given))

    def test_offers_a_manager_the_people_of_their_service(self, place):
        place.fill()
        manager = signed_in_client(place.manager)

        page = text(manager.get(reverse("add_action")))

        assert place.worker.reference in page
        assert place.other_manager.reference not in page
        assert 'name="service"' not in page

    def test_tells_a_manager_whom_they_cannot_choose(self, place, monkeypatch):
        place.fill()
        manager = signed_in_client(place.manager)
        offered = offered_to(place.lead.hat())
        monkeypatch.setattr(f"{VIEWS}.offered_to", lambda *_told: offered)
        given = {
            "title": "Print the list on Mondays",
            "cause": "nobody",
            "owner": place.other_manager.reference,
        }

        page = text(manager.post(reverse("add_action"), given))

        assert "people of your own service" in page


class TestChangeAction:
    def test_saves_and_leads_back(self, place, lead):
        action = place.proposed(owner=place.worker)
        address = reverse("change_action", args=[action.reference])

        response = lead.post(address, posted(action, title="Ask two groups first"))

        action.refresh_from_db()
        assert response.url == reverse("show_action", args=[action.reference])
        assert (action.title, action.owner) == ("Ask two groups first", place.worker)

    def test_by_a_manager_of_the_line(self, place):
        action = place.proposed(owner=place.lead, service=place.service)
        client = signed_in_client(place.manager)
        address = reverse("change_action", args=[action.reference])

        assert place.lead.user.name in text(client.get(address))
        client.post(address, posted(action, title="Ask two groups first"))

        action.refresh_from_db()
        assert (action.title, action.owner) == ("Ask two groups first", place.lead)
        assert action.service == place.service

    def test_shows_both_where_two_people_change_it(self, place, lead):
        action = place.proposed()
        address = reverse("change_action", args=[action.reference])
        first = posted(action, title="Ask the Tuesday group")
        second = posted(action, title="Ask the Friday group")
        lead.post(address, first)

        page = text(lead.post(address, second))

        action.refresh_from_db()
        assert action.title == "Ask the Tuesday group"
        assert "Somebody else changed it while you had it open" in page
        assert "Ask the Tuesday group" in page
        assert 'value="Ask the Friday group"' in page
        assert 'name="revision" value="2"' in page

        lead.post(address, {**second, "revision": 2})
        action.refresh_from_db()
        assert action.title == "Ask the Friday group"
        assert action.events.last().changes == {
            "title": ["Ask the Tuesday group", "Ask the Friday group"]
        }

    def test_says_that_a_closed_one_is_closed(self, place, lead):
        action = factories.action(place.area, status=ActionStatus.DROPPED)
        address = reverse("change_action", args=[action.reference])

        page = text(lead.post(address, posted(action, title="Ask two groups first")))

        assert "Take it up again first." in page


class TestMoveAction:
    def test_is_one_button_where_it_needs_no_words(self, place):
        action = place.proposed(owner=place.worker)
        Action.objects.filter(pk=action.pk).update(status=ActionStatus.AGREED)
        worker = signed_in_client(place.worker)
        address = reverse("move_action", args=[action.reference, "in-progress"])

        response = worker.post(address)

        action.refresh_from_db()
        assert response.url == reverse("show_action", args=[action.reference])
        assert action.status == ActionStatus.IN_PROGRESS

    def test_looks_at_the_measure_before_it_closes(self, place, lead):
        reading(place, numerator=6)
        action = factories.action(
            place.area, status="to-check", indicator_key=KEY, target=7.0
        )
        address = reverse("move_action", args=[action.reference, "effect-seen"])

        page = text(lead.get(address))

        assert "Look at the measure first" in page
        assert reverse("show_chart", args=[KEY]) in page
        assert "What does the measure say?" in page
        assert "needs an answer" in text(lead.post(address))

    def test_asks_for_words_where_nothing_is_measured(self, place, lead):
        action = factories.action(place.area, status="to-check")
        address = reverse("move_action", args=[action.reference, "no-effect"])

        page = text(lead.get(address))

        assert "How can one tell what came of it?" in page
        assert "Nothing is counted for it." in page

    def test_says_that_the_table_has_no_such_move(self, place, lead):
        action = place.proposed()
        address = reverse("move_action", args=[action.reference, "effect-seen"])

        page = text(lead.post(address, {"words": "Done."}))

        assert "cannot become “Closed, effect seen” from there" in page

    def test_knows_no_other_states(self, place, lead):
        action = place.proposed()
        address = reverse("move_action", args=[action.reference, "finished"])

        assert lead.get(address).status_code == 404


class TestCommentsAndTrials:
    def test_a_comment_is_added(self, place):
        action = place.proposed()
        client = signed_in_client(place.seats[Role.SERVICE_USER_REPRESENTATIVE])
        address = reverse("comment_on_action", args=[action.reference])

        client.post(address, {"words": "Sundays matter most."})

        assert action.events.last().words == "Sundays matter most."
        assert "Write a few words." in text(client.post(address, {"words": ""}))

    def test_something_is_tried_and_looked_at(self, place, lead):
        action = place.proposed(indicator_key=KEY)
        lead.post(
            reverse("add_cycle", args=[action.reference]),
            {
                "question": "Does a text help?",
                "prediction": "Yes.",
                "plan": "Ten people.",
                **dated("tried_on", clock.today()),
            },
        )
        cycle = PdsaCycle.objects.get()
        address = reverse("study_cycle", args=[cycle.reference])
        assert "Does a text help?" in text(lead.get(address))

        told = {"happened": "Six came.", "learned": "Ask earlier.", "verdict": "adapt"}
        lead.post(address, told)

        cycle.refresh_from_db()
        assert (cycle.happened, cycle.verdict) == ("Six came.", "adapt")
        assert "Somebody has written down already" in text(lead.post(address, told))

    def test_a_closed_action_tries_nothing(self, place, lead):
        action = factories.action(place.area, status=ActionStatus.DROPPED)

        page = text(
            lead.post(
                reverse("add_cycle", args=[action.reference]),
                {
                    "question": "Does a text help?",
                    "prediction": "Yes.",
                    "plan": "Ten people.",
                    **dated("tried_on", clock.today()),
                },
            )
        )

        assert "Take it up again first." in page


class TestBarriers:
    def test_are_written_down_lifted_and_opened_again(self, place, lead):
        worker = signed_in_client(place.worker)
        told = {"words": "No bus on Sundays", "kind": "place", "statement_key": "1.4"}
        worker.post(reverse("add_barrier"), told)
        barrier = Barrier.objects.get()
        assert barrier.found_by == place.worker

        lead.post(reverse("lift_barrier", args=[barrier.reference]))
        barrier.refresh_from_db()
        assert barrier.status == BarrierStatus.LIFTED
        again = lead.post(reverse("lift_barrier", args=[barrier.reference]))
        assert "said so of this barrier already" in text(again)

        lead.post(reverse("reopen_barrier", args=[barrier.reference]))
        barrier.refresh_from_db()
        assert barrier.status == BarrierStatus.STANDING

    def test_are_listed_with_the_actions_that_should_lift_them(self, place, lead):
        standing = factories.barrier(place.area, words="No bus on Sundays")
        factories.barrier(place.area, words="No room", status=BarrierStatus.LIFTED)
        place.proposed(barriers=[standing])

        page = text(lead.get(reverse("list_barriers")))

        assert page.index("No bus on Sundays") < page.index("No room")
        assert TITLE in page

    def test_need_words(self, lead):
        page = text(lead.post(reverse("add_barrier"), {"kind": "place"}))

        assert "Say in a sentence what is in the way." in page
