import json

import pytest
from click.testing import CliRunner, Result

from mutualaid.cli.main import main
from mutualaid.directory.tests.factories import a_meeting, an_area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import area, membership, service

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["list-evidence", *words])


class TestListEvidence:
    def test_goes_through_all_statements_and_counts_those_with_evidence(self):
        here = an_area()
        a_meeting()
        membership(Role.PEER, here, service=service(here, name="Harbour House"))

        told = run()

        assert told.exit_code == 0
        lines = told.output.splitlines()
        assert lines[0].startswith("Northbridge, 20")
        at = lines.index("1.4  A meeting on every day")
        assert lines[at + 1].startswith(
            "     directory.days_in_person: 1 of 7: none on Tuesday, Wednesday"
        )
        assert lines[at + 2] == "     directory.days_online: 0 of 7"
        assert "     directory.meetings_on_premises: nothing known yet" in lines
        assert "     accompaniment.requests_met: still to be built" in lines
        assert "     directory.list_use: 0 of 1 (0%): not by Harbour House" in lines
        assert lines[-1] == "10 of 27 statements have live evidence."

    def test_tells_an_area_with_nothing_in_it(self):
        an_area()

        assert run().output.endswith("1 of 27 statements have live evidence.\n")

    def test_is_of_one_area(self):
        here = an_area()
        area(slug="elsewhere")
        a_meeting()

        assert run().exit_code == 1
        assert run("--area", here.slug).output.startswith("Northbridge, ")
        told = run("--area", "elsewhere")
        assert told.output.endswith("1 of 27 statements have live evidence.\n")

    def test_reports_as_json(self):
        an_area()
        a_meeting()

        told = json.loads(run("--json").output)

        assert told["area"] == "northbridge"
        assert len(told["statements"]) == 27
        assert told["live"] == sum(each["is_live"] for each in told["statements"])
        (first, *_, last) = told["statements"]
        assert first["evidence"][0] == {
            "key": "directory.verified_share",
            "is_built": True,
            "value": "0 of 1 (0%)",
        }
        assert [each["key"] for each in last["evidence"]] == [
            "care.follow_ups",
            "care.asked_whether",
            "clients.asked_how_it_went",
            "care.asked_how_often",
            "care.asked_how_helpful",
        ]
        assert not last["is_live"]
