"""What a phone on a slow line waits for: a first visit, another choice; and what it holds."""

import shutil
import statistics
from typing import NamedTuple

from playwright.sync_api import (
    Browser,
    CDPSession,
    Page,
    Playwright,
    sync_playwright,
)

ROUNDS = 7
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
PROCESSOR_SLOWER = 4
# Notes when the first row has been drawn: the frame after it is in the document.
WATCH = """
const look = () => {
  if (document.querySelector(".ma-result"))
    requestAnimationFrame(() => { window.firstRowAt = performance.now(); });
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
# From the press on a box to the frame after the new list is there.
CHANGE = """
box => new Promise(done => {
  const pressed = performance.now();
  document.addEventListener("htmx:afterSettle", () => requestAnimationFrame(
    () => setTimeout(() => done(performance.now() - pressed))), { once: true });
  document.getElementById(box).click();
})
"""


class Visit(NamedTuple):
    """A first visit: nothing in the cache."""

    first_row_ms: float
    kilobytes: float
    requests: int


def first_visit(address: str) -> Visit:
    """The median of several first visits to a list of meetings."""
    with sync_playwright() as playwright:
        visits = [_visit(playwright, address) for _ in range(ROUNDS)]
    return Visit(
        statistics.median(visit.first_row_ms for visit in visits),
        statistics.median(visit.kilobytes for visit in visits),
        visits[0].requests,
    )


class Change(NamedTuple):
    """Another choice on a page that is there already."""

    milliseconds: float
    heap_megabytes: float  # of the scripts, after a collection


def changed_choice(address: str, box: str) -> Change:
    """The median time from ticking a box to the frame in which the new list stands."""
    with sync_playwright() as playwright:
        changes = [_change(playwright, address, box) for _ in range(ROUNDS)]
    return Change(
        statistics.median(change.milliseconds for change in changes),
        statistics.median(change.heap_megabytes for change in changes),
    )


def changed_page(address: str, other: str) -> float:
    """The same for a page without scripts: going on from one list to another."""
    with sync_playwright() as playwright:
        return statistics.median(
            _gone_on(playwright, address, other) for _ in range(ROUNDS)
        )


def _change(playwright: Playwright, address: str, box: str) -> Change:
    browser = _launched(playwright)
    try:
        page = browser.new_page(viewport={"width": 412, "height": 850})
        session = page.context.new_cdp_session(page)
        page.goto(address, wait_until="networkidle")
        page.locator("summary").click()
        _slow(session)
        took = page.evaluate(CHANGE, box)
        session.send("HeapProfiler.collectGarbage")
        heap = page.evaluate("performance.memory.usedJSHeapSize")
    finally:
        browser.close()
    return Change(took, heap / 1e6)


def _gone_on(playwright: Playwright, address: str, other: str) -> float:
    browser = _launched(playwright)
    try:
        page = browser.new_page(viewport={"width": 412, "height": 850})
        page.add_init_script(WATCH)
        session = page.context.new_cdp_session(page)
        page.goto(address, wait_until="networkidle")
        _slow(session)
        page.goto(other, wait_until="load")
        page.wait_for_function("window.firstRowAt")
        return page.evaluate("window.firstRowAt")
    finally:
        browser.close()


def _launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium")
        or shutil.which("chromium-headless-shell"),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--enable-precise-memory-info",
        ],
    )


def _slow(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR_SLOWER})


def _visit(playwright: Playwright, address: str) -> Visit:
    browser = _launched(playwright)
    try:
        page = browser.new_page(viewport={"width": 412, "height": 850})
        session = page.context.new_cdp_session(page)
        sizes = _watched(page, session)
        page.goto(address, wait_until="networkidle")
        first_row = page.evaluate("window.firstRowAt")
    finally:
        browser.close()
    return Visit(first_row, sum(sizes) / 1000, len(sizes))


def _watched(page: Page, session: CDPSession) -> list[float]:
    """Slow the page down and collect the bytes of every answer, headers included."""
    sizes: list[float] = []
    page.add_init_script(WATCH)
    _slow(session)
    session.on(
        "Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"])
    )
    return sizes
