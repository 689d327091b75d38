"""What every table's rules let everybody do; and that a wrong one lets them do something else."""

import pytest
from policy_mutants import PolicyMutant, every_policy_mutant
from probing import ACTORS, UNSET, Probe, Seen, owner, undone

from mutualaid.core.area import INSTALLATION
from mutualaid.core.row_security import RowScope, scoped_models

pytestmark = pytest.mark.django_db(transaction=True)
# One table of each scope, one with a column of another name, one with national rows, and the one
# of which not all is shared.
CHOSEN = {
    "organisations_area",
    "organisations_membership",
    "activity_log_entry",
    "directory_fellowship",
    "directory_meeting",
}
SHOWN = 10


def expected(probe: Probe, scope: RowScope) -> Seen:
    """By the words of the scope: whose rows everybody reads, and whose they write."""
    rows = set(probe.rows)
    found: Seen = {("the owner", "add"): set()}
    for actor in ACTORS:
        mine = {row for row in rows if actor != UNSET and int(actor) == (row.area or 0)}
        is_all = scope is RowScope.AREA and actor == str(INSTALLATION)
        read, add, change, remove = {
            RowScope.OWN: (mine, mine, mine, mine),
            RowScope.SHARED: (mine | _shared(rows, actor), mine, mine, mine),
            RowScope.AREA: (
                rows,
                rows if is_all else set(),
                rows if is_all else mine,
                set(),
            ),
        }[scope]
        found |= {(actor, "read"): read, (actor, "add"): add}
        found |= {(actor, "change"): change, (actor, "remove"): remove}
        found[actor, "move"] = {
            (row, to.area)
            for row in change
            for to in rows
            if row.kind == to.kind and (is_all or row.area == to.area)
        }
    return found


def _shared(rows: set, actor: str) -> set:
    return {row for row in rows if actor != UNSET and row.kind == "shared"}


def is_as_its_scope_says(probe: Probe) -> bool:
    return probe.seen() == expected(probe, probe.model.ROW_SCOPE)


class TestPolicies:
    def test_let_everybody_do_what_the_scope_of_the_table_says(self):
        with owner() as cursor:
            wrong = [
                probe.table
                for model in scoped_models()
                if model.ROW_SCOPE is not RowScope.INSTALLATION
                if not is_as_its_scope_says(probe := Probe(cursor, model))
            ]

        assert wrong == []

    def test_that_are_wrong_let_them_do_something_else(
        self, full_figures, record_property
    ):
        with owner() as cursor:
            made = list(every_policy_mutant(cursor))
            tried = [
                mutant
                for mutant in made
                if full_figures or mutant.model._meta.db_table in CHOSEN
            ]
            unnoticed = [str(each) for each in tried if not is_noticed(cursor, each)]

        record_property("mutants of policies made", len(made))
        record_property("tried", len(tried))
        record_property("unnoticed", len(unnoticed))
        assert unnoticed[:SHOWN] == []


def is_noticed(cursor, mutant: PolicyMutant) -> bool:
    with undone():
        cursor.execute(mutant.statement)
        return not is_as_its_scope_says(Probe(cursor, mutant.model))
