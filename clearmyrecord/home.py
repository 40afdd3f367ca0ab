"""What waits for a person, and what to do next: the first page after signing in.

Each function looks for one kind of work and answers with a task, or with None when there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from eligibility.models import Run
from filings.models import Filing, FilingDocument
from filings.sources import ready_to_file
from filings.waiting import overdue_filings
from offices import permissions
from offices.models import Role, User
from offices.permissions import Permission
from review.filling import waiting_for
from uploads.models import Upload


@dataclass(frozen=True)
class Task:
    """Something to do: `action` is the text of the link, `count` how many wait where they are counted."""

    heading: str
    text: str
    action: str
    url_name: str
    count: int | None = None


def tasks(user: User) -> list[Task]:
    """The tasks of the person's role, in the order in which an office meets them."""
    found = [look_for(user) for cannot, look_for in WORK if not cannot(user)]
    return [task for task in found if task]


def nothing_waits(user: User) -> str:
    """Why there is no task, for the person who expected one."""
    current = Run.objects.current(user)
    if current and user.role == Role.CLERK:
        return (
            "Convictions appear here, ready to be filed, as reviewers decide, and filings when something "
            "is to be done about them. How far all of them are is under Filings, Progress."
        )
    if current:
        return "Everything that your role has to do is done. What was found is under Results."
    return (
        "Nothing was analyzed yet. A supervisor or the administrator uploads the state's file first; "
        "your work appears here afterwards."
    )


def office_details(user: User) -> Task | None:
    if user.office.attorney and user.office.bar_number and user.office.address:
        return None
    return Task(
        "Complete the office's details",
        "Court papers need the attorney who signs, the State Bar number and the address.",
        "Office details",
        "administration:office",
    )


def first_invitation(user: User) -> Task | None:
    if User.objects.visible_to(user).exclude(pk=user.pk).exists():
        return None
    return Task(
        "Invite the people of the office",
        "You are the only one. Those who review and those who file need accounts of their own.",
        "Invite a person",
        "administration:invite",
    )


def analysis(user: User) -> Task | None:
    newest = Run.objects.visible_to(user).first()
    if newest is None and not Upload.objects.visible_to(user).exists():
        return Task(
            "Upload the state's file",
            "Everything starts with the file from the Department of Justice, as it was received.",
            "Upload",
            "uploads:new",
        )
    if newest is None:
        return Task("Analyze the file", "A file is uploaded but not analyzed.", "Uploads", "uploads:list")
    if newest.is_active:
        return Task(
            "An analysis is under way",
            f"{newest.get_state_display()}. You need not wait for it here.",
            "Watch it",
            "eligibility:list",
        )
    if newest.state == Run.State.FAILED:
        return Task("The last analysis failed", newest.failure, "Analyses", "eligibility:list")
    return None


def review(user: User) -> Task | None:
    waiting = waiting_for(user)
    if not waiting:
        return None
    return Task(
        "Convictions wait for a person",
        "The policy left them to you, or something in the record should be seen first.",
        "Review",
        "review:queue",
        waiting,
    )


def filing(user: User) -> Task | None:
    ready = ready_to_file(user.office).count()
    if not ready:
        return None
    return Task(
        "Decided convictions are ready to be filed",
        "One motion in bulk takes them all.",
        "Prepare a filing",
        "filings:new",
        ready,
    )


def drafts(user: User) -> Task | None:
    return filings_in(
        user,
        Filing.State.DRAFT,
        "Drafts are to be locked or discarded",
        "A draft holds nothing yet: only the lock keeps its convictions out of other filings.",
    )


def locked(user: User) -> Task | None:
    return filings_in(
        user,
        Filing.State.LOCKED,
        "Locked filings are to be filed with the court",
        "Download the papers, file them, and record the day and the clerk's number.",
    )


def filings_in(user: User, state: str, heading: str, text: str) -> Task | None:
    count = Filing.objects.visible_to(user).filter(state=state).count()
    return Task(heading, text, "See which", "filings:list", count) if count else None


def failed_documents(user: User) -> Task | None:
    failed = Filing.objects.visible_to(user).filter(documents__state=FilingDocument.State.FAILED)
    count = failed.distinct().count()
    if not count:
        return None
    return Task(
        "Filings lack documents that could not be made",
        "Open them and try again.",
        "See which",
        "filings:list",
        count,
    )


def overdue(user: User) -> Task | None:
    late = overdue_filings(user, timezone.localdate())
    if not late:
        return None
    return Task(
        "Filings are overdue",
        "The court or the state has not answered in the time that was expected.",
        "See which",
        "filings:progress",
        len(late),
    )


def events(user: User) -> Task:
    return Task(
        "Look at what happened",
        "Every act in this office is an event: who, what, when.",
        "Events",
        "audit:events",
    )


WORK: list[tuple[Permission, Callable[[User], Task | None]]] = [
    (permissions.cannot_manage_office, office_details),
    (permissions.cannot_manage_office, first_invitation),
    (permissions.cannot_upload, analysis),
    (permissions.cannot_review, review),
    (permissions.cannot_file, overdue),
    (permissions.cannot_file, failed_documents),
    (permissions.cannot_file, locked),
    (permissions.cannot_file, drafts),
    (permissions.cannot_file, filing),
    (permissions.only(Role.AUDITOR), events),
]
