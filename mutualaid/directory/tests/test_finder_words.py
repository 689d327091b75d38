import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.finder import bits
from mutualaid.directory.finder.words import WordIndex, same_words, words_of

TEXTS = ["Serenity Sunday, Northbridge", "Sunday Women’s Café", "Step by Step"]


@pytest.fixture
def index():
    return WordIndex([words_of(text) for text in TEXTS])


class TestWordsOf:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("St Anne's Hall", ["st", "annes", "hall"]),
            ("St Anne’s Hall", ["st", "annes", "hall"]),
            ("CAFÉ Ångström", ["cafe", "angstrom"]),
            ("12-step / 7:30", ["12", "step", "7", "30"]),
            ("Grüße", ["grusse"]),
            ("?!", []),
        ],
    )
    def test_leaves_out_what_people_leave_out(self, text, words):
        assert words_of(text) == words

    @given(st.text())
    def test_reads_its_own_words_alike(self, text):
        words = words_of(text)

        assert words_of(" ".join(words)) == words


class TestHoldingAll:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("sunday", [0, 1]),
            ("SUNDAY northbridge", [0]),
            ("womens", [1]),
            ("north", [0]),
            ("no", []),
            ("sunday step", []),
            ("", [0, 1, 2]),
        ],
    )
    def test_wants_every_word_or_its_beginning(self, index, asked, found):
        assert list(bits.positions(index.holding_all(words_of(asked)))) == found

    @given(
        st.lists(
            st.lists(st.sampled_from(["ab", "bc", "abc", "abcd", "bcd"])), max_size=60
        )
    )
    def test_agrees_with_looking_at_each(self, texts):
        index = WordIndex(texts)

        found = set(bits.positions(index.holding_all(["abc"])))

        assert found == {
            at for at, words in enumerate(texts) if {"abc", "abcd"} & set(words)
        }


class TestSameWords:
    def test_order_and_repeats_do_not_matter(self):
        assert same_words("Step by Step", "Leeds") == same_words("leeds step by")
