from collections import Counter

import pytest

from mutualaid.core.models import (
    REFERENCE_ALPHABET,
    REFERENCE_LENGTH,
    new_reference,
)

DRAWN = 20_000
# Beyond this, 27 degrees of freedom give a fair draw one chance in ten million.
STRANGEST_CHI_SQUARE = 90


@pytest.fixture(scope="module")
def references() -> list[str]:
    return [new_reference() for _ in range(DRAWN)]


class TestReferenceAlphabet:
    def test_spells_no_words_and_misreads_nothing(self):
        assert not set(REFERENCE_ALPHABET) & set("AEIOU01L")

    def test_has_each_letter_once_and_no_small_ones(self):
        assert len(set(REFERENCE_ALPHABET)) == len(REFERENCE_ALPHABET) == 28
        assert REFERENCE_ALPHABET.upper() == REFERENCE_ALPHABET


class TestNewReference:
    def test_is_ten_letters_of_the_alphabet(self, references):
        assert {len(each) for each in references} == {REFERENCE_LENGTH} == {10}
        assert set("".join(references)) <= set(REFERENCE_ALPHABET)

    def test_does_not_repeat(self, references):
        assert len(set(references)) == DRAWN

    @pytest.mark.parametrize("place", range(REFERENCE_LENGTH))
    def test_has_every_letter_as_often_in_each_place(self, references, place):
        drawn = Counter(each[place] for each in references)
        expected = DRAWN / len(REFERENCE_ALPHABET)

        strangeness = sum(
            (drawn[letter] - expected) ** 2 / expected for letter in REFERENCE_ALPHABET
        )

        assert strangeness < STRANGEST_CHI_SQUARE
