"""Omar asks to erase an account, Amna signs: two weeks later it is gone. Ayesha asks herself and needs nobody."""

import pytest

from accounts import second
from accounts.models import SecondSignature
from notifications.letters import write_letters
from notifications.models import Message
from privacy import transitions
from privacy.models import Deletion
from tests.accounts.test_second import fresh
from tests.candidates.factories import ProfileFactory
from workflow.models import Entry
from workflow.steps import Refused

WHY = "wrote us a letter, number 12"


def test_two_of_the_staff_and_the_person_is_told(ayesha, omar, amna):
    request = second.ask("erase", by=omar, person=ayesha, reason=WHY)
    assert (request.signers, Deletion.objects.count()) == (["oec_supervisor"], 0)
    second.sign(request, by=amna)
    deletion = Deletion.objects.get(user=ayesha)
    entry = Entry.objects.about(deletion).get()
    assert (deletion.state, entry.actor, entry.data) == ("asked", omar, {"signed_by": str(amna.public_id)})
    assert 13 <= (deletion.begins_at - deletion.created_at).days <= 14
    write_letters(entry)
    assert "آپ نے اپنا اکاؤنٹ ختم کرنے کو کہا ہے" not in Message.objects.get(template="deletion_asked", channel="inbox").body
    transitions.undo_deletion(deletion, by=ayesha)
    assert Deletion.objects.get().state == "undone"


def test_a_supervisor_who_asks_does_not_sign(ayesha, amna):
    request = second.ask("erase", by=amna, person=ayesha, reason=WHY)
    with pytest.raises(Refused):
        second.sign(request, by=amna)
    with pytest.raises(Refused):
        transitions.ask_deletion_for(ayesha, by=amna, signed_by=amna)
    assert Deletion.objects.count() == 0


def test_only_candidates_and_only_once(ayesha, sato, omar, amna):
    for who in (sato, amna):
        with pytest.raises(Refused):
            second.ask("erase", by=omar, person=who, reason=WHY)
    request = second.ask("erase", by=omar, person=ayesha, reason=WHY)
    transitions.ask_deletion(ayesha)  # she asks herself, meanwhile
    with pytest.raises(Refused, match="has changed"):
        second.sign(request, by=amna)
    assert (Deletion.objects.count(), SecondSignature.objects.get().state) == (1, "asked")


def test_the_officer_asks_from_the_persons_page(client, ayesha, omar, sato):
    page = f"/desk/second/ask/erase/{ayesha.public_id}/"
    profile = ProfileFactory(user=ayesha)
    shown = fresh(client, omar).get(page).text
    assert ("Ayesha Khan" in shown, profile.reference in shown, "erased for good" in shown) == (True, True, True)
    assert client.post(page, {"reason": WHY}).status_code == 302
    assert client.get(f"/desk/second/ask/erase/{sato.public_id}/").status_code == 404
    assert client.get(f"/desk/second/ask/change_role/{ayesha.public_id}/").status_code == 404


def test_erasing_takes_the_words_about_the_person(ayesha, omar, amna):
    second.sign(second.ask("erase", by=omar, person=ayesha, reason=WHY), by=amna)
    Deletion.objects.update(begins_at=transitions.timezone.now())
    transitions.erase_due()
    assert (Deletion.objects.get().state, SecondSignature.objects.get().reason) == ("erased", "erased")
