"""A person: the whole history, and every row as the file has it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from offices.permissions import cannot_see_people, refused_when
from offices.requests import SignedInRequest
from records.models import Subject

from .. import persons, services


@refused_when(cannot_see_people)
def subject(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_found(request, pk)
    services.record_viewing(person, by=request.user, page="person")
    return render(request, "review/subject.html", persons.subject_page(request.user, person))


@refused_when(cannot_see_people)
def rows(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_found(request, pk)
    services.record_viewing(person, by=request.user, page="rows")
    return render(request, "review/rows.html", persons.rows_page(person))


def person_found(request: SignedInRequest, pk: int) -> Subject:
    return get_object_or_404(Subject.objects.visible_to(request.user), pk=pk)
