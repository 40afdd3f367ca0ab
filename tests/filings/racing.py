"""Clerks in processes of their own, who lock filings with the same convictions at the same moment.

    python -m tests.filings.racing prepare
    python -m tests.filings.racing race NUMBER GO

The racer looks at its draft, says that it is ready, begins when the file GO exists, and prints what came
of the lock.
"""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearmyrecord.settings")
CONVICTIONS = 20
RACERS = 3


def prepare() -> None:
    from offices.models import Role
    from tests.review.builders import office, person

    from .builders import decided, draft

    clerks = office()
    reviewer = person(clerks, "Rita")
    for number in range(CONVICTIONS):
        decided(reviewer, case_number=str(number))
    for number in range(RACERS):
        draft(person(clerks, f"Racer{number}", Role.CLERK))


def race(number: str, go: str) -> None:
    from filings import services
    from filings.assembling import Filter, preview
    from filings.models import Filing

    mine = Filing.objects.select_related("by__office").get(by__name=f"Racer{number}")
    seen = preview(mine.office, Filter()).digest
    print("ready", flush=True)
    while not Path(go).exists():
        time.sleep(0.005)
    try:
        services.lock(filing=mine, by=mine.by, seen=seen)
        print("locked")
    except services.CannotFile as why_not:
        print(why_not)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        race(*sys.argv[2:])
