import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import Event
from audit.services import record


@pytest.fixture
def event(alice):
    return record(alice, "set role", alice, after="clerk")


@pytest.mark.parametrize(
    "change",
    [
        lambda event: Event.objects.filter(pk=event.pk).update(verb="did nothing"),
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: Event.objects.all().delete(),
    ],
    ids=["update", "save", "delete one", "delete all"],
)
def test_an_event_is_not_changed_or_deleted_by_the_application(event, change):
    with pytest.raises(DatabaseError, match="events are only ever added"), transaction.atomic():
        change(event)
    assert Event.objects.get().verb == "set role"


@pytest.mark.parametrize("sql", ["UPDATE audit_event SET verb = 'did nothing'", "DELETE FROM audit_event"])
def test_an_event_is_not_changed_or_deleted_by_sql(event, sql):
    with pytest.raises(DatabaseError, match="events are only ever added"), transaction.atomic():
        connection.cursor().execute(sql)
    assert Event.objects.get().verb == "set role"
