"""I say a bit about my week, see what fits and why, and take it along."""

import pytest
from playwright.sync_api import Error, expect

FITS = "Meetings that fit your week"


def says_a_bit(seeker) -> None:
    """Where from, and when not."""
    page = seeker.page
    page.get_by_label("Where do you set out from?").fill("NB3")
    page.get_by_label("By car or a lift").check()
    page.get_by_label("Day", exact=True).first.select_option("Monday to Friday")
    page.get_by_label("From", exact=True).first.fill("9am")
    page.get_by_label("Until", exact=True).first.fill("17:00")
    seeker.presses("Show meetings that fit")


class TestPlanningMyWeek:
    def test_from_the_first_page_to_a_link(self, sized_visitor):
        seeker = sized_visitor
        seeker.opens("/")
        seeker.follows("Plan my week")
        seeker.arrives_at("My week")
        seeker.looks_closely()

        says_a_bit(seeker)

        seeker.arrives_at(FITS)
        assert seeker.address == "/my-week/"
        seeker.reads("Fits because:")
        assert 1 <= len(seeker.meetings) <= 15
        for summary in seeker.page.locator("summary").all():
            summary.click()
        seeker.reads("All together:")
        seeker.looks_closely()

        seeker.presses("Make a link for 7 days")
        seeker.arrives_at("Your link for 7 days")
        seeker.looks_closely()
        seeker.main.get_by_text("/my-week/").click()
        seeker.arrives_at("Your meetings")
        seeker.looks_closely()

    def test_without_scripts_and_with_something_to_mend(self, bare_visitor):
        seeker = bare_visitor
        seeker.opens("/my-week/")
        seeker.presses("More busy times")
        expect(seeker.page.get_by_label("From", exact=True)).to_have_count(4)
        seeker.page.get_by_label("From", exact=True).first.fill("9 o’clock")
        # Enter sends the answers, and does not ask for more rows.
        seeker.page.get_by_label("Where do you set out from?").press("Enter")
        seeker.reads("There is a problem")
        expect(seeker.page.get_by_label("From", exact=True)).to_have_count(4)
        seeker.looks_closely()

        says_a_bit(seeker)

        seeker.arrives_at(FITS)
        seeker.looks_closely()
        button = seeker.page.get_by_role("button", name="Leave this page")
        assert button.get_attribute("href").startswith("https://")

    def test_leaves_nothing_behind(self, visitor):
        visitor.opens("/my-week/")
        says_a_bit(visitor)
        visitor.arrives_at(FITS)

        kept = visitor.kept_by_the_browser
        cookies = kept.pop("cookies")
        assert [each["name"] for each in cookies] in ([], ["csrf"])
        assert not any(str(value) for store in kept.values() for value in store)

        # Whoever comes next to this computer goes back to nothing.
        visitor.opens("/about/")
        with pytest.raises(Error, match="ERR_CACHE_MISS"):
            visitor.goes_back()

    def test_goes_on_paper(self, visitor):
        visitor.opens("/my-week/")
        says_a_bit(visitor)
        visitor.arrives_at(FITS)

        visitor.page.emulate_media(media="print")
        pressed = visitor.page.locator("button, input, select, .ma-leave")
        assert pressed.filter(visible=True).count() == 0


@pytest.mark.parametrize("most", [100_000])
def test_my_week_is_light(visitor, most):
    visitor.opens("/my-week/")
    with visitor.page.expect_response("**/my-week/") as answered:
        says_a_bit(visitor)

    assert len(answered.value.body()) <= most
