"""Makes a new, clean file out of a stranger's bytes, or refuses it with a code. No Django here.

Runs in the limited child process (child.py) only: never call it in the web process.
"""

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, UnidentifiedImageError  # noqa: F401  (loaded before the limits fall)

from vault.kinds import JPEG, MAX_BYTES, PDF, PNG
from vault.refusals import FileRefused, Refusal

MAX_PIXELS = 40_000_000
MAX_SIDE = 2400
MAX_PAGES = 50
MAX_OBJECTS = 20_000
MAX_DEPTH = 60
PAGE_SIDE = 1600
QUALITY = 88

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

# Names are compared after the parser resolved them, so /J#61vaScript is seen.
ACTIVE = frozenset(
    [
        "/JavaScript",
        "/JS",
        "/AA",
        "/Launch",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/EF",
        "/RichMedia",
        "/RichMediaContent",
        "/XFA",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/ResetForm",
        "/Movie",
        "/Sound",
        "/Rendition",
        "/Trans3D",
        "/3D",
        "/GoTo3DView",
        "/Hide",
        "/SetOCGState",
        "/OpenAction",
        "/Collection",
        "/AF",
    ],
)
DROPPED = frozenset({"/Metadata", "/PieceInfo", "/LastModified", "/Thumb"})
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_FORMAT = {JPEG: "JPEG", PNG: "PNG"}
_BROKEN = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, RuntimeError,
    ArithmeticError, NotImplementedError, struct.error, pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError,
)  # fmt: skip


@dataclass(frozen=True)
class Clean:
    """A newly written file."""

    media_type: str
    data: bytes
    pages: int = 1
    side: int = 0  # shorter side in pixels, as sent; a PDF has none


def sanitise(data: bytes, media_type: str) -> Clean:
    """The same picture or document written anew, or FileRefused; no other exception leaves."""
    try:
        clean = _pdf(data) if media_type == PDF else _image(data, _FORMAT[media_type])
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(Refusal.TOO_MANY_PIXELS) from None
    except (MemoryError, RecursionError):
        raise FileRefused(Refusal.TOO_COMPLEX if media_type == PDF else Refusal.TOO_MANY_PIXELS) from None
    except _BROKEN:
        raise FileRefused(Refusal.BROKEN if media_type == PDF else Refusal.NOT_AN_IMAGE) from None
    if len(clean.data) > MAX_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    return clean


# ── pictures ───────────────────────────────────────────────────────────────────────────────────────────
def _image(data: bytes, form: str) -> Clean:
    with Image.open(BytesIO(data), formats=[form]) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise FileRefused(Refusal.TOO_MANY_PIXELS)
        if form == "PNG" and getattr(opened, "n_frames", 1) > 1:
            raise FileRefused(Refusal.MOVING_IMAGE)
        orientation, side = opened.getexif().get(0x0112, 1), min(opened.size)
        opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
        if opened.mode in ("L", "LA", "RGB", "RGBA"):
            opened.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        picture = _plain(opened)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return replace(_written(_turned(picture, orientation), form), side=side)


def _plain(opened: Image.Image) -> Image.Image:
    """Pixels only: greyscale or RGB, on white where it was transparent; no profile, no notes."""
    if opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info:
        layer = opened.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    elif opened.mode.startswith("I"):  # 16 bits a channel: convert("L") would cut, not scale
        picture = opened.convert("I").point(lambda value: value / 256).convert("L")
    else:
        picture = opened.convert("L" if opened.mode in ("1", "L") else "RGB")
    picture.info = {}
    return picture


def _turned(picture: Image.Image, orientation: object) -> Image.Image:
    """The picture as its camera held it (EXIF orientation 1 to 8)."""
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return picture if turn is None else picture.transpose(turn)


def _written(picture: Image.Image, form: str) -> Clean:
    out = BytesIO()
    if form == "PNG":
        picture.save(out, "PNG", compress_level=6)
        if out.tell() <= MAX_BYTES // 2:
            return Clean(PNG, out.getvalue())
        out = BytesIO()  # a photo saved as PNG: a JPEG is a tenth of it
    picture.save(out, "JPEG", quality=QUALITY, optimize=False, progressive=False)
    return Clean(JPEG, out.getvalue())


