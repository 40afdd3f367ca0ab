"""What a history is made of: cycles, steps and counts; and the days and charges they are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from eligibility.sample.charges import SEE_COMMENT, Charge
from eligibility.sample.dealing import dealt, pick
from eligibility.sample.sentences import NO_SENTENCE, SENTENCES, Sentence

AS_OF = date(2026, 1, 1)
PROPOSITION_64 = date(2016, 11, 9)
ADULT = 18
NOTES = (
    "ORIGINAL DOCUMENT ON MICROFILM; REQUEST COPY FROM REPORTING AGENCY",
    "FINGERPRINTS RECEIVED WITH ARREST CARD; PHOTO AVAILABLE ON REQUEST",
    "SERVED CONCURRENTLY WITH ANOTHER CASE OF THE SAME COURT",
    "FINES AND FEES STAYED; PERMANENTLY SO UPON COMPLETION OF TERMS",
    "CREDIT FOR TIME SERVED; TERMS OF PROBATION ON FILE WITH THE COURT",
    "NO SAMPLE ON FILE FOR THIS CYCLE; COLLECT AT NEXT OPPORTUNITY",
    "DISPOSITION ENTERED FROM THE ABSTRACT OF JUDGMENT",
    "PLEA OF NOLO CONTENDERE; COUNSEL PRESENT; RIGHTS WAIVED IN WRITING",
)


class Kind(NamedTuple):
    """A kind of step: its code and name, and the code and name of the kind of agency that reports it."""

    code: str
    name: str
    agency_code: str
    agency: str


ARREST = Kind("A", "ARREST/DETAINED/CITED", "PD", "POLICE DEPARTMENT")
MORE_ARREST = Kind("S", "SUPPLEMENTAL ARREST", "SO", "SHERIFF'S OFFICE")
COURT = Kind("C", "COURT ACTION", "SC", "SUPERIOR COURT")
PROBATION = Kind("B", "PROBATION", "PR", "PROBATION DEPARTMENT")
JAIL = Kind("J", "CUSTODY:JAIL", "SO", "SHERIFF'S OFFICE")
PRISON = Kind("I", "CUSTODY:PRISON", "CI", "CORRECTIONAL INSTITUTION")
REGISTRATION = Kind("R", "REGISTRATION", "SO", "SHERIFF'S OFFICE")
APPLICANT = Kind("P", "APPLICANT", "AP", "LICENSING BOARD")
DECEASED = Kind("D", "DECEASED", "CO", "CORONER")


@dataclass(frozen=True)
class Count:
    """A charge in a step, and how it ended there. `grade` is the status of the conviction as printed.

    `other_charge` is named by a further row of the count, beside what its first row says.
    """

    charge: Charge
    disposition: str = ""
    grade: str = ""
    sentence: Sentence = NO_SENTENCE
    comment: str = ""
    case_number: str | None = None  # None: the case number of its step
    other_charge: Charge | None = None


@dataclass(frozen=True)
class Step:
    """One event. Without `on`, its date is not in the file."""

    kind: Kind
    on: date | None
    county: str
    counts: tuple[Count, ...]
    case_number: str = ""


@dataclass(frozen=True)
class Cycle:
    """An arrest and what follows, or an event that stands alone; `on` is the date of the cycle."""

    on: date
    steps: tuple[Step, ...]


@dataclass
class Life:
    """One invented person while their history is made up."""

    rng: Random
    county: str
    elsewhere: str
    born: date
    as_of: date
    decks: dict[tuple[Charge, ...], Iterator[Charge]] = field(repr=False)

    def draw(self, family: tuple[Charge, ...]) -> Charge:
        """The next charge of a family; all come up in turn over the people of a file."""
        if family not in self.decks:
            self.decks[family] = dealt(family, self.rng)
        return next(self.decks[family])

    def day(self, first: date, last: date) -> date:
        """A day from first to last, as an adult if that is possible."""
        first = min(max(first, birthday(self.born, ADULT)), last)
        return first + timedelta(int(self.rng.random() * ((last - first).days + 1)))

    def years_ago(self, fewest: float, most: float) -> date:
        """A day between so many years before the as-of date."""
        return self.day(
            self.as_of - timedelta(round(most * 365.25)), self.as_of - timedelta(round(fewest * 365.25))
        )

    def before_proposition_64(self, at_least: int = 1) -> date:
        """A day at least so many days before the law changed, in the time of the sections drawn."""
        return self.day(date(1976, 1, 1), PROPOSITION_64 - timedelta(at_least))

    def note(self) -> str:
        """What a clerk may have written beside a count, about nothing that matters."""
        return pick(NOTES, self.rng) if self.rng.random() < 0.8 else ""

    def case_number(self) -> str:
        """A court's number; the letters ZZ stand in every one, and in none that a court gives."""
        return f"ZZ{int(self.rng.random() * 10_000_000):07}"


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; 29 February is followed by 1 March."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and (year % 4 or (not year % 100 and year % 400)):
        return date(year, 3, 1)
    return born.replace(year=year)


def convicted(
    life: Life, charge: Charge, grade: str = "FELONY", sentence: Sentence | None = None, comment: str = ""
) -> Count:
    """A count that ended in conviction, with a sentence that is short unless given."""
    sentence = sentence or pick(SENTENCES[grade], life.rng)
    return Count(charge, sentence.disposition, grade, sentence, comment or life.note())


def case(life: Life, on: date, *counts: Count, county: str | None = None) -> Cycle:
    """A cycle that ends in court on the given day; mostly with the arrest some weeks before."""
    place = county or life.county
    court = Step(COURT, on, place, counts, life.case_number())
    if life.rng.random() < 0.1:
        return Cycle(on, (court,))
    arrested = on - timedelta(1 + int(life.rng.random() * 150))
    return Cycle(arrested, (arrest_step(life, arrested, counts, place), court, *_custody(life, court)))


def arrest_step(life: Life, on: date, counts: Sequence[Count], county: str) -> Step:
    """The arrest for these counts, before anything is decided."""
    disposition = "PROS REL-DET ONLY" if life.rng.random() < 0.05 else ""
    comments = [_charge_in_comment(count) or life.note() for count in counts]
    arrested = tuple(
        Count(count.charge, disposition, comment=comment)
        for count, comment in zip(counts, comments, strict=True)
    )
    return Step(ARREST, on, county, arrested, life.case_number())


def alone(kind: Kind, on: date | None, county: str, charge: Charge, cycle_on: date) -> Cycle:
    """An event that is a cycle of its own: a registration, a death, an application."""
    return Cycle(cycle_on, (Step(kind, on, county, (Count(charge),)),))


def _charge_in_comment(count: Count) -> str:
    """A charge that stands only in the comment stands there at the arrest, too."""
    return count.comment if count.charge in SEE_COMMENT else ""


def _custody(life: Life, court: Step) -> tuple[Step, ...]:
    """Now and then, the custody or supervision that follows a conviction."""
    first = court.counts[0]
    if life.rng.random() > 0.2 or not first.disposition.startswith("CONVICTED") or court.on is None:
        return ()
    kind = {"CONVICTED-PRISON": PRISON, "CONVICTED-PROBATION": PROBATION}.get(first.disposition, JAIL)
    received = Count(first.charge, "RECEIVED", comment=_charge_in_comment(first))
    on = court.on + timedelta(5 + int(life.rng.random() * 40))
    return (Step(kind, on, court.county, (received,), life.case_number()),) if on < life.as_of else ()
