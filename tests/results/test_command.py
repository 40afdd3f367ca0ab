"""Wrong usage is told in words and by the exit status, never by a traceback."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from tests.builders import COUNTY, conviction, csv_text, subject
from tests.results.running import AS_OF, TABLES, analyze, records_of, write
from uploads.formats.reading import as_batch

MANAGE = Path(__file__).parents[2] / "manage.py"


@pytest.fixture
def given(tmp_path) -> Path:
    return write(tmp_path / "given.csv", csv_text(subject()))


@pytest.fixture
def run(tmp_path, given, capsys):
    """Run with sound arguments but for those stated; gives the exit status and what was said."""

    def run(*inputs, more=(), **changed) -> tuple[int, str]:
        options = {"county": COUNTY, "as-of": AS_OF, "policy": "los-angeles", "out": tmp_path / "out"}
        options |= {name.replace("_", "-"): value for name, value in changed.items()}
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        status = analyze(*(inputs or [given]), *words, "--quiet", *more)
        return status, capsys.readouterr().err

    return run


def policy_file(folder: Path, content: object) -> Path:
    return write(folder / "policy.json", json.dumps(content))


def test_a_sound_file_gives_status_0_and_says_nothing(run, tmp_path):
    assert run() == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    expected = {f"{name}.csv" for name in TABLES} | {"summary.json", "problems.csv", "manifest.json"}
    assert names == expected


def test_progress_goes_to_standard_error_unless_quiet(given, tmp_path, capsys):
    analyze(given, "--county", COUNTY, "--as-of", AS_OF, "--policy", "los-angeles", "--out", tmp_path / "out")
    said = capsys.readouterr()
    assert "100%" in said.err
    assert said.out == ""


def test_no_database_no_redis_and_no_secret_is_needed(given, tmp_path):
    nothing_there = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DATA_DIR": str(tmp_path / "data"),
    }
    words = ["--county", COUNTY, "--as-of", AS_OF, "--policy", "statutory", "--out", str(tmp_path / "out")]
    command = [sys.executable, str(MANAGE), "analyze", str(given), *words]
    done = subprocess.run(command, env=nothing_there, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert len(records_of(tmp_path / "out" / "All_Results.csv")) == 1


def test_a_program_may_call_the_command_as_any_other(given, tmp_path):
    words = [str(given), "--county", COUNTY, "--as-of", AS_OF, "--out", str(tmp_path / "out"), "--quiet"]
    call_command("analyze", *words)
    assert len(records_of(tmp_path / "out" / "All_Results.csv")) == 1
    with pytest.raises(CommandError, match="no policy and no file nowhere") as refused:
        call_command("analyze", *words, "--policy", "nowhere")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("missing", ["--county", "--as-of", "--out"])
def test_a_missing_option_is_bad_usage(missing, given, tmp_path, capsys):
    options = {"--county": COUNTY, "--as-of": AS_OF, "--out": tmp_path / "out"}
    words = [word for name, value in options.items() if name != missing for word in (name, value)]
    assert analyze(given, *words) == 2
    assert missing in capsys.readouterr().err


@pytest.mark.parametrize("day", ["yesterday", "2020-02-30", "20200701", "2020-W27-3", ""])
def test_what_is_no_date_is_bad_usage(run, day):
    status, said = run(as_of=day)
    assert status == 2
    assert "YYYY-MM-DD" in said


def test_a_date_before_all_records_is_bad_usage(run):
    assert run(as_of="1900-01-01")[0] == 0
    status, said = run(as_of="1899-12-31")
    assert status == 2
    assert "too early" in said


def test_a_name_too_long_for_a_file_is_no_policy(run):
    status, said = run(policy="x" * 5000)
    assert status == 2
    assert "There is no policy and no file" in said


def test_a_blank_name_means_no_folder_and_no_file(run):
    assert run(out="")[0] == 2
    assert run("")[0] == 2


def test_a_blank_county_is_bad_usage(run):
    status, said = run(county=" ")
    assert status == 2
    assert "county" in said


def test_an_unknown_policy_is_bad_usage_and_the_known_ones_are_named(run):
    status, said = run(policy="los-angels")
    assert status == 2
    assert "los-angels" in said
    assert "los-angeles" in said


@pytest.mark.parametrize(
    "content", [b"{", b"", b"[]", b"\xff\xfe\x00", b'"los-angeles"', b"[" * 100_000, b'{"policy": NaN}']
)
def test_an_unreadable_policy_file_is_bad_usage(run, tmp_path, content):
    status, said = run(policy=write(tmp_path / "policy.json", content))
    assert status == 2
    assert "policy.json" in said


@pytest.mark.parametrize("named", ["los-angels", None, 1, ["los-angeles"], {"los-angeles": 1}])
def test_a_policy_file_that_names_no_policy_is_bad_usage(run, tmp_path, named):
    status, said = run(policy=policy_file(tmp_path, {"policy": named, "parameters": {}}))
    assert status == 2
    assert "policy.json" in said


@pytest.mark.parametrize(
    ("content", "option"),
    [
        ({"policy": "los-angeles", "parameters": {"minimum_age": "50"}}, "minimum_age"),
        ({"policy": "los-angeles", "parameters": {"minimum_age": -1}}, "minimum_age"),
        ({"policy": "los-angeles", "parameters": {"conviction_free_years": 10.5}}, "conviction_free_years"),
        ({"policy": "los-angeles", "parameters": {"age": 50}}, "age"),
        ({"policy": "los-angeles", "parameters": [50]}, "parameters"),
        ({"policy": "los-angeles", "parameter": {}}, "parameter"),
        ({"policy": "statutory", "parameters": {"minimum_age": 50}}, "minimum_age"),
        ({"additionalRelief": {"subjectAgeThreshold": 39}}, "subjectAgeThreshold"),
        ({"additionalRelief": {"subjectAgeThreshold": 66}}, "subjectAgeThreshold"),
        ({"additionalRelief": {"yearsSinceConvictionThreshold": 16}}, "yearsSinceConvictionThreshold"),
        ({"additionalRelief": {"yearsCrimeFreeThreshold": "5"}}, "yearsCrimeFreeThreshold"),
        ({"additionalRelief": {"subjectIsDeceased": 1}}, "subjectIsDeceased"),
        ({"additionalRelief": True}, "additionalRelief"),
        ({"baselineEligibility": {"dismiss": ["11361"]}}, "dismiss"),
        ({"baselineEligibility": {"reduce": "11357"}}, "reduce"),
        ({"baselineEligibilty": {}}, "baselineEligibilty"),
    ],
)
def test_an_impossible_option_is_refused_by_name(run, tmp_path, content, option):
    status, said = run(policy=policy_file(tmp_path, content))
    assert status == 2
    assert option in said
    assert not (tmp_path / "out").exists()


def test_the_earlier_options_are_taken_as_they_are(run, tmp_path):
    options = {
        "baselineEligibility": {"dismiss": ["11357"], "reduce": ["11359"]},
        "additionalRelief": {"subjectAgeThreshold": 0, "subjectIsDeceased": False},
    }
    assert run(policy=policy_file(tmp_path, options))[0] == 0
    (row,) = records_of(tmp_path / "out" / "Prop64_Results.csv")
    assert row["Eligibility Reason"] == "Reduce all HS 11359 convictions"


def test_parameters_of_a_policy_are_taken(run, tmp_path):
    content = {"policy": "los-angeles", "parameters": {"minimum_age": 50, "conviction_free_years": 12}}
    more_than_one = [conviction(), conviction("459 PC-BURGLARY")]
    given = write(tmp_path / "two.csv", csv_text(subject(born="1980-01-01", convictions=more_than_one)))
    assert run(given, policy=policy_file(tmp_path, content))[0] == 0
    (row,) = records_of(tmp_path / "out" / "Prop64_Results.csv")
    assert row["Eligibility Reason"] == "No convictions in past 12 years"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("blank.csv", b"\n\n  \n"),
        ("header.csv", csv_text().encode()),
        ("document.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"),
        ("letter.dat", b"Dear office,\nhere is the file.\n"),
        ("workbook.xlsx", b"PK\x03\x04 not really"),
    ],
)
def test_an_input_of_which_nothing_can_be_read_gives_status_3(run, tmp_path, name, content):
    status, said = run(write(tmp_path / name, content))
    assert status == 3
    assert name in said
    assert records_of(tmp_path / "out" / "problems.csv")[0]["file"] == name


def test_a_missing_input_gives_status_3(run, tmp_path):
    status, said = run(tmp_path / "nowhere.csv")
    assert status == 3
    assert "nowhere.csv" in said


def test_a_folder_as_input_gives_status_3(run, tmp_path):
    (tmp_path / "folder.csv").mkdir()
    assert run(tmp_path / "folder.csv")[0] == 3


def test_an_input_that_can_be_read_counts_although_another_cannot(run, tmp_path, given):
    status, _ = run(tmp_path / "nowhere.csv", given)
    assert status == 3
    assert len(records_of(tmp_path / "out" / "All_Results_2.csv")) == 1


def test_a_name_that_is_not_unicode_is_no_obstacle(run, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/J\xfanius.csv"))
    assert run(write(path, csv_text(subject())))[0] == 0


def test_a_folder_for_results_that_cannot_be_made_is_bad_usage(run, given):
    status, said = run(out=given / "out")
    assert status == 2
    assert "folder for the results" in said


def test_results_that_cannot_be_written_are_told_without_traceback(run, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "All_Results_Condensed.csv").symlink_to("/dev/full")
    status, said = run()
    assert status == 2
    assert "No space left" in said
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_results_may_lie_beside_their_input(run, tmp_path, given):
    before = given.read_bytes()
    assert run(out=tmp_path)[0] == 0
    assert given.read_bytes() == before
    assert len(records_of(tmp_path / "All_Results.csv")) == 1


@pytest.mark.parametrize("name", ["All_Results.csv", "Prop64_Results.csv", "problems.csv", "summary.json"])
def test_an_input_is_never_written_over(run, tmp_path, name):
    given = write(tmp_path / name, csv_text(subject()))
    status, said = run(given, out=tmp_path)
    assert status == 2
    assert name in said
    assert given.read_text() == csv_text(subject())


def test_a_link_to_an_input_is_not_written_over(run, tmp_path, given):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "All_Results.csv").symlink_to(given)
    assert run()[0] == 2
    assert given.read_text() == csv_text(subject())


def add_rows(path):
    with path.open("a") as more:
        more.write(csv_text(subject(), header=False))


@pytest.fixture(params=["text", "workbook", "columns in another order"])
def kind_of_input(request, tmp_path, given) -> Path:
    rows = list(csv.reader(csv_text(subject()).splitlines()))
    if request.param == "workbook":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "given.xlsx")
        return tmp_path / "given.xlsx"
    if request.param == "columns in another order":
        with given.open("w", newline="") as content:
            csv.writer(content).writerows(row[::-1] for row in rows)
    return given


@pytest.mark.parametrize("more", [(), ("--safe-csv",)])
@pytest.mark.parametrize(
    "write_meanwhile",
    [
        add_rows,
        lambda path: os.truncate(path, path.stat().st_size - 100),
        lambda path: os.truncate(path, 100),
        lambda path: os.truncate(path, 0),
        Path.unlink,
    ],
)
def test_an_input_that_is_written_meanwhile_makes_no_complete_results(
    run, monkeypatch, tmp_path, kind_of_input, write_meanwhile, more
):
    def written_after(*parsed, **options):
        write_meanwhile(kind_of_input)
        return as_batch(*parsed, **options)

    monkeypatch.setattr("eligibility.results.running.as_batch", written_after)
    status, said = run(kind_of_input, more=more)
    assert status == 3
    assert "was changed while it was read" in said
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_an_interruption_ends_without_traceback(run, monkeypatch, tmp_path):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("eligibility.results.running.as_batch", interrupt)
    status, said = run()
    assert status == 130
    assert "Traceback" not in said
