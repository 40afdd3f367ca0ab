from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from administration.services import found_office
from offices.models import Office, User


class Command(BaseCommand):
    help = "Asks for an office and its first administrator, and makes both. There is no account before that."

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            self.found()
        except (KeyboardInterrupt, EOFError):
            raise CommandError("Stopped; nothing was made.") from None

    def found(self) -> None:
        self.confirm_another_office()
        name = self.ask("Name of the office, for example San Joaquin County District Attorney")
        county = self.ask("County, as the state's file writes it, for example SAN JOAQUIN").upper()
        administrator = self.ask("Name of the administrator")
        email = self.ask("E-mail of the administrator, for signing in", check=unused_email)
        password = self.ask_password(User(name=administrator, email=email))
        found_office(name=name, county=county, administrator=administrator, email=email, password=password)
        self.stdout.write(f"{name} is founded. {administrator} signs in with {email}.")

    def confirm_another_office(self) -> None:
        """A second office is rare, and the command is easily run twice."""
        offices = ", ".join(Office.objects.values_list("name", flat=True))
        if not offices:
            return
        self.stdout.write(f"There is an office already: {offices}.")
        if input("Type yes to found another one, whose people see nothing of the others: ") != "yes":
            raise CommandError("Nothing was made. Administrators invite people on the page Office, People.")

    def ask(self, question: str, check: Any = None) -> str:
        while True:
            answer = input(f"{question}: ").strip()
            try:
                if not answer:
                    raise ValidationError("An answer is needed.")
                if check:
                    check(answer)
            except ValidationError as error:
                self.say(error)
                continue
            return answer

    def ask_password(self, person: User) -> str:
        while True:
            password = getpass("Password: ")
            try:
                validate_password(password, person)
                if getpass("The same password again: ") != password:
                    raise ValidationError("The two passwords differ.")
            except ValidationError as error:
                self.say(error)
                continue
            return password

    def say(self, error: ValidationError) -> None:
        self.stderr.write("\n".join(error.messages))


def unused_email(email: str) -> None:
    validate_email(email)
    if User.objects.filter(email=email.lower()).exists():
        raise ValidationError("An account with this e-mail exists already.")
