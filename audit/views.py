from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from offices.models import User
from offices.permissions import cannot_see_audit, refused_when
from offices.requests import SignedInRequest

from .export import lines
from .forms import EventFilter
from .models import Event, EventQuerySet
from .services import record

PAGE_SIZE = 50


@refused_when(cannot_see_audit)
def events(request: SignedInRequest) -> HttpResponse:
    form = EventFilter(request.GET, user=request.user)
    found = list(older_than(request.GET.get("before", ""), form.chosen())[: PAGE_SIZE + 1])
    page = {
        "form": form,
        "events": with_subjects(request.user, found[:PAGE_SIZE]),
        "oldest": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
    }
    return render(request, "audit/events.html", page)


@refused_when(cannot_see_audit)
def download(request: SignedInRequest) -> HttpResponseBase:
    form = EventFilter(request.GET, user=request.user)
    chosen = form.chosen()
    record(request.user, "downloaded events", events=chosen.count(), filter=sorted(set(form.changed_data)))
    response = StreamingHttpResponse(lines(chosen.iterator(1000)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="events.csv"'
    return response


def older_than(event_id: str, chosen: EventQuerySet) -> EventQuerySet:
    """Pages go by id and not by number, so that events added meanwhile push nothing over."""
    return chosen.filter(pk__lt=int(event_id)) if event_id.isdecimal() else chosen


def with_subjects(user: User, found: list[Event]) -> list[tuple[Event, str, list[tuple[str, str]]]]:
    """Each event with what it was done to (people of the office by name, all else by type and number) and
    its details, as pairs: a template would take a detail called "items" for all of them."""
    names = dict(User.objects.visible_to(user).values_list("pk", "name"))
    return [(event, subject_in_words(event, names), details_of(event)) for event in found]


def details_of(event: Event) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), value_in_words(value)) for name, value in sorted(event.detail.items())]


def value_in_words(value: Any) -> str:
    """A detail as a person reads it; in order of the names, which databases keep in orders of their own.

    | value                          | in words            |
    |--------------------------------|---------------------|
    | `["11357", "11358"]`           | 11357, 11358        |
    | `{"granted": 3, "denied": 1}`  | denied 1, granted 3 |
    | true, none                     | yes, none           |
    """
    if isinstance(value, dict):
        return ", ".join(f"{name} {value_in_words(inner)}" for name, inner in sorted(value.items())) or "none"
    if isinstance(value, list):
        return ", ".join(map(value_in_words, value)) or "none"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    return str(value)


def subject_in_words(event: Event, names: dict[int, str]) -> str:
    if event.subject_type == "person" and event.subject_id in names:
        return names[event.subject_id]
    return f"{event.subject_type} {event.subject_id or ''}".strip()
