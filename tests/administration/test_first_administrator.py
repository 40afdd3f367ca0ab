import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from offices.models import Office, Role, User

from ..people import PASSWORD

MODULE = "administration.management.commands.create_first_administrator"
ANSWERS = ["Yolo County District Attorney", "yolo", "Otto Olsen", "Otto@example.org"]


@pytest.fixture
def answer(monkeypatch, db):
    """Runs the command for somebody who types these answers, and these passwords where none is shown."""

    def run(answers, passwords=(PASSWORD, PASSWORD)):
        typed, hidden = iter(answers), iter(passwords)
        monkeypatch.setattr("builtins.input", lambda question: next(typed))
        monkeypatch.setattr(f"{MODULE}.getpass", lambda question: next(hidden))
        call_command("create_first_administrator")

    return run


def test_it_founds_an_office_whose_administrator_can_sign_in(answer):
    answer(ANSWERS)
    otto = User.objects.get()
    assert (otto.email, otto.role, otto.office.county) == ("otto@example.org", Role.ADMINISTRATOR, "YOLO")
    assert otto.check_password(PASSWORD)
    assert Event.objects.get().office == otto.office


def test_it_asks_again_until_an_answer_will_do(answer):
    answer([*ANSWERS[:3], "", "no e-mail", ANSWERS[3]], ["short", PASSWORD, "different", PASSWORD, PASSWORD])
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("reply", ["", "no", "y"])
def test_a_second_office_is_refused_unless_confirmed(answer, office, reply):
    with pytest.raises(CommandError, match="Nothing was made"):
        answer([reply, *ANSWERS])
    assert Office.objects.get() == office


def test_a_second_office_is_founded_when_confirmed(answer, alice):
    answer(["yes", *ANSWERS])
    assert Office.objects.count() == 2


def test_an_e_mail_that_is_taken_is_asked_for_again(answer, alice):
    answer(["yes", *ANSWERS[:3], alice.email.upper(), ANSWERS[3]])
    assert User.objects.filter(email="otto@example.org").exists()
