"""Finding what has a text somewhere inside: through an index of all parts, where that is quick.

PostgreSQL uses its index for `icontains` by itself. SQLite has a table of parts beside each of the columns
that people search, kept up to date by triggers, and must be asked for it.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

# Parts shorter than this are in no index.
SHORTEST = 3
WILDCARDS = "%_"
FEW = 1000

Rows = TypeVar("Rows", bound="QuerySet[Any]")


def holding(rows: Rows, column: str, text: str) -> Rows:
    """Those of the rows whose column has the text somewhere, in capitals or not; in no order that matters."""
    keys = keys_of_few(rows, column, text)
    if keys is None:
        return rows.filter(**{f"{column}__icontains": text}).order_by()
    # In their order SQLite goes by the keys, and not through all rows of an index.
    return rows.filter(pk__in=keys).order_by("pk")


def keys_of_few(rows: QuerySet[Any], column: str, text: str) -> list[int] | None:
    """The keys of what has the text, whosever it is; None where only going through the rows can tell."""
    if connection.vendor != "sqlite" or len(text) < SHORTEST or set(text) & set(WILDCARDS):
        return None
    parts = f"{rows.model._meta.db_table}_{column}_parts"
    with connection.cursor() as cursor:
        words = f"SELECT rowid FROM {parts} WHERE {column} LIKE %s LIMIT %s"  # noqa: S608 names of ours
        cursor.execute(words, [f"%{text}%", FEW])
        keys = [key for (key,) in cursor.fetchall()]
    return None if len(keys) == FEW else keys
