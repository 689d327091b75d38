import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from mutualaid.config import settings as product
from mutualaid.config import urls

READ = [
    "DATABASE_URL",
    "MUTUALAID_ANCHORS",
    "MUTUALAID_DATA",
    "MUTUALAID_DEBUG",
    "MUTUALAID_DEMO",
    "MUTUALAID_EMAIL_FROM",
    "MUTUALAID_EMAIL_URL",
    "MUTUALAID_EXIT_URL",
    "MUTUALAID_HOSTS",
    "MUTUALAID_OWNER_DATABASE_URL",
    "MUTUALAID_LOG_KEY",
    "MUTUALAID_LOG_OLD_KEYS",
    "MUTUALAID_MAP_ATTRIBUTION",
    "MUTUALAID_MAP_TILES",
    "MUTUALAID_OIDC_CLIENT_ID",
    "MUTUALAID_OIDC_CLIENT_SECRET",
    "MUTUALAID_OIDC_ISSUER",
    "MUTUALAID_OIDC_NAME",
    "MUTUALAID_OIDC_PLACES",
    "MUTUALAID_OIDC_TRUST_EMAIL",
    "MUTUALAID_OLD_SECRET_KEYS",
    "MUTUALAID_PLAIN_HTTP",
    "MUTUALAID_PROXIES",
    "MUTUALAID_SECRET_KEY",
]


@pytest.fixture
def settings_for(monkeypatch, tmp_path):
    """What settings.py says in an environment with these variables and no others of ours."""

    def read(**environment: str) -> dict[str, Any]:
        for name in READ:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"MUTUALAID_DATA": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(product.__file__)

    return read


class TestDatabase:
    def test_is_a_file_in_the_data_directory_unless_told(self, settings_for, tmp_path):
        database = settings_for()["DATABASES"]["default"]

        assert database["ENGINE"] == "django.db.backends.sqlite3"
        assert database["NAME"] == tmp_path / "mutualaid.sqlite3"

    def test_of_one_run_does_not_share_its_options_with_another(self, settings_for):
        made = settings_for()

        assert made["DATABASES"]["default"]["OPTIONS"] is not made["SQLITE_OPTIONS"]

    @pytest.mark.parametrize(
        ("url", "told"),
        [
            (
                "postgresql://sam:secret@db.example:5433/directory",
                ("directory", "sam", "secret", "db.example", "5433"),
            ),
            (
                "postgres://db.example/directory",
                ("directory", "", "", "db.example", ""),
            ),
            (
                "postgresql://s%40m:p%2Fw%3A%25@db.example/our%20list",
                ("our list", "s@m", "p/w:%", "db.example", ""),
            ),
            ("postgresql://sam@/directory", ("directory", "sam", "", "", "")),
        ],
    )
    def test_is_where_its_address_says(self, settings_for, url, told):
        database = settings_for(DATABASE_URL=url)["DATABASES"]["default"]

        assert database["ENGINE"] == "django.db.backends.postgresql"
        names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
        assert tuple(database[name] for name in names) == told
        assert database["OPTIONS"] == {"pool": True}

    def test_takes_options_behind_the_question_mark(self, settings_for):
        url = "postgresql://sam@/directory?sslmode=require&host=%2Frun%2Fsocket"

        database = settings_for(DATABASE_URL=url)["DATABASES"]["default"]

        assert database["OPTIONS"] == {
            "pool": True,
            "sslmode": "require",
            "host": "/run/socket",
        }

    @pytest.mark.parametrize(
        "url",
        [
            "mysql://sam:secret@db.example/directory",
            "directory.sqlite3",
            "db.example:5432",
            "postgresql://sam:secret@db.example:port/directory",
            "postgresql://sam:secret@db.example:99999/directory",
            "postgresql://sam:secret@[db.example/directory",
            "postgresql://sam:secret@db.example",
        ],
    )
    def test_that_cannot_be_read_is_refused_without_telling_a_password(
        self, settings_for, url
    ):
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
            settings_for(DATABASE_URL=url)

        assert "secret" not in str(refused.value)


class TestOwnerDatabase:
    OWNER = "postgresql://olive:secret@db.example/directory"

    def test_is_the_one_that_serves_unless_told(self, settings_for):
        url = "postgresql://sam@db.example/directory"

        assert settings_for(DATABASE_URL=url)["OWNER_DATABASE"] == {}

    def test_is_reached_as_another_role_without_a_pool(self, settings_for):
        made = settings_for(
            DATABASE_URL="postgresql://sam@db.example/directory",
            MUTUALAID_OWNER_DATABASE_URL=self.OWNER,
        )

        owner = made["OWNER_DATABASE"]
        assert (owner["USER"], owner["NAME"]) == ("olive", "directory")
        assert owner["OPTIONS"] == {}
        assert made["DATABASES"]["default"]["USER"] == "sam"

    @pytest.mark.parametrize(
        "others",
        [
            {},
            {
                "DATABASE_URL": "postgresql://sam@db.example/directory",
                "MUTUALAID_OWNER_DATABASE_URL": "mysql://olive:secret@db.example/d",
            },
        ],
    )
    def test_that_makes_no_sense_is_refused_by_its_own_name(self, settings_for, others):
        told = {"MUTUALAID_OWNER_DATABASE_URL": self.OWNER, **others}

        with pytest.raises(
            ImproperlyConfigured, match=r"^MUTUALAID_OWNER_DATABASE_URL"
        ) as refused:
            settings_for(**told)

        assert "secret" not in str(refused.value)


