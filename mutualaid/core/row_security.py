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

from .area import INSTALLATION, SETTING

# As a subquery it is worked out once for each statement instead of once for each row.
_HERE = f"(SELECT nullif(current_setting('{SETTING}', true), '')::bigint)"


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
    INSTALLATION: dict[str, str] = {}


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

_POLICY = "CREATE POLICY {name} ON {table} FOR {kind} {clause} ({rule})"


def scoped_models() -> Iterator[type[models.Model]]:
    """The models that have a table of their own and say a scope."""
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model, "ROW_SCOPE") and not model._meta.proxy:
            yield model


def secure_tables(connection: BaseDatabaseWrapper) -> None:
    """Bring every table's policies into step with its model; as the owner, safe to repeat.

    The rules are forced, so that they hold for the owner too.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for model in scoped_models():
            table = connection.ops.quote_name(model._meta.db_table)
            for statement in _statements(model, table):
                cursor.execute(statement)


def _statements(model: type[models.Model], table: str) -> Iterator[str]:
    scope: RowScope = model.ROW_SCOPE  # type: ignore[attr-defined]
    for kind in ("ALL", "SELECT", "INSERT", "UPDATE"):
        yield f"DROP POLICY IF EXISTS {_name(kind)} ON {table}"
    if not scope.value:
        yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"
        return
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
    shared_if = getattr(model, "ROW_SHARED_IF", "true")
    for kind, rule in scope.value.items():
        yield _POLICY.format(
            name=_name(kind),
            table=table,
            kind=kind,
            clause="WITH CHECK" if kind == "INSERT" else "USING",
            rule=rule.format(mine=_mine(model), shared_if=shared_if),
        )


def _name(kind: str) -> str:
    return f"mutualaid_{kind.lower()}"


def _mine(model: type[models.Model]) -> str:
    column = getattr(model, "ROW_AREA_COLUMN", "area_id")
    (field,) = [each for each in model._meta.fields if each.column == column]
    area = f"coalesce({column}, {INSTALLATION})" if field.null else column
    return f"{area} = {_HERE}"
