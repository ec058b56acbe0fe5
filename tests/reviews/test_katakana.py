"""Inter-SES fixes how a name is written; the candidate has no task with it."""

import pytest

from candidates.models import Profile
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory

HERE = "/desk/katakana/"


@pytest.fixture
def ayeshas(ayesha, reference):
    """A sent application of Ayesha, whose name is not fixed."""
    return ApplicationFactory(candidate=ProfileFactory(user=ayesha, full_name="Ayesha Khan"), state="submitted").candidate


def test_names_of_sent_applications_wait_with_a_proposal(client, ken, ayeshas):
    ApplicationFactory(candidate=ProfileFactory(full_name="Draft Only"), state="draft")
    client.force_login(ken)
    page = client.get(HERE).text
    assert "アーイシャ・カーン" in page
    assert "Draft Only" not in page


def test_a_fixed_name_is_kept_and_waits_no_more(client, ken, ayeshas):
    client.force_login(ken)
    assert client.post(f"{HERE}{ayeshas.public_id}/fix/", {"name": "ｱｲｼｬ ｶｰﾝ"}).status_code == 302
    ayeshas.refresh_from_db()
    assert (ayeshas.name_katakana, ayeshas.katakana_fixed_by) == ("アイシャ・カーン", ken)
    assert "No name waits" in client.get(HERE).text
    client.post(f"{HERE}{ayeshas.public_id}/fix/", {"name": "カーン"})
    assert Profile.objects.get(pk=ayeshas.pk).name_katakana == "アイシャ・カーン"


@pytest.mark.parametrize("name", ["", "Ayesha", "あいしゃ", "・", "x" * 500])
def test_only_katakana_is_fixed(client, ken, ayeshas, name):
    client.force_login(ken)
    answer = client.post(f"{HERE}{ayeshas.public_id}/fix/", {"name": name})
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


@pytest.mark.parametrize("who", ["omar", "amna"])
def test_it_is_the_work_of_inter_ses(client, request, ayeshas, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(HERE).status_code == 403
    assert client.post(f"{HERE}{ayeshas.public_id}/fix/", {"name": "カーン"}).status_code == 403
