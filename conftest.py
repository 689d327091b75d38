"""Fixtures and habits that every test shares."""

import os
import shutil
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from mutualaid.activity_log.tests import emptying
from mutualaid.core.tests import database_roles, template_database
from mutualaid.core.tests.shared_out import ByFile
from mutualaid.directory.kept_duplicates import known_pairs
from mutualaid.directory.published import published
from mutualaid.organisations.middleware import known_hosts

SHARED_DATA = Path(__file__).resolve().parent.parent / "shared" / "data"
# bin/prove asks for the full figures; every other run takes the quick ones.
FULL = os.environ.get("MUTUALAID_PROVE") == "full"
COUNTING = {"full_figures", "record_property"}

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks of another host is noticed, and gets no further than here.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

hypothesis_settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, database=None
)
hypothesis_settings.register_profile(
    "full",
    max_examples=5_000,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("full" if FULL else "ci")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real test data, which is never part of the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real test data (shared/data) is not here")
    return SHARED_DATA


@pytest.fixture(scope="session")
def full_figures() -> bool:
    """Whether this is bin/prove, where a proof takes all its cases."""
    return FULL


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory, django_db_modify_db_settings_parallel_suffix
) -> None:
    """SQLite in a file, as in use: the browser's server and the test each have a connection."""
    settings = connections["default"].settings_dict
    if not database_roles.on_postgresql():
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        template_database.copy_to(file)
        settings["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the database is there already: see `template_database`."""
    return not database_roles.on_postgresql()


@pytest.fixture(scope="session")
def _made_by_owner(django_db_modify_db_settings, django_db_blocker) -> None:
    """On PostgreSQL the owner makes the database and, in the end, drops it."""
    if database_roles.on_postgresql():
        with django_db_blocker.unblock():
            database_roles.become_owner()


@pytest.fixture(scope="session")
def django_db_setup(
    _made_by_owner, django_db_setup, django_db_blocker
) -> Iterator[None]:
    """On PostgreSQL every test is the serving role, which neither owns nor passes by.

    On SQLite what empties the database afterwards may remove lines of the activity log.
    """
    if not database_roles.on_postgresql():
        with pytest.MonkeyPatch.context() as patch:
            database_roles.leave_unsaid_after_emptying(patch)
            emptying.let_lines_go(patch)
            yield
        with django_db_blocker.unblock():
            _remove_database()
        return
    with django_db_blocker.unblock():
        database_roles.become_serving()
    with pytest.MonkeyPatch.context() as patch:
        database_roles.leave_unsaid_after_emptying(patch)
        database_roles.empty_as_owner(patch)
        database_roles.start_as_installation(patch)
        database_roles.count_alike(patch)
        yield
    with django_db_blocker.unblock():
        database_roles.become_owner()
        database_roles.end_other_sessions()


def _remove_database() -> None:
    name = connections["default"].settings_dict["NAME"]
    connections.close_all()
    for file in Path(name).parent.glob(f"{Path(name).name}*"):
        file.unlink()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Areas and the published directory outlive a request, but must not outlive a test."""
    known_hosts.forget()
    published.forget()
    known_pairs.forget()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, tmp_path_factory) -> dict:
    """Debian's Chromium with a home of its own, for the `browser` of pytest-playwright."""
    programs = map(shutil.which, ("chromium-headless-shell", "chromium"))
    program = os.environ.get("MUTUALAID_CHROMIUM") or next(filter(None, programs), None)
    if program is None:
        pytest.fail("There is no Chromium: bin/setup gets it, or says how.")
    home = tmp_path_factory.mktemp("browser-home")
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": CHROMIUM_FLAGS,
        "env": {**os.environ, "HOME": str(home)},
    }


def _is_near(address: object) -> bool:
    if not isinstance(address, tuple) or address[0] == "localhost":
        return True
    try:
        return ip_address(address[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails instead of depending on it."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: object) -> None:
        if not _is_near(address):
            raise RuntimeError(f"A test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """With -n 2, a file is one process's: see `shared_out`."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever has full figures, or counts something, is among what bin/prove selects."""
    if FULL:
        for item in items:
            if COUNTING & set(getattr(item, "fixturenames", ())):
                item.add_marker(pytest.mark.prove)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each test that counted something; with full figures, for each proof."""
    passed = terminalreporter.getreports("passed")
    told = [report for report in passed if FULL or report.user_properties]
    if not told:
        return
    terminalreporter.section("proofs")
    for report in told:
        figures = "".join(f", {value} {name}" for name, value in report.user_properties)
        name = report.nodeid.rpartition("/")[2]
        terminalreporter.write_line(f"{report.duration:7.1f} s  {name}{figures}")
