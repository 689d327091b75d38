"""What a phone on a slow line waits for: bytes of a first visit, and time to the first row."""

import shutil
import statistics
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page, Playwright, sync_playwright

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


def _visit(playwright: Playwright, address: str) -> Visit:
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )
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
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR_SLOWER})
    session.on(
        "Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"])
    )
    return sizes
