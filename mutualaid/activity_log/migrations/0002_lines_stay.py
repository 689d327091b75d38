"""Lines of the log are never changed, and leave only where the head says that the chain starts
after them: the database itself holds to that (docs/adr/0013)."""

from django.db import migrations

CHANGED = "Lines of the activity log are never changed."
REMOVED = "Lines of the activity log leave only by retention."
HAS_LEFT = """EXISTS (
    SELECT 1 FROM activity_log_chainhead
    WHERE chain = OLD.chain AND starts_after >= OLD.sequence
)"""

SQLITE = [
    f"""
    CREATE TRIGGER activity_log_entry_never_changed BEFORE UPDATE ON activity_log_entry
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """,
    f"""
    CREATE TRIGGER activity_log_entry_stays BEFORE DELETE ON activity_log_entry
    WHEN NOT {HAS_LEFT}
    BEGIN SELECT RAISE(ABORT, '{REMOVED}'); END
    """,
    # INSERT OR REPLACE removes a row without asking the trigger for removing.
    f"""
    CREATE TRIGGER activity_log_entry_never_replaced BEFORE INSERT ON activity_log_entry
    WHEN EXISTS (
        SELECT 1 FROM activity_log_entry
        WHERE id = NEW.id OR (chain = NEW.chain AND sequence = NEW.sequence)
    )
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER activity_log_entry_never_changed",
    "DROP TRIGGER activity_log_entry_stays",
    "DROP TRIGGER activity_log_entry_never_replaced",
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION activity_log_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE integrity_constraint_violation USING MESSAGE = '{CHANGED}';
        ELSIF NOT {HAS_LEFT} THEN
            RAISE integrity_constraint_violation USING MESSAGE = '{REMOVED}';
        END IF;
        RETURN OLD;
    END
    $body$
    """,
    """
    CREATE TRIGGER activity_log_entry_stays BEFORE UPDATE OR DELETE ON activity_log_entry
    FOR EACH ROW EXECUTE FUNCTION activity_log_entry_stays()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER activity_log_entry_stays ON activity_log_entry",
    "DROP FUNCTION activity_log_entry_stays()",
]

FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def run(statements):
    def of_vendor(_apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return of_vendor


class Migration(migrations.Migration):

    dependencies = [("activity_log", "0001_initial")]

    operations = [migrations.RunPython(run(FORWARD), run(BACK))]
