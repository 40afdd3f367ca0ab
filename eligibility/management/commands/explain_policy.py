"""Tell what a policy decides, from the rules themselves."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eligibility.law import policies
from eligibility.law.policies import POLICIES, ImpossibleOption
from eligibility.policy_documentation import as_page, as_text, with_every_rule
from eligibility.results.policy_files import UnusablePolicy, read_options

BAD_USAGE = 2


class Command(BaseCommand):
    help = "Tells what a policy decides: every rule in its order, with its authority and what it asks for."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("policy", nargs="?", metavar="NAME", help=f"{', '.join(POLICIES)} (default: all)")
        parser.add_argument("--options", metavar="FILE", help="the office's choices, a JSON object")
        parser.add_argument(
            "--html", action="store_true", help="as a page; docs/policies.html is that of all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        slug, file = options["policy"], options["options"]
        if slug is not None and slug not in POLICIES:
            message = f"There is no policy {slug}. Policies: {', '.join(POLICIES)}."
            raise CommandError(message, returncode=BAD_USAGE)
        if file is not None and slug is None:
            raise CommandError("--options needs the NAME of one policy.", returncode=BAD_USAGE)
        try:
            shown = [policies.build(slug, read_options(file))] if file else None
        except (UnusablePolicy, ImpossibleOption) as problem:
            raise CommandError(f"The options cannot be used: {problem}", returncode=BAD_USAGE) from None
        shown = shown or [with_every_rule(each) for each in ([slug] if slug else POLICIES)]
        text = as_page(shown) if options["html"] else "\n\n".join(map(as_text, shown))
        self.stdout.write(text, ending="")
