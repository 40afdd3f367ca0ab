"""What the newest analysis changed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from offices.permissions import cannot_see_people, refused_when
from offices.requests import SignedInRequest

from .. import changes as changed
from .. import queues


@refused_when(cannot_see_people)
def changes(request: SignedInRequest) -> HttpResponse:
    run = queues.newest_run(request.user)
    if run is None:
        return redirect("review:queue")
    which = request.GET.get("which", "")
    context = changed.changes_page(
        request.user, run, which if which in changed.KINDS else changed.KINDS[0], request.GET
    )
    return render(request, "review/changes.html", context)
