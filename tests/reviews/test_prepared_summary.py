"""Inter-SES reads from submission on and writes its summary while OEC checks; it is there when OEC has endorsed."""

import re

import pytest

from applications import transitions
from applications.models import Application
from reviews import claims
from tests.applications.factories import ApplicationFactory, proven_profile
from workflow.models import Entry
from workflow.steps import Refused

WORDS = "Goで三年の実務経験があります。"


@pytest.fixture
def sent(reference):
    return ApplicationFactory(state="submitted", candidate=proven_profile())


def keep(client, application, **said):
    return client.post(f"/desk/case/application/{application.public_id}/summary/", said, follow=True)


def test_the_summary_is_written_before_oec_endorses_and_stands_in_the_form_afterwards(client, sent, ken, omar):
    claims.take("application", sent.public_id, by=omar)
    client.force_login(ken)
    assert "Keep the summary" in client.get(f"/desk/case/application/{sent.public_id}/").text
    assert "The summary is kept." in keep(client, sent, summary_ja=WORDS).text
    transitions.endorse(sent, by=omar)
    claims.put_back("application", sent.public_id, by=omar)
    claims.take("application", sent.public_id, by=ken)
    page = client.get(f"/desk/case/application/{sent.public_id}/").text
    assert f">\n{WORDS}</textarea>" in page
    assert "Keep the summary" not in page, "the form of the step stands there now"


def test_it_moves_nothing_and_makes_no_older_page_void(client, sent, ken, omar):
    before = Application.objects.values("state", "version", "owner", "due_on", "waiting_since").get(pk=sent.pk)
    client.force_login(ken)
    keep(client, sent, summary_ja=WORDS)
    assert Application.objects.values("state", "version", "owner", "due_on", "waiting_since").get(pk=sent.pk) == before
    assert not Entry.objects.about(sent).exists()
    transitions.endorse(sent, by=omar, version=sent.version)


def test_in_a_batch_each_has_its_own_and_nothing_is_asked_for_all(client, reference, ken, amna):
    rows = [ApplicationFactory(state="endorsed", candidate=proven_profile(), summary_ja=f"{n}年の経験。") for n in (3, 4)]
    client.force_login(ken)
    page = client.post("/desk/batches/new/", {"step": "present", "row": [str(row.public_id) for row in rows]})
    assert [line.own for line in page.context["draft"].lines] == ["3年の経験。", "4年の経験。"]
    typed = {f"own_{row.public_id}": row.summary_ja for row in rows}
    named = {"named": [f"{row.public_id}:{row.version}" for row in rows], "row": [str(row.public_id) for row in rows]}
    assert client.post("/desk/batches/new/", {"step": "present", "preview": "1"} | typed | named).status_code == 200
    missing = client.post("/desk/batches/new/", {"step": "present", "preview": "1"} | dict([*typed.items()][:1]) | named)
    assert missing.status_code == 422


@pytest.mark.parametrize("words", ["", " ", "あ" * 2001])
def test_what_cannot_be_kept_comes_back_as_it_was_typed(client, sent, ken, words):
    client.force_login(ken)
    page = keep(client, sent, summary_ja=words)
    assert (page.status_code, page.text.count('id="error-summary"')) == (422, 1)
    assert words in page.text
    assert not Application.objects.get(pk=sent.pk).summary_ja


def test_what_a_colleague_wrote_meanwhile_is_read_before_it_is_replaced(client, sent, ken):
    client.force_login(ken)
    url, mark = f"/desk/case/application/{sent.public_id}/", re.compile('name="seen" value="([^"]*)"')
    seen = mark.search(client.get(url).text)[1]
    keep(client, sent, summary_ja="同僚の要約。", seen=seen)
    page = keep(client, sent, summary_ja=WORDS, seen=seen)
    assert page.status_code == 409
    assert "A colleague has written a summary meanwhile: “同僚の要約。”" in page.text
    assert f">\n{WORDS}</textarea>" in page.text
    assert Application.objects.get(pk=sent.pk).summary_ja == "同僚の要約。"
    keep(client, sent, summary_ja=WORDS, seen=mark.search(page.text)[1])
    assert Application.objects.get(pk=sent.pk).summary_ja == WORDS


def test_withdrawn_meanwhile_the_words_are_not_lost(client, sent, ken):
    client.force_login(ken)
    transitions.withdraw(Application.objects.get(pk=sent.pk), by=sent.candidate.user, note="")
    page = keep(client, sent, summary_ja=WORDS)
    assert page.status_code == 409
    assert WORDS in page.text


@pytest.mark.parametrize("who", ["omar", "audit", "ayesha", "sato"])
def test_only_inter_ses_prepares(client, request, sent, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/desk/case/application/{sent.public_id}/summary/", {"summary_ja": WORDS}).status_code in (302, 403)
    with pytest.raises(Refused):
        transitions.prepare_summary(sent, by=request.getfixturevalue(who), summary_ja=WORDS)
    assert not Application.objects.get(pk=sent.pk).summary_ja
