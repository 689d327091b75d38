import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mutualaid.cli.readiness import is_loopback, reasons_not_to_serve
from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.organisations.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sound_settings(settings, tmp_path):
    settings.DEBUG = False
    settings.SECURE_SSL_REDIRECT = True
    settings.DATA_DIR = tmp_path
    settings.SECRET_KEY = "k" * 50
    settings.ALLOWED_HOSTS = ["meetings.example"]
    return settings


def add_area(slug: str, *, host: str = "", is_demo: bool = False) -> None:
    now = clock.now()
    with within(INSTALLATION):
        Area.objects.create(
            slug=slug,
            name=slug,
            latitude=52.0,
            longitude=-1.0,
            host=host,
            is_demo=is_demo,
            created_at=now,
            updated_at=now,
        )


def reasons(*, host: str = "127.0.0.1", demo: bool = False) -> str:
    return "\n".join(reasons_not_to_serve(host=host, demo=demo))


class TestReasonsNotToServe:
    def test_has_none_against_a_sound_installation(self):
        add_area("somewhere")

        assert reasons(host="0.0.0.0") == ""  # noqa: S104 - the case in question

    @pytest.mark.parametrize(
        ("setting", "value", "named"),
        [
            ("DEBUG", True, "MUTUALAID_DEBUG"),
            ("SECRET_KEY", "short", "MUTUALAID_SECRET_KEY"),
            (
                "SECRET_KEY",
                "no-key-yet: good for commands that sign nothing",
                "MUTUALAID_SECRET_KEY",
            ),
            ("ALLOWED_HOSTS", ["*"], "MUTUALAID_HOSTS"),
            ("ALLOWED_HOSTS", ["good.example", ".example"], "MUTUALAID_HOSTS"),
        ],
    )
    def test_names_the_setting_at_fault(self, settings, setting, value, named):
        setattr(settings, setting, value)

        assert named in reasons()

    def test_tells_all_at_once(self, settings):
        settings.DEBUG, settings.ALLOWED_HOSTS = True, ["*"]

        assert len(reasons().splitlines()) == 2

    def test_refuses_a_demo_database_for_real_use(self):
        add_area("pretend", is_demo=True)

        assert "MUTUALAID_DATA" in reasons()

    @pytest.mark.skipif(
        connection.vendor != "sqlite", reason="PostgreSQL serves any number of areas"
    )
    def test_refuses_a_second_area_on_sqlite(self):
        add_area("one")
        assert reasons() == ""

        add_area("two")
        assert "DATABASE_URL" in reasons()

    def test_refuses_missing_tables(self, monkeypatch):
        monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: {})

        assert "mutualaid migrate" in reasons()

    @pytest.mark.parametrize("demo", [False, True])
    def test_refuses_a_ledger_of_a_later_version(self, settings, tmp_path, demo):
        add_area("somewhere", is_demo=demo)
        settings.VAULT_DIR = tmp_path
        (tmp_path / "erased.jsonl").write_text(
            '{"token": "client:1", "shelves": ["attic"]}\n'
        )

        assert "use a newer one" in reasons(demo=demo)


class TestReasonsNotToServeTheDemo:
    def test_has_none_on_loopback_whatever_the_settings(self, settings):
        settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECRET_KEY = True, ["*"], "x"
        add_area("pretend", is_demo=True)

        assert reasons(demo=True) == ""

    def test_refuses_other_hosts(self):
        add_area("pretend", is_demo=True)

        assert "this machine only" in reasons(host="192.0.2.1", demo=True)

    def test_refuses_a_database_without_demo_area(self):
        assert "mutualaid demo" in reasons(demo=True)

    def test_refuses_to_open_a_real_area(self):
        add_area("pretend", is_demo=True)
        add_area("real")

        assert "MUTUALAID_DATA" in reasons(demo=True)


class TestIsLoopback:
    @pytest.mark.parametrize(
        ("host", "expected"),
        [
            ("localhost", True),
            ("127.0.0.1", True),
            ("127.1.2.3", True),
            ("::1", True),
            ("[::1]", True),
            ("0.0.0.0", False),  # noqa: S104 - the case in question
            ("192.0.2.1", False),
            ("localhost.example", False),
            ("", False),
        ],
    )
    def test_knows_this_machine(self, host, expected):
        assert is_loopback(host) is expected


class TestPlainHttp:
    def test_is_for_this_machine_only(self, settings):
        settings.SECURE_SSL_REDIRECT = False

        assert "MUTUALAID_PLAIN_HTTP" in reasons(host="192.0.2.1")
        assert reasons(host="127.0.0.1") == ""


class TestKeyFiles:
    @pytest.mark.parametrize("name", ["secret-key", "log-key", "log-old-keys"])
    def test_are_for_their_owner_only(self, settings, name):
        key = settings.DATA_DIR / name
        key.write_text("k" * 50)
        key.chmod(0o640)

        told = reasons()

        assert f"the key in {name}" in told
        assert "k" * 50 not in told

    def test_lie_in_a_directory_of_their_owner(self, settings):
        settings.DATA_DIR.chmod(0o755)

        assert "chmod 700" in reasons()

    def test_are_fine_when_nobody_else_reads_them(self, settings):
        key = settings.DATA_DIR / "secret-key"
        key.write_text("k" * 50)
        key.chmod(0o600)

        assert reasons() == ""


class TestHostsOfAreas:
    def test_must_be_let_in(self):
        add_area("elsewhere", host="other.example")

        assert "other.example" in reasons()

    def test_are_fine_when_named(self):
        add_area("here", host="meetings.example")

        assert reasons() == ""
