"""Reviewers in processes of their own, who all want the same convictions at the same moment.

    python -m tests.review.racing prepare
    python -m tests.review.racing race NUMBER GO
    python -m tests.review.racing take GO
    python -m tests.review.racing decide GO

The racer begins when the file GO exists. It wants half of the convictions without asking who has them,
then goes through the rest as the pages do; and prints as JSON what came of either. The one who takes makes
GO while the claim on the first conviction is being written; the one who decides on it then says why not.
"""

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearmyrecord.settings")
ITEMS = 12
RACERS = 3


def prepare() -> None:
    from review.filling import fill

    from . import builders

    office = builders.office()
    for number in range(RACERS):
        builders.person(office, f"Racer{number}")
    run = builders.run(office)
    for number in range(ITEMS):
        builders.determination(run, builders.nobody(office, str(number)), filled=False)
    fill(run)


def decide(by) -> Counter:
    """Tries to decide on everything, without asking who has it in hand."""
    from eligibility.models import Determination
    from review import services

    counts: Counter = Counter()
    for determination in Determination.objects.order_by("id")[: ITEMS // 2]:
        try:
            services.decide(determination, by=by, outcome=determination.outcome)
            counts["decided"] += 1
        except services.StaleDecision:
            counts["stale"] += 1
        except services.DecisionRefused:
            counts["refused"] += 1
    return counts


def go_through(by) -> Counter:
    """Goes through the queue as the pages do: takes the next in hand, decides, takes the next."""
    from review import claims, queues, services

    counts: Counter = Counter()
    last = None
    items = queues.items_of(by, queues.newest_run(by))
    while last := claims.claim_next(items, queues.FIRST, by=by, last=last):
        try:
            services.decide(last.determination, by=by, outcome=last.outcome)
            counts["decided"] += 1
        except services.DecisionRefused:
            counts["refused"] += 1
    return counts


def race(number: str, go: str) -> None:
    from offices.models import User

    by = User.objects.get(name=f"Racer{number}")
    wait_for(go)
    print(json.dumps([decide(by), go_through(by)]))


def wait_for(go: str) -> None:
    while not Path(go).exists():
        time.sleep(0.005)


def take_first(go: str) -> None:
    from django.db import transaction

    from offices.models import User
    from review import claims
    from review.models import Item

    wait_for(f"{go}-ready")
    with transaction.atomic():
        claims.claim(Item.objects.earliest("id"), by=User.objects.get(name="Racer0"))
        Path(go).touch()
        time.sleep(1)


def decide_first(go: str) -> None:
    from eligibility.models import Determination
    from offices.models import User
    from review import services

    by, first = User.objects.get(name="Racer1"), Determination.objects.earliest("id")
    Path(f"{go}-ready").touch()
    wait_for(go)
    try:
        services.decide(first, by=by, outcome=first.outcome)
    except services.DecisionRefused as refused:
        print(refused)


if __name__ == "__main__":
    django.setup()
    acts = {"prepare": prepare, "race": race, "take": take_first, "decide": decide_first}
    acts[sys.argv[1]](*sys.argv[2:])
