import pytest
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.organisations import actions
from mutualaid.organisations.models import Membership
from mutualaid.organisations.people_list import PAGE_SIZE
from mutualaid.organisations.roles import Role

from . import factories
from .factories import signed_in_client
from .people import by, invited, staff
from .test_cover import arranged

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return staff()


def page(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def person_page(membership) -> str:
    return reverse("show_person", args=[membership.user.reference])


class TestListPeople:
    def test_shows_an_administrator_everybody_and_a_manager_their_service(self, here):
        elsewhere = factories.membership(Role.PEER, here.area)

        all_of_them = page(signed_in_client(here.administrator).get("/people/"))
        own = page(signed_in_client(here.manager).get("/people/"))

        for text, seen in ((all_of_them, True), (own, False)):
            assert (elsewhere.user.name in text) == seen
            assert here.keyworker.user.name in text

    def test_is_refused_to_those_who_look_after_nobody(self, here):
        assert signed_in_client(here.keyworker).get("/people/").status_code == 403

    def test_finds_a_name_without_writing_it_into_an_address(self, here):
        client = signed_in_client(here.administrator)
        here.keyworker.user.name = "Zephyrine Quill"
        here.keyworker.user.save()

        response = client.post("/people/", {"name": "phyrine q"})

        text = page(response)
        assert "Zephyrine Quill" in text
        assert here.colleague.user.name not in text
        assert "name=" not in "".join(part for part in text.split('"') if "?" in part)

    def test_leads_other_choices_to_an_address(self, here):
        client = signed_in_client(here.administrator)

        response = client.post("/people/", {"name": "", "role": "keyworker"})

        assert response["Location"] == "/people/?role=keyworker"

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ({"role": "keyworker"}, ["keyworker", "colleague"]),
            ({"role": "service-manager"}, ["manager"]),
            ({"status": "ended"}, []),
            ({"role": "no-such-role"}, None),
            ({"page": "99"}, None),
            ({"page": "x"}, None),
            ({"page": "9" * 5000}, None),
        ],
    )
    def test_is_narrowed_down_by_address(self, here, asked, names):
        client = signed_in_client(here.administrator)
        text = page(client.get("/people/", asked))

        seats = ("administrator", "manager", "keyworker", "colleague")
        shown = [name for name in seats if person_page(getattr(here, name)) in text]
        assert sorted(shown) == sorted(seats if names is None else names)

    def test_is_narrowed_down_by_service(self, here):
        elsewhere = factories.membership(Role.PEER, here.area)
        reference = elsewhere.service.reference
        client = signed_in_client(here.administrator)

        text = page(client.get("/people/", {"service": reference}))

        assert person_page(elsewhere) in text
        assert person_page(here.keyworker) not in text

    def test_shows_who_has_left_where_asked(self, here):
        actions.end_role(membership=here.keyworker, by=by(here.manager))
        client = signed_in_client(here.administrator)

        assert person_page(here.keyworker) not in page(client.get("/people/"))
        text = page(client.get("/people/", {"status": "ended"}))
        assert person_page(here.keyworker) in text
        assert "(ended)" in text

    def test_tells_namesakes_apart(self, here):
        for one in (here.keyworker, here.colleague):
            one.user.name = "Sam Sample"
            one.user.save()

        text = page(signed_in_client(here.administrator).get("/people/"))

        assert f"Sam Sample ({here.keyworker.user.email})" in text

    def test_has_pages(self, here):
        for number in range(PAGE_SIZE):
            person = factories.person(name=f"Zz {number:02}")
            factories.membership(
                Role.PEER, here.area, service=here.service, user=person
            )
        client = signed_in_client(here.administrator)

        first = page(client.get("/people/"))
        second = page(client.get("/people/?page=2"))

        assert "55 people" in first
        assert ("Zz 44" in first, "Zz 45" in first) == (True, False)
        assert ("Zz 44" in second, "Zz 45" in second) == (False, True)
        found = page(client.post("/people/", {"name": "e"}))
        assert "Next" not in found or "Only the first" in found

    @pytest.mark.parametrize("more", [1, 30])
    def test_asks_as_often_for_few_as_for_many(
        self, here, more, django_assert_max_num_queries
    ):
        for _ in range(more):
            factories.membership(Role.PEER, here.area, service=here.service)
        client = signed_in_client(here.administrator)
        client.get("/people/")

        with django_assert_max_num_queries(12):
            page(client.get("/people/"))


