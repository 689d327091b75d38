"""Figures S2 and S3: a word of its own in everything sealed, and who gets to see it by which way.

None comes out to anybody who may not read it. Each comes out to somebody who may, or the search
would not be worth anything. The whole matrix looks for the same words (`checker.py`).
"""

import logging
from datetime import timedelta
from itertools import product

import pytest
from building import build
from channels import (
    Found,
    after,
    ask,
    beginning_of,
    doors,
    log_lines,
    request_lines,
    search,
    send_everything,
)
from checker import Browser, undone
from clients import second_keyworker
from django.urls import reverse
from planted import claim_sealed, every_label
from records import KIND, add_record, models_without_rows

from mutualaid.backups.places import data_name, keys_name, place_name
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.duties.actions import run_due
from mutualaid.messages import mail

IDENTITY = {
    f"clients.ClientIdentity.sealed_{text}"
    for text in ("name", "initials", "local_number", "contact", "safe_contact", "needs")
}
SHOWN = 20
# Everybody else is asked about every so many addresses, where the figures are not the full ones.
EVERY = 16
# Known to other features only; nobody reads it.
SHOWN_TO_NOBODY = {"privacy.TellingPermission.sealed_meeting"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of the matrix, and in it clients about whom everything was written."""
    with django_db_blocker.unblock(), undone():
        world = build()
        with clock.frozen_at(world.now):
            for area, service in ((0, 0), (0, 1), (1, 0)):
                add_record(world, world.person("keyworker", area, service))
            add_record(world, world.person("keyworker"), is_extra_private=True)
            claim_sealed(world)
        yield world


def those_who_work_with_it(world):
    return [world.person("keyworker"), world.person("service-manager")]


def everybody_else(world):
    """One of each kind who may read nothing of the first client, in and beside their service."""
    _, word = named(world)
    readers = world.words.planted[word].readers
    kinds = {
        (each.who, each.area, each.service): each for each in reversed(world.people)
    }
    return [
        person
        for (_, area, service), person in kinds.items()
        if not (person.membership and person.membership.pk in readers)
        and (area, service) in ((0, None), (0, 0), (0, 1), (1, 0))
    ]


@pytest.fixture(scope="module")
def crawled(world, full_figures, django_db_blocker):
    """Every address about clients, as those who work with them and as all others."""
    found, browser = Found(), Browser(world)
    with django_db_blocker.unblock(), clock.frozen_at(world.now):
        addresses = list(doors(world, everywhere=full_figures))
        ask(world, browser, found, product(addresses, those_who_work_with_it(world)))
        others = list(product(addresses, everybody_else(world)))
        ask(world, browser, found, others if full_figures else others[::EVERY])
        shown(world, browser, found)
    return found


def shown(world, browser, found):
    """Names in the list after a press, as somebody who may and as somebody who may not."""
    for who in ("keyworker", "service-manager", "peer", "auditor"):
        person, to = world.person(who), reverse("show_names")
        data = {"show": "yes", "reason": "asked"}
        answer = after(browser, person, to, data, reverse("list_clients"))
        found.note(world, "list", person, answer.text, answer.head)


@pytest.mark.django_db
class TestPlanting:
    def test_leaves_out_no_sealed_column(self, world):
        planted = {
            each.told
            for each in world.words.planted.values()
            if each.readers is not None
        }

        assert planted == every_label()
        assert len(planted) > 15

    def test_leaves_out_no_sealed_table(self, world):
        assert models_without_rows(world) == set()

    def test_gives_every_word_a_reader(self, world):
        readers = [each.readers for each in world.words.planted.values() if each.readers is not None]  # fmt: skip

        assert all(readers)


@pytest.mark.prove
@pytest.mark.django_db
class TestEveryAddress:
    def test_tells_nobody_what_they_may_not_read(self, crawled, record_property):
        record_property("answers searched for words about clients", crawled.asked)
        record_property("words that came out to somebody else", len(crawled.leaks))
        assert crawled.leaks[:SHOWN] == []

    def test_would_be_noticed(self, world):
        found, word = Found(), next(iter(world.words.planted))
        sealed = next(
            w for w, p in world.words.planted.items() if p.readers is not None
        )

        found.note(world, "list", world.person("auditor"), f"<p>{word} {sealed}</p>")

        assert len(found.leaks) == 1

    @pytest.mark.parametrize("channel", ["list", "detail", "export", "print"])
    def test_tells_a_name_to_who_may_read_it(self, crawled, channel):
        assert "clients.ClientIdentity.sealed_name" in crawled.labels(channel)

    def test_tells_everything_somewhere(self, crawled):
        seen = set().union(*(crawled.labels(channel) for channel in crawled.seen))

        assert every_label() - seen == SHOWN_TO_NOBODY

    @pytest.mark.parametrize("channel", ["export", "print"])
    def test_gives_the_client_all_of_who_they_are(self, crawled, channel):
        assert IDENTITY - crawled.labels(channel) == set()


@pytest.mark.django_db
class TestSearch:
    def test_finds_by_the_whole_name_for_who_works_with_them(self, world):
        client, word = named(world)
        with clock.frozen_at(world.now):
            *_, page = search(Browser(world), world.person("keyworker"), client.name)

        assert word in page.text

    def test_finds_nothing_for_anybody_else(self, world):
        client, _ = named(world)
        found, browser = Found(), Browser(world)
        with clock.frozen_at(world.now):
            for person in everybody_else(world):
                for answer in search(browser, person, client.name):
                    text = answer.text.replace(client.name, "")
                    found.note(world, "search", person, text, answer.head)
                    assert client.reference not in answer.head, person
                for answer in search(browser, person, client.reference):
                    found.note(world, "search", person, answer.text, answer.head)

        assert found.leaks == []
        assert found.asked > 40


@pytest.mark.django_db
class TestSuggestions:
    def test_follow_from_no_beginning_of_a_name(self, world):
        client, word = named(world)
        found, browser = Found(), Browser(world)
        begin = client.name.replace(word, beginning_of(word))
        with clock.frozen_at(world.now):
            for person in (*those_who_work_with_it(world), *everybody_else(world)):
                for address in ("find_meetings", "list_people"):
                    to = f"{reverse(address)}?place={begin}&name={begin}"
                    answer = browser.open(person, to)
                    found.note(world, "suggest", person, answer.text, answer.head)
                for answer in search(browser, person, begin):
                    found.note(world, "suggest", person, answer.text, answer.head)

        assert found.labels("suggest") == set()

    def test_of_colleagues_are_there_by_design(self, world):
        colleague = world.person("keyworker").user
        with clock.frozen_at(world.now), undone():
            answer = Browser(world).open(
                world.person("area-administrator"),
                reverse("list_people"),
                "POST",
                {"name": beginning_of(colleague.name)},
            )

        assert colleague.name in answer.text


@pytest.mark.django_db
class TestMessages:
    def test_hold_nothing_about_a_client(
        self, world, mailoutbox, django_capture_on_commit_callbacks
    ):
        """Of every form that can be sent about a client, and of what is due two weeks later."""
        people = [*those_who_work_with_it(world), second_keyworker(world, 0, 0)]
        with undone(), clock.frozen_at(world.now):
            with django_capture_on_commit_callbacks(execute=True):
                taken = send_everything(world, Browser(world), people)
            with clock.frozen_at(world.now + timedelta(days=15)):
                do_what_is_due(world, django_capture_on_commit_callbacks)
            with world.within(0):
                lines = log_lines(world.areas[0].pk)

        letters = [told_by(letter) for letter in mailoutbox]
        assert taken > 5
        assert len(letters) > 3
        assert sealed_words_in(world, *letters) == set()
        assert sealed_words_in(world, *lines) == set()

    def test_would_be_noticed(
        self, world, mailoutbox, django_capture_on_commit_callbacks
    ):
        client, word = named(world)

        with django_capture_on_commit_callbacks(execute=True):
            to = "sam@northbridge.example"
            mail.post(to=to, subject="A letter", words=client.name)

        assert sealed_words_in(world, *map(told_by, mailoutbox)) == {word}


@pytest.mark.django_db
class TestLogs:
    def test_of_acts_hold_tokens_and_no_word(self, world):
        with clock.frozen_at(world.now), undone():
            client = world.things[KIND][0].row
            browser, keyworker = Browser(world), world.person("keyworker")
            browser.open(keyworker, reverse("show_client", args=[client.reference]))
            with world.within(0):
                lines = log_lines(world.areas[0].pk)

        assert any(client.person.token in line for line in lines)
        assert sealed_words_in(world, *lines) == set()

    def test_of_requests_hold_references_and_no_word(self, world):
        client, word = named(world)
        with clock.frozen_at(world.now), request_lines() as lines:
            browser, keyworker = Browser(world), world.person("keyworker")
            with undone():
                browser.open(keyworker, reverse("show_client", args=[client.reference]))
            search(browser, keyworker, client.name)
            logging.getLogger("mutualaid.sample").info("A line that tells %s", word)

        assert any(client.reference in line for line in lines)
        assert sealed_words_in(world, *lines) <= {word}
        assert sum(word in line for line in lines) == 1


@pytest.mark.django_db
class TestFileNamesOfBackups:
    def test_say_the_place_and_the_time_alone(self, world):
        names = [data_name(place_name(), world.now), keys_name(place_name())]

        assert names[0].startswith("data-")
        assert sealed_words_in(world, *names) == set()


def sealed_words_in(world, *texts):
    planted = world.words.planted
    return {word for word in world.words.found_in(*texts) if planted[word].readers is not None}  # fmt: skip


class Named:
    """A client with the whole of their name."""

    def __init__(self, client):
        self.reference = client.reference
        self.name = client.identity.words("sealed_name")


def named(world):
    """The first client of the first service, and the word in their name."""
    with world.within(0):
        thing = next(each for each in world.things[KIND] if each.service == 0)
        client = Named(type(thing.row).objects.get(pk=thing.row.pk))
    (word,) = sealed_words_in(world, client.name)
    return client, word


def told_by(letter):
    """All of a letter, its head and whatever is attached included."""
    return letter.message().as_bytes().decode()


def do_what_is_due(world, callbacks):
    areas = [area.pk for area in world.areas]
    with callbacks(execute=True):
        return list(run_due(areas=areas, by=system_actor("tick")))
