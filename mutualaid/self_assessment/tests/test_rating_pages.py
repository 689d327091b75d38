"""Rating with an account and on paper, as somebody sees it."""

import re

import pytest
from django.urls import reverse

from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import (
    RaterKind,
    RaterStatus,
    Rating,
    RoundStatus,
)

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(db):
    return factories.assessment_round(people.area())


def member_of(opened, role=Role.KEYWORKER, kind=RaterKind.PROVIDER, **values):
    worn = people.membership(role, opened.area)
    rater = factories.rater(opened, membership=worn, label="", kind=kind, **values)
    return rater, people.signed_in_client(worn)


@pytest.fixture
def member(opened):
    """A keyworker who is asked, and their browser."""
    return member_of(opened)


def page_of(opened, key="1.4"):
    return reverse("rate_statement", args=[opened.reference, key])


def list_of(opened):
    return reverse("list_my_answers", args=[opened.reference])


def said(**values):
    return {
        "answer_0": "2",
        "reason_0": "",
        "comment_0": "",
        "revision_0": "0",
        **values,
    }


def words(response) -> str:
    return " ".join(response.content.decode().split())


def bring(opened, status: RoundStatus) -> None:
    type(opened).objects.filter(pk=opened.pk).update(status=status)


class TestRateStatement:
    def test_puts_a_statement_with_its_reasons(self, opened, member):
        _rater, client = member

        page = words(client.get(page_of(opened)))

        assert "People who use services can reach a meeting" in page
        assert "Hard days do not wait" in page
        assert "There is a meeting in person on every day" in page
        assert "statement 4 of 27" in page

    def test_puts_every_part_by_itself(self, opened, member):
        rater, client = member

        client.post(
            page_of(opened, "1.2"),
            {**said(), "answer_1": "0", "comment_1": "", "revision_1": "0"},
        )

        found = rater.ratings.order_by("part_key").values_list("part_key", "answer")
        assert list(found) == [("1.2a", "2"), ("1.2b", "0")]

    def test_says_each_level_with_its_test(self, opened, member):
        page = words(member[1].get(page_of(opened)))

        for level in current_table()["levels"]:
            assert level["name"] in page
            assert level["test"] in page
        assert "The scale is ours" in page

    def test_saves_and_goes_on_to_the_next(self, opened, member):
        rater, client = member

        response = client.post(page_of(opened), said(comment_0="Not on Sunday."))

        assert response.url == page_of(opened, "1.5")
        rating = rater.ratings.get()
        assert (rating.part_key, rating.answer) == ("1.4", "2")
        assert rating.comment == "Not on Sunday."

    def test_ends_with_the_list(self, opened, member):
        _rater, client = member
        parts = {
            f"{name}_{number}": ""
            for number in range(3)
            for name in ("answer", "reason", "comment", "revision")
        }

        assert client.post(page_of(opened, "5.6"), parts).url == list_of(opened)

    def test_shows_what_was_said_before(self, opened, member):
        rater, client = member
        factories.rating(rater, "1.4", "1", comment="Only in town.")

        page = client.get(page_of(opened)).content.decode()

        assert "Only in town." in page
        assert re.search(r'value="1" checked', page)

    def test_wants_a_reason_why_it_does_not_apply(self, opened, member):
        page = words(member[1].post(page_of(opened), said(answer_0="not-applicable")))

        assert "Say why it does not apply, in a few words." in page
        assert not Rating.objects.exists()

    def test_shows_both_where_two_windows_differ(self, opened, member):
        rater, client = member
        client.post(page_of(opened), said(comment_0="From the first window."))

        response = client.post(page_of(opened), said(comment_0="From the second."))

        page = words(response)
        assert response.status_code == 409
        assert "From the first window." in page
        assert "From the second." in page
        assert "data-saves-itself" not in page
        assert rater.ratings.get().comment == "From the first window."

    def test_lets_somebody_write_over_it_knowingly(self, opened, member):
        rater, client = member
        client.post(page_of(opened), said(comment_0="From the first window."))
        page = client.post(page_of(opened), said(comment_0="Second.")).content.decode()
        revision = re.search(r'name="revision_0" value="(\d+)"', page)[1]

        client.post(
            page_of(opened), said(comment_0="Second.", revision_0=revision, over="yes")
        )

        assert rater.ratings.get().comment == "Second."

    def test_takes_a_second_press_for_one(self, opened, member):
        _rater, client = member
        client.post(page_of(opened), said())

        assert client.post(page_of(opened), said()).status_code == 302

    def test_keeps_what_was_being_typed_when_the_round_closed(self, opened, member):
        _rater, client = member
        bring(opened, RoundStatus.AGREEING)

        response = client.post(
            page_of(opened), said(comment_0="A long thought.", reason_0="And why.")
        )

        page = words(response)
        assert response.status_code == 409
        assert "The time to rate is over" in page
        assert "A long thought." in page
        assert "And why." in page
        assert not Rating.objects.exists()

    def test_shows_own_answers_after_the_round(self, opened, member):
        rater, client = member
        factories.rating(rater, "1.4", "1", comment="Only in town.")
        bring(opened, RoundStatus.SIGNED_OFF)

        page = words(client.get(page_of(opened)))

        assert "The time to rate is over" in page
        assert "Only in town." in page

    def test_says_that_finished_answers_are_to_be_opened_first(self, opened, member):
        rater, client = member
        type(rater).objects.filter(pk=rater.pk).update(status=RaterStatus.FINISHED)

        page = words(client.post(page_of(opened), said()))

        assert "Open your answers again first" in page
        assert not Rating.objects.exists()

    @pytest.mark.parametrize("key", ["9.9", "1.2a", "…", "1.4%00"])
    def test_knows_no_other_statements(self, opened, member, key):
        assert member[1].get(page_of(opened, "x").replace("x", key)).status_code == 404

    def test_is_there_only_for_whoever_is_asked(self, opened):
        worn = people.membership(Role.COMMISSIONER, opened.area)

        assert people.signed_in_client(worn).get(page_of(opened)).status_code == 404

    def test_is_over_for_whoever_was_taken_out(self, opened, member):
        rater, client = member
        type(rater).objects.filter(pk=rater.pk).update(status=RaterStatus.WITHDRAWN)

        assert client.get(page_of(opened)).status_code == 404

    def test_asks_for_comments_only_where_there_is_no_scale(self, opened, member):
        rater, client = member
        type(opened).objects.filter(pk=opened.pk).update(uses_scale=False)

        page = words(client.get(page_of(opened)))
        client.post(page_of(opened), {"comment_0": "As it is.", "revision_0": "0"})

        assert "Mostly in place" not in page
        assert "The scale is ours" not in page
        assert rater.ratings.get().comment == "As it is."
        assert "1 of 27" in words(client.get(list_of(opened)))

    @pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30])
    def test_bears_nonsense_in_what_is_hidden(self, opened, member, revision):
        response = member[1].post(page_of(opened), said(revision_0=revision))

        assert response.status_code in (200, 302)

    def test_speaks_plainly_with_those_who_use_services(self, opened):
        _rater, client = member_of(
            opened, Role.SERVICE_USER_REPRESENTATIVE, RaterKind.SERVICE_USER
        )

        page = words(client.get(page_of(opened)))

        assert "There is a meeting I could get to on any day of the week." in page
        assert "A little" in page
        assert client.get(page_of(opened, "1.2")).status_code == 404


