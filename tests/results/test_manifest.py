"""The manifest says what a folder was made from and holds, so that anyone can make it again and compare."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from tests.builders import COUNTY, conviction, csv_text, subject
from tests.results.running import AS_OF, results, write

PROJECT = Path(__file__).parents[2]


def manifest_of(out: Path) -> dict:
    return json.loads((out / "manifest.json").read_text())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_digests_are_those_of_the_files(tmp_path):
    given = write(tmp_path / "given.csv", csv_text(subject()))
    out = results(tmp_path, inputs=[given], more=["--xlsx"])
    manifest = manifest_of(out)
    assert [(entry["name"], entry["sha256"]) for entry in manifest["inputs"]] == [
        ("given.csv", digest(given))
    ]
    assert all(entry["sha256"] == digest(out / entry["name"]) for entry in manifest["outputs"])
    assert all(entry["bytes"] == (out / entry["name"]).stat().st_size for entry in manifest["outputs"])


def test_every_other_file_of_the_folder_is_in_it(tmp_path):
    out = results(tmp_path, subject(), more=["--xlsx"])
    named = {entry["name"] for entry in manifest_of(out)["outputs"]} | {"manifest.json"}
    assert named == {path.name for path in out.iterdir()}


def test_it_names_what_is_needed_to_run_again(tmp_path):
    manifest = manifest_of(results(tmp_path, subject()))
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    stated = [manifest[name] for name in ("policy", "options", "county", "as_of", "version")]
    assert stated == ["los-angeles", {}, COUNTY, AS_OF, version]


@pytest.mark.parametrize("switches", [[], ["--safe-csv"], ["--xlsx"], ["--xlsx", "--safe-csv"]])
def test_a_run_can_be_repeated_from_its_manifest(tmp_path, switches):
    options = {"baselineEligibility": {"dismiss": ["11357"]}, "additionalRelief": {"subjectAgeThreshold": 50}}
    policy = write(tmp_path / "policy.json", json.dumps(options))
    person = subject(name="=1+1", convictions=[conviction("11357(A) HS")])
    given = write(tmp_path / "given.csv", csv_text(person))
    first = results(tmp_path / "1", inputs=[given], policy=policy, more=switches)
    stated = manifest_of(first)
    again = write(
        tmp_path / "again.json", json.dumps({"policy": stated["policy"], "parameters": stated["options"]})
    )
    named = {"--xlsx": stated["xlsx"], "--safe-csv": stated["safe_csv"]}
    more = [switch for switch, is_on in named.items() if is_on]
    second = results(tmp_path / "2", inputs=[given], policy=again, more=more)
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }
