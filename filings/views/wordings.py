from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from offices.permissions import cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from .. import comparing, headings, wordings
from ..documents import merging
from ..documents.paper import Heading, Paper, Paragraph, Signature, Table
from ..documents.pleading import render_paper
from ..documents.wording import WORDINGS, blocks_of, fields_of
from ..forms import PaperSettingsForm, WordingForm
from ..headings import settings_of
from ..models import WordingVersion
from ..permissions import cannot_set_wording

# What a template may ask of a block: templates know no types.
BLOCKS = {Heading: "heading", Paragraph: "paragraph", Table: "table", Signature: "signature"}


@refused_when(cannot_see_filings)
def overview(request: SignedInRequest) -> HttpResponse:
    numbers = wordings.numbers(request.user.office)
    newest = {
        (each.kind, each.number): each
        for each in WordingVersion.objects.visible_to(request.user).select_related("by")
    }
    context = {
        "wordings": [
            (kind, title, newest.get((kind, numbers[kind]))) for kind, title in wordings.TITLES.items()
        ],
        "form": PaperSettingsForm(instance=settings_of(request.user.office)),
        "cannot": cannot_set_wording(request.user),
    }
    return render(request, "filings/wordings.html", context)


@require_POST
@refused_when(cannot_set_wording)
def change_settings(request: SignedInRequest) -> HttpResponse:
    form = PaperSettingsForm(request.POST, instance=settings_of(request.user.office))
    if form.is_valid():
        headings.change_settings(settings=form.instance, by=request.user, changed=form.changed_data)
        messages.success(request, "Saved. Filings that are locked from now on use it.")
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("filings:wordings")


@refused_when(cannot_set_wording)
def wording(request: SignedInRequest, kind: str) -> HttpResponse:
    form = form_of(request, kind)
    if request.method == "POST" and form.is_valid():
        try:
            office = request.user.office
            saved = wordings.save(office=office, by=request.user, kind=kind, wording=form.wording)
            messages.success(request, f"{saved} is saved. Filings that are locked from now on use it.")
            return redirect("filings:wording", kind)
        except wordings.FaultyWording as fault:
            form.add_error(None, str(fault))
    return render(request, "filings/wording.html", page(request, kind, form))


@require_POST
@refused_when(cannot_set_wording)
def preview(request: SignedInRequest, kind: str) -> HttpResponse:
    form = form_of(request, kind)
    context = page(request, kind, form)
    if "pdf" in request.POST and context["paper"]:
        pdf = render_paper(context["paper"])
        return HttpResponse(pdf, headers={"Content-Type": "application/pdf", "Content-Disposition": "inline"})
    template = "filings/_wording_preview.html" if request.htmx else "filings/wording.html"
    return render(request, template, context)


@require_POST
@refused_when(cannot_set_wording)
def restore(request: SignedInRequest, kind: str) -> HttpResponse:
    known(kind)
    wordings.restore(office=request.user.office, by=request.user, kind=kind)
    messages.success(request, "The built-in words are in use again. Your own versions are kept.")
    return redirect("filings:wording", kind)


@require_POST
@refused_when(cannot_set_wording)
def use_again(request: SignedInRequest, kind: str, number: int) -> HttpResponse:
    found_version(request, kind, number)
    try:
        saved = wordings.use_again(office=request.user.office, by=request.user, kind=kind, number=number)
        messages.success(request, f"The words are in use again, as {str(saved).lower()}.")
    except wordings.FaultyWording as fault:
        messages.error(request, f"{fault} Nothing was changed.")
    return redirect("filings:wording", kind)


@refused_when(cannot_see_filings)
def version(request: SignedInRequest, kind: str, number: int) -> HttpResponse:
    """The words of a version, and what differs from another one: the one before it, if none is chosen."""
    office = request.user.office
    found = found_version(request, kind, number)
    in_use = wordings.numbers(office)[kind]
    other = request.GET.get("with", "")
    against = int(other) if other.isdecimal() and int(other) <= in_use else max(number - 1, 0)
    words = wordings.version(office, kind, number)
    context = {
        "kind": kind,
        "number": number,
        "saved": found,
        "title": wordings.TITLES[kind],
        "parts": comparing.differences(wordings.version(office, kind, against), words),
        "against": against,
        "others": [each for each in range(in_use + 1) if each != number],
        "is_in_use": number == in_use,
        "cannot": cannot_set_wording(request.user),
    }
    return render(request, "filings/wording_version.html", context)


def found_version(request: SignedInRequest, kind: str, number: int) -> WordingVersion | None:
    """A version of the office's; none for number 0, the built-in words."""
    versions = WordingVersion.objects.visible_to(request.user).filter(kind=known(kind))
    return get_object_or_404(versions.select_related("by"), number=number) if number else None


def known(kind: str) -> str:
    if kind not in WORDINGS:
        raise Http404
    return kind


def form_of(request: SignedInRequest, kind: str) -> WordingForm:
    stands = wordings.current(request.user.office, known(kind))
    return WordingForm(request.POST or None, wording=stands)


def page(request: SignedInRequest, kind: str, form: WordingForm) -> dict[str, Any]:
    """The form, what there is to write in it, and the paper as it would be, or what is wrong with it."""
    office = request.user.office
    words = wordings.current(office, kind)
    if form.is_bound and form.is_valid():
        words = form.wording
    faults = wordings.faults_of(office, kind, words)
    paper = None if faults else wordings.sample(office, kind, words)
    return {
        "kind": kind,
        "title": wordings.TITLES[kind],
        "form": form,
        "faults": faults,
        "paper": paper,
        "parts": parts_of(paper) if paper else [],
        "fields": fields_of(kind),
        "blocks": blocks_of(kind),
        "relief_fields": merging.RELIEF_FIELDS if form.reliefs else {},
        "in_use": wordings.numbers(office)[kind],
        "versions": WordingVersion.objects.visible_to(request.user).filter(kind=kind).select_related("by"),
    }


def parts_of(paper: Paper) -> list[dict[str, object]]:
    return [{"kind": BLOCKS[type(block)], "block": block} for block in paper.blocks]
