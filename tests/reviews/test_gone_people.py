"""Who decided or signed loses the account or the role while it waits: nothing is carried out in their name, and the page says why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from reviews import batches, decisions
from reviews.kinds import KINDS
from reviews.models import Decision
from reviews.verbs import verb_of
from tests.applications.factories import ApplicationFactory
from tests.reviews.test_batches import decide, signed
from workflow.steps import Refused

LOST = [{"is_active": False}, {"role": "auditor"}, {"role": "inter_ses"}]


@pytest.fixture
def rows(reference):
    return [ApplicationFactory(state="submitted") for _n in range(2)]


def lose(user, how):
    User.objects.filter(pk=user.pk).update(**how)


def outcome(rows):
    states = {Application.objects.get(pk=row.pk).state for row in rows}
    return states, {str(row.refusal_words) for row in Decision.objects.all()}


@pytest.mark.parametrize("how", LOST)
def test_a_batch_whose_decider_is_gone_is_not_signed(rows, omar, amna, how):
    batch = decide(rows, omar)[0]
    lose(omar, how)
    with pytest.raises(Refused, match="person who decided"):
        signed(batch, amna)
    batches.send_back(batch, by=amna, version=batch.version, note="he left")
    assert Decision.objects.pending().count() == 0, "and every case is open again"


@pytest.mark.parametrize("how", LOST)
@pytest.mark.parametrize(("who", "words"), [("omar", "who decided"), ("amna", "who signed")])
def test_between_signature_and_release_nothing_is_carried_out(rows, omar, amna, request, who, words, how):
    batch = decide(rows, omar)[0]
    signed(batch, amna)
    lose(request.getfixturevalue(who), how)
    batches.release(batch.pk)
    states, said = outcome(rows)
    assert states == {"submitted"}
    assert all(words in text for text in said)
    batch.refresh_from_db()
    assert (batch.state, batches.counts(batch)["refused"]) == ("released", 2), "it ends, and says so"


def test_a_supervisor_who_became_an_officer_has_not_signed(rows, omar, amna):
    batch = signed(decide(rows, omar)[0], amna)
    lose(amna, {"role": "oec_officer"})
    batches.release(batch.pk)
    assert outcome(rows)[0] == {"submitted"}


@pytest.mark.parametrize("how", LOST[:2])
def test_a_pending_decision_of_somebody_gone_is_refused(rows, omar, how):
    said = {"reason": "language_level", "shared": True, "note": ""}
    verb = verb_of("application", "not_select")
    row = decisions.decide(KINDS["application"], rows[0], verb, by=omar, version=rows[0].version, said=said)
    lose(omar, how)
    Decision.objects.filter(pk=row.pk).update(release_at=timezone.now() - timedelta(seconds=1))
    decisions.release_due()
    row.refresh_from_db()
    assert (Application.objects.get(pk=rows[0].pk).state, row.refused_for) == ("submitted", [["decider_gone", []]])
