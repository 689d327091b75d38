"""Journeys in headless Chromium, watched for whatever a person would not see at once."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_rules import (
    HEIGHT,
    WIDTHS,
    Watch,
    assert_accessible,
    assert_sound,
    without_scripts,
)
from playwright.sync_api import BrowserContext, Page
from visitor import Visitor

from mutualaid.cli.tests.serving import Served, given_database
from mutualaid.core.tests import template_database

# Playwright keeps an event loop in the test's thread; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": WIDTHS[-1], "height": HEIGHT},
        "reduced_motion": "reduce",
    }


@pytest.fixture(autouse=True)
def _over_http(settings) -> None:
    """Cookies that are bound to https would not come back from the tests' own server."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.DEVICE_COOKIE_NAME, settings.PATH_COOKIE_PREFIX = "browser", ""


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test at its end if the browser met with trouble."""
    kept = Watch()
    yield kept
    assert kept.troubles == []


@pytest.fixture
def context(new_context, watch) -> BrowserContext:
    return watch.over(new_context())


@pytest.fixture
def no_script_page(new_context, watch) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = watch.over(new_context(java_script_enabled=False))
    without_scripts.append(context)
    yield context.new_page()
    without_scripts.remove(context)


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request) -> int:
    """The widths every journey is made at: a small telephone, and a desk."""
    return request.param


@pytest.fixture
def sized_page(page, width) -> Page:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    return page


@pytest.fixture
def visitor(page, site) -> Visitor:
    """Somebody at a desk, scripts on."""
    return Visitor(page, site)


@pytest.fixture
def sized_visitor(sized_page, site) -> Visitor:
    """The same at each width."""
    return Visitor(sized_page, site)


@pytest.fixture
def bare_visitor(no_script_page, site) -> Visitor:
    """Somebody with a small telephone whose browser runs no scripts."""
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return Visitor(no_script_page, site)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails on any violation that axe finds."""
    return assert_accessible


@pytest.fixture(scope="session")
def sound() -> Callable[[Page], None]:
    """`sound(page)` is axe and what axe does not look at."""
    return assert_sound


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory, worker_id) -> Path:
    """The demo area, built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    directory = (base if worker_id == "master" else base.parent) / "demo"
    directory.mkdir(exist_ok=True)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / "built").exists():
            server = Served(directory, **given_database())
            if not given_database():
                template_database.copy_to(server.data / template_database.NAME)
            built = server.run("demo")
            assert built.returncode == 0, built.stderr
            (directory / "built").touch()
    return directory


@pytest.fixture(scope="session")
def site(demo_data) -> Iterator[str]:
    """Address of the demo, served as `bin/run` does; for journeys that change nothing."""
    server = Served(demo_data, **given_database())
    server.start("--demo")
    yield server.address
    server.stop()