class TestSavingByItself:
    def post(self, opened, client, **values):
        return client.post(
            page_of(opened), said(**values), headers={"HX-Request": "true"}
        )

    def test_says_when_and_brings_the_new_revision(self, opened, member):
        rater, client = member

        response = self.post(opened, client, comment_0="Not on Sunday.")

        assert re.search(r"Saved \d\d:\d\d", words(response))
        assert re.search(r'name="revision_0" value="1"', words(response))
        assert rater.ratings.get().comment == "Not on Sunday."
        assert (
            self.post(opened, client, revision_0="1", answer_0="0").status_code == 200
        )
        assert rater.ratings.get().answer == "0"

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"answer_0": "not-applicable"}, "Say why it does not apply"),
            ({"answer_0": "7"}, "Choose one of the answers"),
            ({"comment_0": "x" * 2001}, "Use 2000 characters or fewer"),
        ],
    )
    def test_says_what_is_missing(self, opened, member, values, sentence):
        page = words(self.post(opened, member[1], **values))

        assert "Not saved yet." in page
        assert sentence in page
        assert not Rating.objects.exists()

    def test_says_that_another_window_was_first(self, opened, member):
        _rater, client = member
        self.post(opened, client, comment_0="First.")

        assert "Not saved yet." in words(self.post(opened, client, comment_0="Second."))

    def test_says_that_the_round_has_closed(self, opened, member):
        bring(opened, RoundStatus.AGREEING)

        assert "The time to rate ended" in words(self.post(opened, member[1]))


