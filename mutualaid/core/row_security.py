"""Which rows of a table an area reads and writes, as rules that PostgreSQL itself enforces.

They are the second wall: a query that forgot to ask whose rows it wants finds none of another
area's. Every model says its ROW_SCOPE; `mutualaid migrate` turns that into policies. Each
policy compares with the area that `core.area.within` has set, and unset means no rows.
"""

from collections.abc import Iterator
from enum import Enum

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from .area import INSTALLATION, SETTING

# As a subquery it is worked out once for each statement instead of once for each row.
_HERE = f"(SELECT nullif(current_setting('{SETTING}', true), '')::bigint)"

_NO_RULES: dict[str, str] = {}


class RowScope(Enum):
    """A table's rule: for each kind of statement, which rows are there for it.

    `{mine}` stands for "of the present area"; a row without an area is the installation's.
    A model names its area's column in ROW_AREA_COLUMN, where that is not `area_id`, and in
    ROW_SHARED_IF the SQL condition of a shared row, where not all are.
    """

    # Read and written by its own area only.
    OWN = {"ALL": "{mine}"}
    # Read by every area, written by its own.
    SHARED = {"ALL": "{mine}", "SELECT": f"{_HERE} IS NOT NULL AND ({{shared_if}})"}
    # The areas themselves, which are read before it is known which one is meant.
    AREA = {
        "SELECT": "true",
        "INSERT": f"{_HERE} = {INSTALLATION}",
        "UPDATE": f"{{mine}} OR {_HERE} = {INSTALLATION}",
    }
    # Rows that belong to no area: no rule.
    INSTALLATION = _NO_RULES


# Tables of packages. None has an area, so none can have a rule; each says why that is sound.
UNSCOPED_TABLES = {
    "account_emailaddress": "e-mail addresses of users, who may belong to several areas",
    "account_emailconfirmation": "unused: what confirms an address is signed, not stored",
    "auth_group": "unused: what somebody may do are memberships",
    "auth_group_permissions": "unused, as above",
    "auth_permission": "names of models; unused, as above",
    "django_content_type": "names of models",
    "django_migrations": "which migrations have run",
    "mfa_authenticator": "second factors of users",
    "socialaccount_socialaccount": "users' accounts with a provider of identities",
    "socialaccount_socialapp": "those providers, which the settings name instead",
    "socialaccount_socialtoken": "what those providers handed out; unused",
}

_PRESENT = """
    SELECT relname, relrowsecurity AND relforcerowsecurity, relrowsecurity,
           polname, obj_description(pg_policy.oid, 'pg_policy')
    FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
"""


def scoped_models() -> Iterator[type[models.Model]]:
    """The models that have a table of their own and say a scope."""
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model, "ROW_SCOPE") and not model._meta.proxy:
            yield model


def secure_tables(connection: BaseDatabaseWrapper) -> None:
    """Bring every table's rules into step with its model; as the owner, safe to repeat.

    They are forced, so that they hold for the owner too. A table that has them is left alone:
    to change it would wait for whoever reads it, and make all others wait meanwhile.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        present = _present(cursor)
        for model in scoped_models():
            name, wanted = model._meta.db_table, _policies(model)
            is_forced, known = present.get(name, (None, {}))
            if (is_forced, known) != (bool(wanted), wanted):
                table = connection.ops.quote_name(name)
                for statement in _settling(table, known, wanted):
                    cursor.execute(statement)


def _present(cursor: CursorWrapper) -> dict[str, tuple[bool | None, dict[str, str]]]:
    """For each table whether rules are forced (None: halfway), and its policies."""
    cursor.execute(_PRESENT)
    found: dict[str, tuple[bool | None, dict[str, str]]] = {}
    for table, is_forced, is_on, policy, told in cursor.fetchall():
        state = None if is_on and not is_forced else is_forced
        policies = found.setdefault(table, (state, {}))[1]
        if policy:
            policies[policy] = told
    return found


def _policies(model: type[models.Model]) -> dict[str, str]:
    """The rules that a model's table should have, by the names of their policies."""
    scope: RowScope = model.ROW_SCOPE  # type: ignore[attr-defined]
    shared_if = getattr(model, "ROW_SHARED_IF", "true")
    wanted = {}
    for kind, rule in scope.value.items():
        clause = "WITH CHECK" if kind == "INSERT" else "USING"
        told = rule.format(mine=_mine(model), shared_if=shared_if)
        wanted[f"mutualaid_{kind.lower()}"] = f"FOR {kind} {clause} ({told})"
    return wanted


def _mine(model: type[models.Model]) -> str:
    column = getattr(model, "ROW_AREA_COLUMN", "area_id")
    (field,) = [each for each in model._meta.fields if each.column == column]
    area = f"coalesce({column}, {INSTALLATION})" if field.null else column
    return f"{area} = {_HERE}"


def _settling(
    table: str, known: dict[str, str], wanted: dict[str, str]
) -> Iterator[str]:
    """Each policy keeps its own words as a comment, to be known by the next time."""
    switch, force = ("ENABLE", "FORCE") if wanted else ("DISABLE", "NO FORCE")
    yield f"ALTER TABLE {table} {switch} ROW LEVEL SECURITY, {force} ROW LEVEL SECURITY"
    for policy in known:
        yield f'DROP POLICY "{policy}" ON {table}'
    for policy, rule in wanted.items():
        yield f"CREATE POLICY {policy} ON {table} {rule}"
        yield f"COMMENT ON POLICY {policy} ON {table} IS $rule${rule}$rule$"