class TestSecretKey:
    def test_is_the_environments_before_the_files(self, settings_for, tmp_path):
        (tmp_path / "secret-key").write_text("from the file\n")

        assert settings_for()["SECRET_KEY"] == "from the file"
        given = settings_for(MUTUALAID_SECRET_KEY="from the environment")
        assert given["SECRET_KEY"] == "from the environment"

    def test_that_nobody_made_is_one_that_serving_refuses(self, settings_for):
        assert " " in settings_for()["SECRET_KEY"]


class TestLogKeys:
    def test_are_the_environments_before_the_files(self, settings_for, tmp_path):
        (tmp_path / "log-key").write_text("from the file\n")
        (tmp_path / "log-old-keys").write_text("first\nsecond\n")

        read = settings_for()
        assert (read["LOG_KEY"], read["LOG_OLD_KEYS"]) == (
            "from the file",
            ["first", "second"],
        )
        given = settings_for(MUTUALAID_LOG_KEY="k" * 40, MUTUALAID_LOG_OLD_KEYS="a,b c")
        assert given["LOG_KEY"] == "k" * 40
        assert given["LOG_OLD_KEYS"] == ["a", "b", "c"]

    def test_are_none_that_anybody_could_guess(self, settings_for):
        read = settings_for()

        assert (read["LOG_KEY"], read["LOG_OLD_KEYS"]) == ("", [])

    def test_anchors_are_in_the_data_directory_unless_told(
        self, settings_for, tmp_path
    ):
        assert settings_for()["ANCHORS_DIR"] == tmp_path / "anchors"
        told = settings_for(MUTUALAID_ANCHORS="/mnt/anchors")
        assert told["ANCHORS_DIR"] == Path("/mnt/anchors")


class TestFlags:
    @pytest.mark.parametrize(
        ("value", "is_on"),
        [
            ("1", True),
            ("true", True),
            (" Yes ", True),
            ("ON", True),
            ("", False),
            ("0", False),
            ("no", False),
            ("off", False),
        ],
    )
    @pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
    def test_are_on_only_where_somebody_says_so(self, settings_for, name, value, is_on):
        assert settings_for(**{f"MUTUALAID_{name}": value})[name] is is_on
        assert settings_for()[name] is False


class TestHosts:
    @pytest.mark.parametrize(
        ("told", "hosts"),
        [
            ("meetings.example", ["meetings.example"]),
            ("a.example, b.example", ["a.example", "b.example"]),
            ("a.example  b.example,", ["a.example", "b.example"]),
        ],
    )
    def test_are_parted_by_spaces_or_commas(self, settings_for, told, hosts):
        assert settings_for(MUTUALAID_HOSTS=told)["ALLOWED_HOSTS"] == hosts

    def test_are_this_machine_alone_unless_told(self, settings_for):
        hosts = settings_for()["ALLOWED_HOSTS"]

        assert hosts == ["localhost", "127.0.0.1", "[::1]"]


class TestPlainHttp:
    @pytest.mark.parametrize(
        ("environment", "is_sent_to_https"),
        [
            ({}, True),
            ({"MUTUALAID_PLAIN_HTTP": "1"}, False),
            ({"MUTUALAID_DEMO": "1"}, False),
            ({"MUTUALAID_DEBUG": "1"}, False),
        ],
    )
    def test_is_answered_only_where_nobody_else_listens(
        self, settings_for, environment, is_sent_to_https
    ):
        made = settings_for(**environment)

        assert made["SECURE_SSL_REDIRECT"] is is_sent_to_https
        assert made["CSRF_COOKIE_SECURE"] is is_sent_to_https
        assert bool(made["SECURE_HSTS_SECONDS"]) is is_sent_to_https


class TestContentSecurityPolicy:
    def test_lets_in_nothing_of_anybody_else_and_nothing_written_into_a_page(self):
        directives = product.CONTENT_SECURITY_POLICY["DIRECTIVES"]

        assert directives["default-src"] == ["'none'"]
        assert {source for each in directives.values() for source in each} == {
            "'none'",
            "'self'",
        }

    @pytest.mark.django_db
    def test_reaches_every_answer(self, client):
        header = client.get("/no-such-page/").headers["Content-Security-Policy"]

        assert "default-src 'none'" in header
        assert "unsafe" not in header


class TestPasswordHashers:
    def test_are_argon2_and_no_other(self):
        assert product.PASSWORD_HASHERS == [
            "django.contrib.auth.hashers.Argon2PasswordHasher"
        ]


class TestTranslations:
    def test_are_looked_for_in_the_package(self):
        (folder,) = product.LOCALE_PATHS

        assert Path(folder) == Path(product.__file__).parents[1] / "locale"
        assert (folder / "README.md").is_file()