class TestServices:
    def test_are_offered_to_a_commissioner_each(self, opened):
        rater, client = member_of(opened, Role.COMMISSIONER, RaterKind.COMMISSIONER)
        service = people.service(opened.area, name="Riverside")
        address = f"{page_of(opened)}?service={service.reference}"

        page = words(client.get(page_of(opened)))
        client.post(address, said(answer_0="0"))

        assert "Rate Riverside by itself" in page
        assert "Rated for Riverside alone" in words(client.get(address))
        assert rater.ratings.get().service == service

    def test_of_others_are_not_there(self, opened, member):
        service = people.service(opened.area)
        address = f"{page_of(opened)}?service={service.reference}"

        assert member[1].get(address).status_code == 404


class TestLastRound:
    def agree(self, opened, **values):
        before = factories.assessment_round(
            opened.area, status=RoundStatus.SIGNED_OFF, signed_off_at=opened.created_at,
            **values,
        )  # fmt: skip
        factories.agreed(before, "1.4", "2")

    def test_stands_beside_in_grey(self, opened, member):
        self.agree(opened)

        page = words(member[1].get(page_of(opened)))

        assert "Last round agreed: Mostly in place" in page
        assert "Not comparable" not in page

    def test_is_not_comparable_where_the_wording_changed(self, opened, member):
        table = current_table()
        statements = [
            {**each, "text": "Other words."} if each["key"] == "1.4" else each
            for each in table["statements"]
        ]
        self.agree(opened, instrument={**table, "statements": statements})

        page = words(member[1].get(page_of(opened)))

        assert "Not comparable, the wording changed" in page


