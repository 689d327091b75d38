"""Each statement names its evidence; what is not measured yet is known by name."""

import pytest

from mutualaid.indicators.registry import all_indicators
from mutualaid.self_assessment.instrument import current

# Named by statements and still to be built, by the feature that will bring them.
TO_COME = {
    "accompaniment.days_to_match",
    "accompaniment.requests_met",
    "case_audits.goals",
    "case_audits.keywork_discussion",
    "case_audits.users_keywork_discussion",
    "documents.in_plans",
    "documents.in_specifications",
    "handouts.stock_checked",
    "ndtms.referral_share",
    "partnership.attendance_by_role",
    "partnership.figures_tabled",
    "partnership.meetings_with_public_health",
    "partnership.open_meetings_by_staff",
    "partnership.talks_to_staff",
    "partnership.trained_by_programme",
    "partnership.training_in_date",
    "partnership.visits_by_fellowship",
    "partnership.visits_by_site",
}


@pytest.fixture
def named() -> set[str]:
    """The keys that statements and their parts name."""
    return {
        key
        for statement in current().statements
        for part in statement.parts
        for key in part.evidence
    }


class TestEvidenceKeys:
    def test_are_measured_or_known_to_come(self, named):
        assert named - set(all_indicators()) == TO_COME

    def test_are_not_waited_for_once_they_are_built(self):
        assert not TO_COME & set(all_indicators())

    def test_leave_no_indicator_without_a_statement(self, named):
        assert set(all_indicators()) - named == set()

    def test_can_be_measured_of_ten_statements_and_more(self):
        built = set(all_indicators())
        reached = {
            statement.key
            for statement in current().statements
            for part in statement.parts
            if built & set(part.evidence)
        }

        assert reached >= {"1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "3.1", "3.3"}
        assert len(reached) >= 10
