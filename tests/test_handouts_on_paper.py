"""Every hand-out in every format: made, counted in sides, and read back from its own bytes."""

import re
from dataclasses import dataclass

import pytest
from permissions.decoding import readings

from mutualaid.design_system.printing.paper import FONTS
from mutualaid.handouts.filled import Filled, ShownInsert
from mutualaid.handouts.local_groups import LISTED, GroupLine, GroupList
from mutualaid.handouts.models import LONGEST_INSERT
from mutualaid.handouts.plain_words import lines_of
from mutualaid.handouts.printing.paper import foot, pdf_of, printed_sheet
from mutualaid.handouts.sheets import PRINTED, SHEETS, Format, Sheet

PUBLISHER = "Northbridge Recovery Partnership"
A_PAGE = re.compile(rb"/Type\s*/Page(?!s)\b")
A4 = re.compile(rb"/MediaBox\s*\[\s*0 0 595\.\d+ 841\.\d+\s*\]")
SIDES = {Format.A4: 1, Format.LARGE: 4, Format.EASY: 2}
FORMATS_OF_ALL = 14 * len(Format)


@dataclass(frozen=True)
class Paper:
    """One PDF, opened."""

    sheet: Sheet
    made_as: Format
    content: bytes
    inside: str  # every stream, opened
    said: tuple[str, ...]  # the same without spaces, each font's letters apart

    @property
    def name(self) -> str:
        return f"{self.sheet.key} {self.made_as}"

    @property
    def sides(self) -> int:
        return len(A_PAGE.findall(self.content))

    def lacks(self, line: str) -> bool:
        """Whether no font of it draws this line; spaces are not drawn where lines break."""
        return not any(letters(line) in text for text in self.said)


def letters(text: str) -> str:
    return re.sub(r"[\s\u00ad-]+", "", text)


def made(sheet: Sheet, made_as: Format, **filled) -> Paper:
    content = pdf_of(sheet, made_as, Filled(PUBLISHER, **filled))
    texts = list(readings(content))
    said = tuple(map(letters, texts))
    return Paper(sheet, made_as, content, "\n".join(texts), said)


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return [made(sheet, each) for sheet in SHEETS.values() for each in PRINTED]


class TestSheetsOnPaper:
    def test_are_seventy_with_the_page_and_the_script(self, papers):
        first = [paper for paper in papers if not paper.sheet.edition.key]

        assert len(first) + 2 * 14 == FORMATS_OF_ALL == 70

    def test_take_no_more_sides_than_promised(self, papers):
        assert [
            f"{paper.name}: {paper.sides}"
            for paper in papers
            if not 1 <= paper.sides <= SIDES[paper.made_as]
        ] == []
        assert all(A4.search(paper.content) for paper in papers)

    def test_say_every_line(self, papers):
        assert [
            f"{paper.name}: {line}"
            for paper in papers
            for line in lines_of(paper.sheet, paper.made_as)
            if paper.lacks(line)
        ] == []

    def test_say_their_headings_and_spaces(self, papers):
        assert [
            f"{paper.name}: {line}"
            for paper in papers
            if paper.made_as is not Format.EASY
            for line in (
                paper.sheet.full_title,
                *(block.heading for block in paper.sheet.blocks),
                *(cell.label for cell in paper.sheet.cells),
                *(space.prompt for space in paper.sheet.spaces),
                paper.sheet.edition.who_will_know,
            )
            if paper.lacks(line)
        ] == []

    def test_say_number_and_version_at_the_foot(self, papers):
        for paper in papers:
            said = foot(paper.sheet, PUBLISHER)
            if paper.made_as is Format.LARGE:
                said = said.split(". ")[0]
            assert not paper.lacks(said), paper.name
            assert paper.sheet.number in said

    def test_are_tagged_in_their_own_language(self, papers):
        for paper in papers:
            inside = paper.inside
            assert "/StructTreeRoot" in inside
            assert (
                "/Lang(pl" in inside
                or "/Lang (pl" in inside
                or (paper.sheet.language == "en")
            )

    def test_say_that_a_translation_is_a_draft(self, papers):
        for paper in papers:
            is_draft = not paper.lacks("Draft, not yet checked by a native speaker.")
            assert is_draft is paper.sheet.edition.is_translated, paper.name

    def test_are_black_and_white(self, papers):
        """No colour is set anywhere: `rg`, `RG`, `k` and `K` are PDF's words for colours."""
        for paper in papers:
            drawn = paper.inside
            assert not re.search(
                r"^[\d.]+ [\d.]+ [\d.]+ (?:rg|RG|scn|SCN)$", drawn, re.M
            )

    def test_have_letters_of_eighteen_points_at_least_in_large_print(self, papers):
        for paper in papers:
            if paper.made_as is Format.LARGE:
                sizes = re.findall(r"/\w+ ([\d.]+) Tf", paper.inside)
                assert sizes
                assert min(map(float, sizes)) >= 18, paper.name


class TestFullSheets:
    """With as much as an area and its directory may add."""

    GROUPS = GroupList(
        place="",
        heading="Groups near Northbridge",
        rows=[
            GroupLine(
                f"SMART: A group with quite a long name {number}",
                "/meetings/x/",
                [
                    "Group with SMART tools · Open to anyone · 90 minutes",
                    "Every Monday at 7pm",
                    "The Old School Community Centre, 14 Upper Harbour Row, Northbridge, NB1 1AA",
                    "Contact: 01632 960123",
                    "Step-free access · Hearing loop · Bus stop near by",
                    "Checked 9 days ago by the group",
                ],
            )
            for number in range(LISTED)
        ],
        notices=[],
    )
    INSERT = ShownInsert("Ask for Sam. " * (LONGEST_INSERT // 13), "Written for us.")

    @pytest.mark.parametrize("key", SHEETS)
    def test_stay_on_one_side(self, key):
        sheet = SHEETS[key]
        groups = self.GROUPS if sheet.lists_groups else None
        is_long = sheet.lists_groups or sheet.draft

        for made_as in (Format.A4, Format.EASY) if is_long else (Format.A4,):
            paper = made(sheet, made_as, insert=self.INSERT, groups=groups)
            assert paper.sides <= SIDES[made_as], made_as
            assert not paper.lacks(self.INSERT.words)

    def test_list_every_group(self):
        for made_as in (Format.A4, Format.LARGE):
            paper = made(SHEETS["6a"], made_as, groups=self.GROUPS)
            missing = [row.name for row in self.GROUPS.rows if paper.lacks(row.name)]
            assert missing == []


class TestWhatIsPrinted:
    def test_holds_nothing_personal(self):
        """But for what was typed into a map, a sheet says what its file and its area say."""
        told = printed_sheet(SHEETS["7"], Format.A4, Filled(PUBLISHER, cells={}))

        assert [cell["words"] for cell in told["cells"]] == [""] * 8

    def test_has_its_letters_gathered(self):
        assert list(FONTS.glob("*.ttf"))
