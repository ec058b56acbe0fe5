import re

import pytest
from django.conf import settings

from accounts.roles import Role
from portal import navigation

PARTS = {f"parts/{file.name}" for file in (settings.BASE_DIR / "templates/parts").glob("*.html")}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_the_style_guide_shows_every_part_in_every_language(client, language):
    response = client.get(f"/{language}/styleguide/")
    shown = {template.name for template in response.templates}
    rendered_by_the_form_renderer = {"parts/_date3.html"}
    assert PARTS - shown - rendered_by_the_form_renderer == set()
    assert 'class="d3"' in response.text


@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_part_says_what_it_takes(part):
    source = (settings.BASE_DIR / "templates" / part).read_text()
    assert re.match(r"\{# .{8,} #\}", source)


@pytest.mark.django_db
def test_ids_on_a_page_are_unique_and_every_label_finds_its_input(client):
    html = client.get("/en/styleguide/").text
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'\sfor="([^"]+)"', html)) <= set(ids)


@pytest.mark.django_db
def test_style_guide_is_for_staff_where_it_is_not_a_demo(client, settings):
    settings.DEMO = False
    assert client.get("/en/styleguide/").status_code == 403


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (None, ["jobs:list", "check", "help", "account_login", "account_signup"]),
        (Role.CANDIDATE, ["jobs:list", "candidates:home", "notifications:inbox", "help", "account_logout"]),
        (Role.EMPLOYER, ["employer:home", "jobs:list", "notifications:inbox", "help", "account_logout"]),
        (Role.OEC_OFFICER, ["admin:index", "jobs:list", "notifications:inbox", "help", "account_logout"]),
    ],
)
def test_each_role_has_its_links(role, names):
    assert [link.name for link in navigation.for_role(role)] == names


@pytest.mark.django_db
def test_the_page_one_is_on_is_marked_and_unknown_names_are_left_out(client, settings):
    settings.NAVIGATION = f"{__name__}.some_links"
    html = client.get("/en/help/").text
    assert re.findall(r'aria-current="page">([^<]+)', html) == ["Help"]
    assert "Nowhere" not in html


def some_links(role):
    return (navigation.Link("help", "Help"), navigation.Link("nowhere", "Nowhere"))
