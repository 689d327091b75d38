from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.accounts.kept_typing import (
    LARGEST,
    LIFE,
    NotKept,
    Typing,
    opened,
    typing_of,
)
from mutualaid.core import clock

SAM, ALEX = "BCDFGHJKMN", "NMKJHGFDCB"
NOTE = "Rang at four.\r\nWill ring again – “soon” <b>&amp;</b>"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def posted(address="/notes/add/?day=3", **fields):
    return RequestFactory().post(address, fields)


def a_typing(person=SAM, **fields) -> Typing:
    given_fields = fields or {"note": NOTE, "page_hat": f"{SAM}.KEEPERHAT"}
    return Typing(person, "/notes/add/?day=3", tuple(given_fields.items()))


class TestTypingOf:
    def test_keeps_every_field_in_its_order_with_address_and_person(self):
        query = QueryDict("", mutable=True)
        query.update({"page_hat": f"{SAM}.KEEPERHAT", "note": NOTE})
        query.setlist("day", ["mon", "tue"])
        query["csrfmiddlewaretoken"] = "x" * 64
        request = RequestFactory().post(
            "/notes/add/?day=3",
            query.urlencode(),
            content_type="application/x-www-form-urlencoded",
        )

        typing = typing_of(request)

        assert typing.person == SAM
        assert typing.address == "/notes/add/?day=3"
        assert typing.fields == (
            ("page_hat", f"{SAM}.KEEPERHAT"),
            ("note", NOTE),
            ("day", "mon"),
            ("day", "tue"),
        )
        assert typing.words == [NOTE, "mon", "tue"]

    @pytest.mark.parametrize(
        "name",
        [
            "password",
            "password1",
            "oldpassword",
            "new-password",
            "code",
            "otp",
            "credential",
            "recovery_code",
        ],
    )
    def test_keeps_no_form_that_asks_for_a_secret(self, name):
        with pytest.raises(NotKept, match="secret"):
            typing_of(posted(**{"email": "sam@northbridge.example", name: "x"}))

    @pytest.mark.parametrize("name", ["postcode", "code_of_conduct", "passed_on"])
    def test_is_not_misled_by_a_name_that_looks_like_one(self, name):
        assert typing_of(posted(**{name: "x"})).words == ["x"]

    @pytest.mark.parametrize("letter", ["a", "é"])
    def test_keeps_up_to_200_kilobytes(self, letter):
        most = (LARGEST - len("note")) // len(letter.encode())

        assert typing_of(posted(note=letter * most)).words
        with pytest.raises(NotKept, match="too long"):
            typing_of(posted(note=letter * (most + 1)))

    def test_says_that_there_were_files_and_keeps_none(self):
        file = SimpleUploadedFile("plan.txt", b"canary")
        request = RequestFactory().post("/x/", {"note": "hello", "plan": file})

        typing = typing_of(request)

        assert typing.had_files
        assert typing.fields == (("note", "hello"),)


class TestSealed:
    def test_says_nothing_to_whoever_reads_it(self):
        sealed = a_typing().sealed()

        for word in ("Rang", "notes", SAM, "KEEPERHAT"):
            assert word not in sealed

    @given(
        fields=st.lists(st.tuples(WORDS, WORDS), max_size=5), had_files=st.booleans()
    )
    def test_comes_back_exactly_as_it_was(self, fields, had_files):
        typing = Typing(SAM, "/notes/add/", tuple(fields), had_files)

        assert opened(typing.sealed(), person=SAM) == typing

    def test_opens_for_nobody_else(self):
        sealed = a_typing().sealed()

        for person in (ALEX, "", SAM.lower()):
            with pytest.raises(NotKept, match="not yours"):
                opened(sealed, person=person)

    @pytest.mark.parametrize("made_up", ["", "x", "é", "gAAAAA" + "A" * 200, "\x00"])
    def test_is_made_here_or_nowhere(self, made_up):
        with pytest.raises(NotKept, match="not yours"):
            opened(made_up, person=SAM)

    def test_opens_under_no_other_key(self, settings):
        sealed = a_typing().sealed()
        settings.SECRET_KEY = "another key altogether"

        with pytest.raises(NotKept):
            opened(sealed, person=SAM)

    @pytest.mark.parametrize(
        ("after", "opens"),
        [(LIFE - timedelta(seconds=1), True), (LIFE, False)],
    )
    def test_opens_for_twelve_hours(self, after, opens):
        start = clock.now()
        with clock.frozen_at(start):
            sealed = a_typing().sealed()

        with clock.frozen_at(start + after):
            if opens:
                assert opened(sealed, person=SAM) == a_typing()
            else:
                with pytest.raises(NotKept, match="too old"):
                    opened(sealed, person=SAM)
