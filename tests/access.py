"""Who may open which page: one line for every URL of the project, which tests/test_access.py holds it to.

A new URL needs a new line. If its address names an object, `of` makes such an object for an office (or a
tuple of all that the address names); the tests then also ask for it from another office, and expect 404.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from eligibility.models import Determination, PolicyPreview, PolicyVersion, Run
from filings import wordings
from filings.models import CourtBranch, Filing, FilingDocument, ReturnedList
from offices.models import Office, Role, User
from records.models import Subject
from review.models import BulkAct, SavedFilter
from uploads.models import Upload

from . import builders
from .eligibility.conftest import SUMMARY
from .people import person
from .review import builders as records

EVERYBODY = tuple(Role)
ADMINISTRATOR = (Role.ADMINISTRATOR,)
SEE_PEOPLE = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.REVIEWER, Role.AUDITOR)
UPLOAD = (Role.ADMINISTRATOR, Role.SUPERVISOR)
SEE_FILINGS = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR)
REVIEW = (Role.SUPERVISOR, Role.REVIEWER)
SUPERVISOR = (Role.SUPERVISOR,)
FILE = (Role.SUPERVISOR, Role.CLERK)
SEE_EVENTS = (Role.ADMINISTRATOR, Role.AUDITOR)


@dataclass(frozen=True)
class Line:
    """`may`: the roles that get `answer`, all others 403. `public`: the same without signing in.

    `named` is what the address names that belongs to no office, and stands before what `of` makes.
    """

    url_name: str
    may: tuple[Role, ...]
    method: str = "get"
    of: Callable[[Office], Any] | None = None
    named: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    answer: int = 200
    public: bool = False

    def __str__(self) -> str:
        return self.url_name


def a_person(office: Office) -> User:
    return person(office, Role.CLERK, "Nora Newman")


def a_deactivated_person(office: Office) -> User:
    return person(office, Role.CLERK, "Dora Dunn", is_active=False)


def an_upload(office: Office) -> Upload:
    return Upload.objects.create(office=office, by=a_person(office))


def a_policy_version(office: Office) -> PolicyVersion:
    return PolicyVersion.objects.create(office=office, number=1, policy="configurable", by=a_person(office))


def an_analysis(office: Office, **fields: Any) -> Run:
    version = a_policy_version(office)
    return Run.objects.create(
        office=office, policy_version=version, by=version.by, as_of=date(2026, 7, 1), **fields
    )


def a_policy_preview(office: Office) -> PolicyPreview:
    run = a_complete_analysis(office)
    return PolicyPreview.objects.create(office=office, by=run.by, run=run, policy="configurable")


def a_complete_analysis(office: Office) -> Run:
    return an_analysis(office, state=Run.State.COMPLETE, summary=SUMMARY, finished_at=timezone.now())


def an_analysis_with_problems(office: Office) -> Run:
    run = a_complete_analysis(office)
    run.folder.mkdir(parents=True)
    run.problems_file.write_text("file,row\n")
    return run


def a_determination(office: Office) -> Determination:
    convicted = builders.subject(convictions=[builders.conviction(county=office.county)])
    count_order = str(builders.frame(convicted)["CNT_ORDER"].iloc[0])
    subject = records.subject(office, convicted)
    return records.determination(records.run(office), subject, count_order=count_order)


def a_subject(office: Office) -> Subject:
    return records.subject(office)


def a_draft(office: Office) -> Filing:
    by = person(office, Role.CLERK, "Frank Filer")
    return Filing.objects.create(office=office, by=by, dated=date(2026, 7, 1))


def a_filing(office: Office, state: Filing.State = Filing.State.LOCKED) -> Filing:
    draft = a_draft(office)
    draft.number, draft.state = 1, state
    draft.save()
    return draft


def a_branch(office: Office) -> CourtBranch:
    return CourtBranch.objects.create(office=office, name="North Branch")


def a_wording_version(office: Office) -> tuple[str, int]:
    by = person(office, Role.ADMINISTRATOR, "Willa Words")
    wordings.restore(office=office, by=by, kind="motion")
    return "motion", 1


def a_returned_list(office: Office) -> tuple[Filing, ReturnedList]:
    filing = a_filing(office, Filing.State.FILED)
    returned = ReturnedList.objects.create(office=office, filing=filing, by=filing.by, name="a.csv", rows=0)
    return filing, returned


def a_step(office: Office) -> tuple[Filing, str]:
    return a_filing(office), "filed"


def a_document(office: Office) -> tuple[Filing, str]:
    filing = a_filing(office)
    digest = hashlib.sha256(b"%PDF").hexdigest()
    document = filing.documents.create(kind="pdf", place=0, state=FilingDocument.State.READY, sha256=digest)
    filing.folder.mkdir(parents=True)
    document.path.write_bytes(b"%PDF")
    return filing, "pdf"


def a_saved_filter(office: Office) -> SavedFilter:
    return SavedFilter.objects.create(office=office, by=a_person(office), name="Theirs", shared=True)


def a_bulk_act(office: Office) -> BulkAct:
    return BulkAct.objects.create(office=office, by=a_person(office), kind=BulkAct.Kind.DECIDE, count=1)


REMARK = {"seen": 0, "text": "Look at the prior"}
CORRECTED = {"seen": 0, "fact": "grade", "grade": "MISDEMEANOR", "reason": "Minute order"}
SKIPPED = {**REMARK, "to": "later"}
A_ROLE = {"role": "reviewer"}

LINES = [
    Line("home", EVERYBODY),
    Line("healthz", EVERYBODY, public=True),
    # Somebody who is signed in is sent on from the pages for signing in and signing up.
    Line("account_login", EVERYBODY, answer=302, public=True),
    Line("account_signup", EVERYBODY, answer=302, public=True),
    Line("account_logout", EVERYBODY),
    Line("account_change_password", EVERYBODY),
    Line("account_inactive", EVERYBODY, public=True),
    Line("administration:office", ADMINISTRATOR),
    Line("administration:people", ADMINISTRATOR),
    Line("administration:invite", ADMINISTRATOR),
    Line("administration:person", ADMINISTRATOR, of=a_person),
    Line("administration:set_role", ADMINISTRATOR, "post", of=a_person, data=A_ROLE, answer=302),
    Line("administration:deactivate", ADMINISTRATOR, "post", of=a_person, answer=302),
    Line("administration:reactivate", ADMINISTRATOR, "post", of=a_deactivated_person, answer=302),
    Line("administration:set_temporary_password", ADMINISTRATOR, "post", of=a_person),
    Line("audit:events", SEE_EVENTS),
    Line("audit:download", SEE_EVENTS),
    Line("uploads:list", SEE_PEOPLE),
    Line("uploads:new", UPLOAD),
    Line("uploads:upload", SEE_PEOPLE, of=an_upload),
    Line("uploads:problems", SEE_PEOPLE, of=an_upload),
    Line("eligibility:list", EVERYBODY),
    Line("eligibility:start", UPLOAD, answer=302),
    Line("eligibility:again", UPLOAD, "post", answer=422),
    Line("eligibility:discard", UPLOAD, "post", of=an_upload, answer=302),
    Line("eligibility:run", EVERYBODY, of=an_analysis),
    Line("eligibility:cancel", UPLOAD, "post", of=an_analysis, answer=302),
    Line("eligibility:results", EVERYBODY),
    Line("eligibility:run_results", EVERYBODY, of=a_complete_analysis),
    Line("eligibility:problems", SEE_PEOPLE, of=an_analysis_with_problems),
    Line("eligibility:policy", EVERYBODY),
    Line("eligibility:policy_version", EVERYBODY, of=a_policy_version),
    # Without a policy in the address, none is asked about.
    Line("eligibility:preview_policy", ADMINISTRATOR, "post", answer=404),
    Line("eligibility:policy_preview", ADMINISTRATOR, of=a_policy_preview),
    Line("eligibility:choose_previewed", ADMINISTRATOR, "post", of=a_policy_preview, answer=302),
    Line("review:queue", SEE_PEOPLE),
    Line("review:list", SEE_PEOPLE),
    Line("review:next", REVIEW, "post", answer=302),
    Line("review:find", SEE_PEOPLE, "post", data={"text": "GARCIA"}, answer=302),
    Line("review:save_filter", SEE_PEOPLE, "post", data={"name": "Mine"}, answer=302),
    # A filter belongs to whoever saved it: for everybody else there is none.
    Line("review:forget_filter", SEE_PEOPLE, "post", of=a_saved_filter, answer=404),
    Line("review:conviction", SEE_PEOPLE, of=a_determination),
    Line("review:rules", SEE_PEOPLE, of=a_determination),
    Line("review:decide", REVIEW, "post", of=a_determination, data={"seen": 0, "confirm": 1}, answer=302),
    Line("review:undo", REVIEW, "post", of=a_determination, answer=302),
    Line("review:skip", REVIEW, "post", of=a_determination, data=SKIPPED, answer=302),
    Line("review:correct", REVIEW, "post", of=a_determination, data=CORRECTED, answer=302),
    Line("review:note", REVIEW, "post", of=a_determination, data=REMARK, answer=302),
    Line("review:second_look", REVIEW, "post", of=a_determination, data=REMARK, answer=302),
    Line("review:put_in_queue", REVIEW, "post", of=a_determination, data=REMARK, answer=302),
    Line("review:second", REVIEW, "post", of=a_determination, data={"seen": 0, "agree": 1}, answer=422),
    Line("review:keep", REVIEW, "post", of=a_determination),
    Line("review:leave", REVIEW, "post", of=a_determination, answer=204),
    Line("review:free", SUPERVISOR, "post", of=a_determination, answer=302),
    Line("review:changes", SEE_PEOPLE, answer=302),
    Line("review:bulk", REVIEW, "post"),
    Line("review:bulk_decide", REVIEW, "post", data={"expected": 0}, answer=422),
    Line("review:assign", SUPERVISOR, "post", answer=302),
    Line("review:bulk_act", REVIEW, of=a_bulk_act),
    Line("review:bulk_undo", REVIEW, "post", of=a_bulk_act, answer=302),
    Line("review:decisions", REVIEW),
    Line("review:statistics", SEE_PEOPLE),
    Line("review:keys", SEE_PEOPLE),
    Line("review:settings", UPLOAD),
    Line("review:reasons", UPLOAD),
    Line("review:subject", SEE_PEOPLE, of=a_subject),
    Line("review:rows", SEE_PEOPLE, of=a_subject),
    Line("filings:list", SEE_FILINGS),
    Line("filings:new", FILE),
    Line("filings:progress", SEE_FILINGS),
    Line("filings:summary", SEE_FILINGS),
    Line("filings:summary_csv", SEE_FILINGS),
    Line("filings:branches", SEE_FILINGS),
    Line("filings:add_branch", ADMINISTRATOR),
    Line("filings:branch", ADMINISTRATOR, of=a_branch),
    Line("filings:remove_branch", ADMINISTRATOR, "post", of=a_branch, answer=302),
    Line("filings:summary_json", SEE_FILINGS),
    Line("filings:wordings", SEE_FILINGS),
    Line("filings:paper_settings", ADMINISTRATOR, "post", answer=302),
    Line("filings:wording", ADMINISTRATOR, named=("motion",)),
    Line("filings:wording_preview", ADMINISTRATOR, "post", named=("motion",)),
    Line("filings:restore_wording", ADMINISTRATOR, "post", named=("motion",), answer=302),
    Line("filings:wording_version", SEE_FILINGS, of=a_wording_version),
    Line("filings:use_wording", ADMINISTRATOR, "post", of=a_wording_version, answer=302),
    Line("filings:filing", SEE_FILINGS, of=a_filing),
    Line("filings:change", FILE, of=a_draft),
    Line("filings:lock", FILE, "post", of=a_draft, answer=302),
    Line("filings:discard", FILE, "post", of=a_draft, answer=302),
    Line("filings:sealed", FILE, of=a_filing),
    Line("filings:withdraw", FILE, "post", of=a_filing, answer=422),
    Line("filings:record", FILE, "post", of=a_step, answer=422),
    Line("filings:take_back", FILE, "post", of=a_filing, answer=422),
    Line("filings:read_list", FILE, "post", of=a_filing, answer=422),
    Line("filings:returned", SEE_FILINGS, of=a_returned_list),
    Line("filings:apply_list", FILE, "post", of=a_returned_list, answer=422),
    Line("filings:ask", FILE, "post", of=a_document, answer=302),
    Line("filings:make_again", FILE, "post", of=a_filing, answer=302),
    Line("filings:download", FILE, of=a_document),
]
