"""Hand analyses that ended with their worker to a worker again."""

from typing import Any

from django.core.management.base import BaseCommand

from eligibility.services import take_up_again


class Command(BaseCommand):
    help = "Hands analyses that were under way when the workers ended to a worker. Run it while none runs."

    def handle(self, *args: Any, **options: Any) -> None:
        for run in take_up_again():
            self.stdout.write(f"{run} will be taken up again.")
