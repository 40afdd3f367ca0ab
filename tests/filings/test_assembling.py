"""What a filter takes, and what is doubtful about it."""

from datetime import date

from eligibility.law.outcomes import Outcome
from filings import making
from filings.assembling import Filter, courts_of, preview
from filings.documents.values import Order
from filings.models import Filing, FilingItem
from review.models import Decision, Recomputation
from tests.documents.reading import text
from tests.people import signed_in
from tests.review.builders import item_of

from .builders import DATED, conviction, decided, decision, lock, locked, made, somebody


def cases(office, **chosen) -> list[str]:
    return [item.case_number for item in preview(office, Filter(**chosen)).items]


def codes(office, **chosen) -> list[str]:
    return [problem.code for problem in preview(office, Filter(**chosen)).problems]


def test_without_a_choice_a_filing_takes_all_that_is_decided_in_the_order_of_case_numbers(carl):
    for number in ("A-10", "A-9", "B-1"):
        decided(carl, case_number=number)
    decided(carl, case_number="A-1", outcome=Outcome.NOT_ELIGIBLE)
    assert cases(carl.office) == ["A-9", "A-10", "B-1"]


def test_a_filter_takes_one_kind_of_relief(carl):
    decided(carl, case_number="1")
    decided(carl, case_number="2", outcome=Outcome.REDUCTION)
    assert cases(carl.office, relief=Outcome.REDUCTION) == ["2"]


def test_a_filter_takes_a_range_of_conviction_dates(carl):
    for year in (1999, 2000, 2001):
        day = date(year, 1, 1)
        decided(carl, case_number=str(year), convicted_earliest=day, convicted_latest=day)
    assert cases(carl.office, convicted_from="2000-01-01", convicted_to="2000-12-31") == ["2000"]


def test_a_filter_takes_the_convictions_of_one_court_as_the_file_names_it(carl, office):
    for number, court in (("1", "CASC STOCKTON"), ("2", "CASC LODI")):
        of = somebody(office, court=court)
        decided(carl, of=of, count_order="001002001000", case_number=number)
    decided(carl, case_number="3")
    preview(office, Filter())
    assert courts_of(office) == ["CASC LODI", "CASC STOCKTON"]
    assert cases(office, court="CASC LODI") == ["2"]


def test_a_filter_takes_the_convictions_of_one_programme(carl):
    decided(carl, case_number="1")
    assert cases(carl.office, programme="Proposition 64") == ["1"]
    assert cases(carl.office, programme="Another") == []


def test_another_offices_decisions_are_never_taken(carl, otto):
    decided(otto, case_number="1")
    assert cases(carl.office) == []


def test_a_conviction_without_a_case_number_is_told_and_can_be_left_out(carl):
    decided(carl, case_number="")
    decided(carl, case_number="1")
    assert codes(carl.office) == ["no-case-number"]
    assert cases(carl.office, leave_out=["no-case-number"]) == ["1"]


def test_the_same_conviction_under_two_numbers_is_told(carl, office):
    for _ in range(2):
        decided(carl, "DOE,JANE", case_number="1")
    assert codes(office) == ["duplicate"]


def test_an_undecided_conviction_in_the_same_case_is_told(carl, office):
    person = somebody(office)
    decided(carl, of=person, case_number="1")
    conviction(office, of=person, case_number="1")
    assert codes(office) == ["undecided-sibling"]


def test_a_sibling_that_was_proposed_for_relief_and_never_decided_is_told(carl, office):
    person = somebody(office)
    decided(carl, of=person, case_number="1")
    conviction(office, of=person, case_number="1", needs_person=False)
    assert codes(office) == ["undecided-sibling"]


def test_what_stands_in_an_open_filing_under_another_record_is_told(carl, office):
    decided(carl, "DOE,JANE", case_number="1")
    locked(carl)
    decided(carl, "DOE,JANE", case_number="1")
    assert codes(office) == ["filed-already"]


def test_the_rows_are_numbered_without_gaps_when_something_is_left_out(carl, office):
    for number, day in (("", 1), ("5", 2), ("6", 3)):
        decided(carl, case_number=number, convicted_earliest=date(1999, 1, day))
    found = preview(office, Filter(leave_out=["no-case-number"]), Order.DATE)
    assert [item.position for item in found.items] == [1, 2]


def test_the_clerk_chooses_what_the_lists_are_sorted_by(carl):
    decided(carl, "ROE,RICHARD", case_number="A-1")
    decided(carl, "DOE,JANE", case_number="A-2")
    choice = {"dated": DATED, "kind": "relief", "order": "name"}
    signed_in(carl).post("/filings/new/", choice)
    filing = lock(Filing.objects.get(), carl)
    making.make_documents(filing)
    words = text(filing.documents.get(kind="public-list").path.read_bytes())
    assert "sorted by name" in words
    assert words.index("DOE,JANE") < words.index("ROE,RICHARD")
    assert [item.name for item in filing.items.all()] == ["DOE,JANE", "ROE,RICHARD"]


