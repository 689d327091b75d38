import itertools

import pytest

from mutualaid.core.refusal import Refused
from mutualaid.organisations.models.invitations import Invitation, InvitationStatus
from mutualaid.organisations.models.memberships import Membership, MembershipStatus
from mutualaid.organisations.models.moving import Mover

TABLES = [(Membership, MembershipStatus), (Invitation, InvitationStatus)]
ALLOWED = {
    ("active", "suspended"),
    ("active", "ended"),
    ("suspended", "active"),
    ("suspended", "ended"),
    ("sent", "accepted"),
    ("sent", "complete"),
    ("sent", "refused"),
    ("sent", "withdrawn"),
    ("accepted", "complete"),
    ("accepted", "refused"),
    ("accepted", "withdrawn"),
}
PAIRS = [
    (model, one, other)
    for model, statuses in TABLES
    for one, other in itertools.product(statuses.values, repeat=2)
]


class TestTables:
    @pytest.mark.parametrize(("model", "statuses"), TABLES)
    def test_have_every_status(self, model, statuses):
        assert set(model.TRANSITIONS) == set(statuses)
        assert set(model.STANDS) == set(statuses)

    @pytest.mark.parametrize(("model", "statuses"), TABLES)
    def test_say_who_may_make_each_move(self, model, statuses):
        moves = [who for table in model.TRANSITIONS.values() for who in table.values()]

        assert all(who and who <= set(Mover) for who in moves)

    def test_let_a_person_end_their_own_role_and_nothing_else(self):
        own = [
            (one, other)
            for one, table in Membership.TRANSITIONS.items()
            for other, who in table.items()
            if Mover.ONESELF in who
        ]

        assert own == [("active", "ended"), ("suspended", "ended")]


class TestBecome:
    @pytest.mark.parametrize(("model", "one", "other"), PAIRS)
    def test_follows_the_table(self, model, one, other):
        row = model(status=one)

        if (one, other) in ALLOWED:
            row.become(other)
            assert row.status == other
        else:
            with pytest.raises(Refused) as refused:
                row.become(other)
            assert refused.value.sentence == str(model.STANDS[one])
            assert row.status == one


class TestMovers:
    @pytest.mark.parametrize(
        ("model", "status", "who"),
        [
            (Membership, "ended", {Mover.ADMINISTRATOR, Mover.MANAGER, Mover.ONESELF}),
            (Membership, "suspended", {Mover.ADMINISTRATOR, Mover.MANAGER}),
            (Membership, "active", {Mover.ADMINISTRATOR, Mover.MANAGER}),
            (Invitation, "withdrawn", {Mover.ADMINISTRATOR, Mover.MANAGER}),
            (Invitation, "refused", {Mover.SECOND_PERSON}),
            (Invitation, "complete", {Mover.SECOND_PERSON, Mover.INVITED}),
            (Invitation, "sent", set()),
        ],
    )
    def test_are_everybody_who_may_bring_it_there(self, model, status, who):
        assert model.movers(status) == who