class TestShowPerson:
    def test_tells_what_there_is_to_know(self, here):
        here.keyworker.user.last_login = clock.now()
        here.keyworker.user.save()
        arranged(here)
        invited(here, email=here.keyworker.user.email, role=Role.PEER)

        text = page(
            signed_in_client(here.administrator).get(person_page(here.keyworker))
        )

        for said in (
            here.keyworker.user.email,
            f"Keyworker, {here.service.name}",
            "Not set up yet",
            "stands in for",
            "Waits for the answer",
            "Turn this person off",
        ):
            assert said in text

    def test_shows_a_manager_the_roles_in_their_service_only(self, here):
        elsewhere = factories.service(here.area, name="Far Away")
        factories.membership(
            Role.PEER, here.area, service=elsewhere, user=here.keyworker.user
        )

        text = page(signed_in_client(here.manager).get(person_page(here.keyworker)))

        assert "Far Away" not in text

    def test_shows_a_manager_no_invitation_to_elsewhere(self, here):
        elsewhere = factories.service(here.area, name="Far Away")
        invited(here, email=here.keyworker.user.email, service=elsewhere)

        pages = [
            page(signed_in_client(worn).get(person_page(here.keyworker)))
            for worn in (here.manager, here.administrator)
        ]

        assert ["Far Away" in text for text in pages] == [False, True]

    def test_is_not_found_outside_of_scope(self, here):
        stranger = factories.membership(Role.KEYWORKER, factories.area())

        for worn in (here.administrator, here.manager, here.keyworker):
            response = signed_in_client(worn).get(person_page(stranger))
            assert response.status_code == 404
        response = signed_in_client(here.keyworker).get(person_page(here.colleague))
        assert response.status_code == 404

    def test_of_oneself_offers_to_leave_and_nothing_else(self, here):
        text = page(signed_in_client(here.keyworker).get("/your-roles/", follow=True))

        assert "Leave" in text
        assert "End this role" in text
        assert "Turn this person off" not in text

    def test_offers_an_auditor_nothing(self, here):
        auditor = factories.membership(Role.AUDITOR, here.area)

        text = page(signed_in_client(auditor).get(person_page(here.keyworker)))

        for offer in ("End this role", "Turn", "leaves", "Arrange cover"):
            assert offer not in text


class TestEndRole:
    def test_asks_first_and_then_does_it(self, here):
        client = signed_in_client(here.manager)
        address = reverse("end_role", args=[here.keyworker.reference])

        assert "It ends at once" in page(client.get(address))
        assert Membership.objects.held().filter(pk=here.keyworker.pk).exists()
        response = client.post(address)

        assert response["Location"] == person_page(here.keyworker)
        assert not Membership.objects.held().filter(pk=here.keyworker.pk).exists()

    def test_of_ones_own_leads_to_the_hats_and_says_so(self, here):
        client = signed_in_client(here.keyworker)
        address = reverse("end_role", args=[here.keyworker.reference])

        text = page(client.post(address, follow=True))

        assert "Your role has ended: Keyworker" in text
        assert client.get("/today/").status_code == 302

    def test_that_cannot_end_says_why(self, here):
        actions.end_role(membership=here.other_administrator, by=by(here.administrator))
        client = signed_in_client(here.administrator)
        address = reverse("end_role", args=[here.administrator.reference])

        assert "only administrator" in page(client.post(address))

    def test_is_refused_to_an_auditor_and_unknown_to_a_stranger(self, here):
        auditor = factories.membership(Role.AUDITOR, here.area)
        address = reverse("end_role", args=[here.keyworker.reference])

        assert signed_in_client(auditor).post(address).status_code == 403
        assert signed_in_client(here.colleague).post(address).status_code == 404
        assert Membership.objects.held().filter(pk=here.keyworker.pk).exists()