# ── documents ──────────────────────────────────────────────────────────────────────────────────────────
def _pdf(data: bytes) -> Clean:
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise FileRefused(Refusal.PASSWORD) from None
    with pdf:
        if pdf.is_encrypted:
            raise FileRefused(Refusal.PASSWORD)
        _drop_calm_open_action(pdf.Root)
        _walk(pdf)
        pages = len(pdf.pages)
        if not pages:
            raise FileRefused(Refusal.BROKEN)
        if pages > MAX_PAGES:
            raise FileRefused(Refusal.TOO_MANY_PAGES)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        out = BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Clean(PDF, out.getvalue(), pages)


def _drop_calm_open_action(root: pikepdf.Object) -> None:
    """Office programs write "open at page 1"; that is not a program, and it is not needed either."""
    action = root.get("/OpenAction")
    jump = isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo" and "/Next" not in action
    if jump or isinstance(action, pikepdf.Array):
        del root["/OpenAction"]


def _walk(pdf: pikepdf.Pdf) -> None:
    """Look at every object that can be reached; refuse active ones, drop notes about the author."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[pikepdf.Object, int]] = [(pdf.trailer, 0)]
    count = 0
    while waiting:
        thing, depth = waiting.pop()
        count += 1
        if count > MAX_OBJECTS or depth > MAX_DEPTH:
            raise FileRefused(Refusal.TOO_COMPLEX)
        if thing.is_indirect:
            if thing.objgen in seen:
                count -= 1
                continue
            seen.add(thing.objgen)
        # A linked chain of pages or outlines is long, not deep: depth counts direct nesting only.
        waiting += [(child, 0 if child.is_indirect else depth + 1) for child in _children(thing)]


def _children(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The containers inside a container, after active names were refused and notes dropped."""
    if isinstance(thing, pikepdf.Array):
        yield from (child for child in thing if _holds(child))
        return
    for key in list(thing.keys()):
        value = thing.get(key)
        if key in ACTIVE or (key in ("/S", "/Subtype", "/Type") and isinstance(value, pikepdf.Name) and str(value) in ACTIVE):
            raise FileRefused(Refusal.ACTIVE_CONTENT)
        if key in DROPPED or _is_link(key, value):
            del thing[key]
        elif value is not None and _holds(value):
            yield value
    if isinstance(thing, pikepdf.Stream):
        _strip_photo_notes(thing)


def _holds(value: object) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream))


def _is_link(key: str, value: object) -> bool:
    """A link to the web: the text stays, the click goes."""
    return key == "/A" and isinstance(value, pikepdf.Dictionary) and value.get("/S") == "/URI"


def _strip_photo_notes(stream: pikepdf.Stream) -> None:
    """A photo inside a PDF keeps its own EXIF, with the place it was taken: cut it out."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names != ["/DCTDecode"]:
        return
    raw = stream.read_raw_bytes()
    bare = without_notes(raw)
    if bare != raw:
        parms = stream.get("/DecodeParms")
        stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parms if isinstance(parms, pikepdf.Dictionary) else None)


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without APP1 to APP13, APP15 and comments (APP14 tells the colours and stays)."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        marker = jpeg[at + 1]
        length = 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept.append(jpeg[at : at + length])
        at += length
    return b"".join([*kept, jpeg[at:]])


# ── pages for reviewers ────────────────────────────────────────────────────────────────────────────────
def page_png(data: bytes, media_type: str, number: int) -> Clean:
    """Page `number` (from 1) as a PNG of pixels only, longest side 1600; raises FileRefused."""
    try:
        if media_type != PDF:
            if number != 1:
                raise FileRefused(Refusal.NO_SUCH_PAGE)
            with Image.open(BytesIO(data), formats=[_FORMAT[media_type]]) as opened:
                return _as_png(_plain(opened))
        return _pdf_page(data, number)
    except FileRefused:
        raise
    except (MemoryError, RecursionError):
        raise FileRefused(Refusal.TOO_COMPLEX) from None
    except (*_BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(Refusal.BROKEN) from None


def _pdf_page(data: bytes, number: int) -> Clean:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            raise FileRefused(Refusal.NO_SUCH_PAGE)
        page = document[number - 1]
        scale = PAGE_SIDE / max(1.0, *page.get_size())
        return _as_png(page.render(scale=min(scale, 4), may_draw_forms=False).to_pil().convert("RGB"))
    finally:
        document.close()


def _as_png(picture: Image.Image) -> Clean:
    picture.thumbnail((PAGE_SIDE, PAGE_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return Clean(PNG, out.getvalue())
