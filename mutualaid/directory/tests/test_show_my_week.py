import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.datastructures import MultiValueDict
from icalendar import Calendar

from mutualaid.core import clock
from mutualaid.design_system.printing.paper import pictures
from mutualaid.directory.fitting.week import BusyTime
from mutualaid.directory.forms.my_week import FIRST_ROWS, MOST_ROWS, MyWeekForm
from mutualaid.directory.models import DirectoryRevision, Meeting
from mutualaid.directory.presenters.taken import present_taken
from mutualaid.directory.printing.week import TEMPLATE, printed_week
from mutualaid.directory.taken import Taken, held, sealed_link
from mutualaid.organisations.middleware import known_hosts

from .factories import a_fellowship, a_group, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CHECKED = {"verified_on": date(2026, 11, 12), "verified_how": "confirmed"}
HERE = {"place": "NB1 1AA"}
MILE_NORTH = 1 / 69.1
FORM = {"fellowships": [("aa", "AA"), ("smart", "SMART")], "languages": ["cy", "pl"]}


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def text_of(response) -> str:
    body = re.sub(r"(?s)<(script|style|head).*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def asks(client, **said):
    response = client.post("/my-week/", {**HERE, **said})
    assert response.status_code == 200
    return response


def part_of(response, begins: str, ends: str) -> str:
    """What the page says between two headings."""
    return text_of(response).partition(begins)[2].partition(ends)[0]


def names(response) -> list[str]:
    found = re.findall(
        r'ma-result__name"><a[^>]*>([^<]*)</a>', response.content.decode()
    )
    return [name.removeprefix("AA: ") for name in found]


def ticks(response) -> list[str]:
    return re.findall(r'name="take" value="([^"]+)"', response.content.decode())


def call_off(meeting) -> None:
    """On Monday."""
    now = clock.now()
    meeting.different_dates.create(
        area=meeting.area,
        original_date=date(2026, 11, 23),
        kind="cancelled",
        created_at=now,
        updated_at=now,
    )
    DirectoryRevision.advance()


class TestShowMyWeek:
    def test_asks_before_it_answers(self, client):
        text = text_of(client.get("/my-week/"))

        assert "You can leave out any question." in text
        assert "Fits because" not in text

    def test_says_what_fits_and_why(self, client):
        a_meeting(features=["newcomers"], **CHECKED)

        text = text_of(
            asks(
                client,
                ways="walk",
                first_choice="aa",
                busy_day_0="0",
                busy_from_0="9am",
                busy_until_0="18:00",
            )
        )

        assert "7pm Monday 23 November · about 5 minutes on foot" in text
        assert (
            "Fits because: it is your first choice; "
            "you have 55 minutes to spare before it; it is for people who are new; "
            "we know that it runs: checked 9 days ago"
        ) in text

    def test_says_the_sum_only_where_it_is_asked_how(self, client):
        a_meeting(**CHECKED)
        response = asks(client)

        told = part_of(response, "How was this ordered?", "First we leave out")
        assert "Your kind of group: 20 of 30" in told
        assert "All together: 82 of 100" in told
        assert "82" not in part_of(response, "Meetings that fit", "How was this")

    def test_puts_what_nobody_knows_among_those_to_ring(self, client):
        group = a_group(public_contact="01632 960123")
        a_meeting(name="Unsure", group=group)
        a_meeting(name="Sure", features=["step-free"], **CHECKED)

        response = asks(client, must_haves="step-free")

        assert names(response) == ["Sure", "Unsure"]
        told = part_of(response, "Ring to check", "Take them along")
        assert "We do not know about: step-free access." in told
        assert "Nobody has told us lately that it runs." in told
        assert "To ask: 01632 960123" in told

    def test_ticks_what_fits_and_not_what_must_be_asked(self, client):
        a_meeting(name="Unsure")
        sure = a_meeting(name="Sure", **CHECKED)

        content = asks(client).content.decode()

        checked = re.findall(r'value="([^"]+)" checked>', content)
        assert f"{sure.reference}-20261123" in checked
        assert len(ticks(asks(client))) == 2

    def test_says_why_not_the_others(self, client):
        there = 53.8 + 2.1 * MILE_NORTH
        far = a_venue(name="Far hall", latitude=there, postcode="")
        a_meeting(name="Far", venue=far, **CHECKED)
        a_meeting(name="Busy", weekday=2, start_time=time(12), **CHECKED)
        a_meeting(name="Off", weekday=3, **CHECKED)
        family = a_fellowship("al-anon", for_whom=["family"])
        a_meeting(name="Theirs", fellowship=family, **CHECKED)

        response = asks(
            client,
            ways="walk",
            avoid="off",
            busy_day_0="working",
            busy_from_0="9:00",
            busy_until_0="17:00",
        )

        told = part_of(response, "Why not others?", "How was this ordered?")
        assert (
            "We left these out: 1 for other people, 1 you want to stay away from, "
            "1 too far, 1 while you are busy."
        ) in told
        assert "It is about 55 minutes away, and you said 45 at most." in told
        assert "You are busy, or there is no time for the way." in told
        assert names(response) == []
        assert "No meeting fits all of this." in text_of(response)

    def test_says_that_a_date_is_off(self, client):
        meeting = a_meeting(**CHECKED)
        call_off(meeting)
        a_meeting(name="Another", **CHECKED)

        told = part_of(asks(client), "Why not others?", "How was this ordered?")
        assert "AA: Harbour Lights 7pm Monday 23 November It is off this week." in told

    def test_warns_that_a_guest_may_have_to_wait(self, client):
        a_meeting(openness="closed", **CHECKED)

        text = text_of(asks(client, company="guest"))

        assert "The person with you may have to wait outside." in text

    def test_offers_what_can_be_joined_from_home(self, client):
        a_meeting(
            mode="online", venue=None, conference_url="https://x.example", **CHECKED
        )

        assert names(asks(client)) == []
        text = text_of(asks(client, online="data"))
        assert "· online" in text
        assert "Fits because: we know that it runs" in text

    def test_tells_of_a_hidden_place_no_more_than_its_town(self, client):
        a_meeting(visibility="contact", **CHECKED)

        text = text_of(client.post("/my-week/", {}))

        assert "Harbour Lights" in text
        assert "Northbridge" in text
        assert "St Anne" not in text
        assert "NB1" not in text

    def test_says_that_it_was_not_told_where_somebody_sets_out(self, client):
        a_meeting(**CHECKED)

        response = client.post("/my-week/", {"most_minutes": "30"})

        text = text_of(response)
        assert names(response) == ["Harbour Lights"]
        assert "So we left 30 minutes for each way." in text
        assert "about 30 minutes" not in text

    def test_asks_again_about_a_place_that_nobody_knows(self, client):
        text = text_of(client.post("/my-week/", {"place": "Atlantis"}))

        assert "We do not know a place called “Atlantis”" in text

    def test_has_as_many_more_rows_as_are_asked_for(self, client):
        response = asks(client, more="1", busy_from_0="9am", busy_until_0="10am")

        content = response.content.decode()
        assert f'name="busy_day_{FIRST_ROWS}"' in content
        assert 'value="9am"' in content
        assert "Fits because" not in content

    def test_says_what_to_mend_and_keeps_what_was_typed(self, client):
        response = asks(client, busy_from_1="9am", home_by="late")

        text = text_of(response)
        assert "There is a problem" in text
        assert "Write both: when it begins, and when it ends." in text
        assert 'value="late"' in response.content.decode()

    def test_is_kept_by_no_browser_and_found_by_no_search(self, client):
        response = asks(client)

        assert "no-store" in response["Cache-Control"]
        assert 'content="noindex"' in response.content.decode()

    def test_takes_the_same_queries_for_few_meetings_and_for_many(
        self, client, monkeypatch, django_assert_num_queries
    ):
        # However slow the machine, the area is asked for once.
        monkeypatch.setattr(known_hosts, "SECONDS", 3600)
        a_meeting(**CHECKED)
        a_meeting(fellowship=a_fellowship("al-anon", for_whom=["family"]))
        asks(client)
        with django_assert_num_queries(QUERIES):
            asks(client)
        for number in range(12):
            a_meeting(name=f"Meeting {number}", weekday=number % 7, **CHECKED)
            a_meeting(name=f"Unknown {number}", weekday=number % 7)
        asks(client)
        with django_assert_num_queries(QUERIES):
            response = asks(client)

        assert len(names(response)) == 15

    def test_is_light(self, client, record_property):
        for number in range(20):
            a_meeting(name=f"Meeting {number}", weekday=number % 7, **CHECKED)
            a_meeting(name=f"Unknown {number}", weekday=number % 7)

        size = len(asks(client, online=["data", "telephone"]).content)

        record_property("octets, not compressed", size)
        assert size <= 100_000


QUERIES = 9


class TestWhatIsTaken:
    @pytest.fixture
    def taken(self, client):
        self.meeting = a_meeting(duration_minutes=90, **CHECKED)
        return ticks(asks(client))

    def test_is_printed(self, client, taken):
        response = client.post("/my-week/print.pdf", {"take": taken})

        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
        assert "no-store" in response["Cache-Control"]

    def test_takes_one_sheet_where_there_are_five(self):
        for number in range(5):
            a_meeting(name=f"Meeting {number}", weekday=number, **CHECKED)
        taken = [
            Taken(each.reference, date(2026, 11, 23 + each.weekday))
            for each in Meeting.objects.all()
        ]
        address = f"https://northbridge.example/my-week/{sealed_link(taken)}/"
        told = printed_week(present_taken(held(taken)), "Northbridge", address)

        assert len(told["rows"]) == 5
        assert len(pictures(TEMPLATE, told)) == 1

    def test_goes_into_a_calendar_under_a_title_that_says_nothing(self, client, taken):
        response = client.post("/my-week/calendar.ics", {"take": taken})

        (event,) = Calendar.from_ical(response.content).walk("VEVENT")
        assert event["SUMMARY"] == "Meeting"
        assert event.start == datetime(2026, 11, 23, 19, tzinfo=clock.LOCAL_ZONE)
        assert event.end - event.start == timedelta(minutes=90)
        assert "RRULE" not in event
        assert b"Harbour" not in response.content.replace(b"Harbour Row", b"")

    def test_leads_by_a_link_to_these_meetings_and_to_nobody(self, client, taken):
        response = client.post("/my-week/link/", {"take": taken})

        link = re.search(r"/my-week/[\w=-]{60,}/", response.content.decode())[0]
        assert taken[0].partition("-")[0] not in link
        opened = text_of(client.get(link))
        assert "Monday 23 November, 7pm" in opened
        assert "AA: Harbour Lights" in opened

    def test_leads_nowhere_after_seven_days(self, client, taken):
        response = client.post("/my-week/link/", {"take": taken})
        link = re.search(r"/my-week/[\w=-]{60,}/", response.content.decode())[0]

        with clock.frozen_at(SATURDAY_NOON + timedelta(days=7, seconds=-1)):
            assert client.get(link).status_code == 200
        with clock.frozen_at(SATURDAY_NOON + timedelta(days=7)):
            over = client.get(link)
        assert over.status_code == 410
        assert "This link is over" in text_of(over)
        assert "Harbour" not in text_of(over)

    def test_is_told_to_be_off_where_it_is_since_then(self, client, taken):
        response = client.post("/my-week/link/", {"take": taken})
        link = re.search(r"/my-week/[\w=-]{60,}/", response.content.decode())[0]
        call_off(self.meeting)

        assert "It is off that day." in text_of(client.get(link))
        assert "No meeting is ticked" in text_of(
            client.post("/my-week/calendar.ics", {"take": taken})
        )

    @pytest.mark.parametrize("address", ["print.pdf", "calendar.ics", "link/"])
    @pytest.mark.parametrize("take", ["", "x", "ABC-20269999", "ABC-20261123' OR 1"])
    def test_may_be_nothing_that_we_know(self, client, address, take):
        response = client.post(f"/my-week/{address}", {"take": take})

        assert "No meeting is ticked" in text_of(response)

    @pytest.mark.parametrize("token", ["x", "gAAAAA", "ü", "a" * 300])
    def test_is_not_told_by_a_link_that_is_none_of_ours(self, client, token):
        assert client.get(f"/my-week/{token}/").status_code == 410

    def test_of_residents_is_told_nobody(self, client):
        hidden = a_meeting(visibility="residents")
        link = sealed_link([Taken(hidden.reference, date(2026, 11, 23))])

        assert "Harbour" not in text_of(client.get(f"/my-week/{link}/"))


class TestMyWeekForm:
    def form(self, **typed) -> MyWeekForm:
        return MyWeekForm.from_typed(typed, **FORM)

    def test_needs_no_answer(self):
        assert self.form().is_valid()

    @pytest.mark.parametrize(
        ("day", "weekdays"),
        [("every", [None]), ("working", [0, 1, 2, 3, 4]), ("6", [6])],
    )
    def test_reads_busy_times(self, day, weekdays):
        form = self.form(
            busy_day_0=[day], busy_from_0=["9:15"], busy_until_0=["5:30pm"]
        )

        assert form.is_valid()
        assert form.cleaned_data["busy"] == tuple(
            BusyTime(time(9, 15), time(17, 30), weekday=each) for each in weekdays
        )

    def test_wants_both_ends_of_a_busy_time(self):
        form = self.form(busy_day_1=["0"], busy_until_1=["5pm"])

        assert not form.is_valid()
        assert list(form.errors) == ["busy_from_1"]

    def test_counts_a_language_among_what_is_needed(self):
        form = self.form(language=["pl"], must_haves=["women"])

        assert form.is_valid()
        assert form.cleaned_data["must_haves"] == ["women", "pl"]

    def test_offers_the_languages_that_are_spoken_somewhere(self):
        offered = dict(self.form().fields["language"].choices)

        assert list(offered) == ["", "cy", "pl"]

    def test_has_no_more_rows_than_anybody_fills(self):
        typed = {f"busy_day_{n}": ["0"] for n in range(30)}

        assert self.form(**typed, more=["1"]).rows == MOST_ROWS

    def test_can_be_taken_up_again_from_what_was_typed(self):
        typed = {
            "place": ["NB1"],
            "ways": ["walk", "car"],
            "busy_day_0": ["0"],
            "busy_from_0": ["9am"],
            "busy_until_0": ["5pm"],
        }
        data = MultiValueDict({**typed, "csrfmiddlewaretoken": ["x"], "avoid": [""]})
        form = MyWeekForm(data, **FORM)

        assert form.typed() == typed
        again = MyWeekForm.from_typed(form.typed(), **FORM)
        assert form.is_valid()
        assert again.is_valid()
        assert again.cleaned_data == form.cleaned_data
