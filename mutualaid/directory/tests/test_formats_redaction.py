import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.formats import read
from mutualaid.directory.formats.redaction import Redaction, TooLong

PERSONAL_FIELDS = """
    contact_1_name contact_1_email contact_1_phone contact_2_name contact_2_email
    contact_2_phone contact_3_name contact_3_email contact_3_phone author email phone
    mailing_address venmo square paypal homegroup_online last_contact edit_url feedback_emails
    entity_email entity_phone contactName Contact contactemail EMAIL E-mail Phone_Number
    telephone Mobile SOURCE_zoom_password SOURCE_non_zoom_dial_in_pin SOURCE_venmo
    group_contact secretary surname emailAddress con\u200btact_name ｅｍａｉｌ
    password passcode
""".split()  # noqa: SIM905


def redacted(record):
    return Redaction(lambda key: key).redacted(record)


class TestRedaction:
    @pytest.mark.parametrize("field", PERSONAL_FIELDS)
    def test_drops_fields_about_people(self, field):
        assert redacted({field: "Sam", "name": "Step"}) == {"name": "Step"}

    @pytest.mark.parametrize("field", PERSONAL_FIELDS)
    def test_drops_them_however_deep_they_are(self, field):
        record = {"group": {"more": [{field: "Sam", "day": 1}]}}

        assert redacted(record) == {"group": {"more": [{"day": 1}]}}

    def test_keeps_nothing_of_a_heading_that_a_mapping_ignores(self):
        sheet = b"Name,Day,Time,Secretary,Ansprechpartner,Town\nA,Mon,19:00,Jo,Jo,Ayr\n"
        mapping = {"Secretary": "ignore", "Ansprechpartner": "ignore"}

        (record,) = read(sheet, name="x.csv", mapping=mapping).records

        assert record.raw == {"Name": "A", "Day": "Mon", "Time": "19:00", "Town": "Ayr"}

    def test_leaves_the_rest_as_its_source_has_it(self):
        record = {
            "name": "Tea  &amp; <b>Talk</b>",
            "day": 1,
            "types": ["O", "X"],
            "latitude": 51.5,
            "updated": "2026-01-02 03:04:05",
            "conference_url_notes": "Opens early",
            "conference_phone_notes": "Local rates",
            "region": None,
            "ok": True,
        }

        assert redacted(record) == record

    @pytest.mark.parametrize(
        "text",
        ["sam&#64;example.org", "sam<span></span>@example.org", "sam\u200b@example.org",
         "<b>07700</b> 900456", "07700&nbsp;900456", "&amp;#48;7700 900456"],
    )  # fmt: skip
    def test_sees_through_mark_up_and_hidden_characters(self, text):
        assert redacted({"notes": f"Ask {text}"}) == {"notes": "Ask [removed]"}

    def test_keeps_keys_that_look_like_telephone_numbers(self):
        record = {"slug": "01632-960-123", "id": "01632960123", "group_id": 7}

        assert redacted(record) == record

    def test_keeps_what_a_mapping_names_a_field_of_ours(self):
        redaction = Redaction({"Phone": "conference_phone"}.get)

        assert redaction.redacted({"Phone": "020 7946 0123,,82345678901#,,*9#"}) == {
            "Phone": "02079460123,,82345678901#"
        }

    def test_takes_details_out_of_the_names_of_fields(self):
        assert redacted({"ask sam@example.org": 1}) == {"ask [removed]": 1}

    @pytest.mark.parametrize(
        "value",
        [float("inf"), float("nan"), 10**400, "\x00\ud800", {"a": float("inf")}],
    )
    def test_can_be_stored_as_json(self, value):
        text = json.dumps(redacted({"x": value}), allow_nan=False)

        assert "\\u0000" not in text
        assert "\\ud800" not in text

    def test_bounds_depth_length_and_size(self):
        deep: list = []
        for _ in range(50):
            deep = [{"y": deep}]

        assert json.dumps(redacted({"x": deep})).count("[") < 10
        assert len(redacted({"x": "long words " * 9_000})["x"]) <= 5_000
        with pytest.raises(TooLong):
            redacted({"x": ["long words " * 400] * 20})

    @given(
        st.dictionaries(
            st.text(max_size=20),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                lambda inner: (
                    st.lists(inner, max_size=4)
                    | st.dictionaries(st.text(max_size=9), inner, max_size=4)
                ),
                max_leaves=12,
            ),
            max_size=8,
        )
    )
    def test_can_store_anything_that_json_holds(self, record):
        json.dumps(redacted(record), allow_nan=False).encode("utf-8")


class TestReading:
    SECRETS = ("Sam Sample", "sam@sample.example.org", "07700 900456", "s3cr3t")
    RECORD = {
        "name": "Step, sam@sample.example.org",
        "slug": "step",
        "day": 1,
        "time": "19:30",
        "group": "Group 07700 900456",
        "location": "Hall, ring 07700 900456",
        "address": "12 High Street, sam@sample.example.org",
        "city": "Northbridge 07700 900456",
        "timezone": "Ask sam@sample.example.org",
        "end_time": "call 07700 900456",
        "notes": "Zoom password: s3cr3t or sam@sample.example.org",
        "group_notes": "PIN 07700 900456",
        "location_notes": "Door code: s3cr3t",
        "conference_url": "https://zoom.us/j/1?pwd=s3cr3t",
        "conference_url_notes": "Passcode s3cr3t",
        "conference_phone": "+441632960001,,123456789#,,*s3cr3t#",
        "website": "https://sam:s3cr3t@example.org/",
        "url": "https://example.org/?email=sam@sample.example.org",
        "types": ["O", "ask sam@sample.example.org"],
        "unknown": ["password = s3cr3t", {"who": "07700 900456"}],
        **dict.fromkeys(PERSONAL_FIELDS, "Sam Sample"),
    }

    @pytest.mark.parametrize("secret", SECRETS)
    def test_tells_nobodys_details_anywhere(self, secret):
        broken = {**self.RECORD, "slug": "x", "day": "ask sam@sample.example.org"}

        reading = read(json.dumps([self.RECORD, broken]).encode())

        assert (reading.accepted, reading.rejected) == (1, 1)
        assert secret not in repr(reading)

    @pytest.mark.parametrize("secret", SECRETS)
    def test_of_a_sheet_tells_nobodys_details_anywhere(self, secret):
        sheet = (
            "Name,Day,Time,Contact,Email,Phone number,Password,Notes,Free words\r\n"
            '"Step",Mon,7pm,Sam Sample,sam@sample.example.org,07700 900456,s3cr3t,'
            '"Ring 07700 900456\nor sam@sample.example.org","passcode: s3cr3t"\r\n'
        )

        reading = read(sheet.encode())

        assert reading.accepted == 1
        assert secret not in repr(reading)
