import re

import brotli
import pytest
from django.conf import settings
from django.test import Client

from portal.style import FONT, STYLE, STYLE_HASH, fingerprint, squeeze

pytestmark = pytest.mark.django_db
PAGES = ["/en/", "/ur/help/", "/ja/styleguide/", "/en/fees/", "/ur/privacy/", "/ja/accessibility/", "/en/nowhere/"]


@pytest.mark.parametrize("path", PAGES)
def test_policy_allows_nothing_inline_but_our_one_style_sheet(client, path):
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert all(rule in policy for rule in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"))
    styles = re.findall(r"<style[^>]*>(.*?)</style>", response.text, re.DOTALL)
    assert styles[0] == STYLE
    assert all(fingerprint(style) in policy for style in styles)


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_no_inline_script_handler_or_style(client, path):
    html = client.get(path).text
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    assert not re.search(r'(src|href)="(https?:)?//', html)


def test_style_is_small_and_uses_logical_directions_only():
    assert len(brotli.compress(STYLE.encode(), quality=11)) <= 5 * 1024
    assert fingerprint(STYLE) == STYLE_HASH
    assert not re.search(r"(margin|padding|border)-(left|right)|[;{](left|right|float|text-align:(left|right)):", STYLE)
    assert "@layer" not in STYLE


def test_squeeze_keeps_the_spaces_that_mean_something():
    css = "/* note */\na:not(.b) :focus {\n  inline-size: calc(1rem + 2px);\n}\n"
    assert squeeze(css) == "a:not(.b) :focus{inline-size: calc(1rem + 2px)}"


def test_the_urdu_font_is_small_and_never_sent_where_data_is_saved(client):
    assert (settings.BASE_DIR / "static/fonts/nastaliq-1.woff2").stat().st_size <= 100 * 1024
    assert f"url({settings.STATIC_URL}fonts/nastaliq-1.woff2)" in FONT
    assert FONT in client.get("/ur/").text
    assert FONT not in client.get("/ur/", headers={"save-data": "on"}).text
    assert FONT not in client.get("/en/").text


def test_scripts_are_small():
    scripts = [file.read_bytes() for file in (settings.BASE_DIR / "static").glob("*.js")]
    assert sum(len(brotli.compress(script)) for script in scripts) <= 6 * 1024


def test_a_first_visit_to_the_home_page_is_small():
    response = Client(headers={"accept-encoding": "br"}).get("/ur/")
    assert response.headers["Content-Encoding"] == "br"
    assert len(response.content) <= 10 * 1024
