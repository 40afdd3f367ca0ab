from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.permissions import cannot_review, cannot_see_people, refused_when
from records.models import Subject

from . import pages, queues, services
from .forms import ConfirmForm, DecisionForm, FilterForm
from .requests import Request
from .words import choice_words, flag_words

PAGE_SIZE = 50
FINISHED = "The queue is finished: nothing is waiting for a person."
FINISHED_FILTER = "Nothing more is waiting among the convictions that you chose."


@refused_when(cannot_see_people)
def queue(request: Request) -> HttpResponse:
    chosen = queues.Filter.from_query(request.GET)
    everything = queues.for_people(request.user)
    counts = queues.counts(everything)
    listed = chosen.in_state(chosen.apply(everything)).select_related("conviction__subject")
    context = {
        "run": Run.objects.current(request.user),
        "counts": counts,
        "flags": [(flag, flag_words(flag), count) for flag, count in counts.waiting_by_flag],
        "form": FilterForm(
            request.GET,
            flags=[flag for flag, _ in counts.waiting_by_flag],
            sections=queues.sections(everything),
        ),
        "chosen": chosen,
        "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page")),
        "cannot": cannot_review(request.user),
    }
    return render(request, "review/queue.html", context)


@refused_when(cannot_review)
def start(request: Request) -> HttpResponse:
    chosen = queues.Filter.from_query(request.GET)
    listed = chosen.apply(queues.for_people(request.user))
    return to_next(request, chosen, queues.after(listed, number(request.GET.get("after"))))


@refused_when(cannot_see_people)
def conviction(request: Request, pk: int) -> HttpResponse:
    determination = found(request, pk)
    services.record_viewing(determination.conviction.subject, by=request.user, page="conviction")
    context = pages.conviction_page(request.user, determination, queues.Filter.from_query(request.GET))
    return render(request, "review/conviction.html", context)


@require_POST
@refused_when(cannot_review)
def decide(request: Request, pk: int) -> HttpResponse:
    determination, chosen = found(request, pk), queues.Filter.from_query(request.GET)
    form = (
        ConfirmForm(request.POST) if "confirm" in request.POST else DecisionForm(determination, request.POST)
    )
    if not form.is_valid():
        return shown_again(request, determination, chosen, form=form)
    said = {"outcome": determination.outcome, **form.cleaned_data}
    try:
        decision = services.decide(determination, by=request.user, **said)
    except services.DecisionRefused as refused:
        return shown_again(request, determination, chosen, said=said, refused=refused)
    messages.success(request, f"{decision.get_kind_display()}: {choice_words(Outcome(decision.outcome))}.")
    return to_next(request, chosen, queues.after(chosen.apply(queues.for_people(request.user)), pk))


@refused_when(cannot_see_people)
def subject(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(Subject.objects.visible_to(request.user).select_related("upload"), pk=pk)
    services.record_viewing(person, by=request.user, page="person")
    return render(request, "review/subject.html", pages.subject_page(request.user, person))


@refused_when(cannot_see_people)
def rows(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(Subject.objects.visible_to(request.user).select_related("upload"), pk=pk)
    services.record_viewing(person, by=request.user, page="rows")
    return render(request, "review/rows.html", pages.rows_page(person))


def found(request: Request, pk: int) -> Determination:
    determinations = Determination.objects.visible_to(request.user)
    return get_object_or_404(determinations.select_related("conviction__subject__upload", "run"), pk=pk)


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0


def to_next(request: Request, chosen: queues.Filter, determination: Determination | None) -> HttpResponse:
    if determination is None:
        messages.info(request, FINISHED_FILTER if chosen.narrows else FINISHED)
        return redirect(f"{reverse('review:queue')}?{chosen.query}")
    return redirect(f"{reverse('review:conviction', args=[determination.pk])}?{chosen.query}")


def shown_again(
    request: Request,
    determination: Determination,
    chosen: queues.Filter,
    *,
    form: Form | None = None,
    said: dict[str, object] | None = None,
    refused: services.DecisionRefused | None = None,
) -> HttpResponse:
    """The page with what the person said still in it: nothing that was typed is lost."""
    stale = isinstance(refused, services.StaleDecision)
    context = pages.conviction_page(request.user, determination, chosen, form=form, said=said)
    context |= {"refused": refused, "said": said, "stale": stale}
    return render(request, "review/conviction.html", context, status=409 if stale else 422)
