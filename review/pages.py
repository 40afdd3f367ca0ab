"""What the page of a conviction shows, fetched and put together: no page asks the database inside a loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone

from eligibility.models import Run
from offices.models import Role, User
from offices.permissions import cannot_review
from records import names

from . import controls, filters, forms, queues
from .changes import moved
from .comparing import Proposal, differences
from .entering import SAME_AS_HAND_REVIEW
from .keys import keys_of
from .mine import last_act
from .models import Cause, Decision, Item
from .office import reasons_of
from .permissions import Allowed, allowed, has_proposal
from .persons import Sibling, person, siblings_of, words_on
from .second import sees_first_decision
from .spoken import opinion_on, said_of
from .together import can_join
from .ways import Way
from .words import cause_words, conviction_date, flag_words

FORMS = {
    "form": forms.DecisionForm,
    "correction_form": forms.CorrectionForm,
    "opinion_form": forms.OpinionForm,
}


@dataclass(frozen=True)
class Unsaved:
    """What a person sent that could not be taken: shown again, so that nothing that was typed is lost."""

    form: Form | None = None
    fields: Mapping[str, Any] | None = None
    joined: Mapping[int, int] | None = None


def conviction_page(user: User, item: Item, way: Way, unsaved: Unsaved | None = None) -> dict[str, object]:
    unsaved = unsaved or Unsaved()
    words = words_on(item.subject)
    siblings = siblings_of(user, item.subject, words, run_id=item.run_id, this=item)
    own = words.get(item.conviction_id, [])
    word = own[-1] if own and not own[-1].is_taken_back else None
    proposal = queues.proposal_of(item)
    current = queues.newest_run(user)
    may = allowed(user, item, word, current, is_new=not own)
    keys = keys_of(user)
    return {
        **person(item.subject, siblings, county=user.office.county, this=item.conviction.count_order),
        **shown_facts(item, proposal),
        **decision_forms(user, item, proposal, word, may, unsaved),
        **spoken(user, item, own, word),
        **vars(may),
        "item": item,
        "keys": keys,
        "key": keys.by_act if keys.on else {},
        "last": last_act(user),
        "joinable": joinable(siblings, user, unsaved.joined or {}),
        "can_remark": not cannot_review(user),
        "is_supervisor": user.role == Role.SUPERVISOR,
        "holder": item.held_by_another(user, timezone.now()),
        "newer": newer(user, item, current),
        "previous": previous(user, item, way),
        "way": way,
        "chosen": way.chosen,
    }


def shown_facts(item: Item, proposal: Proposal) -> dict[str, object]:
    causes = [cause.code for cause in item.causes.all()]
    return {
        "determination": item.determination,
        "proposal": proposal,
        "has_proposal": has_proposal(proposal),
        "corrected": differences(item.determination, proposal),
        "moved": moved(item, proposal),
        "date": conviction_date(proposal.convicted_earliest, proposal.convicted_latest),
        "flags": [flag_words(flag) for flag in proposal.flags if flag != SAME_AS_HAND_REVIEW],
        "causes": [cause_words(code) for code in causes if not code.startswith("flag:")],
        "other_names": other_names(item) if Cause.RENAMED in causes else [],
    }


def other_names(item: Item) -> list[str]:
    """What else files call the person; nothing where the newest file says all there is."""
    return [name for name in names.all_of(item.subject, item.run.uploads_read) if name != item.subject.name]


def spoken(user: User, item: Item, own: list[Decision], word: Decision | None) -> dict[str, object]:
    """What people said: nothing of it to a second person who is to be blind to it."""
    if not sees_first_decision(user, item):
        return {"word": None, "words": [], "opinion": None}
    return {"word": word, "words": said_of(item, own), "opinion": opinion_on(word)}


def decision_forms(
    user: User, item: Item, proposal: Proposal, word: Decision | None, may: Allowed, unsaved: Unsaved
) -> dict[str, object]:
    """The forms of what the person may do, and no others."""
    form = unsaved.form
    made: dict[str, Any] = {name: form for name, kind in FORMS.items() if isinstance(form, kind)}
    before = dict(unsaved.fields or {})
    if not may.cannot:
        made["decision_controls"] = decision_controls(user, proposal, made.get("form"), before)
        made["correction_controls"] = correction_controls(made.get("correction_form"), before)
    if not may.cannot_second and "opinion_form" not in made:
        without = word.outcome if word and sees_first_decision(user, item) else ""
        made["opinion_form"] = forms.OpinionForm(
            proposal=proposal, without=without, initial=before, auto_id="opinion_%s"
        )
    return made


def decision_controls(user: User, proposal: Proposal, form: Form | None, before: dict[str, Any]) -> str:
    """Empty, unless something was said that could not be taken."""
    reasons = reasons_of(user.office)
    if not form and not before:
        return controls.empty_decision(proposal, reasons)
    form = form or forms.DecisionForm(proposal=proposal, reasons=reasons, initial=before)
    return controls.written(controls.DECISION, form)


def correction_controls(form: Form | None, before: dict[str, Any]) -> str:
    if not form and not before:
        return controls.empty_correction()
    form = form or forms.CorrectionForm(initial=before, auto_id=controls.CORRECTION_ID)
    return controls.written(controls.CORRECTION, form)


def joinable(siblings: list[Sibling], user: User, joined: Mapping[int, int]) -> list[tuple[Sibling, bool]]:
    """The person's other convictions that can be decided along with this one, and whether they are ticked."""
    now = timezone.now()
    return [
        (one, one.item.determination_id in joined)
        for one in siblings
        if not one.is_this and can_join(one.item) and not one.item.held_by_another(user, now)
    ]


def previous(user: User, item: Item, way: Way) -> str:
    """Where one was before this page; at the beginning, what stands before it in the queue."""
    if way.trail:
        return f"{reverse('review:conviction', args=way.trail[:1])}?{way.back.query}"
    items = queues.items_of(user, item.run_id).filter(filters.within(way.chosen.pile))
    before = queues.preceding(items, item, way.chosen.column)
    return f"{reverse('review:conviction', args=[before.determination_id])}?{way.query}" if before else ""


def newer(user: User, item: Item, run: Run | None) -> Item | None:
    """The same conviction in the current work, where this item is of an older run."""
    if run is None or run.pk == item.run_id:
        return None
    return queues.items_of(user, run).filter(conviction=item.conviction_id).first()
