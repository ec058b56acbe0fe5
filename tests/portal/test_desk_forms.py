"""Forms of the desk that did not go through: the title says so first, one summary takes the focus, its links lead somewhere."""

import re

import pytest

FORMS = {
    "/desk/counter/": "omar",
    "/desk/counter/new/": "omar",
    "/desk/register/imports/": "omar",
    "/desk/team/deputies/": "amna",
    "/desk/records/": "amna",
    "/desk/quotas/new/": "amna",
    "/desk/programmes/new/": "amna",
    "/desk/exports/new/": "amna",
    "/desk/queue/application/save/?late=1": "omar",
    "/desk/fees/new/": "ken",
    "/desk/leads/new/": "ken",
}


@pytest.mark.parametrize(("path", "who"), FORMS.items())
def test_an_empty_form_says_what_is_wrong_at_one_place_that_script_focuses(client, reference, request, path, who):
    client.force_login(request.getfixturevalue(who))
    fresh = client.get(path) if "save" not in path else client.get("/desk/")
    assert "<title>Error" not in fresh.text
    page = client.post(path, {"sent": "with every field left empty"})
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert page.text.count('id="error-summary"') == 1
    assert re.search(r'<script src="[^"]*page[^"]*\.js" defer>', page.text), "page.js puts the focus there"
    links = re.findall(r'href="#([^"]+)"', page.text.split('id="error-summary"')[1].split("</div>")[0])
    assert [link for link in links if f'id="{link}"' not in page.text] == []


@pytest.mark.parametrize(("language", "word"), [("ur", "غلطی:"), ("ja", "エラー:")])
def test_the_title_says_it_in_the_readers_language(client, omar, language, word):
    client.force_login(omar)
    client.cookies["language"] = language
    title = re.search(r"<title>(.*?)</title>", client.post("/desk/counter/", {}).text, re.DOTALL).group(1)
    assert title.strip().startswith(word), title
