import re

import pytest
from click.testing import CliRunner

from mutualaid.activity_log.models import Entry
from mutualaid.cli import init, invite_administrator, reset_factors
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Fellowship
from mutualaid.organisations.models import Area, Invitation
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import person

pytestmark = pytest.mark.django_db
ANSWERS = {
    "--name": "Northbridge",
    "--slug": "north",
    "--host": "meetings.example",
    "--latitude": "53.8",
    "--longitude": "0.75",
    "--administrator": "Asha Tarn",
    "--address": "asha@northbridge.example",
    "--second-administrator": "Col Brackwater",
    "--second-address": "col@northbridge.example",
}
LINK = re.compile(r"https?://meetings\.example(?::\d+)?/\S+")


@pytest.fixture(autouse=True)
def own_directory(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.ALLOWED_HOSTS = ["meetings.example"]


def run(command, *words: str, typed: str = ""):
    return CliRunner().invoke(command, list(words), input=typed, standalone_mode=False)


def options(**changed: str) -> list[str]:
    answers = {**ANSWERS, **{f"--{name}": value for name, value in changed.items()}}
    return [word for pair in answers.items() for word in pair]


class TestInit:
    def test_sets_everything_up(self, settings):
        told = run(init.command, *options())

        assert told.exception is None
        assert Area.objects.get().host == "meetings.example"
        assert Fellowship.objects.exists()
        assert {path.name for path in settings.DATA_DIR.iterdir()} >= {"secret-key"}
        with within(Area.objects.get().pk):
            invited = Invitation.objects.order_by("email")
            assert [(each.email, each.role) for each in invited] == [
                ("asha@northbridge.example", Role.AREA_ADMINISTRATOR),
                ("col@northbridge.example", Role.AREA_ADMINISTRATOR),
            ]

    def test_prints_a_link_for_each_administrator(self, client):
        told = run(init.command, *options())

        links = LINK.findall(told.output)
        assert len(set(links)) == 2
        for link in links:
            path = "/" + link.split("/", 3)[3]
            page = client.get(path, headers={"host": "meetings.example"}, follow=True)
            assert page.status_code == 200
            assert "Northbridge" in page.content.decode()

    def test_asks_for_what_is_not_given(self):
        told = run(init.command, typed="\n".join(ANSWERS.values()) + "\n")

        assert told.exception is None
        assert Area.objects.get().slug == "north"

    def test_wants_two_people(self):
        told = run(
            init.command, *options(**{"second-address": "ASHA@northbridge.example"})
        )

        assert isinstance(told.exception, Refused)
        assert "two people" in told.exception.sentence
        assert not Area.objects.exists()

    def test_refuses_a_host_that_is_not_let_in(self):
        told = run(init.command, *options(host="elsewhere.example"))

        assert isinstance(told.exception, Refused)
        assert "MUTUALAID_HOSTS" in told.exception.sentence
        assert not Area.objects.exists()

    def test_leaves_no_address_in_the_log(self):
        run(init.command, *options())

        written = str(list(Entry.objects.values("actor", "subject", "detail")))
        assert "system:init" in written
        assert "northbridge.example" not in written


class TestInviteAdministrator:
    def test_prints_a_link(self):
        run(init.command, *options())

        told = run(
            invite_administrator.command,
            "new@northbridge.example",
            "--name=Wynn Harker",
            "--area=north",
        )

        assert LINK.fullmatch(told.output.strip())
        with within(Area.objects.get().pk):
            invited = Invitation.objects.filter(email="new@northbridge.example")
            assert invited.exists()

    def test_refuses_an_area_that_is_not_there(self):
        told = run(
            invite_administrator.command,
            "new@northbridge.example",
            "--name=Wynn Harker",
            "--area=nowhere",
        )

        assert isinstance(told.exception, Refused)
        assert told.exception.sentence == "There is no area called nowhere."


class TestResetFactors:
    def test_wants_the_person_to_have_been_seen(self):
        told = run(reset_factors.command, person().email)

        assert "--seen" in told.exception.format_message()

    def test_takes_them_away(self):
        told = run(reset_factors.command, person().email.upper(), "--seen")

        assert told.output.startswith("0 factors were taken away")

    def test_refuses_an_address_without_account(self):
        told = run(reset_factors.command, "nobody@northbridge.example", "--seen")

        assert isinstance(told.exception, Refused)
