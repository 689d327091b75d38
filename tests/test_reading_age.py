"""The words that clients and the public read are held to a reading age of 9 to 11."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import mutualaid
from mutualaid.design_system.reading_age import (
    Reading,
    reading_of,
    sentences,
    syllables,
    unwelcome_words,
)
from mutualaid.directory.fellowship_list import NationalFellowship, national_fellowships
from mutualaid.organisations.retention import KINDS
from mutualaid.privacy.models import KeptBecause
from mutualaid.privacy.person_tables import Whose, tables_of
from mutualaid.privacy.public.who_sees import VIEWERS, as_rows
from mutualaid.privacy.rights.packs.as_paper import lead, rights_words
from mutualaid.privacy.wording import all_wordings
from mutualaid.self_assessment.asked import choices_of
from mutualaid.self_assessment.instrument import Asked, current
from mutualaid.self_assessment.models import RaterKind

# Grade 5 is the school year of people aged 10 to 11. One sentence alone swings further than
# a page, so a summary may reach the end of grade 6.
HARDEST_PAGE = 5.0
HARDEST_LINE = 6.5
LONGEST_SENTENCE = 20

WORDS = Path(mutualaid.__file__).parent / "directory/jinja2/directory/words"
FRAGMENTS = [
    "about_list", "accessibility", "family", "first_meeting", "how_ordered",
    "my_week", "myths", "open_closed", "privacy", "what_to_ask", "your_safety",
]  # fmt: skip
NAMES = tuple(fellowship.name for fellowship in national_fellowships())


def rendered(name: str, folder: Path = WORDS, **context: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)
    return environment.get_template(f"{name}.jinja").render(**context)


def spoken_fields(fellowship: NationalFellowship) -> str:
    said = (
        fellowship.summary,
        fellowship.first_time,
        fellowship.belief,
        fellowship.medication,
    )
    return " ".join(filter(None, said))


class TestSyllables:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("a", 1), ("asked", 1), ("close", 1), ("rules", 1), ("prayer", 1),
            ("you're", 1), ("tired", 1), ("table", 2), ("centre", 2), ("houses", 2),
            ("wanted", 2), ("doesn't", 2), ("careful", 2), ("safely", 2), ("people", 2),
            ("trying", 2), ("language", 2), ("troubled", 2), ("alcohol", 3),
            ("medicine", 3), ("religious", 3), ("buddhism", 3), ("video", 3),
            ("family's", 3), ("recovery", 4), ("anonymous", 4), ("situation", 4),
            ("association", 5), ("accessibility", 6),
        ],
    )  # fmt: skip
    def test_are_counted_as_said(self, word, count):
        assert syllables(word) == count

    @pytest.mark.parametrize(
        ("word", "count"),
        [("AA", 2), ("SMART", 1), ("12-step", 2), ("10", 1), ("60", 2), ("999", 3)],
    )
    def test_of_initials_and_figures_are_counted_as_said(self, word, count):
        assert syllables(word) == count


class TestGrade:
    def test_follows_the_published_formula(self):
        # A much-quoted example: 13 words, 24 syllables, grade 11.3.
        assert Reading(1, 13, 24, "").grade == pytest.approx(11.3, abs=0.05)

    def test_of_official_prose_is_beyond_the_limit(self):
        official = (
            "Facilitating access to mutual aid necessitates organisational commitment."
        )
        assert reading_of(official).grade > HARDEST_LINE

    def test_of_nothing_is_nothing(self):
        assert reading_of("<p> </p>").grade == 0

    def test_leaves_out_headings(self):
        assert sentences("<h2>Short</h2><p>You can listen.</p>") == ["You can listen."]

    def test_takes_a_list_item_without_a_full_stop_as_a_sentence(self):
        found = sentences("<ul><li>a first name</li><li>a seat\n by the door</li></ul>")
        assert found == ["a first name", "a seat by the door"]

    def test_reads_a_curly_apostrophe_as_a_straight_one(self):
        curly = "They don&rsquo;t ask. You needn&rsquo;t say."
        assert reading_of(curly) == reading_of("They don't ask. You needn't say.")

    def test_finds_the_longest_sentence(self):
        reading = reading_of(
            "<p>Come in. You <b>can</b> sit. It is free &amp; warm.</p>"
        )
        assert (reading.sentences, reading.words, reading.longest) == (3, 9, 4)


class TestUnwelcomeWords:
    @pytest.mark.parametrize(
        "text",
        ["He is an addict.", "<h2>Stay clean</h2>", "<p>You failed.</p>", "Come in!"],
    )
    def test_are_found_in_text_and_headings(self, text):
        assert len(unwelcome_words(text, NAMES)) == 1

    def test_may_stand_in_a_name_an_organisation_gave_itself(self):
        assert unwelcome_words("Drug Addicts Anonymous", NAMES) == []
        assert unwelcome_words("Drug Addicts Anonymous") == ["Addicts"]


class TestFragments:
    def test_are_all_known_here(self):
        assert sorted(path.stem for path in WORDS.glob("*.jinja")) == FRAGMENTS

    @pytest.mark.parametrize("name", FRAGMENTS)
    def test_can_be_read_at_ten(self, name):
        reading = reading_of(rendered(name))
        assert reading.words > 50
        assert reading.grade <= HARDEST_PAGE

    @pytest.mark.parametrize("name", FRAGMENTS)
    def test_have_short_sentences(self, name):
        reading = reading_of(rendered(name))
        assert reading.longest <= LONGEST_SENTENCE, reading.longest_sentence

    @pytest.mark.parametrize("name", FRAGMENTS)
    def test_blame_and_label_nobody(self, name):
        assert unwelcome_words(rendered(name), NAMES) == []

    @pytest.mark.parametrize(
        "name", ["family", "first_meeting", "myths", "your_safety"]
    )
    def test_say_whom_to_ring_in_danger(self, name):
        page = rendered(name)
        assert "call 999" in page or "Call 999" in page
        assert "Samaritans on 116 123" in page

    @pytest.mark.parametrize("name", ["about_list", "accessibility", "privacy"])
    def test_show_an_address_to_write_to_only_where_there_is_one(self, name):
        assert "write to" not in rendered(name)
        assert "You can write to <b@x>." not in rendered(name, contact="<b@x>")
        assert "You can write to help@example.org." in rendered(
            name, contact="help@example.org"
        )

    def test_of_worries_never_set_a_meeting_above_a_doctor(self):
        said = sentences(rendered("myths"))
        warning = said.index("Never change your medicine because of a meeting.")
        assert said[warning + 1] == "Talk to your keyworker or doctor."


@pytest.mark.parametrize(
    "fellowship", national_fellowships(), ids=lambda fellowship: fellowship.key
)
class TestFellowshipWords:
    def test_can_be_read_at_ten(self, fellowship):
        assert reading_of(fellowship.summary).grade <= HARDEST_LINE
        assert reading_of(fellowship.first_time).grade <= HARDEST_PAGE
        assert reading_of(spoken_fields(fellowship)).grade <= HARDEST_PAGE

    def test_have_short_sentences(self, fellowship):
        reading = reading_of(spoken_fields(fellowship))
        assert reading.longest <= LONGEST_SENTENCE, reading.longest_sentence

    def test_blame_and_label_nobody(self, fellowship):
        said = f"{spoken_fields(fellowship)} {fellowship.about} {fellowship.source}"
        assert unwelcome_words(said, NAMES) == []


RATING = (
    Path(mutualaid.__file__).parent / "self_assessment/jinja2/self_assessment/words"
)
RATING_FRAGMENTS = [
    "finished",
    "link_taken",
    "no_link",
    "over",
    "read_at_once",
    "start",
]
PLAIN = [each for each in current().statements if each.plain]


def rating_words(name: str) -> str:
    place = SimpleNamespace(area=SimpleNamespace(name="Northbridge"))
    kind = RaterKind.SERVICE_USER.label
    told = {"round": place, "count": 11, "kind": kind, "is_alone": True}
    return rendered(name, RATING, **told)


class TestWordsOfRating:
    """What somebody reads who rates by a link."""

    def test_are_all_known_here(self):
        assert sorted(path.stem for path in RATING.glob("*.jinja")) == RATING_FRAGMENTS

    @pytest.mark.parametrize("name", RATING_FRAGMENTS)
    def test_can_be_read_at_ten(self, name):
        reading = reading_of(rating_words(name))
        assert reading.words > 20
        assert reading.grade <= HARDEST_PAGE
        assert reading.longest <= LONGEST_SENTENCE, reading.longest_sentence

    @pytest.mark.parametrize("name", RATING_FRAGMENTS)
    def test_blame_and_label_nobody(self, name):
        assert unwelcome_words(rating_words(name), NAMES) == []

    def test_of_all_plain_statements_can_be_read_at_ten(self):
        said = " ".join(each.plain for each in PLAIN)
        assert reading_of(said).grade <= HARDEST_PAGE

    @pytest.mark.parametrize("statement", PLAIN, ids=lambda each: each.key)
    def test_of_each_plain_statement_are_few(self, statement):
        assert reading_of(statement.plain).longest <= LONGEST_SENTENCE
        assert unwelcome_words(statement.plain, NAMES) == []

    def test_of_the_answers_can_be_read_at_ten(self):
        choices = choices_of(current(), Asked.SERVICE_USER)
        said = " ".join(f"{each.name}. {each.test}" for each in choices)
        assert reading_of(said).grade <= HARDEST_PAGE


PRIVACY = Path(mutualaid.__file__).parent / "privacy/jinja2/privacy/words"
PRIVACY_FRAGMENTS = [
    "complain",
    "three_kinds_of_yes",
    "what_the_words_mean",
    "who_sees_what",
    "without_records",
    "your_rights",
]
KEPT_LONGER = (
    Path(mutualaid.__file__).parent / "organisations/jinja2/organisations/words"
)

# Fragments of the same folder that other tests read.
ELSEWHERE: set[str] = set()


class TestWordsOfPrivacy:
    """What anybody reads about what is kept of clients."""

    def test_are_all_known_here(self):
        known = {*PRIVACY_FRAGMENTS, *ELSEWHERE}
        assert {path.stem for path in PRIVACY.glob("*.jinja")} == known

    @pytest.mark.parametrize(
        ("name", "folder"),
        [
            *((name, PRIVACY) for name in PRIVACY_FRAGMENTS),
            ("kept_longer", KEPT_LONGER),
        ],
    )
    def test_can_be_read_at_ten(self, name, folder):
        page = rendered(name, folder, contact="help@example.org")
        reading = reading_of(page)
        assert reading.words > 30
        assert reading.grade <= HARDEST_PAGE
        assert reading.longest <= LONGEST_SENTENCE, reading.longest_sentence
        assert unwelcome_words(page, NAMES) == []

    def test_of_the_table_can_be_read_at_ten(self):
        rows = [" ".join([f"{words}: ", *answers]) for words, *answers in as_rows()]
        lines = [*rows, *(str(each) for each in VIEWERS.values())]
        reading = reading_of("".join(f"<p>{line}</p>" for line in lines))
        assert reading.grade <= HARDEST_PAGE
        assert unwelcome_words(" ".join(lines), NAMES) == []

    def test_of_how_long_each_kind_is_kept_can_be_read_at_ten(self):
        said = " ".join(f"<p>{kind.label}</p><p>{kind.end}</p>" for kind in KINDS)
        assert reading_of(said).grade <= HARDEST_PAGE


class TestWordsOfRights:
    """What stands in packs and letters, whatever a worker adds to them."""

    LETTER = (
        "You asked us to erase what we keep about you.",
        "We have erased all of it. It is gone for good. Nobody can bring it back.",
    )

    def test_can_be_read_at_ten(self):
        said = [*lead("Northbridge"), *rights_words(), *self.LETTER]
        reading = reading_of("".join(f"<p>{line}</p>" for line in said))

        assert reading.grade <= HARDEST_PAGE
        assert unwelcome_words(" ".join(said), NAMES) == []

    @pytest.mark.parametrize("because", KeptBecause)
    def test_of_what_stays_can_be_read_at_ten(self, because):
        assert reading_of(f"<p>{because.label}</p>").grade <= HARDEST_LINE

    def test_of_the_registry_are_welcome(self):
        titles = [str(each.title) for each in tables_of(Whose.CLIENT)]

        assert unwelcome_words(" ".join(titles), NAMES) == []
        assert reading_of("".join(f"<p>{t}.</p>" for t in titles)).grade <= HARDEST_PAGE


CONSENT = list(all_wordings().values())


@pytest.mark.parametrize("words", CONSENT, ids=lambda each: each.topic)
class TestWordsOfConsent:
    """What is read out before somebody is told, or asked."""

    def test_can_be_read_at_ten(self, words):
        said = "".join(f"<p>{each}</p>" for each in (*words.says, words.asks))
        reading = reading_of(said)
        assert reading.words > 50
        assert reading.grade <= HARDEST_PAGE
        assert reading.longest <= LONGEST_SENTENCE, reading.longest_sentence

    def test_blame_and_label_nobody(self, words):
        said = " ".join((words.title, *words.says, words.asks))
        assert unwelcome_words(said, NAMES) == []
