"""Pages of evidence: what somebody reads there, and what they may do."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.tests import factories as directory
from mutualaid.documents.models import StoredFile
from mutualaid.documents.places import folder_of
from mutualaid.documents.tests import files
from mutualaid.improvement_plan.models import Barrier
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import Evidence, EvidenceStatus, RoundStatus

from . import factories

PART = "1.4"
READING = "directory.days_in_person"
GIVERS = (
    Role.COMMISSIONER,
    Role.KEYWORKER,
    Role.SERVICE_MANAGER,
    Role.RECOVERY_CHAMPION,
    Role.SERVICE_USER_REPRESENTATIVE,
)


@pytest.fixture
def opened(db, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    area = directory.an_area()
    directory.a_meeting()
    return factories.assessment_round(area)


@pytest.fixture
def client(opened):
    return people.signed_in_client(opened.opened_by)


def as_role(role: Role, opened):
    return people.signed_in_client(people.membership(role, opened.area))


def at(name: str, opened, key: str = PART, *more: str) -> str:
    return reverse(name, args=[opened.reference, key, *more])


def body(kind: str, day: date | None = None, **more: object) -> dict:
    day = day or clock.today()
    boxes = {
        f"relates_to-{each}": getattr(day, each) for each in ("day", "month", "year")
    }
    return {"kind": kind, **boxes, **more}


def pdf(name: str = "minutes.pdf", data: bytes = files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def page(response) -> str:
    return " ".join(response.content.decode().split())


class TestShowEvidence:
    def test_tells_what_the_records_say_and_offers_it(self, client, opened) -> None:
        words = page(client.get(at("show_evidence", opened)))
        assert "Days with a meeting in person" in words
        assert "1 of 7" in words
        assert "Use as evidence" in words
        assert "Not right because …" in words

    def test_names_what_is_still_to_come(self, client, opened) -> None:
        words = page(client.get(at("show_evidence", opened, "3.2")))
        assert "More will come by itself once this is built" in words

    def test_a_part_shows_its_whole_statement(self, client, opened) -> None:
        words = page(client.get(at("show_evidence", opened, "1.2b")))
        assert "1.2a" in words
        assert "1.2b" in words

    def test_no_such_statement(self, client, opened) -> None:
        assert client.get(at("show_evidence", opened, "9.9")).status_code == 404

    def test_another_area_finds_nothing(self, opened) -> None:
        other = people.area()
        with within(other.pk):
            stranger = people.signed_in_client(
                people.membership(Role.COMMISSIONER, other), HTTP_HOST="testserver"
            )
        assert stranger.get(at("show_evidence", opened)).status_code in {302, 404}

    @pytest.mark.parametrize("role", [Role.AREA_ADMINISTRATOR, Role.AUDITOR])
    def test_who_only_reads_is_offered_nothing(self, opened, role) -> None:
        words = page(as_role(role, opened).get(at("show_evidence", opened)))
        assert "1 of 7" in words
        assert "Use as evidence" not in words
        assert "Add a file" not in words

    def test_peers_do_not_see_it(self, opened) -> None:
        peer = as_role(Role.PEER, opened)
        assert peer.get(at("show_evidence", opened)).status_code == 403

    def test_asks_the_same_few_queries(
        self, client, opened, django_assert_max_num_queries
    ) -> None:
        client.get(at("show_evidence", opened))
        with django_assert_max_num_queries(40) as few:
            client.get(at("show_evidence", opened))
        for _ in range(20):
            factories.evidence(opened, PART)
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(at("show_evidence", opened))


class TestAddEvidence:
    def test_is_for_one_part(self, client, opened) -> None:
        assert client.get(at("add_evidence", opened, "1.2")).status_code == 404
        assert client.get(at("add_evidence", opened, "1.2b")).status_code == 200

    @pytest.mark.parametrize("role", GIVERS)
    def test_a_note(self, opened, role) -> None:
        given = body("note", words="Told in the meeting.")
        response = as_role(role, opened).post(at("add_evidence", opened), given)
        assert response.status_code == 302
        assert response["Location"] == f"{at('show_evidence', opened)}#evidence"
        assert Evidence.objects.get().words == "Told in the meeting."

    def test_a_file_can_be_taken_away_again(self, client, opened) -> None:
        given = body("file", file=pdf("Zoë’s plan.pdf"), words="Agreed.")
        client.post(at("add_evidence", opened), given)
        evidence = Evidence.objects.get()
        address = reverse("download_evidence", args=[evidence.reference])
        words = page(client.get(at("show_evidence", opened)))
        assert address in words
        assert "Zoë’s plan.pdf" in words
        response = client.get(address)
        assert b"".join(response.streaming_content) == files.PDF
        assert response["Content-Disposition"].startswith("attachment;")

    def test_an_address(self, client, opened) -> None:
        given = body("link", address="https://northbridge.example/policy")
        client.post(at("add_evidence", opened), given)
        words = page(client.get(at("show_evidence", opened)))
        assert 'href="https://northbridge.example/policy" rel="noopener' in words

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "//northbridge.example",
            "https://",
        ],
    )
    def test_nothing_else_is_an_address(self, client, opened, address) -> None:
        response = client.post(
            at("add_evidence", opened), body("link", address=address)
        )
        assert "Write the address in full" in page(response)
        assert not Evidence.objects.exists()

    def test_a_day_to_come_is_refused(self, client, opened) -> None:
        given = body("note", clock.today() + timedelta(days=1), words="Soon.")
        response = client.post(at("add_evidence", opened), given)
        assert "This day is still to come" in page(response)
        assert not Evidence.objects.exists()

    def test_an_earlier_time_is_kept_and_told(self, client, opened) -> None:
        before = opened.evidence_from - timedelta(days=1)
        client.post(at("add_evidence", opened), body("note", before, words="Long ago."))
        assert "Tells of an earlier time" in page(
            client.get(at("show_evidence", opened))
        )

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("file", "Choose the file."),
            ("link", "Write the address."),
            ("note", "Write the note."),
        ],
    )
    def test_says_what_is_missing(self, client, opened, kind, words) -> None:
        response = client.post(at("add_evidence", opened), body(kind))
        assert words in page(response)

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("minutes.pdf", b"<html><script>alert(1)</script></html>"),
            ("chart.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
            ("plan.docx", files.office(files.MACRO_MAIN)),
            ("empty.pdf", b" "[:0]),
            ("setup.pdf", b"MZ\x90\x00" + bytes(100)),
            ("many.docx", files.office(files.WORD_MAIN, word__x=bytes(40_000_000))),
        ],
    )
    def test_a_file_that_is_something_else(self, client, opened, name, data) -> None:
        """Whatever it is, nothing stays, and the words that were typed are still there."""
        given = body("file", file=pdf(name, data), words="What I had typed.")
        response = client.post(at("add_evidence", opened), given)
        words = page(response)
        assert "What I had typed." in words
        assert "There is a problem" in words
        assert not StoredFile.objects.exists()
        folder = folder_of(opened.area_id)
        assert not folder.exists() or not list(folder.iterdir())

    @pytest.mark.parametrize("role", [Role.AREA_ADMINISTRATOR, Role.AUDITOR])
    def test_who_only_reads_cannot(self, opened, role) -> None:
        response = as_role(role, opened).post(
            at("add_evidence", opened), body("note", words="x")
        )
        assert response.status_code == 403

    @pytest.mark.parametrize(
        ("back", "page_named"),
        [
            ("rate", "rate_statement"),
            ("agree", "agree_statement"),
            ("https://evil.example/", "show_evidence"),
        ],
    )
    def test_leads_back_to_where_one_was(
        self, client, opened, back, page_named
    ) -> None:
        given = body("note", words="x", back=back)
        response = client.post(at("add_evidence", opened), given)
        assert response["Location"].startswith(at(page_named, opened))


class TestReadings:
    def test_used_as_evidence(self, client, opened) -> None:
        client.post(at("keep_reading", opened), {"indicator": READING})
        evidence = Evidence.objects.get()
        assert (evidence.numerator, evidence.relates_to) == (1, clock.today())
        words = page(client.get(at("show_evidence", opened)))
        assert "Used as evidence" in words
        assert "Take back what was said of" in words

    def test_not_right_with_a_reason(self, client, opened) -> None:
        address = at("refuse_reading", opened, PART, READING)
        assert "1 of 7" in page(client.get(address))
        assert "Say why it is not right." in page(client.post(address, {"reason": " "}))
        client.post(address, {"reason": "Sunday is missing from the list."})
        assert Evidence.objects.get().status == EvidenceStatus.NOT_RIGHT
        words = page(client.get(at("show_evidence", opened)))
        assert "Not right because: Sunday is missing from the list." in words

    def test_who_comes_second_is_told(self, client, opened) -> None:
        client.post(at("keep_reading", opened), {"indicator": READING})
        again = client.post(at("keep_reading", opened), {"indicator": READING})
        assert "Somebody else has decided" in page(again)
        address = at("refuse_reading", opened, PART, READING)
        late = client.post(address, {"reason": "Wrong."})
        assert "Somebody else has decided" in page(late)
        assert Evidence.objects.count() == 1

    @pytest.mark.parametrize("indicator", ["", "nonsense", "directory.verified_share"])
    def test_no_reading_of_this_statement(self, client, opened, indicator) -> None:
        response = client.post(at("keep_reading", opened), {"indicator": indicator})
        assert "There is no such reading" in page(response)
        address = at("refuse_reading", opened, PART, indicator or "x")
        assert client.get(address).status_code == 404


class TestWithdrawEvidence:
    def test_stays_to_be_seen_with_its_reason(self, client, opened) -> None:
        evidence = factories.evidence(opened, PART)
        address = reverse("withdraw_evidence", args=[evidence.reference])
        assert "Told in the meeting." in page(client.get(address))
        assert "Say why you take it back." in page(client.post(address, {}))
        client.post(address, {"reason": "It was another meeting."})
        words = page(client.get(at("show_evidence", opened)))
        assert "Taken back because: It was another meeting." in words
        again = client.post(address, {"reason": "Again."})
        assert "taken back already" in page(again)

    def test_is_for_whoever_added_it(self, opened) -> None:
        evidence = factories.evidence(opened, PART)
        address = reverse("withdraw_evidence", args=[evidence.reference])
        other = as_role(Role.KEYWORKER, opened)
        response = other.post(address, {"reason": "I do not like it."})
        assert "Whoever added this can take it back" in page(response)
        assert Evidence.objects.get().status == EvidenceStatus.KEPT


class TestDownloadEvidence:
    def test_another_area_finds_no_file(self, client, opened) -> None:
        client.post(at("add_evidence", opened), body("file", file=pdf()))
        reference = Evidence.objects.get().reference
        other = people.area(host="localhost")
        with within(other.pk):
            stranger = people.signed_in_client(
                people.membership(Role.COMMISSIONER, other), HTTP_HOST="localhost"
            )
            address = reverse("download_evidence", args=[reference])
            assert stranger.get(address).status_code == 404

    def test_a_note_has_none(self, client, opened) -> None:
        evidence = factories.evidence(opened, PART)
        address = reverse("download_evidence", args=[evidence.reference])
        assert client.get(address).status_code == 404

    def test_bytes_that_are_lost_are_told(self, client, opened) -> None:
        client.post(at("add_evidence", opened), body("file", file=pdf()))
        for path in folder_of(opened.area_id).iterdir():
            path.unlink()
        address = reverse("download_evidence", args=[Evidence.objects.get().reference])
        assert "not where it was kept" in page(client.get(address))


class TestAddRoundBarrier:
    def test_goes_to_the_plan_and_stands_beside(self, client, opened) -> None:
        address = at("add_round_barrier", opened)
        assert "Choose what it is about." in page(client.post(address, {}))
        client.post(address, {"kind": "place", "words": "No bus after eight."})
        barrier = Barrier.objects.get()
        assert (barrier.statement_key, barrier.found_in) == (PART, opened.reference)
        assert "No bus after eight." in page(client.get(at("show_evidence", opened)))
        assert "No bus after eight." in page(client.get(address))


class TestRoundsThatAreOver:
    @pytest.fixture
    def over(self, opened):
        factories.evidence(opened, PART)
        opened.status = RoundStatus.SIGNED_OFF
        opened.signed_off_at = clock.now()
        opened.save()
        return opened

    def test_show_their_evidence_and_offer_nothing(self, client, over) -> None:
        words = page(client.get(at("show_evidence", over)))
        assert "Told in the meeting." in words
        assert "This round is over" in words
        assert "Use as evidence" not in words
        assert "Take back" not in words

    def test_take_no_more(self, client, over) -> None:
        evidence = Evidence.objects.get()
        tries = [
            (at("add_evidence", over), body("note", words="Late.")),
            (at("keep_reading", over), {"indicator": READING}),
            (at("refuse_reading", over, PART, READING), {"reason": "Late."}),
            (at("add_round_barrier", over), {"kind": "place", "words": "Late."}),
            (
                reverse("withdraw_evidence", args=[evidence.reference]),
                {"reason": "Late."},
            ),
        ]
        for address, given in tries:
            assert "This round is over" in page(client.post(address, given))
        assert Evidence.objects.get().status == EvidenceStatus.KEPT
        assert not Barrier.objects.exists()
