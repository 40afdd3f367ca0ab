"""Makes the table of events append-only in the database itself, where no code of ours can forget it."""

from django.db import migrations

SQLITE = {
    "forwards": [
        f"""CREATE TRIGGER audit_event_no_{act.lower()} BEFORE {act} ON audit_event
            BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END"""
        for act in ("UPDATE", "DELETE")
    ],
    "backwards": [f"DROP TRIGGER audit_event_no_{act}" for act in ("update", "delete")],
}
POSTGRESQL = {
    "forwards": [
        """CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'events are only ever added'; END $$""",
        """CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
           FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
    ],
    "backwards": [
        "DROP TRIGGER audit_event_append_only ON audit_event",
        "DROP FUNCTION audit_event_refuse()",
    ],
}


def run(direction):
    def operation(apps, schema_editor):
        vendors = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
        for statement in vendors[schema_editor.connection.vendor][direction]:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(run("forwards"), run("backwards"))]
