"""A large invented office: the demonstration's convictions over and over again, under other names.

Of all determinations one in ten waits for a person; a twentieth more was decided on the days before.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.models import Role, User
from records.models import Conviction, Subject
from review.entering import LEFT_TO_A_PERSON
from review.filling import fill as fill_queue
from review.models import Decision, Item, Queue, ReviewSettings, SavedFilter

WAITING = 10  # One determination in so many waits for a person.
DECIDED = 20  # And one in so many was decided before.
SECOND = 40  # Of those decided, one in so many waits for a second person.
DAYS = 10
SUPERVISORS = 2
FLAGS = (
    *("names_differ", "two_priors", "date_missing", "sentence_open", "registration", "super_strike_before"),
    *("case_number_missing", "other_charge_in_comment", "after_proposition_64", "same_person_elsewhere"),
)
SECTIONS = ("11357", "11358", "11359", "11360")
SAVED = (
    {"cause": "flag:registration", "state": "waiting"},
    {"section": "11359", "state": "waiting"},
    {"outcome": "not_eligible"},
    {"grade": "felony", "section": "11360"},
)
BATCH = 2000


def is_filled(convictions: int) -> bool:
    filled = Queue.objects.filter(filled_at__isnull=False).order_by("-run_id").first()
    return filled is not None and filled.done == convictions


def fill(convictions: int, reviewers: int) -> None:
    """Fills an empty database. Takes minutes at 200,000 convictions."""
    call_command("create_demonstration")
    small = Run.objects.get()
    fill_queue(small)
    people = [reviewer(small, number) for number in range(reviewers)]
    ReviewSettings.objects.create(office=small.office, second_percent=5)
    for number, choices in enumerate(SAVED):
        SavedFilter.objects.create(
            office=small.office, by=people[0], name=f"Filter {number}", shared=True, choices=choices
        )
    large = Run.objects.create(
        office=small.office,
        policy_version=small.policy_version,
        as_of=small.as_of,
        by=small.by,
        state=small.state,
    )
    say(f"Making {convictions:,} convictions …")
    multiply(small, large, convictions)
    started = time.monotonic()
    fill_queue(large)
    say(f"The queue was filled in {time.monotonic() - started:.0f} seconds.")
    decide_some(large, people)
    if connection.vendor == "postgresql":
        # As the server does by itself after a while.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def reviewer(run: Run, number: int) -> User:
    role = Role.SUPERVISOR if number < SUPERVISORS else Role.REVIEWER
    return User.objects.create(
        email=f"{number}@example.org", name=f"Reviewer {number}", office=run.office, role=role
    )


def multiply(small: Run, large: Run, count: int) -> None:
    """Two convictions a person."""
    chance = random.Random(1)  # noqa: S311 invented data, the same each time
    models = list(Determination.objects.filter(run=small).select_related("conviction__subject"))
    # What nobody need look at has an answer.
    answered = [model for model in models if model.outcome not in LEFT_TO_A_PERSON]
    for first in range(0, count, BATCH):
        subjects: list[Subject] = []
        convictions, determinations = [], []
        for number in range(first, min(first + BATCH, count)):
            kind = models if is_queued(number) else answered
            model = kind[number // 2 % len(kind)]
            is_first = number % 2 == 0
            if is_first:
                subjects.append(subject_like(model.conviction.subject, number))
            order = model.conviction.count_order if is_first else f"{number:012}"
            convictions.append(Conviction(office=large.office, subject=subjects[-1], count_order=order))
            determinations.append(determination_like(model, large, convictions[-1], number, chance))
        Subject.objects.bulk_create(subjects)
        Conviction.objects.bulk_create(convictions)
        Determination.objects.bulk_create(determinations)


def is_queued(number: int) -> bool:
    return number % WAITING == 0 or number % DECIDED == 1


def subject_like(model: Subject, number: int) -> Subject:
    return Subject(
        office=model.office,
        key=f"bench {number}",
        name=f"{model.name} {number}",
        cii_number=f"{number:08}",
        born=model.born,
        upload=model.upload,
        first_row=model.first_row,
        row_count=model.row_count,
    )


def determination_like(
    model: Determination, run: Run, conviction: Conviction, number: int, chance: random.Random
) -> Determination:
    queued = is_queued(number)
    copied = ("outcome", "reason", "rule", "cites", "section", "grade", "description", "convicted_earliest")
    return Determination(
        office=run.office,
        run=run,
        conviction=conviction,
        code_section=chance.choice(SECTIONS),
        case_number=f"SM{chance.randrange(10**7):07}A",
        flags=chance.sample(FLAGS, 1 + number % 3) if queued else [],
        needs_person=queued,
        convicted_latest=model.convicted_latest,
        **{name: getattr(model, name) for name in copied},
    )


def decide_some(run: Run, people: list[User]) -> None:
    """What was decided on the days before, by everybody in turn."""
    now = timezone.now()
    items = Item.objects.filter(run=run, queue=Item.QueueName.FIRST).order_by("determination_id")
    first = items[0].determination_id
    done = [item for item in items.iterator() if (item.determination_id - first) % DECIDED == 1]
    for number, item in enumerate(done):
        item.state = Item.State.DONE if number % SECOND else Item.State.SECOND
        item.decided_by, item.version = people[number % len(people)], 1
        item.decided_at = now - timedelta(days=1 + number % DAYS)
    Item.objects.bulk_update(done, ["state", "decided_by", "decided_at", "version"], batch_size=500)
    decisions = Decision.objects.bulk_create([decision_on(item, run) for item in done], batch_size=BATCH)
    for decision, item in zip(decisions, done, strict=True):
        decision.at = item.decided_at
    Decision.objects.bulk_update(decisions, ["at"], batch_size=500)


def decision_on(item: Item, run: Run) -> Decision:
    fields: dict[str, Any] = {"kind": Decision.Kind.CONFIRMED, "outcome": item.outcome}
    if item.outcome in (Outcome.HAND_REVIEW, Outcome.MAYBE):
        fields = {"kind": Decision.Kind.OVERRIDDEN, "outcome": Outcome.DISMISSAL, "reason": "The court file"}
    return Decision(
        office=run.office,
        conviction_id=item.conviction_id,
        determination_id=item.determination_id,
        rule=item.rule,
        settled=item.state == Item.State.DONE,
        seconds=5 + item.pk % 60,
        by=item.decided_by,
        **fields,
    )
