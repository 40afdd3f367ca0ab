"""What an office and its people choose about the review: settings, reasons, keys."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from offices.permissions import cannot_see_people, refused_when
from offices.requests import SignedInRequest

from .. import keys as chosen_keys
from .. import office
from ..forms import KeysForm, ReasonsFormSet, SettingsForm
from ..permissions import cannot_set_up_review


@refused_when(cannot_see_people)
def keys(request: SignedInRequest) -> HttpResponse:
    form = KeysForm(chosen_keys.keys_of(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen_keys.choose_keys(by=request.user, on=form.cleaned_data["on"], by_act=form.by_act)
        messages.success(request, "Your keys are saved.")
        return redirect("review:keys")
    return render(request, "review/keys.html", {"form": form})


@refused_when(cannot_set_up_review)
def settings(request: SignedInRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=office.settings_of(request.user.office))
    if request.method == "POST" and form.is_valid():
        office.change_settings(form.save(commit=False), by=request.user)
        messages.success(request, "The settings are saved. The sample changes with the next analysis.")
        return redirect("review:settings")
    return render(request, "review/settings.html", {"form": form})


@refused_when(cannot_set_up_review)
def reasons(request: SignedInRequest) -> HttpResponse:
    known = office.all_reasons_of(request.user.office)
    forms = ReasonsFormSet(request.POST or None, queryset=known)
    if request.method == "POST" and forms.is_valid():
        office.change_reasons(forms.save(commit=False), by=request.user)
        messages.success(request, "The reasons are saved.")
        return redirect("review:reasons")
    return render(request, "review/reasons.html", {"forms": forms})
