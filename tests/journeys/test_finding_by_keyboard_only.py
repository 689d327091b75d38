"""I use Tab, Enter and Space, and nothing else."""

import pytest
from playwright.sync_api import expect

LOOKS = """
window.looks = element => [[element], [element, "::before"], ...[...(element.labels || [])]
  .map(label => [label, "::before"])].map(which => {
    const style = getComputedStyle(...which);
    const outline = style.outlineColor === "rgba(0, 0, 0, 0)" ? "" : style.outline;
    return [outline, style.boxShadow, style.backgroundColor].join();
  }).join();
window.before = {
  focus: document.activeElement,
  looks: new Map([...document.querySelectorAll("a, button, input, select, summary")]
    .map(element => [element, looks(element)])),
};
"""
# What is focused, how a person sees that it is, and whether anything lies over it.
FOCUSED = """
() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: element.labels?.[0]?.innerText || element.innerText || element.tagName,
    // A field for a time takes the focus three times over.
    looksFocused: element === before.focus || looks(element) !== before.looks.get(element),
    isOnTop: element === top || element.contains(top) || top?.contains(element),
    place: [...document.querySelectorAll("*")].indexOf(element),
  };
}
"""
MOST_TABS = 120


class Keyboard:
    """Somebody's hands: each press of Tab is looked at."""

    def __init__(self, visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def opens(self, address: str) -> None:
        self.visitor.opens(address)
        self.place = -1

    def tabs(self) -> str:
        """To the next thing that takes the focus; answers its name."""
        self.page.evaluate(LOOKS)
        self.page.keyboard.press("Tab")
        focused = self.page.evaluate(FOCUSED)
        assert focused["looksFocused"], f"the focus cannot be seen on {focused['name']}"
        assert focused["isOnTop"], f"something lies over {focused['name']}"
        assert focused["place"] >= self.place, f"{focused['name']} is out of order"
        self.place = focused["place"]
        return focused["name"].strip()

    def tabs_to(self, name: str) -> list[str]:
        """On and on until there; answers all that was met on the way."""
        met = []
        while len(met) < MOST_TABS:
            met.append(self.tabs().partition(" (")[0])
            if met[-1] == name.partition(" (")[0]:
                return met
        raise AssertionError(f"{name} is not among {met}")

    def presses(self, key: str) -> None:
        self.page.keyboard.press(key)

    def types(self, words: str) -> None:
        self.page.keyboard.type(words)

    def skips_to_main(self) -> None:
        """The first thing on every page."""
        self.place = -1
        assert self.tabs() == "Skip to main content"
        self.presses("Enter")
        expect(self.page.locator("main")).to_be_focused()


@pytest.fixture
def hands(sized_visitor) -> Keyboard:
    return Keyboard(sized_visitor)


class TestFindingByKeyboardOnly:
    def test_from_the_first_page_to_a_calendar(self, hands):
        hands.opens("/")
        hands.skips_to_main()
        hands.tabs_to("Where are you?")
        hands.types("NB3")
        hands.presses("Enter")
        hands.visitor.arrives_at("Meetings within 5 miles of NB3")

        first = hands.visitor.meetings[0]
        hands.skips_to_main()
        hands.tabs_to(first)
        hands.presses("Enter")
        hands.visitor.arrives_at(first)

        hands.skips_to_main()
        hands.tabs_to("Add to my calendar as “Meeting”")
        with hands.page.expect_download() as download:
            hands.presses("Enter")
        assert download.value.suggested_filename == "meeting.ics"

    def test_opens_and_makes_a_choice(self, hands):
        hands.opens("/meetings/?place=NB3")
        hands.skips_to_main()
        hands.tabs_to("More choices")
        hands.presses("Space")
        hands.tabs_to("SMART")
        hands.presses("Space")
        expect(hands.page.locator("summary")).to_have_text("More choices (1 chosen)")

        # Straight on from the box that was ticked.
        assert hands.tabs().startswith("SMART Family & Friends (")
        met = hands.tabs_to(hands.visitor.meetings[0])
        assert any("take back" in name for name in met)

    @pytest.mark.parametrize("address", ["/", "/meetings/?place=NB3"])
    def test_meets_everything_there_is_to_press(self, hands, address):
        hands.opens(address)
        met = hands.tabs_to("Privacy")

        links = hands.page.locator("a[href]:visible, button:visible, summary:visible")
        # Fields are met beside them.
        assert len(met) >= links.count()

    def test_leaves_with_the_second_press(self, hands):
        hands.opens("/")

        assert hands.tabs() == "Skip to main content"
        assert hands.tabs() == "Leave this page"
