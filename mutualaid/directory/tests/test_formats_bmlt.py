import json
from collections import Counter
from datetime import time, timedelta

import pytest

from mutualaid.directory import formats
from mutualaid.directory.formats.records import FormatError

MEETING = {
    "id_bigint": "7",
    "service_body_bigint": "3",
    "weekday_tinyint": "1",
    "venue_type": "3",
    "start_time": "19:30:00",
    "duration_time": "01:30:00",
    "time_zone": "",
    "formats": "O,St,RL,VM",
    "format_shared_id_list": "1,2,3,4",
    "meeting_name": "Clean Sunday",
    "location_text": "St Jude's Hall",
    "location_street": "12 High Street",
    "location_neighborhood": "Old Town",
    "location_city_subsection": "Northbridge",
    "location_municipality": "Northbridge",
    "location_info": "Side door",
    "bus_lines": "7, 12",
    "train_lines": "",
    "phone_meeting_number": "+441632960001",
    "virtual_meeting_link": "https://zoom.us/j/1?pwd=s3cr3t",
    "virtual_meeting_additional_info": "Opens early",
    "contact_name_1": "Sam Sample",
    "contact_phone_1": "07700 900456",
    "email_contact": "sam@sample.example.org",
    "published": "1",
    "root_server_uri": "https://na.example/main_server",
    "comments": "",
}


def a_format(number, key, world_id, name, lang="en"):
    return {
        "id": number, "key_string": key, "world_id": world_id, "name_string": name, "lang": lang,
    }  # fmt: skip


FORMATS = [
    a_format("1", "Ö", "OPEN", "Öppet möte", "sv"),
    a_format("1", "O", "OPEN", "Open"),
    a_format("2", "St", "STEP", "Step"),
    a_format("3", "RL", "WCHR", "Wheelchair"),
    a_format("4", "VM", "VM", "Virtual Meeting"),
    a_format("5", "SL", "", "ASL"),
    a_format("6", "L/R", "LANG", "Lithuanian/Russian"),
    a_format("7", "Zz", "", "Something of our own"),
]
BODIES = [{"id": "3", "name": "Northbridge Area"}]


def encoded(document):
    return json.dumps(document).encode()


def read(*changes, formats_told=FORMATS, **options):
    meetings = [MEETING | change for change in changes or ({},)]
    companions = {
        "formats": encoded(formats_told),
        "service_bodies": encoded(BODIES),
    }
    return formats.read(encoded(meetings), companions=companions, **options)


def one(**changes):
    (meeting,) = read(changes).records
    return meeting