class TestListMyAnswers:
    def test_tells_how_far_one_has_come(self, opened, member):
        rater, client = member
        factories.rating(rater, "1.1", "1")
        factories.rating(rater, "1.2a", "1")
        factories.rating(rater, "1.3", "", comment="Ask.")
        factories.rating(rater, "1.4", "1", service=rater.membership.service)

        page = words(client.get(list_of(opened)))

        assert "1 of 27 statements have an answer" in page
        assert page.count("Answered in part") == 1
        assert page.count("Comment only") == 1
        assert page.count("No answer yet") == 24

    def test_asks_the_same_few_questions_of_few_and_many(
        self, opened, member, django_assert_max_num_queries
    ):
        rater, client = member
        client.get(list_of(opened))
        with django_assert_max_num_queries(30) as few:
            client.get(list_of(opened))
        for statement in opened.statements.statements:
            for part in statement.parts:
                factories.rating(rater, part.key, "1")
        with django_assert_max_num_queries(len(few)):
            client.get(list_of(opened))

    def test_finishes_and_opens_again(self, opened, member):
        rater, client = member
        factories.rating(rater, "1.1", "1")
        type(rater).objects.update(status=RaterStatus.STARTED)

        client.post(reverse("finish_rating", args=[opened.reference]))
        assert "You have said that you are finished" in words(
            client.get(list_of(opened))
        )
        client.post(reverse("reopen_rating", args=[opened.reference]))

        rater.refresh_from_db()
        assert rater.status == RaterStatus.STARTED

    def test_is_where_a_link_to_finishing_leads(self, opened, member):
        response = member[1].get(reverse("finish_rating", args=[opened.reference]))

        assert response.url == list_of(opened)

    def test_says_why_nothing_can_be_finished(self, opened, member):
        client = member[1]

        page = client.post(reverse("finish_rating", args=[opened.reference]))

        assert "Answer at least one statement first." in words(page)

    def test_says_why_nothing_can_be_opened_again(self, opened, member):
        bring(opened, RoundStatus.AGREEING)

        page = member[1].post(reverse("reopen_rating", args=[opened.reference]))

        assert "The time to rate ended" in words(page)


class TestVoteImportance:
    def test_keeps_up_to_five(self, opened, member):
        rater, client = member
        address = reverse("vote_importance", args=[opened.reference])

        client.post(address, {"chosen": ["1.1", "5.6"]})
        page = words(
            client.post(address, {"chosen": [f"2.{n}" for n in range(1, 6)] + ["1.1"]})
        )

        assert "Choose 5 or fewer; you have chosen 6." in page
        assert set(rater.votes.values_list("statement_key", flat=True)) == {
            "1.1",
            "5.6",
        }
        assert 'value="5.6" checked' in client.get(address).content.decode()

    def test_is_over_with_the_round(self, opened, member):
        bring(opened, RoundStatus.AGREEING)
        address = reverse("vote_importance", args=[opened.reference])

        page = words(member[1].post(address, {"chosen": ["1.1"]}))

        assert "The time to rate ended" in page


class TestEnterRating:
    @pytest.fixture
    def paper(self, opened):
        return factories.rater(opened, kind=RaterKind.SERVICE_USER, is_on_paper=True)

    def address(self, rater, key="1.4"):
        return reverse(
            "enter_rating", args=[rater.round.reference, rater.reference, key]
        )

    @pytest.fixture
    def client(self, opened):
        return people.signed_in_client(opened.opened_by)

    def test_takes_what_stands_on_the_paper(self, opened, paper, client):
        client.post(self.address(paper), said(said_by="Paper form 3, Riverside"))

        rating = paper.ratings.get()
        assert (rating.entered_by, rating.said_by) == (
            opened.opened_by,
            "Paper form 3, Riverside",
        )
        assert "Paper form 3, Riverside" in words(
            client.get(self.address(paper, "1.5"))
        )

    def test_wants_to_know_where_it_comes_from(self, paper, client):
        page = words(client.post(self.address(paper), said(said_by="")))

        assert "Say where these answers come from." in page
        assert "Never a person’s name" in page

    def test_shows_nobody_what_others_typed(self, opened, paper, client):
        other = people.membership(Role.COMMISSIONER, opened.area)
        factories.rating(
            paper, "1.4", "1", comment="Heron.", entered_by=other, said_by="Form"
        )

        page = words(client.get(self.address(paper)))
        refused = words(client.post(self.address(paper), said(said_by="Paper form 4")))

        assert "Heron." not in page + refused
        assert "There is an answer here already" in page
        assert "Somebody else has written an answer here already" in refused
        assert paper.ratings.get().comment == "Heron."

    def test_shows_nobody_what_the_rater_wrote(self, paper, client):
        factories.rating(paper, "1.4", "1", comment="Heron.")

        assert "Heron." not in words(client.get(self.address(paper)))

    def test_lists_what_one_typed(self, opened, paper, client):
        client.post(self.address(paper), said(said_by="Paper form 3"))
        factories.rating(paper, "1.5", "1")
        address = reverse("list_entered", args=[opened.reference, paper.reference])

        assert "You have typed in 1 of 11" in words(client.get(address))

    def test_is_finished_and_opened_again(self, opened, paper, client):
        client.post(self.address(paper), said(said_by="Paper form 3"))
        named = [opened.reference, paper.reference]

        client.post(reverse("finish_entered", args=named))
        assert "This paper is finished" in words(
            client.get(reverse("list_entered", args=named))
        )
        client.post(reverse("reopen_entered", args=named))

        paper.refresh_from_db()
        assert paper.status == RaterStatus.STARTED

    def test_is_for_raters_on_paper_only(self, opened, client):
        assert client.get(self.address(factories.rater(opened))).status_code == 404

    def test_knows_no_raters_of_other_areas_and_rounds(self, opened, paper, client):
        foreign = factories.rater(
            factories.assessment_round(people.area()), is_on_paper=True
        )
        mixed = reverse(
            "enter_rating", args=[opened.reference, foreign.reference, "1.4"]
        )

        assert client.get(self.address(foreign)).status_code == 404
        assert client.get(mixed).status_code == 404

    @pytest.mark.parametrize(
        ("role", "status"),
        [
            (Role.SERVICE_USER_REPRESENTATIVE, 200),
            (Role.KEYWORKER, 403),
            (Role.AREA_ADMINISTRATOR, 403),
        ],
    )
    def test_is_for_those_who_may(self, opened, paper, role, status):
        client = people.signed_in_client(people.membership(role, opened.area))

        assert client.get(self.address(paper)).status_code == status


