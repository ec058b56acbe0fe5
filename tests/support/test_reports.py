"""A demand for money: received without a name, examined by a supervisor, or by the auditor when it is about OEC's own staff."""

import pytest
from django.db import IntegrityError

from notifications.letters import write_letters
from notifications.models import Message
from support import transitions
from support.models import Report
from tests.support.factories import a_report
from workflow.models import Entry
from workflow.steps import Refused

pytestmark = pytest.mark.django_db


def told(report):
    """Who gets a letter for the last step."""
    Message.objects.all().delete()
    write_letters(Entry.objects.about(report).last())
    return sorted({(m.template, m.recipient.full_name if m.recipient else m.address) for m in Message.objects.all()})


def test_nobody_knows_who_reported(ayesha, amna):
    report = a_report()
    entry = Entry.objects.about(report).get()
    assert (entry.kind, entry.actor, entry.actor_role, entry.data) == ("report.receive", None, "system", {})
    assert not any(field.related_model and field.name in ("person", "reporter") for field in Report._meta.concrete_fields)
    assert (report.owner, report.due_on is not None) == ("oec", True)
    assert told(report) == [("report_to_examine", "Amna Siddiqui")]


def test_who_sees_which_report(ayesha, omar, amna, ken, olga, audit):
    a_report("agent")
    a_report("oec_staff")
    assert [Report.objects.visible_to(user).count() for user in (ayesha, omar, ken, olga, amna, audit)] == [0, 0, 0, 0, 1, 2]


def test_a_report_about_oecs_staff_reaches_the_auditor_only(amna, audit):
    report = a_report("oec_staff")
    assert (report.owner, told(report)) == ("auditor", [("report_to_examine", "Audit Or")])
    with pytest.raises(Refused):
        transitions.examine(report, by=amna)


def test_an_impostor_is_passed_on_to_oec(amna, audit):
    report = a_report("oec_staff")
    transitions.pass_on(report, by=audit, text="No such member of staff")
    assert (report.desk, report.owner, report.state) == ("oec", "oec", "received")
    assert told(report) == [("report_to_examine", "Amna Siddiqui")]
    transitions.pass_on(report, by=amna, text="It is our clerk after all")
    assert not Report.objects.visible_to(amna).exists()


def test_received_examined_settled_with_a_reason(amna):
    report = a_report(reply_to="+923331234567")
    transitions.examine(report, by=amna)
    with pytest.raises(Refused):
        transitions.settle(report, by=amna, outcome="", text="Done")
    with pytest.raises(Refused):
        transitions.settle(report, by=amna, outcome="too_little", text="That is how one ends without a finding")
    transitions.settle(report, by=amna, outcome="authority", text="Given to the FIA, number 12")
    assert (report.state, report.owner, report.outcome) == ("settled", "", "authority")
    assert told(report) == [("report_ended", "+923331234567")]
    assert "FIA" not in Message.objects.get().body


def test_an_end_without_a_finding_needs_its_own_reason(audit):
    report = a_report("oec_staff")
    transitions.examine(report, by=audit)
    transitions.note_report(report, by=audit, text="Asked the office")
    transitions.dismiss(report, by=audit, outcome="too_little", text="No name, no number")
    assert (report.state, [note.text for note in report.notes.all()]) == ("dismissed", ["Asked the office", "No name, no number"])
    assert told(report) == []


def test_officers_and_partners_take_no_step(omar, ken):
    for person in (omar, ken):
        with pytest.raises(Refused):
            transitions.examine(a_report(), by=person)


def test_the_person_who_asked_for_money_is_kept_encrypted(db):
    report = a_report()
    with pytest.raises(Report.DoesNotExist):
        Report.objects.extra(where=["their_contact::text LIKE '%%1112223%%'"]).get(pk=report.pk)
    assert Report.objects.get(pk=report.pk).their_contact == "0300 1112223"


def test_the_database_refuses_an_open_report_without_owner(db):
    with pytest.raises(IntegrityError, match="report_open_has_owner"):
        Report.objects.create(how="cash", reference="R-1")
