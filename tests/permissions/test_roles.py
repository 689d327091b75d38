"""Who may, by the role alone: every permission that asks nothing else, for every role.

The matrix does not see all of this: where a scope finds nothing for a role, its requests are
answered with "not found" before the permission is asked.
"""

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from every_check import our_modules

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

CHAMPION, KEYWORKER = Role.RECOVERY_CHAMPION, Role.KEYWORKER
MANAGER, VOICE = Role.SERVICE_MANAGER, Role.SERVICE_USER_REPRESENTATIVE
COMMISSIONER, AUDITOR = Role.COMMISSIONER, Role.AUDITOR
ADMINISTRATOR = Role.AREA_ADMINISTRATOR
BY_CLIENTS = {KEYWORKER, MANAGER}
KEEPERS = {CHAMPION, MANAGER, ADMINISTRATOR}
ALL_BUT_PEERS = set(Role) - {Role.PEER}
MAY = {
    "backups.permissions.can_see_backups": {ADMINISTRATOR, AUDITOR},
    "backups.permissions.can_see_drills": {AUDITOR},
    "care.permissions.can_read_care": BY_CLIENTS,
    "clients.permissions.can_work_with_clients": BY_CLIENTS,
    "clients.permissions.can_add_client": BY_CLIENTS,
    "clients.permissions.can_count_tally": BY_CLIENTS,
    "clients.permissions.must_say_why": {MANAGER},
    "clients.permissions.can_turn_record_keeping": {MANAGER},
    "clients.permissions.can_break_glass": BY_CLIENTS,
    "clients.permissions.can_list_break_glass": BY_CLIENTS,
    "clients.permissions.can_review_break_glass": {MANAGER},
    "clients.permissions.can_count_break_glass": {COMMISSIONER, AUDITOR},
    "directory.permissions.can_keep_directory": KEEPERS,
    "directory.permissions.can_keep_sources": KEEPERS,
    "directory.permissions.can_see_sources": KEEPERS | {COMMISSIONER, AUDITOR},
    "directory.permissions.can_see_relations": KEEPERS,
    "directory.permissions.can_keep_positions": KEEPERS,
    "directory.permissions.can_shape_area": {ADMINISTRATOR},
    "handouts.permissions.can_see_inserts": KEEPERS,
    "handouts.permissions.can_write_insert": {CHAMPION, MANAGER},
    "handouts.permissions.can_publish_insert": {ADMINISTRATOR},
    "improvement_plan.permissions.can_see_plan": ALL_BUT_PEERS,
    "improvement_plan.permissions.can_comment": ALL_BUT_PEERS - {ADMINISTRATOR, AUDITOR},
    "improvement_plan.permissions.can_propose_action": {MANAGER, COMMISSIONER},
    "improvement_plan.permissions.can_lead_plan": {COMMISSIONER},
    "indicators.permissions.can_see_indicators": ALL_BUT_PEERS,
    "indicators.permissions.can_keep_charts": {COMMISSIONER},
    "organisations.permissions.activity.can_read_activity": BY_CLIENTS
    | {ADMINISTRATOR, AUDITOR},
    "organisations.permissions.activity.reads_only_own_activity": {KEYWORKER},
    "organisations.permissions.activity.sees_names_in_activity": set(Role) - {AUDITOR},
    "organisations.permissions.people.can_list_people": {MANAGER, ADMINISTRATOR, AUDITOR},
    "organisations.permissions.people.can_invite": {MANAGER, ADMINISTRATOR},
    "organisations.permissions.places.can_change_places": {ADMINISTRATOR},
    "organisations.permissions.places.can_change_settings": {ADMINISTRATOR},
    "organisations.permissions.places.can_change_holidays": {ADMINISTRATOR},
    "privacy.alarms.permissions.can_see_alarms": {MANAGER, AUDITOR},
    "privacy.alarms.permissions.can_settle_alarm": {MANAGER},
    "privacy.consents.permissions.can_read_consents": BY_CLIENTS,
    "privacy.incidents.permissions.can_list_incidents": BY_CLIENTS | {ADMINISTRATOR, AUDITOR},
    "privacy.incidents.permissions.can_report_incident": BY_CLIENTS,
    "privacy.incidents.permissions.can_read_incident": BY_CLIENTS | {AUDITOR},
    "privacy.incidents.permissions.can_work_on_incident": {MANAGER},
    "privacy.incidents.permissions.can_add_to_incident": BY_CLIENTS,
    "privacy.retention.permissions.can_see_reviews": {MANAGER, ADMINISTRATOR},
    "privacy.retention.permissions.can_decide_reviews": {MANAGER},
    "privacy.retention.permissions.can_hold": {MANAGER},
    "privacy.retention.permissions.can_confirm_date": {ADMINISTRATOR},
    "privacy.rights.permissions.can_list_requests": BY_CLIENTS | {ADMINISTRATOR, AUDITOR},
    "privacy.rights.permissions.can_open_request": BY_CLIENTS,
    "privacy.rights.permissions.can_answer_request": {MANAGER},
    "privacy.rights.permissions.can_remind_managers": {ADMINISTRATOR},
    "safeguarding.permissions.can_count_concerns": {COMMISSIONER, AUDITOR},
    "safeguarding.permissions.can_appoint_leads": {ADMINISTRATOR},
    "self_assessment.permissions.can_see_self_assessment": ALL_BUT_PEERS,
    "self_assessment.permissions.can_lead_self_assessment": {COMMISSIONER},
    "self_assessment.permissions.can_give_evidence": ALL_BUT_PEERS - {ADMINISTRATOR, AUDITOR},
    "self_assessment.permissions.can_table_summary": {MANAGER, COMMISSIONER},
}  # fmt: skip
# Whoever holds a post of safeguarding reads concerns; its app's tests try that.
ASKS_MORE = {"safeguarding.permissions.can_read_concerns"}


def worn(role: Role) -> Hat:
    return Hat(1, "reference", 1, "token", "Name", role, "Place", 1, 1, 1)


def of_hats_alone() -> Iterator[str]:
    """Every permission that is told a hat and answers yes or no."""
    for module in our_modules():
        if "permissions" in module.split("."):
            for name, each in vars(sys.modules[module]).items():
                if inspect.isfunction(each) and _asks_for_a_hat(each, module):
                    yield f"{module}.{name}".removeprefix("mutualaid.")


def _asks_for_a_hat(function: Any, module: str) -> bool:
    signature = inspect.signature(function)
    is_its_own = function.__module__ == module
    is_told = list(signature.parameters) == ["hat"]
    return is_its_own and is_told and signature.return_annotation is bool


class TestRoles:
    @pytest.mark.parametrize("name", MAY)
    def test_may_what_is_theirs_and_nothing_else(self, name):
        module, _, function = name.rpartition(".")
        may = getattr(import_module(f"mutualaid.{module}"), function)

        assert {role for role in Role if may(worn(role))} == MAY[name]

    def test_are_told_of_every_permission_by_role_alone(self):
        assert set(of_hats_alone()) == MAY.keys() | ASKS_MORE