class TestBmlt:
    def test_is_told_by_its_fields(self):
        assert formats.recognise(encoded([MEETING])) == "bmlt"
        assert formats.recognise(encoded([{"name": "Step"}])) == "meeting-guide"

    def test_is_read_into_our_words(self):
        meeting = one()
        (schedule,) = meeting.schedules

        assert (meeting.key, meeting.name) == ("7", "Clean Sunday")
        assert (schedule.weekday, schedule.start_time) == (6, time(19, 30))
        assert schedule.duration == timedelta(minutes=90)
        assert (meeting.mode, meeting.openness) == ("hybrid", "open")
        assert meeting.features == ("step-free", "step-study")
        assert meeting.service_body == "Northbridge Area"
        assert meeting.venue.address == "12 High Street, Old Town"
        assert meeting.venue.notes == "Side door\nBus: 7, 12"
        assert meeting.conference_url == "https://zoom.us/j/1"
        assert meeting.conference_phone == "+441632960001"
        assert meeting.conference_notes == "Opens early"
        assert meeting.raw["root_server_uri"] == "https://na.example/main_server"

    def test_keeps_nobodys_details(self):
        told = repr(read())

        assert "Sam" not in told
        assert "900456" not in told

    def test_keeps_codes_by_their_world_ids(self):
        assert [code for _, code in one().type_codes] == ["OPEN", "STEP", "WCHR", "VM"]
        assert {fellowship for fellowship, _ in one().type_codes} == {"na"}

    def test_takes_a_format_without_a_world_id_by_its_name(self):
        meeting = one(formats="SL,L/R", format_shared_id_list="5,6")

        assert meeting.features == ("sign-language",)
        assert meeting.languages == ("lt", "ru")
        assert [code for _, code in meeting.type_codes] == ["SL", "L/R"]

    def test_does_not_guess_at_keys_of_a_server_that_explains_none(self):
        reading = read({"formats": "SL,VM,W"}, formats_told=[])
        (meeting,) = reading.records

        assert (meeting.features, meeting.languages) == ((), ())
        assert [problem.reason for problem in reading.problems] == [
            "The type “SL” is not known.", "The type “W” is not known.",
        ]  # fmt: skip

    def test_takes_formats_of_the_same_answer(self):
        document = {"formats": FORMATS, "meetings": [MEETING]}

        assert formats.recognise(encoded(document)) == "bmlt"
        (meeting,) = formats.read(encoded(document)).records
        assert meeting.features == ("step-free", "step-study")

    @pytest.mark.parametrize(
        ("venue_type", "mode"), [("1", "in-person"), ("2", "online"), ("3", "hybrid")]
    )
    def test_says_how_people_meet(self, venue_type, mode):
        assert one(venue_type=venue_type, formats="O").mode == mode

    def test_says_by_a_reserved_key_that_the_venue_is_closed(self):
        assert one(formats="TC", format_shared_id_list="", venue_type="2").venue_closed

    def test_may_go_round_the_clock(self):
        (schedule,) = one(duration_time="24:00:00", start_time="00:00:00").schedules

        assert schedule.duration == timedelta(hours=24)

    def test_of_an_aggregator_has_keys_for_each_server(self):
        meetings = read({"root_server_id": "1"}, {"root_server_id": "2"}).records

        assert [meeting.key for meeting in meetings] == ["1-7", "2-7"]

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"published": "0"}, "Its source has not published it."),
            ({"weekday_tinyint": "9"}, "The day “weekday 9” is not a day of the week."),
            ({"weekday_tinyint": ""}, "It has a time but no day."),
            ({"meeting_name": ""}, "It has no name."),
        ],
    )
    def test_leaves_out_what_is_no_meeting(self, change, reason):
        reading = read(change)

        assert (reading.read, reading.accepted) == (1, 0)
        assert [problem.reason for problem in reading.problems] == [reason]

    @pytest.mark.parametrize(
        ("answer", "sentence"),
        [
            (FORMATS, "This is BMLT's list of formats, not of meetings; ask it for GetSearchResults."),
            (
                [{"id": "1", "parent_id": "0", "name": "Area", "type": "AS"}],
                "This is BMLT's list of service bodies, not of meetings; ask it for GetSearchResults.",
            ),
        ],
    )  # fmt: skip
    def test_says_so_when_it_is_another_answer(self, answer, sentence):
        with pytest.raises(FormatError) as caught:
            formats.read(encoded(answer))

        assert str(caught.value) == sentence


@pytest.fixture
def answers(shared_data):
    def told(name):
        path = shared_data / "meetings" / f"bmlt_new-york_na_{name}.json"
        return path.read_bytes()

    return told


class TestNewYork:
    def read(self, answers):
        return formats.read(
            answers("GetSearchResults"),
            companions={
                "formats": answers("GetFormats"),
                "service_bodies": answers("GetServiceBodies"),
            },
        )

    def test_is_read_record_by_record(self, answers):
        rows = json.loads(answers("GetSearchResults"))
        published = [row for row in rows if row["published"] == "1"]
        reading = self.read(answers)

        assert reading.read == len(rows) == 1555
        assert reading.accepted == len(published)
        for row, meeting in zip(published, reading.records, strict=True):
            (schedule,) = meeting.schedules
            assert meeting.key == row["id_bigint"]
            assert schedule.weekday == (int(row["weekday_tinyint"]) + 5) % 7
            assert f"{schedule.start_time}" == row["start_time"]
            assert meeting.service_body

    def test_loses_no_code(self, answers):
        worlds = {
            entry["id"]: entry["world_id"] or entry["key_string"]
            for entry in json.loads(answers("GetFormats"))
            if entry["world_id"] != "LANG"
        }
        for row, meeting in zip(
            (row for row in json.loads(answers("GetSearchResults")) if row["published"] == "1"),
            self.read(answers).records,
            strict=True,
        ):  # fmt: skip
            keys = row["formats"].split(",") if row["formats"] else []
            ids = row["format_shared_id_list"].split(",") if keys else []
            wanted = {worlds.get(id_, key) for id_, key in zip(ids, keys, strict=True)}
            assert {code for _, code in meeting.type_codes} == wanted
            assert meeting.raw["formats"] == row["formats"]

    def test_tells_open_and_closed_as_the_keys_do(self, answers):
        told = Counter(meeting.openness for meeting in self.read(answers).records)
        rows = [r for r in json.loads(answers("GetSearchResults")) if r["published"] == "1"]  # fmt: skip
        keys = [set(row["formats"].split(",")) & {"O", "C"} for row in rows]

        assert told["open"] == keys.count({"O"})
        assert told["closed"] == keys.count({"C"})
