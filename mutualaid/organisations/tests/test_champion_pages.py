import pytest

from mutualaid.organisations.roles import ChampionLevel, Role

from . import factories as make

pytestmark = pytest.mark.django_db
STRATEGIC, THERAPEUTIC, COMMUNITY = ChampionLevel


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def service(area):
    return make.service(area, name="Riverside")


@pytest.fixture
def champion(area, service):
    sam = make.person(name="Sam Hill", email="sam@northbridge.example")
    return make.membership(Role.RECOVERY_CHAMPION, area, service=service, user=sam)


def words(response):
    return response.content.decode()


def change(client, champion, level):
    return client.post(
        f"/champions/{champion.reference}/change-level/", {"level": level}
    )


class TestListChampions:
    @pytest.mark.parametrize("role", Role)
    def test_names_champions_and_gaps_to_every_hat(self, area, champion, role):
        client = make.signed_in_client(make.membership(role, area))

        page = words(client.get("/champions/"))

        assert "Sam Hill" in page
        assert "sam@northbridge.example" not in page
        assert "No therapeutic champion in Riverside" in page
        assert "No strategic champion in Northbridge" in page
        assert "No community champion in Riverside" not in page

    def test_offers_the_change_to_who_may_make_it(self, area, service, champion):
        link = f"/champions/{champion.reference}/change-level/"
        administrator = make.membership(Role.AREA_ADMINISTRATOR, area)
        manager = make.membership(Role.SERVICE_MANAGER, area, service=service)
        elsewhere = make.membership(Role.SERVICE_MANAGER, area)

        for membership, may in ((administrator, 1), (manager, 1), (elsewhere, 0)):
            page = words(make.signed_in_client(membership).get("/champions/"))
            assert (link in page) is bool(may)

    @pytest.mark.parametrize("number", [1, 12])
    def test_asks_as_often_however_many_there_are(
        self, area, number, django_assert_num_queries
    ):
        for _ in range(number):
            make.membership(Role.RECOVERY_CHAMPION, area)
        client = make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))
        client.get("/champions/")

        with django_assert_num_queries(5):
            client.get("/champions/")


class TestChangeChampionLevel:
    def test_moves_the_champion(self, area, champion):
        client = make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))

        assert change(client, champion, "strategic").status_code == 302

        champion.refresh_from_db()
        assert champion.champion_level == STRATEGIC

    def test_offers_a_manager_the_levels_of_a_service(self, area, service, champion):
        manager = make.membership(Role.SERVICE_MANAGER, area, service=service)
        client = make.signed_in_client(manager)

        page = words(client.get(f"/champions/{champion.reference}/change-level/"))
        refused = change(client, champion, "strategic")

        assert 'value="therapeutic"' in page
        assert 'value="strategic"' not in page
        assert "Choose one of the answers in the list." in words(refused)
        assert change(client, champion, "therapeutic").status_code == 302

    def test_is_told_when_the_person_is_no_champion_now(
        self, area, champion, monkeypatch
    ):
        client = make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))
        type(champion).objects.filter(pk=champion.pk).update(status="suspended")

        assert change(client, champion, "strategic").status_code == 404

    @pytest.mark.parametrize(
        "role", sorted(set(Role) - {Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER})
    )
    def test_is_nobody_elses(self, area, champion, role):
        client = make.signed_in_client(make.membership(role, area))

        assert change(client, champion, "strategic").status_code == 403

    def test_leads_nowhere_for_who_is_no_champion(self, area, service):
        keyworker = make.membership(Role.KEYWORKER, area, service=service)
        client = make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))

        assert change(client, keyworker, "strategic").status_code == 404
