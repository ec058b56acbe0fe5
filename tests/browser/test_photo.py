"""A photo of 4 MB: with the script at most 400 KB travel, without it the whole file arrives. A dark one stands in test_usability.py."""

from tests.browser.conftest import sign_in
from tests.browser.test_story import digits
from tests.browser.visit import photo, weight_of

PAGE = "/me/documents/new/cnic-back/"
SMALL, WHOLE = 402_000, 3_500_000  # 400 kB and the form around them; most of 4 MB


def opened(open_page, portal, *, js: bool):
    page = open_page("ur", js=js)
    sign_in(page, portal.person("candidate"), "ur")
    page.goto(f"/ur{PAGE}")
    return page


def send(page) -> int:
    """Press the button; the size of what travelled, in bytes."""
    with page.expect_navigation():
        return weight_of(page, page.locator("main form .btn").first.click)


def test_with_the_script_four_megabytes_travel_as_four_hundred_kilobytes(open_page, portal):
    page = opened(open_page, portal, js=True)
    big = photo(digits(6), turned=True)
    assert len(big["buffer"]) > WHOLE
    page.set_input_files("input[type=file]", big)
    page.locator("p[role=status]", has_text="KB").wait_for()
    size = page.evaluate("createImageBitmap(document.querySelector('input[data-photo]').files[0]).then(b => [b.width, b.height])")
    assert size == [1200, 1600]
    assert "IMG_0001.jpg" in page.locator("p[role=status]").inner_text()
    assert page.locator("form canvas").is_visible()
    assert send(page) < SMALL
    assert page.url.endswith("/ur/me/documents/")


def test_a_quick_finger_still_sends_the_small_one(open_page, portal):
    page = opened(open_page, portal, js=True)
    page.set_input_files("input[type=file]", photo(digits(6)))
    assert send(page) < SMALL


def test_without_script_four_megabytes_arrive(open_page, portal):
    page = opened(open_page, portal, js=False)
    page.set_input_files("input[type=file]", photo(digits(6)))
    assert send(page) > WHOLE
    assert page.url.endswith("/ur/me/documents/")
