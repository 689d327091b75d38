"""Five hundred passwords by rule: what is guessed is refused, what is not is taken (S11)."""

import random
import string

import pytest
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    validate_password,
)
from django.core.exceptions import ValidationError

from mutualaid.accounts import passwords
from mutualaid.accounts.models import User
from mutualaid.accounts.passwords import is_guessed, register_words, words_about

PLACES = ("Northbridge Recovery Partnership", "Harbour House", "Turning Tide Service")
PERSON = User(name="Rosalind Featherstone", email="r.featherstone@saltmarsh.example")
TAKEN = 100


@pytest.fixture
def places(monkeypatch):
    """The names that an organisations layer would register."""
    monkeypatch.setattr(passwords, "_providers", [])
    register_words(lambda: PLACES)


def is_refused(password: str) -> bool:
    try:
        validate_password(password, PERSON)
    except ValidationError:
        return True
    return False


def common_words(count: int, at_least: int) -> list[str]:
    listed = sorted(CommonPasswordValidator().passwords)
    words = [word for word in listed if len(word) >= at_least and word.isalpha()]
    return random.Random(11).sample(words, count)  # noqa: S311


def filled(word: str, tail: str) -> str:
    """The word with as much behind it as makes it long enough."""
    return word + (tail * 12)[: max(12 - len(word), 4)]


def leet(word: str) -> str:
    return word.translate(str.maketrans("aeiost", "4310$7"))


def refused_vectors() -> list[str]:
    """400 passwords of the kinds that lists of guesses are made of."""
    words = common_words(60, 6)
    vectors = [filled(word, "1234567890") for word in words]
    vectors += [filled(word.capitalize(), "!") for word in words]
    vectors += [filled(leet(word), "2024") for word in words[:40]]
    vectors += [(word * 3)[: len(word) * 3] for word in words[:40]]
    vectors += [f"{2020 + at % 7}{word}{word}!" for at, word in enumerate(words[:40])]
    local = ["northbridge", "partnership", "harbourhouse", "turningtide", "service"]
    local += ["recovery", "mutualaid", "featherstone", "rosalind", "saltmarsh"]
    tails = ["2024", "1234567", "!!!!!!!!", "2025!?", "abc123", "0000000"]
    vectors += [filled(word, tail) for word in local for tail in tails]
    vectors += [filled(leet(word), tail) for word in local for tail in tails[:3]]
    vectors += [letter * 14 for letter in string.ascii_lowercase[:20]]
    vectors += [(pair * 8)[:14] for pair in ("ab", "12", "xy", "qa", "01")]
    rows = ["abcdefghijklmnop", "123456789012", "qwertyuiopas", "zyxwvutsrqpo"]
    vectors += [*rows, "asdfghjklqwert", "098765432109", "1qwertyuiop1", "abcdefgh1234"]
    short = string.ascii_letters + string.digits
    maker = random.Random(12)  # noqa: S311
    while len(vectors) < 500 - TAKEN:
        vectors.append("".join(maker.choices(short, k=maker.randint(1, 11))))
    return vectors[: 500 - TAKEN]


def taken_vectors() -> list[str]:
    """100 that nobody guesses: phrases of unrelated words, and what managers make."""
    maker = random.Random(13)  # noqa: S311
    words = [
        "lantern",
        "gravel",
        "tuesday",
        "copper",
        "walnut",
        "ribbon",
        "harvest",
        "magnet",
        "pillow",
        "anchor",
        "thimble",
        "meadow",
        "saddle",
        "bucket",
        "lemon",
        "tunnel",
        "violin",
        "kettle",
    ]
    signs = string.ascii_letters + string.digits + string.punctuation
    vectors = [" ".join(maker.sample(words, 3)) for _ in range(40)]
    vectors += ["".join(maker.sample(words, 3)) for _ in range(20)]
    vectors += ["".join(maker.choices(signs, k=20)) for _ in range(25)]
    vectors += ["".join(maker.choices(signs, k=128)) for _ in range(5)]
    vectors += [
        "ärger über blaue töpfe",
        "синий чайник и лампа",
        "青い山と古い橋と白い雲の詩",
    ]
    vectors += [
        "x7 " * 2 + "lemon tunnel",
        "   kettle   magnet   ",
        "P@perclip/Walrus/Jam",
    ]
    vectors += [
        "correct lantern, battery?",
        "no-capitals-no-figures",
        "northbridge lemon kettle",
    ]
    vectors += ["🦔 walks over 🍋 hills"]
    assert len(vectors) == TAKEN
    return vectors


@pytest.mark.usefixtures("places")
class TestFiveHundredPasswords:
    def test_there_are_five_hundred_different_ones(self):
        assert len({*refused_vectors(), *taken_vectors()}) >= 490

    def test_what_is_guessed_is_refused(self):
        assert [one for one in refused_vectors() if not is_refused(one)] == []

    def test_what_is_not_guessed_is_taken(self):
        assert [one for one in taken_vectors() if is_refused(one)] == []


class TestWhatCounts:
    def test_twelve_characters_are_enough_and_eleven_are_not(self):
        assert not is_refused("kettle-moths")
        assert is_refused("kettle-moth")

    @pytest.mark.parametrize("length", [12, 64, 128, 256])
    def test_length_has_no_use_for_a_limit(self, length):
        phrase = ("violin tunnel lemon magnet " * 12)[:length]

        assert not is_refused(phrase)

    def test_no_kind_of_character_is_asked_for(self):
        assert not is_refused("violintunnellemon")

    def test_a_local_word_beside_others_is_fine(self, places):
        assert not is_refused("violin northbridge lemon")

    def test_without_a_person_there_are_still_the_places(self, places):
        assert "northbridge" in set(words_about(None))

    def test_words_of_three_letters_are_left_out(self):
        assert "sam" not in set(words_about(User(name="Sam Oh", email="s@a.example")))

    def test_the_sentence_says_what_to_do(self):
        with pytest.raises(ValidationError, match="three words"):
            validate_password("password12345", PERSON)

    @pytest.mark.parametrize(
        "password", ["------------", "123456123456", "111111222222"]
    )
    def test_figures_and_signs_alone_are_guessed(self, password):
        assert is_guessed(password)


class TestRegisterWords:
    def test_a_function_is_registered_once(self, monkeypatch):
        monkeypatch.setattr(passwords, "_providers", [])

        def provider():
            return ["Marsh"]

        assert register_words(register_words(provider)) is provider
        assert passwords._providers == [provider]