def test_a_hearing_stands_in_the_caption_and_in_the_notice(carl):
    decided(carl)
    heard = {"hearing_on": "2026-08-03", "hearing_time": "8:30 a.m.", "hearing_department": "27"}
    signed_in(carl).post("/filings/new/", {"dated": DATED, "kind": "relief", **heard})
    filing = Filing.objects.get()
    assert (
        "to be heard on 08/03/2026 at 8:30 a.m."
        in signed_in(carl).get(filing.get_absolute_url()).content.decode()
    )
    making.make_documents(lock(filing, carl))
    words = text(filing.documents.get(kind="pdf").path.read_bytes())
    assert "Date: August 3, 2026 Time: 8:30 a.m. Dept.: 27" in words
    assert "will be heard on August 3, 2026 at 8:30 a.m. in Department 27" in words


def test_an_hour_without_a_day_is_refused_by_name(carl):
    page = signed_in(carl).post("/filings/new/", {"dated": DATED, "kind": "relief", "hearing_time": "9 a.m."})
    assert "on which day the motion is heard" in page.content.decode()
    assert not Filing.objects.exists()


def test_what_only_the_office_s_policy_gives_is_asked_for_under_the_statute_on_unchallenged_relief(
    carl, office
):
    decided(carl, cites="Policy of the office")
    assert preview(office, Filter()).items[0].basis == "HSC 11361.9; office policy"


def test_what_was_struck_from_an_earlier_filing_is_told(carl, office):
    decided(carl)
    locked(carl)
    FilingItem.objects.update(open=False, answer=FilingItem.Answer.STRUCK)
    assert codes(office) == ["struck-before"]


def test_the_page_counts_what_the_choice_takes_and_makes_nothing(carl):
    decided(carl, outcome=Outcome.REDUCTION)
    page = signed_in(carl).get("/filings/new/", {"relief": Outcome.DISMISSAL, "dated": DATED})
    assert "Nothing to file with this choice" in page.content.decode()
    assert not Filing.objects.exists()


def test_a_range_that_ends_before_it_begins_is_refused_by_name(carl):
    said = {"dated": DATED, "kind": "relief", "convicted_from": "2001-01-01", "convicted_to": "2000-01-01"}
    page = signed_in(carl).post("/filings/new/", said)
    assert "before the one on or after which" in page.content.decode()
    assert not Filing.objects.exists()


def test_the_choice_is_kept_with_the_draft_and_can_be_changed(carl):
    decided(carl, case_number="1")
    client = signed_in(carl)
    client.post("/filings/new/", {"dated": DATED, "kind": "relief", "relief": Outcome.REDUCTION})
    draft = Filing.objects.get()
    assert "would hold nothing" in client.get(draft.get_absolute_url()).content.decode()
    client.post(f"/filings/{draft.pk}/change/", {"dated": DATED, "kind": "relief"})
    assert "Lock the filing" in client.get(draft.get_absolute_url()).content.decode()


def test_what_waits_for_a_second_person_is_counted_and_not_taken(carl, office):
    decision(conviction(office), by=carl, settled=False)
    found = preview(office, Filter())
    assert (found.items, found.waiting_for_second_person) == ([], 1)
    assert preview(office, Filter(relief=Outcome.REDUCTION)).waiting_for_second_person == 0


def test_a_decision_that_was_taken_back_is_not_taken(carl, office):
    found = conviction(office)
    decision(found, by=carl)
    decision(found, by=carl, number=2, kind=Decision.Kind.UNDONE, outcome="")
    assert preview(office, Filter()).items == []


def test_the_papers_say_what_a_person_corrected_from_the_courts_file(carl, office):
    found = conviction(office, grade="felony")
    decision(found, by=carl)
    same = ("reason", "section", "code_section", "case_number", "outcome")
    facts = {name: getattr(found, name) for name in same}
    Recomputation.objects.create(item=item_of(found), determination=found, grade="misdemeanor", **facts)
    assert preview(office, Filter()).items[0].grade == "misdemeanor"


def test_a_challenge_goes_into_a_notice_with_its_ground_and_never_into_a_motion(carl, office):
    ground = Decision.Ground.INELIGIBLE
    challenged = {"kind": Decision.Kind.CHALLENGED, "ground": ground, "outcome": Outcome.NOT_ELIGIBLE}
    decision(conviction(office, case_number="1"), by=carl, reason="A prior.", **challenged)
    assert cases(office) == []
    filing = made(carl, kind=Filing.Kind.CHALLENGE)
    words = text(filing.documents.get(kind="challenge").path.read_bytes())
    assert "The person does not meet the criteria of HSC 11361.8: A prior." in words
    kinds = set(filing.documents.values_list("kind", flat=True))
    assert kinds == {"challenge", "proof-of-service", "manifest"}
