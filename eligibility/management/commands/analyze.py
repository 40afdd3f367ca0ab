"""Determine what relief the convictions of the state's files may get, without database or server."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eligibility.results.command_line import PURPOSE, Refused, add_arguments, carry_out


class Command(BaseCommand):
    """The same as `manage.py analyze`, which starts without Django, for who calls commands from a program."""

    help = PURPOSE
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            carry_out(options)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=refusal.status) from None