class TestApplications:
    @pytest.mark.parametrize(
        "path",
        [product.WSGI_APPLICATION, *(getattr(urls, f"handler{n}") for n in (400, 403, 404, 500))],
    )  # fmt: skip
    def test_are_there(self, path):
        assert callable(import_string(path))


class TestLetters:
    def test_go_to_this_machine_unless_told(self, settings_for):
        made = settings_for()

        assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("localhost", 25)
        assert not made["EMAIL_USE_TLS"]
        assert not made["EMAIL_USE_SSL"]

    @pytest.mark.parametrize(
        ("url", "port", "starts_plain"),
        [
            ("smtp://sam:s%40lt@mail.example", 587, True),
            ("smtps://sam:s%40lt@mail.example", 465, False),
            ("smtp://sam:s%40lt@mail.example:2525", 2525, True),
        ],
    )
    def test_go_where_the_address_leads(self, settings_for, url, port, starts_plain):
        made = settings_for(MUTUALAID_EMAIL_URL=url)

        assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("mail.example", port)
        assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("sam", "s@lt")
        assert (made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (
            starts_plain,
            not starts_plain,
        )

    def test_another_kind_of_address_is_told(self, settings_for):
        with pytest.raises(ImproperlyConfigured, match="MUTUALAID_EMAIL_URL"):
            settings_for(MUTUALAID_EMAIL_URL="https://mail.example")

    def test_come_from_the_first_host(self, settings_for):
        made = settings_for(MUTUALAID_HOSTS="northbridge.example other.example")

        assert made["DEFAULT_FROM_EMAIL"] == "noreply@northbridge.example"

    def test_of_the_demo_stay_on_the_machine(self, settings_for):
        assert "outbox" in settings_for(MUTUALAID_DEMO="1")["EMAIL_BACKEND"]


class TestIdentityProvider:
    ALL = {
        "MUTUALAID_OIDC_ISSUER": "https://id.example/",
        "MUTUALAID_OIDC_CLIENT_ID": "northbridge",
        "MUTUALAID_OIDC_CLIENT_SECRET": "between us",
    }

    def providers(self, made: dict[str, Any]) -> list[dict[str, Any]]:
        return made["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]

    def test_there_is_none_unless_told(self, settings_for):
        assert self.providers(settings_for()) == []

    def test_is_as_told(self, settings_for):
        (one,) = self.providers(settings_for(**self.ALL, MUTUALAID_OIDC_NAME="Council"))

        assert (one["name"], one["client_id"]) == ("Council", "northbridge")
        assert one["settings"]["server_url"] == "https://id.example"
        assert one["settings"]["verified_email"] is False

    @pytest.mark.parametrize("missing", ALL)
    def test_half_of_it_is_told(self, settings_for, missing):
        told = {name: value for name, value in self.ALL.items() if name != missing}

        with pytest.raises(ImproperlyConfigured, match="MUTUALAID_OIDC_ISSUER"):
            settings_for(**told)


class TestProxies:
    @pytest.mark.parametrize(("told", "number"), [("", 0), ("2", 2), (" 1 ", 1)])
    def test_are_counted(self, settings_for, told, number):
        assert settings_for(MUTUALAID_PROXIES=told)["TRUSTED_PROXIES"] == number

    @pytest.mark.parametrize("told", ["two", "-1", "1.5"])
    def test_what_is_no_number_is_told(self, settings_for, told):
        with pytest.raises(ImproperlyConfigured, match="MUTUALAID_PROXIES"):
            settings_for(MUTUALAID_PROXIES=told)


class TestMapTiles:
    ADDRESS = "https://tiles.example.org/{z}/{x}/{y}.png"

    def test_there_are_none_unless_told(self, settings_for):
        told = settings_for()

        assert (told["MAP_TILES"], told["MAP_ATTRIBUTION"]) == ("", "")

    def test_are_as_told(self, settings_for):
        told = settings_for(
            MUTUALAID_MAP_TILES=self.ADDRESS, MUTUALAID_MAP_ATTRIBUTION="The council"
        )

        assert (told["MAP_TILES"], told["MAP_ATTRIBUTION"]) == (
            self.ADDRESS,
            "The council",
        )

    @pytest.mark.parametrize(
        ("address", "owed", "named"),
        [
            ("http://tiles.example.org/{z}/{x}/{y}.png", "x", "MAP_TILES"),
            ("https://{s}.example.org/{z}/{x}/{y}.png", "x", "MAP_TILES"),
            ("https://tiles.example.org/", "x", "MAP_TILES"),
            ("", "x", "MAP_TILES"),
            (ADDRESS, "", "MAP_ATTRIBUTION"),
        ],
    )
    def test_that_cannot_be_used_are_refused(self, settings_for, address, owed, named):
        with pytest.raises(ImproperlyConfigured, match=f"MUTUALAID_{named} must"):
            settings_for(MUTUALAID_MAP_TILES=address, MUTUALAID_MAP_ATTRIBUTION=owed)
