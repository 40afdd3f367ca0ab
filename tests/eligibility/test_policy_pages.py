import pytest

from audit.models import Event
from eligibility.forms import PolicyForm, proposed
from eligibility.law.policies import POLICIES
from eligibility.models import PolicyVersion
from offices.models import Role
from tests.people import person, signed_in

CHOICES = {
    "section_11357": "dismiss",
    "section_11358": "dismiss",
    "section_11359": "reduce",
    "section_11360": "",
    "minimum_age": "57",
    "under_21": "on",
}
STATED = {
    "baselineEligibility": {"dismiss": ["11357", "11358"], "reduce": ["11359"]},
    "additionalRelief": {
        "subjectUnder21AtConviction": True,
        "subjectAgeThreshold": 57,
        "yearsSinceConvictionThreshold": 0,
        "yearsCrimeFreeThreshold": 0,
        "subjectHasOnlyProp64Charges": False,
        "subjectIsDeceased": False,
    },
}


def test_the_choices_of_the_form_are_stated_as_a_file_states_them():
    form = PolicyForm("configurable", CHOICES, stated={})
    assert form.is_valid()
    assert form.stated() == STATED


def test_the_form_shows_what_was_chosen_before():
    form = PolicyForm("configurable", stated=STATED)
    assert [field.value() for field in form.by_section()] == ["dismiss", "dismiss", "reduce", ""]
    assert (form["minimum_age"].value(), form["minimum_years_ago"].value()) == (57, None)


def test_the_form_begins_with_what_the_statewide_application_proposed():
    form = PolicyForm("configurable", stated=proposed("configurable"))
    assert [field.value() for field in form.by_section()] == ["dismiss"] * 4
    assert (form["minimum_years_ago"].value(), form["minimum_years_crime_free"].value()) == (5, 5)
    assert form["dismiss_only_cannabis"].value() is True


@pytest.mark.parametrize(
    ("name", "value"), [("minimum_age", "39"), ("minimum_age", "66"), ("minimum_years_ago", "16")]
)
def test_a_number_beyond_its_limits_is_refused(name, value):
    assert list(PolicyForm("configurable", CHOICES | {name: value}, stated={}).errors) == [name]


def test_an_administrator_saves_the_next_version_and_it_is_recorded(alice, policy_version):
    response = signed_in(alice).post("/analyses/policy/", CHOICES)
    assert response.url == "/analyses/policy/"
    saved = PolicyVersion.objects.first()
    assert (saved.number, saved.policy, saved.options, saved.by) == (2, "configurable", STATED, alice)
    assert Event.objects.filter(verb="chose policy", subject_id=saved.pk).exists()


def test_the_first_version_is_number_one(alice):
    signed_in(alice).post("/analyses/policy/", CHOICES)
    assert PolicyVersion.objects.get().number == 1


def test_saving_the_same_choices_again_makes_no_version(alice):
    client = signed_in(alice)
    client.post("/analyses/policy/", CHOICES)
    client.post("/analyses/policy/", CHOICES)
    assert PolicyVersion.objects.count() == 1


def test_an_impossible_choice_comes_back_with_its_words_and_nothing_is_saved(alice):
    response = signed_in(alice).post("/analyses/policy/", CHOICES | {"minimum_age": "30"})
    assert response.status_code == 422
    assert "greater than or equal to 40" in response.content.decode()
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_everyone_reads_the_policy_but_only_an_administrator_changes_it(role, office, policy_version):
    client = signed_in(person(office, role))
    page = client.get("/analyses/policy/").content.decode()
    assert "Its rules" in page
    assert "as the next version" not in page
    assert client.post("/analyses/policy/", CHOICES).status_code == 403


def test_the_rules_are_shown_in_their_own_words(alice):
    client = signed_in(alice)
    client.post("/analyses/policy/", CHOICES)
    latest = PolicyVersion.objects.get()
    page = client.get(f"/analyses/policy/{latest.pk}/").content.decode()
    assert "Dismiss all HS 11357 convictions" in page
    assert "57 years or older" in page
    assert "more years ago" not in page


@pytest.mark.parametrize("slug", POLICIES)
def test_every_policy_can_be_seen_and_chosen_as_proposed(slug, alice):
    client = signed_in(alice)
    page = client.get("/analyses/policy/", {"policy": slug})
    fields = {field.html_name: field.value() or "" for field in page.context["form"]}
    client.post(f"/analyses/policy/?policy={slug}", fields)
    assert PolicyVersion.objects.get().policy == slug


def test_a_policy_that_is_looked_at_is_said_not_to_be_in_use(alice, policy_version):
    page = signed_in(alice).get("/analyses/policy/?policy=los-angeles").content.decode()
    assert "The rules of “Los Angeles”, which is not in use" in page


def test_a_policy_that_does_not_exist_is_not_there(alice):
    assert signed_in(alice).get("/analyses/policy/?policy=nonsense").status_code == 404


def test_a_version_of_another_office_is_not_there(otto, policy_version):
    assert signed_in(otto).get("/analyses/policy/1/").status_code == 404
