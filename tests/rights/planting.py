"""A row about somebody in every table of the registry, with a word of its own in every text.

The rows are made from the models, so that a table which comes later is planted too. What a
model's rules ask beyond that stands in ASKED.
"""

from datetime import timedelta
from itertools import count
from typing import Any

from django.db import models

from mutualaid.clients.models import Client, ClientIdentity
from mutualaid.clients.tests import factories as clients
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.models import Meeting
from mutualaid.directory.tests.factories import a_meeting
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.models import Incident, Person, RightsRequest
from mutualaid.privacy.person_tables import PersonTable, Whose, tables_of
from mutualaid.privacy.sealing import SealedField

_numbers = count(1)
# What stands in a plain column that is no text of anybody's: a key of something else.
NO_TEXT = frozenset(
    {
        "reference",
        "token",
        "name_digest",
        "language",
        "about",
        "row",
        "kind",
        # Keys of steps and of answers, numbers and days: care.questions.
        "key",
        "answers",
    }
)
ASKED: dict[str, dict[str, Any]] = {
    "privacy.Review": {"kind": "care-record"},
    "privacy.RightsRequest": {"kind": "erasure", "answered_on": None},
    "privacy.RightsDecision": {"is_erased": True, "because": ""},
}


class Town:
    """A service with its manager and a keyworker, whose names are planted too."""

    def __init__(self, prefix: str, area: Area | None = None) -> None:
        self.prefix = prefix
        self.words: dict[str, str] = {}
        self.area = area or places.area(host="testserver")
        self.service = places.service(self.area)
        clients.record_keeping(self.service)
        self.manager = self._seat(Role.SERVICE_MANAGER)
        self.keyworker = self._seat(Role.KEYWORKER)
        self.meeting = a_meeting(area=self.area)

    def _seat(self, role: Role) -> Membership:
        user = places.person(
            name=self.word("name of a colleague"),
            email=f"{self.word('address of a colleague')}@northbridge.example",
        )
        return places.membership(role, self.area, service=self.service, user=user)

    def word(self, what: str) -> str:
        """A word that stands nowhere else."""
        word = f"{self.prefix}{next(_numbers):04d}q"
        self.words[word] = what
        return word


class Planted:
    """A client with a row in every table; `words` say what stands in which sealed column."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.client = clients.client(town.service)
        self.person = self.client.person
        self.words: dict[str, str] = {}
        self.rows: list[models.Model] = []
        with within(town.area.pk):
            for table in tables_of(Whose.CLIENT):
                self._plant(table)

    def _plant(self, table: PersonTable) -> None:
        model = table.table()
        row = self._there(model) or model(**dict(self._values(table)))
        for column in model._meta.concrete_fields:
            if isinstance(column, SealedField):
                word = self.town.word(str(column))
                self.words[word] = str(column)
                is_name = (
                    isinstance(row, ClientIdentity) and column.name == "sealed_name"
                )
                row.name(word) if is_name else row.write(column.name, word)
        row.save()
        self.rows.append(row)

    def _there(self, model: type[models.Model]) -> models.Model | None:
        """The rows that a client begins with."""
        if model is Person:
            return self.person
        if model in (Client, ClientIdentity):
            return self.client if model is Client else self.client.identity
        return None

    def _values(self, table: PersonTable) -> Any:
        asked = ASKED.get(table.model, {})
        steps = {path.partition("__")[0] for path in table.paths}
        for column in table.table()._meta.concrete_fields:
            may_lack = column.has_default() or column.null or column.primary_key
            if column.name in asked:
                yield column.name, asked[column.name]
            elif column.name in steps or not may_lack:
                yield column.name, self._value(column)

    def _value(self, column: models.Field) -> Any:
        if column.related_model:
            return self._related(column.related_model)
        if column.choices and not column.blank:
            return column.flatchoices[0][0]
        kinds = {
            models.DateTimeField: clock.now(),
            models.DateField: clock.today() - timedelta(days=1),
            models.BooleanField: False,
            models.IntegerField: 1,
        }
        for kind, value in kinds.items():
            if isinstance(column, kind):
                return value
        # A text that is not sealed must say nothing; architecture tests hold to that.
        return ""

    def _related(self, model: type[models.Model]) -> Any:
        town = self.town
        known = {
            Area: town.area,
            Service: town.service,
            Membership: town.keyworker,
            Meeting: town.meeting,
            Person: self.person,
            Client: self.client,
        }
        if model in known:
            return known[model]
        if model is Incident:
            return self._incident()
        (row,) = [row for row in self.rows if type(row) is model]
        return row

    def _incident(self) -> Incident:
        """What went wrong names many; none of its words are anybody's own data."""
        now = clock.now()
        incident = Incident(
            area=self.town.area,
            service=self.town.service,
            happened_on=clock.today(),
            aware_at=now,
            reported_at=now,
            reported_by=self.town.keyworker,
            affected="one-to-nine",
        )
        incident.write("sealed_words", self.town.word("words of an incident"))
        incident.save()
        return incident

    def request(self, kind: str) -> RightsRequest:
        """Their request of a kind, open."""
        asked = self.person.rights_requests.get()
        asked.kind = kind
        asked.save()
        return asked
