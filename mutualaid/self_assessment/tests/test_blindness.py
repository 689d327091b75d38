"""While people rate, no page of anybody's shows what another has said, nor how much.

Every address that can be read is opened for every role; what raters wrote must not be in any.
"""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from mutualaid.activity_log.models import Entry
from mutualaid.core.area import within
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions.raters import KINDS, add_rater, give_link
from mutualaid.self_assessment.actions.rating import save_rating, vote_importance
from mutualaid.self_assessment.models import RaterKind, RoundStatus

from . import factories

pytestmark = pytest.mark.django_db
BEGINNINGS = ("self-assessment/", "improvement-plan/", "activity/", "today/")
# Hidden fields differ from page to page, and so does whatever tells the time.
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
KEY = "1.4"  # asked of everybody
# Packed, so that nothing can be found in them; a test says which they are.
PAPERS = {"print_round", "print_plan", "download_results_pdf"}


def routes(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, set[str]]]:
    """Name and arguments of every address."""
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif path.startswith(BEGINNINGS) and pattern.name not in PAPERS:
            yield pattern.name, set(re.findall(r"<(?:\w+:)?(\w+)>", path))


class Area:
    """A round in which everybody who can be asked has written a word of their own."""

    def __init__(self) -> None:
        self.opened = factories.assessment_round(people.area())
        self.clients: dict[str, Client] = {"anybody": Client()}
        self.words: dict[str, str] = {}
        self.raters = {}
        with within(self.opened.area_id):
            for number, role in enumerate(Role):
                self._join(number, role)
            self._ask_others()

    def _join(self, number: int, role: Role) -> None:
        worn = people.membership(role, self.opened.area)
        self.clients[role] = people.signed_in_client(worn)
        if role in KINDS:
            rater = factories.rater(
                self.opened, membership=worn, label="", kind=KINDS[role]
            )
            self._write(role, rater, f"heron{number}", worn.hat())

    def _ask_others(self) -> None:
        by = self.opened.opened_by.hat()
        linked = add_rater(
            opened=self.opened, kind=RaterKind.GROUP, label="A group", by=by
        )
        paper = add_rater(
            opened=self.opened,
            kind=RaterKind.SERVICE_USER,
            label="A paper form",
            is_on_paper=True,
            by=by,
        )
        give_link(rater=linked, by=by)
        self._write("linked", linked, "plover")
        self._write("paper", paper, "curlew", by, "Form 3")

    def _write(self, who, rater, word, by=None, said_by="") -> None:
        self.words[who], self.raters[who] = word, rater
        said = {"answer": "1", "reason": "", "comment": f"A {word} flew by."}
        save_rating(
            rater=rater, part_key=KEY, revision=0, by=by, said_by=said_by, **said
        )
        vote_importance(rater=rater, statement_keys=[KEY], by=by)

    def addresses(self) -> list[str]:
        here = {
            "reference": [self.opened.reference],
            "key": [KEY],
            "rater": [self.raters[who].reference for who in ("linked", "paper")],
            "service": [people.service(self.opened.area).reference],
        }
        found = []
        for name, arguments in routes(get_resolver().url_patterns):
            named: list[dict[str, str]] = [{}]
            for each in arguments & here.keys():
                named = [{**one, each: value} for one in named for value in here[each]]
            if arguments <= here.keys():
                found += [reverse(name, kwargs=one) for one in named]
        return found


@pytest.fixture
def area(db):
    return Area()


def text_of(response) -> bytes:
    """What a page or file says; a workbook unpacked."""
    if response.streaming:
        content = b"".join(response.streaming_content)
    else:
        content = response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    return content


class TestWhileRating:
    def test_nobody_reads_what_another_wrote(self, area):
        addresses = area.addresses()

        leaks = [
            (who, address, word)
            for who, client in area.clients.items()
            for address in addresses
            if (told := text_of(client.get(address)))
            for owner, word in area.words.items()
            if word.encode() in told and owner != who
        ]

        assert len(addresses) > 40
        assert leaks == []

    def test_no_result_is_a_paper(self, area):
        client = area.clients[Role.COMMISSIONER]
        address = reverse("download_results_pdf", args=[area.opened.reference])

        assert not client.get(address)["Content-Type"].startswith("application/pdf")
        assert {
            address
            for address in area.addresses()
            if client.get(address)["Content-Type"].startswith("application/pdf")
        } == set()

    def test_pages_tell_nobody_how_much_was_said(self, area):
        """The same pages before and after somebody answers much more."""
        watching = (Role.COMMISSIONER, Role.AUDITOR)
        addresses = area.addresses()

        def seen() -> dict[tuple[str, str], bytes]:
            return {
                (who, address): CHANGING.sub(
                    b"", text_of(area.clients[who].get(address))
                )
                for who in watching
                for address in addresses
                # The log tells of each look at a page that is not for somebody.
                if not address.startswith("/activity/") and ".xlsx" not in address
            }

        before = seen()
        for part in ("1.1", "1.3", "1.5", "2.4"):
            factories.rating(area.raters["linked"], part, "0", comment="More.")
        after = seen()

        assert [where for where in before if before[where] != after[where]] == []

    def test_no_letter_and_no_line_of_the_log_says_it(self, area):
        told = " ".join(str(line.__dict__) for line in Entry.objects.all())
        told += " ".join(letter.body for letter in mail.outbox)

        assert [word for word in area.words.values() if word in told] == []

    def test_lines_of_single_answers_are_confidential(self, area):
        acts = ("self_assessment.save_rating", "self_assessment.vote_importance")

        lines = Entry.objects.filter(act__in=acts)

        page = text_of(area.clients[Role.AUDITOR].get(reverse("list_activity")))
        assert lines.exists()
        assert re.search(rb"<td[^>]*>\s*Asked somebody to rate", page)
        assert not re.search(rb"<td[^>]*>\s*Answered a statement", page)
        assert not lines.filter(is_confidential=False).exists()


class TestOnceShown:
    def test_everybody_reads_what_was_written(self, area):
        """Or the tests above would find nothing in any case."""
        type(area.opened).objects.filter(pk=area.opened.pk).update(
            status=RoundStatus.AGREEING, revealed_at=area.opened.created_at
        )
        address = reverse("agree_statement", args=[area.opened.reference, KEY])

        told = text_of(area.clients[Role.COMMISSIONER].get(address))

        assert all(word.encode() in told for word in area.words.values())
