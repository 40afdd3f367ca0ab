import json
from datetime import date
from pathlib import Path

import pytest

from filings.documents.lists import (
    CONFIDENTIAL,
    PUBLIC,
    PUBLIC_WITH_BIRTH_YEAR,
    json_schema,
    write_json_lines,
)
from filings.documents.values import Relief
from tests.documents.examples import HOSTILE_NAMES, item, items

DOCS = Path(__file__).parents[2] / "docs"
LISTS = {"public": PUBLIC, "public-with-birth-year": PUBLIC_WITH_BIRTH_YEAR, "confidential": CONFIDENTIAL}
PYTHON_TYPES = {"string": str, "integer": int, "null": type(None)}


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


@pytest.mark.parametrize("name", LISTS)
def test_the_published_schema_is_that_of_the_list(name):
    published = json.loads((DOCS / f"conviction-list.{name}.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_each_line_keeps_to_the_schema(tmp_path, name):
    strange = [item(name=text, convicted_on=None, born_year=None) for text in HOSTILE_NAMES]
    write_json_lines([*items(3), *strange], tmp_path / "list.jsonl", LISTS[name])
    schema = json_schema(LISTS[name])
    for line in lines(tmp_path / "list.jsonl"):
        assert list(line) == schema["required"]
        assert line.pop("relief") in set(Relief)
        assert all(isinstance(line[key], allowed(schema, key)) for key in line)


def allowed(schema, key):
    return tuple(PYTHON_TYPES[name] for name in schema["properties"][key]["type"])


def test_dates_are_written_as_in_iso_8601_and_what_is_unknown_as_null(tmp_path):
    write_json_lines([item(convicted_on=date(1998, 7, 6), grade="")], tmp_path / "list.jsonl")
    (line,) = lines(tmp_path / "list.jsonl")
    assert line["convicted_on"] == "1998-07-06"
    assert line["grade"] is None


def test_the_public_lines_hold_nothing_confidential(tmp_path):
    write_json_lines([item(name="DOE 123-45-6789")], tmp_path / "list.jsonl")
    text = (tmp_path / "list.jsonl").read_text(encoding="utf-8")
    assert not any(secret in text for secret in ("A00000001", "1970", "123-45-6789"))
