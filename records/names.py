"""Under which names the uploads of an office know the same person."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from uploads.formats.history import read_rows, read_subject
from uploads.models import Upload

from .models import Subject

NAME = "PRI_NAME"


def differing(uploads: Iterable[Upload]) -> set[str]:
    """The keys of the people whose name in one upload is not that in another.

    Small and capital letters, commas and blanks are no difference, nor is a name that an upload lacks.
    """
    uploads = list(uploads)
    if len(uploads) < 2:
        return set()
    names = pd.concat([_names_in(upload) for upload in uploads])
    counts = names.groupby(level="key").nunique()
    return {str(key) for key in counts.index[counts > 1]}


def _names_in(upload: Upload) -> pd.Series:
    """The folded name in the first row of each person, by `key`; missing where it is empty."""
    people = pd.read_parquet(upload.people)
    names = read_rows(upload.history, [NAME])[NAME].astype(object).to_numpy()
    first = pd.Series(names[people["first_row"].to_numpy()], index=pd.Index(people["key"], name="key"))
    return first.map(folded, na_action="ignore")


def folded(name: str) -> str:
    return " ".join(name.upper().replace(",", " ").split())


def all_of(subject: Subject, uploads: Iterable[Upload]) -> list[str]:
    """The names of a person as the uploads write them, each once, the newest upload first."""
    found: dict[str, str] = {}
    for upload in sorted(uploads, key=lambda one: -one.pk):
        place = pd.read_parquet(upload.people, filters=[("key", "==", subject.key)])
        for row in place["first_row"].tolist():
            name = read_subject(upload.history, row, 1, [NAME])[NAME].iloc[0]
            if name:
                found.setdefault(folded(name), name)
    return list(found.values())
