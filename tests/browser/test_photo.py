"""A photo of 4 MB: with the script at most 400 KB travel, without it the whole file arrives; the dark one is refused in words."""

import io

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from tests.browser.conftest import sign_in

PAGE = "/me/documents/new/cnic-back/"


def photo(light: float = 1.0, *, turned: bool = False) -> dict[str, object]:
    """About 4 MB of 12 megapixels, as a telephone makes it; `turned` by its EXIF orientation."""
    picture, out, exif = Image.effect_noise((4000, 3000), 14).convert("RGB"), io.BytesIO(), Image.Exif()
    pen = ImageDraw.Draw(picture)
    for line in range(14):
        pen.text((300, 200 + 190 * line), f"Certificate N4 line {line} {light}", fill="black", font_size=120)
    if turned:
        exif[0x0112] = 6
    ImageEnhance.Brightness(picture).enhance(light).save(out, "JPEG", quality=88 if light == 1 else 97, exif=exif)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def opened(open_page, portal, *, js: bool):
    page = open_page("ur", js=js)
    sign_in(page, portal.person("candidate"), "ur")
    page.goto(f"/ur{PAGE}")
    return page


def send(page) -> int:
    """Press the button; the size of what travelled, in bytes."""
    with (
        page.expect_request(lambda request: request.method == "POST" and "/documents/new/" in request.url) as sent,
        page.expect_navigation(),
    ):
        page.locator("main form .btn").first.click()
    return int(sent.value.all_headers()["content-length"])


def test_with_the_script_four_megabytes_travel_as_four_hundred_kilobytes(open_page, portal):
    page = opened(open_page, portal, js=True)
    big = photo(turned=True)
    assert len(big["buffer"]) > 3_500_000
    page.set_input_files("input[type=file]", big)
    page.locator("p[role=status]", has_text="KB").wait_for()
    size = page.evaluate("createImageBitmap(document.querySelector('input[data-photo]').files[0]).then(b => [b.width, b.height])")
    assert size == [1200, 1600]
    assert "IMG_0001.jpg" in page.locator("p[role=status]").inner_text()
    assert page.locator("form canvas").is_visible()
    assert send(page) < 402_000
    assert page.url.endswith("/ur/me/documents/")


def test_a_quick_finger_still_sends_the_small_one(open_page, portal):
    page = opened(open_page, portal, js=True)
    page.set_input_files("input[type=file]", photo(0.99))
    assert send(page) < 402_000


def test_without_script_four_megabytes_arrive(open_page, portal):
    page = opened(open_page, portal, js=False)
    page.set_input_files("input[type=file]", photo(0.98))
    assert send(page) > 3_500_000
    assert page.url.endswith("/ur/me/documents/")


@pytest.mark.parametrize("js", [True, False])
def test_a_dark_photo_is_refused_and_a_better_one_is_taken(open_page, portal, js):
    """Task 5: the upload page, the refusal, the list; two choices and two presses."""
    page = opened(open_page, portal, js=js)
    page.set_input_files("input[type=file]", photo(0.1))
    send(page)
    assert page.locator(".f.bad .err").count() == 1
    page.set_input_files("input[type=file]", photo(0.97 if js else 0.96))
    send(page)
    assert page.url.endswith("/ur/me/documents/")
