import json

import pytest

from mutualaid.directory.fellowship_list import national_fellowships
from mutualaid.directory.formats.facets import facet_of_words, facets_of
from mutualaid.directory.formats.fellowship_names import _NAMES, fellowship_named
from mutualaid.directory.formats.type_codes import codes_of
from mutualaid.directory.formats.type_words import WORDS
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES, OPENNESS

FELLOWSHIPS = [fellowship.key for fellowship in national_fellowships()]


def facets(*types, fellowship="aa"):
    return facets_of(types, fellowship)


class TestVocabulary:
    def test_keys_say_nothing_of_any_fellowship(self):
        assert all(key == key.lower() and " " not in key for key in FEATURES)
        assert not set(FEATURES) & set(LANGUAGES)
        assert set(OPENNESS) == {"open", "closed"}

    def test_labels_are_told_apart(self):
        labels = [*FEATURES.values(), *LANGUAGES.values()]

        assert len(set(labels)) == len(labels)

    @pytest.mark.parametrize("fellowship", [*FELLOWSHIPS, ""])
    def test_holds_whatever_a_code_is_told_as(self, fellowship):
        told = {key for keys in codes_of(fellowship).values() for key in keys.split()}

        assert told <= set(FEATURES) | set(LANGUAGES)

    def test_holds_whatever_a_word_is_told_as(self):
        assert set(WORDS.values()) - {""} <= set(FEATURES) | set(LANGUAGES)


class TestTypeCodes:
    def test_cover_the_official_list(self, shared_data):
        path = shared_data / "meetings" / "spec_meeting_guide_types.json"
        official = json.loads(path.read_text("utf-8"))

        assert len(official) == 87
        assert facets(*official).unknown == []

    def test_cover_the_proposed_list(self, shared_data):
        path = shared_data / "meetings" / "spec_types_proposed_new.json"
        proposed = json.loads(path.read_text("utf-8"))

        assert proposed
        assert facets(*proposed).unknown == []

    @pytest.mark.parametrize(
        ("fellowship", "code", "told"),
        [
            ("aa", "POA", {"proof-of-attendance"}),
            ("al-anon", "POA", {"parents"}),
            ("alateen", "POA", {"parents"}),
            ("aa", "Y", {"young-people"}),
            ("aca", "Y", {"literature"}),
            ("aa", "BE", {"newcomers"}),
            ("na", "BEG", {"newcomers"}),
            ("na", "BT", {"book-study"}),
            ("na", "GL", {"lgbtq"}),
            ("aa", "B", {"book-study"}),
            ("ca", "BUS", {"business"}),
            ("ga", "20", {"newcomers"}),
            ("aa", "SPD", {"speaker", "discussion"}),
            ("smart", "X", {"step-free"}),
            ("", "X", {"step-free"}),
            ("recovery-dharma", "IS", {"literature"}),
        ],
    )
    def test_mean_what_their_own_fellowship_means(self, fellowship, code, told):
        assert facets(code, fellowship=fellowship).features == told

    @pytest.mark.parametrize(
        ("code", "language"),
        [("UK", "uk"), ("SL", "sl"), ("IS", "is"), ("S", "es"), ("POL", "pl"), ("BSL", "bsl")],
    )  # fmt: skip
    def test_of_languages_are_languages(self, code, language):
        assert facets(code).languages == {language}

    @pytest.mark.parametrize(
        ("fellowship", "code"),
        [("na", "B"), ("na", "BE"), ("aa", "BEG"), ("aa", "SPN"), ("aa", "BUS"), ("aa", "❤")],
    )  # fmt: skip
    def test_of_other_lists_are_not_guessed_at(self, fellowship, code):
        assert facets(code, fellowship=fellowship).unknown == [code]

    def test_without_a_facet_of_ours_are_known_all_the_same(self):
        assert facets("DB", "SM", "N").unknown == []
        assert facets("DB", "SM", "N").features == set()


class TestFacets:
    @pytest.mark.parametrize(
        "types",
        [("O", "W", "X"), ("O,W,X",), ("[O]", "[W, X]"), ("o", "w", "x"), ("O;W|X",),
         ('["O","W","X"]',), ("O W X",), ("Open, Women, Wheelchair Access",),
         ("Open meeting", "Women's meeting", "wheelchair-accessible")],
    )  # fmt: skip
    def test_are_read_from_codes_and_words_alike(self, types):
        read = facets(*types)

        assert read.openness == "open"
        assert read.features == {"women", "step-free"}
        assert read.unknown == []

    @pytest.mark.parametrize(
        ("types", "openness"),
        [(["[open]"], "open"), (["[closed]"], "closed"), (["C"], "closed"), (["D"], ""),
         (["O", "C"], ""), (["Members only"], "closed")],
    )  # fmt: skip
    def test_say_open_or_closed_or_neither(self, types, openness):
        assert facets(*types).openness == openness

    @pytest.mark.parametrize(
        ("type_", "statement"),
        [("TC", "venue closed"), ("ONL", "online"), ("onl", "online"), ("HY", "hybrid"),
         ("Online Meeting", "online"), ("In-person", "in-person"), ("Zoom", "online")],
    )  # fmt: skip
    def test_state_where_people_meet(self, type_, statement):
        assert facets(type_).statements == {statement}

    def test_do_not_take_a_code_apart_that_is_half_known(self):
        assert facets("O Purple").unknown == ["O Purple"]

    def test_are_bounded(self):
        assert len(facets(",".join(f"x{n}" for n in range(5_000))).unknown) < 100

    @pytest.mark.parametrize(
        ("words", "key"),
        [("Hearing loop", "hearing-loop"), ("BSL", "bsl"), ("Urdu", "ur"), ("Free parking", "parking"),
         ("LGBTQ+", "lgbtq"), ("Gay & Lesbian", ""), ("Purple", "")],
    )  # fmt: skip
    def test_of_headings_are_found_by_their_words(self, words, key):
        assert facet_of_words(words) == key


class TestFellowshipNamed:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("AA", "aa"),
            ("Alcoholics Anonymous", "aa"),
            ("alcoholics anonymous ", "aa"),
            ("N.A.", "na"),
            ("Smart Recovery", "smart"),
            ("SMART Recovery UK", "smart"),
            ("SMART Family & Friends", "smart-family"),
            ("Al Anon", "al-anon"),
            ("Al-Anon Family Groups", "al-anon"),
            ("Alateen", "alateen"),
            ("Families Anonymous", "fa"),
            ("GamAnon", "gam-anon"),
            ("recovery-dharma", "recovery-dharma"),
            ("Cats Anonymous", ""),
            ("", ""),
            ("1234", ""),
        ],
    )
    def test_knows_names_and_initials(self, name, key):
        assert fellowship_named(name) == key

    def test_speaks_of_the_national_list_only(self):
        assert sorted(_NAMES) == sorted(FELLOWSHIPS)

    def test_knows_the_national_list_by_its_own_words(self):
        for fellowship in national_fellowships():
            assert fellowship_named(fellowship.name) == fellowship.key
            assert fellowship_named(fellowship.short_name) == fellowship.key
