"""What became of a filing with the court and in the records."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Event
from filings import services, tracking
from filings.models import Filing, ReturnedList
from filings.sources import ready_to_file
from filings.waiting import overdue
from tests.people import signed_in

from .builders import decided, locked, made

State = Filing.State
TODAY = timezone.localdate()


@pytest.fixture
def filing(carl):
    for number in ("A-1", "A-2", "A-3"):
        decided(carl, case_number=number)
    return locked(carl)


@pytest.fixture
def filed(carl, filing):
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="26-1")
    filing.refresh_from_db()
    return filing


def answers(filing: Filing) -> dict[str, str]:
    return dict(filing.items.values_list("case_number", "answer"))


def send(user, filing: Filing, text: str, name: str = "returned.csv"):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return signed_in(user).post(f"/filings/{filing.pk}/returned/", {"file": file}, follow=True)


def take_over(user, returned: ReturnedList):
    said = {"on": TODAY, "judge": "Hon. Pat Plum"}
    return signed_in(user).post(f"{returned.get_absolute_url()}apply/", said, follow=True)


def test_a_filing_goes_from_step_to_step_and_each_is_an_event(carl, filing):
    client = signed_in(carl)
    for step, said in {
        "filed": {"clerk_number": "26-1"},
        "ordered": {"judge": "Hon. Pat Plum"},
        "court-updated": {},
        "state-updated": {},
    }.items():
        assert client.post(f"/filings/{filing.pk}/record/{step}/", {"on": TODAY, **said}).status_code == 302
    filing.refresh_from_db()
    assert filing.state == State.STATE_UPDATED
    assert set(answers(filing).values()) == {"granted"}
    assert Event.objects.filter(verb__startswith="recorded", subject_id=filing.pk).count() == 4


def test_a_step_out_of_order_is_refused_in_words(carl, filing):
    page = signed_in(carl).post(f"/filings/{filing.pk}/record/court-updated/", {"on": TODAY})
    assert "is locked and cannot become court record updated" in page.content.decode()


def test_an_order_before_the_filing_is_refused_in_words(carl, filed):
    said = {"on": TODAY - timedelta(days=1), "judge": "Hon. Pat Plum"}
    page = signed_in(carl).post(f"/filings/{filed.pk}/record/ordered/", said)
    assert "is before the one on which the filing was filed" in page.content.decode()


def test_a_judge_denies_a_case_and_strikes_a_row(carl, filed):
    tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="a2", struck="#3")
    assert answers(filed) == {"A-1": "granted", "A-2": "denied", "A-3": "struck"}


def test_what_was_struck_can_be_filed_again_and_what_was_denied_cannot(carl, filed):
    tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="A-2", struck="A-3")
    ready = ready_to_file(carl.office).values_list("determination__case_number", flat=True)
    assert list(ready) == ["A-3"]


@pytest.mark.parametrize(("named", "what"), [("B-9", "case B-9"), ("#4", "row 4"), ("#x", "row x")])
def test_a_strike_of_what_is_not_in_the_filing_names_it_and_changes_nothing(carl, filed, named, what):
    said = {"on": TODAY, "judge": "P", "struck": named}
    page = signed_in(carl).post(f"/filings/{filed.pk}/record/ordered/", said)
    assert page.status_code == 422
    text = page.content.decode()
    assert f"Struck from the list, line 1: There is no {what} in this filing." in text
    assert "Nothing was changed." in text
    assert set(answers(filed).values()) == {""}


def test_what_is_named_as_denied_and_as_struck_is_refused(carl, filed):
    with pytest.raises(services.CannotFile, match="both as denied and as struck"):
        tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="A-2", struck="#2")


def test_a_returned_list_is_shown_before_anything_changes(carl, filed):
    page = send(carl, filed, "Case number,Answer\nA-1,Granted\nA-2,DENIED\nB-9,granted\nA-3,perhaps\n")
    text = page.content.decode()
    assert "There is no case B-9 in this filing." in text
    assert "“perhaps” is not granted, denied or struck." in text
    assert set(answers(filed).values()) == {""}


def test_a_returned_list_that_was_looked_at_is_taken_over_and_the_rest_keeps_no_answer(carl, filed):
    send(carl, filed, "Case number,Answer\nA-1,Granted\nA-2,denied\n")
    take_over(carl, ReturnedList.objects.get())
    filed.refresh_from_db()
    assert answers(filed) == {"A-1": "granted", "A-2": "denied", "A-3": ""}
    assert (filed.state, filed.judge) == (State.ORDERED, "Hon. Pat Plum")


def test_a_list_is_taken_over_once(carl, filed):
    send(carl, filed, "No.,Answer\n1,granted\n")
    returned = ReturnedList.objects.get()
    take_over(carl, returned)
    assert take_over(carl, returned).status_code == 422
    assert Event.objects.filter(verb="recorded court's order").count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Case number,Remark\nA-1,fine\n", "no column “Answer”"),
        ("Name,Answer\nDOE,granted\n", "no column “No.”, “Case number” or “Office reference”"),
        ("", "Row 1 of the file has: nothing."),
        (b"%PDF-1.7", "The file is a PDF, and not a list that can be read. Save the list as Excel"),
        (b"\xd0\xcf\x11\xe0", "an older Excel or Word kind (.xls, .doc)"),
        (b"\x00\x01", "neither a workbook"),
    ],
)
def test_a_list_with_the_wrong_columns_is_refused_by_name(carl, filed, text, words):
    page = send(carl, filed, text or "\n")
    assert page.status_code == 422
    assert "returned.csv: The " in page.content.decode()
    assert words in page.content.decode()
    assert not ReturnedList.objects.exists()


def test_a_damaged_workbook_is_refused_in_words(carl, filed):
    page = send(carl, filed, b"PK\x03\x04 torn", "answers.xlsx")
    assert "is not one, or is damaged" in page.content.decode()


def test_the_sheet_that_the_court_was_sent_is_read_back(carl):
    for number in ("A-1", "A-2"):
        decided(carl, case_number=number)
    filing = made(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="")
    book = openpyxl.load_workbook(io.BytesIO(filing.documents.get(kind="answer-sheet").path.read_bytes()))
    for row, answer in ((2, "granted"), (3, "stricken")):
        book.active.cell(row, book.active.max_column).value = answer
    content = io.BytesIO()
    book.save(content)
    send(carl, filing, content.getvalue(), "answers.xlsx")
    returned = ReturnedList.objects.get()
    assert (returned.answers, returned.unmatched) == ({"1": "granted", "2": "struck"}, [])


def test_two_rows_that_contradict_each_other_are_not_taken(carl, filed):
    send(carl, filed, "No.,Case number,Answer\n1,A-1,granted\n1,,denied\n2,A-3,granted\n")
    why = [row["why"] for row in ReturnedList.objects.get().unmatched]
    assert why == [
        "Another row says otherwise of the same conviction.",
        "The row names two different convictions of this filing.",
    ]


def test_a_count_tells_convictions_of_one_case_apart(carl):
    for count in ("001", "002"):
        decided(carl, case_number="A-1", count_order=f"001002{count}000")
    filing = locked(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="")
    send(carl, filing, "Case number,Count,Answer\nA-1,2,denied\n")
    assert ReturnedList.objects.get().answers == {"2": "denied"}


def test_a_filing_that_waits_too_long_is_shown_as_overdue(carl, filed):
    Filing.objects.update(filed_on=date(2020, 1, 1))
    for page in ("/filings/", filed.get_absolute_url()):
        assert "for the court&#x27;s order; expected within 60" in signed_in(carl).get(page).content.decode()


def test_the_clerks_first_page_tells_of_what_is_overdue(carl, filed):
    Filing.objects.update(filed_on=date(2020, 1, 1))
    assert "Filings are overdue" in signed_in(carl).get("/").content.decode()


def test_what_waits_as_long_as_expected_is_not_overdue(filed):
    assert overdue(filed, TODAY + timedelta(days=60)) == ""
    assert overdue(filed, TODAY + timedelta(days=61)).startswith("Waiting 61 days")


def test_a_withdrawn_filing_is_never_overdue(carl, filed):
    services.withdraw(filing=filed, by=carl, because="Wrong court.", on=TODAY)
    filed.refresh_from_db()
    assert overdue(filed, date(2100, 1, 1)) == ""


def test_every_row_that_is_not_taken_names_its_column_and_what_to_do(carl, filed):
    rows = "Case,Decision,Date\nA-1,perhaps,\nB-9,granted,\nA-2,=B1,\nA-3,granted,31/12/2020\nA-3,,\n"
    text = send(carl, filed, rows).content.decode()
    found = [(row["row"], row["column"]) for row in ReturnedList.objects.get().unmatched]
    assert found == [(2, "Decision"), (3, "Case"), (4, "Decision"), (5, "Date"), (6, "Decision")]
    for words in (
        "Put the value in the place of the formula",
        "Write month/day/year",
        "Look it up in the list",
    ):
        assert words in text
    assert "There is nothing to take over" in text
    assert set(answers(filed).values()) == {""}


def test_a_formula_in_a_workbook_is_not_an_answer_whatever_it_showed(carl, filed):
    book = openpyxl.Workbook()
    for row in (("No.", "Answer"), (1, '=IF(1,"granted","denied")'), (2, "granted")):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    send(carl, filed, content.getvalue(), "answers.xlsx")
    returned = ReturnedList.objects.get()
    assert returned.answers == {"2": "granted"}
    assert [(row["row"], row["column"]) for row in returned.unmatched] == [(2, "Answer")]


def test_the_day_that_the_list_names_is_proposed_as_the_day_of_the_order(carl, filed):
    text = send(
        carl, filed, f"No.,Answer,Ordered on\n1,granted,{TODAY:%m/%d/%Y}\n2,granted,\n"
    ).content.decode()
    assert ReturnedList.objects.get().ordered_on == TODAY
    assert f'value="{TODAY:%Y-%m-%d}"' in text


def test_rows_of_two_orders_are_not_taken_as_one(carl, filed):
    send(carl, filed, "No.,Answer,Ordered on\n1,granted,01/05/2026\n2,granted,01/06/2026\n")
    returned = ReturnedList.objects.get()
    assert returned.answers == {"1": "granted"}
    assert "is another one than in the rows above, 01/05/2026" in returned.unmatched[0]["why"]


def test_the_preview_names_each_conviction_that_would_change_what_is_refused_first(carl, filed):
    text = send(carl, filed, "Case number,Answer\nA-1,granted\nA-2,granted\nA-3,denied\n").content.decode()
    table = text.partition("What would change")[2]
    assert table.index("A-3") < table.index("A-1") < table.index("A-2")


def test_a_person_who_files_nothing_sees_of_a_list_only_numbers(audrey, carl, filed):
    send(carl, filed, "Case number,Answer\nA-1,granted\nB-9,granted\n")
    text = signed_in(audrey).get(ReturnedList.objects.get().get_absolute_url()).content.decode()
    assert "A-1" not in text
    assert "B-9" not in text


@pytest.mark.parametrize("day", ["yesterday", "02/30/2026", ""])
def test_a_wrong_day_is_refused_in_words_and_changes_nothing(carl, filing, day):
    page = signed_in(carl).post(f"/filings/{filing.pk}/record/filed/", {"on": day, "clerk_number": "1"})
    assert page.status_code == 422
    assert ("Write month/day/year" if day else "This field is required") in page.content.decode()
    filing.refresh_from_db()
    assert filing.state == State.LOCKED
