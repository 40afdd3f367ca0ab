from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from audit.services import record
from offices.permissions import cannot_file, refused_when
from offices.requests import SignedInRequest

from .. import services
from ..models import Filing, FilingDocument
from ..papers import KINDS, DocumentKind

State = FilingDocument.State

DAMAGED = (
    "{title}: the file on disk is not the one that was made, so it was not handed out. Have it made again; "
    "it will be the same as before."
)


@dataclass(frozen=True)
class Shown:
    """A document as the page lists it."""

    document: FilingDocument
    kind: DocumentKind


def groups_of(filing: Filing) -> dict[str, Any]:
    """The documents of a filing by group, and whether a worker is still at some of them."""
    shown = [Shown(document, KINDS[document.kind]) for document in filing.documents.all()]
    groups: dict[str, list[Shown]] = {}
    for each in shown:
        groups.setdefault(each.kind.group, []).append(each)
    states = [each.document.state for each in shown]
    return {
        "groups": groups,
        "making": any(state in FilingDocument.UNDER_WAY for state in states),
        "failed": State.FAILED in states,
        "ready": sum(state == State.READY for state in states),
        "wanted": sum(state != State.NOT_ASKED for state in states),
    }


@require_POST
@refused_when(cannot_file)
def make_again(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    services.make_again(filing=found, by=request.user)
    return redirect(found)


@require_POST
@refused_when(cannot_file)
def ask(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    document = get_object_or_404(found.documents, kind=kind)
    services.ask_for_document(document=document, by=request.user)
    return redirect(found)


@refused_when(cannot_file)
def download(request: SignedInRequest, pk: int, kind: str) -> FileResponse | HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    document = get_object_or_404(found.documents, kind=kind, state=State.READY)
    if not document.is_intact:
        services.refuse_damaged(document=document, by=request.user)
        messages.error(request, DAMAGED.format(title=KINDS[kind].title))
        return redirect(found)
    sealed = found.items.filter(conviction__sealed_on__isnull=False).count()
    record(request.user, "downloaded filing", found, document=kind, sealed=sealed)
    name = f"filing-{found.number}-{KINDS[kind].file}"
    return FileResponse(document.path.open("rb"), as_attachment=True, filename=name)
