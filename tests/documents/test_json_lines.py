import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from filings.documents.lists import (
    CONFIDENTIAL,
    PUBLIC,
    PUBLIC_WITH_BIRTH_YEAR,
    json_schema,
    write_json_lines,
)
from tests.documents.examples import HOSTILE_NAMES, item, items

DOCS = Path(__file__).parents[2] / "docs"
LISTS = {"public": PUBLIC, "public-with-birth-year": PUBLIC_WITH_BIRTH_YEAR, "confidential": CONFIDENTIAL}


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
    validator, written = validator_of(LISTS[name]), lines(tmp_path / "list.jsonl")
    assert len(written) == 3 + len(strange)
    for line in written:
        validator.validate(line)


def validator_of(columns):
    return Draft202012Validator(json_schema(columns), format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", LISTS)
def test_the_schema_itself_is_valid(name):
    Draft202012Validator.check_schema(json_schema(LISTS[name]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"convicted_on": "07/06/1998"},
        {"convicted_on": "1998-02-30"},
        {"relief": "none"},
        {"race": "W"},
        {"name": 7},
    ],
)
def test_the_schema_refuses_a_line_that_is_not_as_it_says(tmp_path, wrong):
    write_json_lines([item()], tmp_path / "list.jsonl")
    (line,) = lines(tmp_path / "list.jsonl")
    assert not validator_of(PUBLIC).is_valid(line | wrong)


def test_dates_are_written_as_in_iso_8601_and_what_is_unknown_as_null(tmp_path):
    write_json_lines([item(convicted_on=date(1998, 7, 6), grade="")], tmp_path / "list.jsonl")
    (line,) = lines(tmp_path / "list.jsonl")
    assert line["convicted_on"] == "1998-07-06"
    assert line["grade"] is None


def test_the_public_lines_hold_nothing_confidential(tmp_path):
    write_json_lines([item(name="DOE 123-45-6789")], tmp_path / "list.jsonl")
    text = (tmp_path / "list.jsonl").read_text(encoding="utf-8")
    assert not any(secret in text for secret in ("A00000001", "1970", "123-45-6789"))
