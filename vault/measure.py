"""Measures how readable a cleaned picture or document is. Runs in the limited child only. No Django here."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageFilter, ImageStat

from vault.kinds import PDF
from vault.look import Look

SIDE = 1024  # every picture is measured at this size, so that the figures mean the same for all
PAGES = 3


def look_at(data: bytes, media_type: str, side: int) -> Look | None:
    """The figures of our own, newly written file; None where a page cannot be drawn (then nobody is blamed)."""
    try:
        looks = [_measured(page, side) for page in _pages(data, media_type)]
    except (OSError, ValueError, pypdfium2.PdfiumError):
        return None
    return max(looks, key=lambda look: look.detail)  # a document may begin with an empty page


def _pages(data: bytes, media_type: str) -> list[Image.Image]:
    if media_type != PDF:
        with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as opened:
            return [opened.convert("L")]
    document = pypdfium2.PdfDocument(data)
    try:
        return [_drawn(document[number]) for number in range(min(PAGES, len(document)))]
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    scale = SIDE / max(1.0, *page.get_size())
    picture: Image.Image = page.render(scale=min(scale, 4), may_draw_forms=False).to_pil().convert("L")
    return picture


def _measured(picture: Image.Image, side: int) -> Look:
    picture.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    edge = SIDE // 64  # the frame of the picture is not the document
    width, height = picture.size
    inner = picture.crop((edge, edge, width - edge, height - edge)) if min(width, height) > 4 * edge else picture
    around = inner.filter(ImageFilter.BoxBlur(8))
    differs = ImageChops.difference(inner, around).histogram()
    step = ImageChops.difference(inner, ImageChops.offset(inner, 1, 0)).histogram()
    pixels = inner.width * inner.height
    return Look(
        side=side,
        light=_level(inner.histogram(), 0.95),
        spread=round(ImageStat.Stat(inner).stddev[0], 2),
        detail=round(sum(differs[24:]) / pixels, 6),
        sharpness=_level(step, 0.998),
    )


def _level(histogram: list[int], share: float) -> int:
    """The level under which this share of the pixels stands."""
    wanted, seen = share * sum(histogram), 0
    for level, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return level
    return 255
