from django.db import migrations

# Parts of names, case numbers and CII numbers, as `icontains` asks for them.
COLUMNS = (
    ("records_subject", "name"),
    ("records_subject", "cii_number"),
    ("review_item", "case_number"),
)


def index_parts_of_words(apps, schema_editor):
    """On PostgreSQL only, and where the server brings the extension: without it, searching takes longer."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table, column in COLUMNS:
            cursor.execute(
                f"CREATE INDEX {table}_{column}_parts ON {table} USING gin (upper({column}::text) gin_trgm_ops)"
            )


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for table, column in COLUMNS:
                cursor.execute(f"DROP INDEX IF EXISTS {table}_{column}_parts")


class Migration(migrations.Migration):
    dependencies = [("records", "0002_sealed_convictions"), ("review", "0006_keep_what_lists_look_up")]

    operations = [migrations.RunPython(index_parts_of_words, drop_indexes)]
