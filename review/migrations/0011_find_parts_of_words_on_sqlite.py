import sqlite3

from django.db import NotSupportedError, OperationalError, migrations

COLUMNS = (
    ("records_subject", "name"),
    ("records_subject", "cii_number"),
    ("review_item", "case_number"),
)
MAKE = (
    """CREATE VIRTUAL TABLE {t}_{c}_parts
    USING fts5({c}, content = '{t}', content_rowid = 'id', tokenize = 'trigram', detail = 'none')""",
    "INSERT INTO {t}_{c}_parts({t}_{c}_parts) VALUES ('rebuild')",
    """CREATE TRIGGER {t}_{c}_parts_added AFTER INSERT ON {t} BEGIN
        INSERT INTO {t}_{c}_parts(rowid, {c}) VALUES (new.id, new.{c});
    END""",
    """CREATE TRIGGER {t}_{c}_parts_gone AFTER DELETE ON {t} BEGIN
        INSERT INTO {t}_{c}_parts({t}_{c}_parts, rowid, {c}) VALUES ('delete', old.id, old.{c});
    END""",
    """CREATE TRIGGER {t}_{c}_parts_changed AFTER UPDATE OF {c} ON {t} WHEN old.{c} IS NOT new.{c} BEGIN
        INSERT INTO {t}_{c}_parts({t}_{c}_parts, rowid, {c}) VALUES ('delete', old.id, old.{c});
        INSERT INTO {t}_{c}_parts(rowid, {c}) VALUES (new.id, new.{c});
    END""",
)
UNMAKE = (
    "DROP TRIGGER IF EXISTS {t}_{c}_parts_added",
    "DROP TRIGGER IF EXISTS {t}_{c}_parts_gone",
    "DROP TRIGGER IF EXISTS {t}_{c}_parts_changed",
    "DROP TABLE IF EXISTS {t}_{c}_parts",
)


def index_parts_of_words(apps, schema_editor):
    try:
        run(MAKE, schema_editor)
    except OperationalError as error:
        raise NotSupportedError(
            "Searching needs SQLite 3.34 or newer with FTS5; this Python brings "
            f"{sqlite3.sqlite_version}. Use a newer Python, or PostgreSQL."
        ) from error


def drop_parts(apps, schema_editor):
    run(UNMAKE, schema_editor)


def run(statements, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            for table, column in COLUMNS:
                for statement in statements:
                    cursor.execute(statement.format(t=table, c=column))


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_sealed_convictions"),
        ("review", "0010_say_decided_where_nothing_was_proposed"),
    ]

    operations = [migrations.RunPython(index_parts_of_words, drop_parts)]
