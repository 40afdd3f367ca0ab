"""The caption of a paper: who files, in which court, whose case, which number (rule 2.111)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filings.documents.merging import fill_lines
from filings.documents.ordering import in_filing_order, natural_key
from filings.documents.paper import Caption
from filings.documents.text import counted, long_date, printable
from filings.documents.values import Attorney, Court, Item, Motion

EXHIBIT_A = "Exhibit A"
PEOPLE = "THE PEOPLE OF THE STATE OF CALIFORNIA"

# More case numbers than these would push the text off the first page; the paper itself lists them all.
MOST_NUMBERS = 6


def caption_of(motion: Motion) -> Caption:
    """The caption of a motion and of the papers that go with it."""
    return Caption(
        attorneys=tuple(map(printable, fill_lines(motion.letterhead, office_fields(motion)))),
        court=_court_lines(court_of(motion)),
        parties=_parties(motion.items),
        numbers=_number_lines(motion),
        details=_assignment_lines(motion),
    )


def court_of(motion: Motion) -> Court:
    """The court that a motion is addressed to."""
    return addressed_court(motion.items, motion.branches, motion.court)


def addressed_court(items: Iterable[Item], branches: Iterable[Court], whole: Court) -> Court:
    """The branch that decided all the convictions; the whole court where that is not known, or not one."""
    known = {branch.branch: branch for branch in branches}
    named = {item.court for item in items}
    return known.get(named.pop(), whole) if len(named) == 1 else whole


def people_in(items: Sequence[Item]) -> int:
    """How many people the items concern; a person without a key is told apart by name."""
    return len({item.person or item.name for item in items})


def cases_in(items: Sequence[Item]) -> int:
    """How many cases the items belong to; items without a case number count as one."""
    return len({item.case_number for item in items})


def full_name(item: Item) -> str:
    """The person's name, and the other name that the case was under if there is one."""
    if not item.also_known_as or item.also_known_as == item.name:
        return item.name
    return f"{item.name} AKA {item.also_known_as}"


def office_fields(motion: Motion) -> dict[str, str]:
    """The value of every merge field of the letterhead and the signature."""
    office, signer = motion.office, motion.attorneys[-1]
    return {
        "address": "\n".join(office.address),
        "attorney": signer.name,
        "attorneys": "\n".join(line for attorney in motion.attorneys for line in _attorney(attorney)),
        "bar_number": signer.bar_number,
        "district_attorney": motion.attorneys[0].name,
        "email": office.email,
        "office": office.name,
        "telephone": office.phone,
        "title": signer.title,
    }


def _attorney(attorney: Attorney) -> list[str]:
    bar = f" (State Bar No. {attorney.bar_number})" if attorney.bar_number else ""
    return [f"{attorney.name}{bar}", attorney.title]


def _court_lines(court: Court) -> tuple[str, ...]:
    lines = [f"SUPERIOR COURT OF CALIFORNIA, COUNTY OF {court.county.upper()}", court.branch]
    return tuple(printable(line) for line in lines if line)


def _assignment_lines(motion: Motion) -> tuple[str, ...]:
    """When the motion is heard, by whom and where, below the nature of the paper (rule 2.111(7))."""
    hearing, court = motion.hearing, court_of(motion)
    lines = [f"Date: {long_date(hearing.held_on)}"] if hearing else []
    lines += [f"Time: {hearing.time}"] if hearing and hearing.time else []
    department = hearing.department if hearing and hearing.department else court.department
    lines += [f"Dept.: {department}"] if department else []
    lines += [f"Judge: {court.judge}"] if court.judge else []
    return tuple(printable(line) for line in lines)


def _parties(items: Sequence[Item]) -> tuple[str, ...]:
    if people_in(items) != 1:
        return (f"{PEOPLE},", "", f"concerning the persons listed in {EXHIBIT_A}")
    names = {full_name(item): None for item in in_filing_order(items)}
    return (f"{PEOPLE},", "Plaintiff,", "v.", f"{printable(next(iter(names)))},", "Defendant.")


def _number_lines(motion: Motion) -> tuple[str, ...]:
    if motion.case_number:
        return (printable(f"Case No. {motion.case_number}"),)
    cases = _counts_by_case(motion.items)
    if people_in(motion.items) == 1 and len(cases) <= MOST_NUMBERS:
        return tuple(printable(_case_line(case, counts)) for case, counts in cases.items())
    first = next((case for case in cases if case), "")
    if not first:
        return (f"Case No. see {EXHIBIT_A}",)
    if len(cases) == 1:
        return (printable(f"Case No. {first}"),)
    where = "below" if people_in(motion.items) == 1 else f"in {EXHIBIT_A}"
    others = counted(len(cases) - 1, "other case")
    return (f"{printable(f'Case No. {first}')} and {others} listed {where}",)


def _counts_by_case(items: Sequence[Item]) -> dict[str, list[str]]:
    """The counts of each case, cases and counts in order; a paper may concern only some counts of a case."""
    cases: dict[str, list[str]] = {}
    for item in in_filing_order(items):
        cases.setdefault(item.case_number, [])
        cases[item.case_number] += [item.count] if item.count else []
    return {case: sorted(set(counts), key=natural_key) for case, counts in cases.items()}


def _case_line(case: str, counts: Sequence[str]) -> str:
    number = f"Case No. {case or 'not known'}"
    if not counts:
        return number
    return f"{number} (count{'' if len(counts) == 1 else 's'} {', '.join(counts)})"
