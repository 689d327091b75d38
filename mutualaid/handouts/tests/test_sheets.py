from dataclasses import replace
from datetime import date

import pytest

from mutualaid.handouts.myths import PUBLIC_MYTHS, STAFF_MYTHS
from mutualaid.handouts.plain_words import advice_on, faults_of
from mutualaid.handouts.printing.paper import PICTURES
from mutualaid.handouts.reading_aloud import script_of
from mutualaid.handouts.sheets import SHEETS, Block, EasyLine, Format, sheet_at

FIRST = SHEETS["1"]
NUMBERS = ["1", "2", "3", "4", "5a", "5b", "5c", "6a", "6b", "6c", "7", "8", "9", "10"]
PICTURES_THERE = {path.stem for path in PICTURES.glob("*.svg")}
each_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))


class TestSheets:
    def test_for_everybody_are_fourteen(self):
        assert [key for key in SHEETS if "-" not in key] == NUMBERS

    def test_are_found_by_their_address_alone(self):
        assert len({sheet.slug for sheet in SHEETS.values()}) == len(SHEETS)
        assert sheet_at(FIRST.slug) is FIRST
        with pytest.raises(KeyError):
            sheet_at("no-such-sheet")

    def test_say_both_titles_of_the_fourth(self):
        assert SHEETS["4"].full_title == (
            "Joining a group (also called group participation)"
        )

    def test_are_dated_versions(self):
        for sheet in SHEETS.values():
            assert sheet.version >= 1
            assert sheet.checked_on >= sheet.dated

    def test_in_another_language_are_drafts_until_somebody_signs(self):
        polish = SHEETS["1-pl"]

        assert "not yet checked by a native speaker" in polish.draft
        signed = replace(polish, signed_by="Ewa", signed_on=date(2027, 1, 31))
        assert signed.draft == FIRST.draft == ""
        for sheet in SHEETS.values():
            assert bool(sheet.signed_by) is bool(sheet.signed_on)

    def test_use_few_pictures_and_all_of_them(self):
        easy = [
            line
            for sheet in SHEETS.values()
            for line in (*sheet.easy, *sheet.edition.easy_safety)
        ]
        used = {line.picture for line in easy}

        assert used <= PICTURES_THERE
        assert PICTURES_THERE - used == set()
        assert len(used) <= 36

    def test_have_maps_whose_boxes_do_not_meet(self):
        for sheet in SHEETS.values():
            boxes = [cell.at for cell in sheet.cells]
            meeting = [
                (one, other)
                for number, one in enumerate(boxes)
                for other in boxes[number + 1 :]
                if _meet(one, other)
            ]
            assert meeting == []


def _meet(one, other) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2]
        and other[axis] < one[axis] + one[axis + 2]
        for axis in (0, 1)
    )


@each_sheet
class TestPlainWords:
    @pytest.mark.parametrize("made_as", Format)
    def test_are_all_that_a_sheet_says(self, sheet, made_as):
        assert faults_of(sheet, made_as) == []

    def test_are_read_out_in_two_minutes(self, sheet):
        assert 90 <= script_of(sheet).seconds <= 150

    def test_of_easy_read_fit_on_two_sides(self, sheet):
        assert 6 <= len(sheet.easy) <= 11


class TestFaults:
    def test_of_long_sentences_are_found(self):
        line = " ".join(["go"] * 21) + "."
        long = replace(FIRST, blocks=(Block("Go", (line,)),))

        assert any("21 words" in fault for fault in faults_of(long, Format.WEB))

    def test_of_hard_words_are_found(self):
        hard = replace(
            FIRST,
            blocks=(Block("It", ("Facilitation necessitates commitment.",) * 40),),
        )

        assert any("school year" in fault for fault in faults_of(hard, Format.A4))

    def test_of_easy_read_are_found_sooner(self):
        words = "The people at the meeting will be glad that somebody came along."
        easy = replace(FIRST, has_safety=False, easy=(EasyLine("tick", words),) * 9)

        assert any("school year" in fault for fault in faults_of(easy, Format.EASY))

    @pytest.mark.parametrize("word", ["addict", "Clean", "failed", "must", "dirty"])
    def test_of_unwelcome_words_are_found_in_text_and_headings(self, word):
        for block in (Block(word, ("You go.",)), Block("Go", (f"You {word} go.",))):
            sheet = replace(FIRST, blocks=(*FIRST.blocks, block))
            assert faults_of(sheet, Format.WEB) == [
                f"“{word}” is a word that we leave out."
            ]

    def test_of_what_is_missing_are_found(self):
        silent = replace(FIRST, who_will_know=(), has_safety=False)
        brief = replace(FIRST, blocks=())

        assert len(faults_of(silent, Format.A4)) == 2
        assert any("read out" in fault for fault in faults_of(brief, Format.ALOUD))

    def test_of_what_somebody_wrote_are_told_as_advice(self):
        assert advice_on("Ask for Sam at the desk. Sam knows each group.") == []
        assert len(advice_on("You must go <b>now</b>!")) == 2


class TestMyths:
    @pytest.mark.parametrize("myth", PUBLIC_MYTHS + STAFF_MYTHS, ids=lambda m: m.key)
    def test_are_told_from_both_sides_with_sources(self, myth):
        assert myth.known
        assert myth.other_side
        assert myth.advice
        assert myth.sources
        assert advice_on("\n".join(myth.lines())) == []

    def test_name_no_fellowship_as_good_or_bad(self):
        said = " ".join(line for myth in PUBLIC_MYTHS for line in myth.lines())

        for name in ("Anonymous", " AA ", " NA ", " CA "):
            assert name not in said