class TestTurnOffPerson:
    def test_signs_the_person_out(self, here):
        theirs = signed_in_client(here.keyworker)
        client = signed_in_client(here.manager)
        address = reverse("turn_off_person", args=[here.keyworker.user.reference])

        assert "signed out everywhere" in page(client.get(address))
        assert client.post(address).status_code == 302

        assert "/sign-in/" in theirs.get("/today/")["Location"]

    def test_and_on_again(self, here):
        client = signed_in_client(here.manager)
        reference = here.keyworker.user.reference
        client.post(reverse("turn_off_person", args=[reference]))
        assert "Turn on again" in page(client.get(person_page(here.keyworker)))

        client.post(reverse("turn_on_person", args=[reference]))

        assert Membership.objects.active().filter(pk=here.keyworker.pk).exists()
        again = client.post(reverse("turn_on_person", args=[reference]))
        assert "no role here that is turned off" in page(again)

    @pytest.mark.parametrize("name", ["turn_off_person", "turn_on_person", "end_roles"])
    def test_is_refused_to_who_only_reads(self, here, name):
        auditor = factories.membership(Role.AUDITOR, here.area)
        address = reverse(name, args=[here.keyworker.user.reference])

        assert signed_in_client(auditor).post(address).status_code == 403
        assert signed_in_client(here.colleague).post(address).status_code == 404

    def test_twice_says_so(self, here):
        client = signed_in_client(here.manager)
        address = reverse("turn_off_person", args=[here.keyworker.user.reference])
        client.post(address)

        assert "This was not done" in page(client.post(address))


class TestEndRoles:
    def test_ends_them(self, here):
        client = signed_in_client(here.administrator)
        address = reverse("end_roles", args=[here.keyworker.user.reference])

        assert f"Keyworker, {here.service.name}" in page(client.get(address))
        assert client.post(address).status_code == 302
        assert "left already" in page(client.post(address))

    def test_lets_one_leave(self, here):
        client = signed_in_client(here.keyworker)
        address = reverse("end_roles", args=[here.keyworker.user.reference])

        assert "You leave" in page(client.get(address))
        assert client.post(address)["Location"] == "/hats/"
        assert not Membership.objects.held().filter(pk=here.keyworker.pk).exists()


class TestArrangeCover:
    def dates(self, **given):
        today = clock.today()
        parts = ("day", "month", "year")
        boxes = {f"starts_on-{part}": getattr(today, part) for part in parts}
        boxes |= {f"ends_on-{part}": getattr(today, part) for part in parts}
        return {**boxes, **given}

    def address(self, here):
        return reverse("arrange_cover", args=[here.keyworker.reference])

    def test_offers_colleagues_and_arranges(self, here):
        client = signed_in_client(here.manager)
        form = page(client.get(self.address(here)))
        assert here.colleague.user.name in form
        assert f'value="{here.keyworker.reference}"' not in form

        chosen = self.dates(covered_by=here.colleague.reference)
        response = client.post(self.address(here), chosen)

        assert response["Location"] == person_page(here.keyworker)
        assert "until" in page(client.get(person_page(here.colleague)))

    def test_says_why_not(self, here):
        arranged(here)
        chosen = self.dates(covered_by=here.colleague.reference)

        text = page(signed_in_client(here.manager).post(self.address(here), chosen))

        assert "There is a problem" in text
        assert "already" in text

    def test_says_that_there_is_nobody(self, here):
        client = signed_in_client(here.administrator)
        address = reverse("arrange_cover", args=[here.manager.reference])

        assert "Nobody else here holds this role" in page(client.get(address))

    def test_is_not_for_roles_of_the_whole_area(self, here):
        address = reverse("arrange_cover", args=[here.administrator.reference])

        response = signed_in_client(here.administrator).get(address)
        assert response.status_code == 404

    def test_is_refused_to_keyworkers(self, here):
        client = signed_in_client(here.keyworker)

        assert client.get(self.address(here)).status_code == 403


class TestEndCover:
    def test_ends_and_then_says_that_it_is_over(self, here):
        client = signed_in_client(here.manager)
        address = reverse("end_cover", args=[arranged(here).reference])

        assert client.post(address)["Location"] == person_page(here.keyworker)
        assert "over already" in page(client.post(address))

    def test_is_refused_to_those_it_concerns(self, here):
        address = reverse("end_cover", args=[arranged(here).reference])

        assert signed_in_client(here.colleague).post(address).status_code == 403
        abroad = factories.membership(Role.SERVICE_MANAGER, here.area)
        assert signed_in_client(abroad).post(address).status_code == 404
