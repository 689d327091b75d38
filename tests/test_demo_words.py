"""What the demo's meetings say of themselves, held to the reading age of the public pages."""

import csv
import io
import json
from datetime import date

import pytest

from mutualaid.demo.handouts import PUBLISHED, WAITING
from mutualaid.demo.happenings import HAPPENINGS
from mutualaid.demo.sources import SOURCES
from mutualaid.design_system.reading_age import reading_of, unwelcome_words
from mutualaid.handouts.plain_words import advice_on

HARDEST_NOTE = 6.0  # one short note alone swings further than all of them together
HARDEST_OF_ALL = 3.0
LONGEST_SENTENCE = 20
SPOKEN = {
    "notes", "location_notes", "conference_url_notes",  # Meeting Guide
    "Notes", "Getting there", "Details", "How to find us", "Directions",
}  # fmt: skip


def notes() -> list[str]:
    said = {happening.note for happening in HAPPENINGS}
    for source in SOURCES:
        text = source.read(date(2026, 11, 21)).decode()
        is_feed = source.file_name.endswith(".json")
        records = json.loads(text) if is_feed else csv.DictReader(io.StringIO(text))
        for record in records:
            said.update(record[name] for name in SPOKEN & set(record))
    return sorted(said - {""})


NOTES = notes()


class TestNotes:
    @pytest.mark.parametrize("note", NOTES)
    def test_can_be_read_at_ten(self, note):
        reading = reading_of(note)

        assert reading.grade <= HARDEST_NOTE
        assert reading.longest <= LONGEST_SENTENCE

    def test_are_easy_on_the_whole(self):
        assert len(NOTES) > 120
        assert reading_of(" ".join(NOTES)).grade <= HARDEST_OF_ALL

    @pytest.mark.parametrize("note", NOTES)
    def test_blame_and_label_nobody(self, note):
        assert unwelcome_words(note) == []


class TestLocalParagraphs:
    @pytest.mark.parametrize("words", [*PUBLISHED.values(), WAITING[1]])
    def test_are_as_plain_as_their_sheets(self, words):
        assert advice_on(words) == []
