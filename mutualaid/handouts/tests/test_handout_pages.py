import pytest

from mutualaid.directory.tests.factories import an_area
from mutualaid.handouts.map_drawing import drawing_of
from mutualaid.handouts.sheets import SHEETS

pytestmark = pytest.mark.django_db
LARGEST_PAGE = 100_000
MAPS = ["goal-planner", "benefits-map", "problems-map"]
GOAL = "One meeting by Friday, with Ann"


@pytest.fixture(autouse=True)
def area():
    return an_area(name="Northbridge")


def words_of(answer) -> str:
    assert answer.status_code == 200
    assert len(answer.content) <= LARGEST_PAGE
    return answer.content.decode().replace("&#39;", "'").replace("&#34;", '"')


def said_of(page: str, lines) -> list[str]:
    return [line for line in lines if line not in page]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
class TestSheetPages:
    def test_say_all_of_the_sheet(self, client, sheet):
        page = words_of(client.get(f"/handouts/{sheet.slug}/"))

        lines = [line for block in sheet.blocks for line in block.lines]
        lines += [cell.prompt for cell in sheet.cells]
        lines += [*sheet.who_will_know, *sheet.ask, *sheet.ticks, sheet.promise]
        if sheet.has_safety:
            lines += sheet.edition.safety.lines
        assert said_of(page, lines) == []
        assert f'<article class="ma-sheet" lang="{sheet.language}">' in page

    def test_say_all_of_easy_read(self, client, sheet):
        page = words_of(client.get(f"/handouts/{sheet.slug}/easy-read/"))

        assert said_of(page, [line.words for line in sheet.easy]) == []

    def test_say_what_is_read_aloud(self, client, sheet):
        page = words_of(client.get(f"/handouts/{sheet.slug}/read-aloud/"))

        assert sheet.blocks[0].lines[0] in page
        assert "seconds" in page

    def test_have_a_way_out(self, client, sheet):
        for way in ("", "easy-read/", "read-aloud/"):
            page = words_of(client.get(f"/handouts/{sheet.slug}/{way}"))
            assert "Leave this page" in page

    def test_say_that_a_translation_is_a_draft(self, client, sheet):
        page = words_of(client.get(f"/handouts/{sheet.slug}/"))

        is_draft = "not yet checked by a native speaker" in page
        assert is_draft is sheet.edition.is_translated


class TestListHandouts:
    def test_leads_to_every_sheet_and_to_the_worries(self, client):
        page = words_of(client.get("/handouts/"))

        for sheet in SHEETS.values():
            assert f'href="/handouts/{sheet.slug}/"' in page
        assert 'href="/handouts/worries/"' in page


class TestShowMyths:
    def test_tells_both_sides_and_the_sources(self, client):
        page = words_of(client.get("/handouts/worries/"))

        assert page.count("The other side") == page.count("Where this comes from") == 9
        assert "Will they tell me to stop my medicine?" in page


class TestUnknownSheets:
    @pytest.mark.parametrize(
        "address",
        [
            "no-such-sheet/",
            "no-such-sheet/a4.pdf",
            "what-is-mutual-aid/web.pdf",
            "what-is-mutual-aid/fill/",
        ],
    )
    def test_are_not_found(self, client, address):
        assert client.get(f"/handouts/{address}").status_code == 404


class TestFillMap:
    @pytest.mark.parametrize("slug", MAPS)
    def test_draws_itself_with_what_was_typed(self, client, slug):
        (sheet,) = [each for each in SHEETS.values() if each.slug == slug]
        key = sheet.cells[0].key

        answer = client.post(f"/handouts/{slug}/fill/", {key: GOAL})

        page = words_of(answer)
        assert "no-store" in answer["Cache-Control"]
        assert "<svg" in page
        assert f'<span class="ma-sheet__written">{GOAL}</span>' in page

    @pytest.mark.parametrize("paper", ["a4", "large"])
    def test_gives_paper_in_the_same_request(self, client, paper):
        answer = client.post(
            "/handouts/goal-planner/fill/", {"goal": GOAL, "paper": paper}
        )

        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert "no-store" in answer["Cache-Control"]
        assert "Ann" not in answer["Content-Disposition"]

    def test_keeps_nothing(self, client, django_assert_num_queries):
        client.post("/handouts/goal-planner/fill/", {"goal": GOAL})

        page = words_of(client.get("/handouts/goal-planner/fill/"))
        assert GOAL not in page

    def test_says_what_is_too_long_and_gives_it_back(self, client):
        long = "go " * 60

        page = words_of(client.post("/handouts/goal-planner/fill/", {"goal": long}))

        assert "There is a problem" in page
        assert "go go go" in page
        assert "ma-sheet__map" not in page


class TestDrawing:
    @pytest.mark.parametrize("slug", MAPS)
    def test_keeps_all_words_within_their_boxes(self, slug):
        (sheet,) = [each for each in SHEETS.values() if each.slug == slug]
        words = ("to go to one group near home " * 5)[:120]

        drawing = drawing_of(sheet, {cell.key: words for cell in sheet.cells})

        for box in drawing.boxes:
            assert " ".join(line.words for line in box.lines).count("group") == 4
            assert all(box.y < line.y <= box.y + box.height for line in box.lines)
