"""Decided convictions and the filings made of them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from filings import making, services
from filings.assembling import Filter, preview
from filings.documents.values import Order
from filings.models import Filing
from offices.models import Office, User
from records.models import Subject
from review.models import Decision
from tests import builders
from tests.review import builders as records

DATED = date(2026, 7, 1)

keys = count(1)


def run_of(office: Office) -> Run:
    return Run.objects.filter(office=office).first() or records.run(office)


def somebody(office: Office, name: str = "DOE,JANE", court: str = "CASC STOCKTON") -> Subject:
    number = next(keys)
    convicted = [builders.conviction(stp_ori_descr=court)]
    known = builders.subject(
        name=name, id=str(number), cii=f"A{number:08}", born="1970-02-03", convictions=convicted
    )
    return records.subject(office, known, key=str(number))


def conviction(
    office: Office, name: str = "DOE,JANE", *, of: Subject | None = None, **fields: Any
) -> Determination:
    """A conviction as the analysis has it; `of` is a person who has others."""
    order = f"{next(keys):03}002001000"
    return records.determination(
        run_of(office), of or somebody(office, name), **({"count_order": order} | fields)
    )


def decided(
    by: User, name: str = "DOE,JANE", *, outcome: Outcome = Outcome.DISMISSAL, **fields: Any
) -> Decision:
    """A conviction on which somebody has decided."""
    found = conviction(by.office, name, outcome=outcome, **fields)
    return decision(found, by=by, outcome=outcome)


def decision(
    found: Determination, *, by: User, outcome: Outcome = Outcome.DISMISSAL, **fields: Any
) -> Decision:
    return Decision.objects.create(
        office=found.office,
        conviction=found.conviction,
        determination=found,
        outcome=outcome,
        by=by,
        **({"kind": Decision.Kind.CONFIRMED} | fields),
    )


def draft(by: User, **chosen: Any) -> Filing:
    return services.start_draft(by=by, dated=DATED, chosen=Filter(**chosen))


def locked(by: User, **chosen: Any) -> Filing:
    return lock(draft(by, **chosen), by)


def lock(filing: Filing, by: User) -> Filing:
    seen = preview(by.office, Filter.of(filing.criteria), Order(filing.order)).digest
    return services.lock(filing=filing, by=by, seen=seen)


def made(by: User, **chosen: Any) -> Filing:
    """A locked filing whose documents are made."""
    filing = locked(by, **chosen)
    making.make_documents(filing)
    return filing
