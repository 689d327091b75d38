"""Lines of an action's history are never changed and never leave: the database itself holds to
that (docs/adr/0030)."""

from django.db import migrations

TABLE = "improvement_plan_actionevent"
SAID = "Lines of an action''s history are never changed or removed."

SQLITE = [
    f"""
    CREATE TRIGGER {TABLE}_never_changed BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END
    """,
    f"""
    CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END
    """,
    # INSERT OR REPLACE removes a row without asking the trigger for removing.
    f"""
    CREATE TRIGGER {TABLE}_never_replaced BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END
    """,
]
SQLITE_BACK = [
    f"DROP TRIGGER {TABLE}_never_changed",
    f"DROP TRIGGER {TABLE}_stays",
    f"DROP TRIGGER {TABLE}_never_replaced",
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        RAISE integrity_constraint_violation USING MESSAGE = '{SAID}';
    END
    $body$
    """,
    f"""
    CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()
    """,
]
POSTGRESQL_BACK = [
    f"DROP TRIGGER {TABLE}_stays ON {TABLE}",
    f"DROP FUNCTION {TABLE}_stays()",
]

FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def run(statements):
    def of_vendor(_apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return of_vendor


class Migration(migrations.Migration):

    dependencies = [("improvement_plan", "0001_initial")]

    operations = [migrations.RunPython(run(FORWARD), run(BACK))]