class TestPrintRound:
    @pytest.mark.parametrize("whom", ["", "service-user", "group", "nobody"])
    def test_is_a_tagged_pdf(self, opened, member, whom):
        response = member[1].get(
            reverse("print_round", args=[opened.reference]), {"for": whom}
        )

        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        assert b"/MarkInfo" in response.content or b"pdfuaid" in response.content

    def test_holds_every_statement_for_everybody(self, opened, member):
        address = reverse("show_blank_round", args=[opened.reference])

        page = words(member[1].get(address))

        for statement in opened.statements.statements:
            assert f"{statement.key} {statement.text}" in page

    def test_holds_only_what_somebody_can_judge(self, opened, member):
        address = reverse("show_blank_round", args=[opened.reference])

        page = words(member[1].get(address, {"for": "group"}))

        assert "Groups can use rooms here for their meetings." in page
        assert "I can get an up-to-date list" not in page

    @pytest.mark.parametrize(
        ("role", "kind", "is_there"),
        [
            (Role.COMMISSIONER, RaterKind.OTHER, True),
            (Role.SERVICE_USER_REPRESENTATIVE, RaterKind.SERVICE_USER, True),
            (Role.SERVICE_USER_REPRESENTATIVE, RaterKind.OTHER, False),
            (Role.KEYWORKER, RaterKind.SERVICE_USER, False),
        ],
    )
    def test_leads_to_papers_that_somebody_may_type_in(
        self, opened, role, kind, is_there
    ):
        paper = factories.rater(opened, kind=kind, is_on_paper=True)
        client = people.signed_in_client(people.membership(role, opened.area))
        address = reverse("show_blank_round", args=[opened.reference])
        link = reverse("list_entered", args=[opened.reference, paper.reference])

        assert (link in words(client.get(address))) is is_there
        bring(opened, RoundStatus.AGREEING)
        assert link not in words(client.get(address))

    def test_leaves_the_boxes_out_where_there_is_no_scale(self, opened, member):
        type(opened).objects.filter(pk=opened.pk).update(uses_scale=False)

        page = words(
            member[1].get(reverse("show_blank_round", args=[opened.reference]))
        )

        assert "Mostly in place" not in page
