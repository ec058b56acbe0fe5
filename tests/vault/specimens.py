"""Files as honest, careless and hostile people send them, made here from nothing. {name: (file name, bytes, declared type, verdict)}."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, PngImagePlugin

from vault.kinds import MAX_BYTES

OK = "ok"
MARK = b"<script>alert(1)</script>"


def picture(form="JPEG", size=(320, 200), mode="RGB", **options):
    """A picture with something on it."""
    out = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, form, **options)
    return out.getvalue()


def zipped(name="a.html", data=MARK):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def document(change=None, pages=1, **options):
    """A PDF of blank pages, changed by `change(pdf)`."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _number in range(pages):
            pdf.add_blank_page(page_size=(200, 300))
        if change:
            change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def root(**entries):
    """A change that puts entries into the catalogue."""

    def change(pdf):
        for key, value in entries.items():
            pdf.Root["/" + key] = pdf.make_indirect(value) if isinstance(value, Dictionary) else value

    return change


def annotation(action):
    """A change that puts an annotation with this action on page 1."""

    def change(pdf):
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action))
        pdf.pages[0]["/Annots"] = Array([note])

    return change


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width, height, *extra):
    """A PNG that claims a size; its pixels are few."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")


def whole_png_bomb(width, height):
    """A PNG whose pixels are all there, a few kilobytes on the wire."""
    row = b"\0" + b"\0" * (width // 8)
    press, parts = zlib.compressobj(9), []
    for _row in range(height):
        parts.append(press.compress(row))
    body = b"".join([*parts, press.flush()])
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def with_gps(form="JPEG", orientation=6):
    """A phone's photo: turned, and with the place it was taken."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "CANARYPHONE"
    notes.get_ifd(0x8825).update({1: "N", 2: (33.0, 41.0, 35.0), 3: "E", 4: (73.0, 2.0, 50.0)})
    return picture(form, exif=notes.tobytes(), **({"comment": b"CANARYCOMMENT"} if form == "JPEG" else {}))


def moving_png():
    out = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def png_with_text():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "CANARYAUTHOR", zip=True)
    return picture("PNG", pnginfo=notes)


def text_bomb():
    return png_of_size(8, 8, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 80_000_000)))


def profile_bomb():
    return png_of_size(8, 8, chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 80_000_000)))


def many_segments():
    clean = picture()
    return clean[:2] + b"\xff\xe1\x00\x10CANARYSEGMENT!" * 10_000 + clean[2:]


def deep_pdf():
    def change(pdf):
        nest = Array([])
        for _level in range(80):
            nest = Array([nest])
        pdf.Root["/Deep"] = nest

    return document(change)


def looping_page_tree():
    def change(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    try:
        return document(change)
    except (pikepdf.PdfError, RuntimeError):
        return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>"  # noqa: E501


def named_files(pdf):
    pdf.attachments["a.exe"] = b"MZ" + MARK


def with_info(pdf):
    pdf.docinfo["/Author"] = "CANARYAUTHOR"
    with pdf.open_metadata() as notes:
        notes["dc:creator"] = ["CANARYAUTHOR"]


def scan_inside(pdf):
    photo = pdf.make_stream(
        with_gps(), Type=Name.XObject, Subtype=Name.Image, Width=320, Height=200, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
    )
    photo.write(with_gps(), filter=Name.DCTDecode)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=photo))
    pdf.pages[0].Contents = pdf.make_stream(b"200 0 0 300 0 0 cm /Im0 Do")


def hidden_name():
    """/JavaScript written with an escape, as a scanner that greps would miss it."""
    plain = document(root(OpenAction=Dictionary(S=Name("/JavaScript"), JS="app.alert(1)")))
    return plain.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/OpenAction", b"/OpenActio#6e")


def shadow():
    """A second revision that hides JavaScript behind the first."""
    bad = document(root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS="1")])))))
    return document() + bad


def object_bomb():
    """One page, and an object stream that unpacks to a gigabyte."""
    body = zlib.compress(b" " * 400_000_000, 9)
    return (
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + str(len(body)).encode() + b">>stream\n" + body + b"\nendstream endobj\n"  # noqa: E501
        b"5 0 obj<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length 24>>stream\n"
        + b"\0\0\0\0" + b"\1\0\x09\0" + b"\1\0\x36\0" + b"\2\0\4\0" + b"\1\0\x67\0" + b"\1\0\0\0"
        + b"\nendstream endobj\nstartxref\n0\n%%EOF"
    )  # fmt: skip


def padded(size):
    """A valid JPEG of exactly `size` bytes: rubbish after its end."""
    clean = picture()
    return clean + b"\0" * (size - len(clean))


JPG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"


def js():
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def act(kind, **more):
    return annotation(Dictionary(S=Name("/" + kind), **more))


def specimens():
    """Every specimen; made once, a few seconds."""
    heif = b"\0\0\0\x18ftypheic" + b"\0" * 99
    return {
        # honest files
        "photo": ("photo.jpg", picture(), JPG, OK),
        "upper case ending": ("IMG_0001.JPEG", picture(), JPG, OK),
        "no declared type": ("photo.jpg", picture(), "", OK),
        "octet stream declared": ("photo.jpg", picture(), "application/octet-stream", OK),
        "jfif from a browser": ("photo.jfif", picture(), JPG, OK),
        "grey photo": ("photo.jpg", picture(mode="L"), JPG, OK),
        "press photo CMYK": ("photo.jpg", picture(mode="CMYK"), JPG, OK),
        "progressive": ("photo.jpg", picture(progressive=True), JPG, OK),
        "photo with a place": ("photo.jpg", with_gps(), JPG, OK),
        "screenshot": ("shot.png", picture("PNG"), PNG, OK),
        "screenshot with alpha": ("shot.png", picture("PNG", mode="RGBA"), PNG, OK),
        "palette": ("shot.png", picture("PNG", mode="P"), PNG, OK),
        "black and white": ("shot.png", picture("PNG", mode="1"), PNG, OK),
        "sixteen bits": ("shot.png", picture("PNG", mode="I;16"), PNG, OK),
        "png with a place": ("shot.png", with_gps("PNG"), PNG, OK),
        "png with an author": ("shot.png", png_with_text(), PNG, OK),
        "document": ("degree.pdf", document(), PDF, OK),
        "fifty pages": ("degree.pdf", document(pages=50), PDF, OK),
        "document with an author": ("degree.pdf", document(with_info), PDF, OK),
        "scanned document with a place": ("degree.pdf", document(scan_inside), PDF, OK),
        "office document opens at page 1": (
            "cv.pdf",
            document(lambda pdf: root(OpenAction=Array([pdf.pages[0].obj, Name.Fit]))(pdf)),
            PDF,
            OK,
        ),
        "document with a web link": ("cv.pdf", document(act("URI", URI="https://canary.example")), PDF, OK),
        "urdu name": ("ڈگری.pdf", document(), PDF, OK),
        "emoji name": ("🎓.pdf", document(), PDF, OK),
        "long name": ("a" * 5000 + ".jpg", picture(), JPG, OK),
        # polyglots: what is kept has no tail
        "jpeg and zip": ("photo.jpg", picture() + zipped(), JPG, OK),
        "jpeg and jar": ("photo.jpg", picture() + zipped("META-INF/MANIFEST.MF"), JPG, OK),
        "png and php": ("shot.png", picture("PNG") + b"<?php system($_GET[0]); ?>", PNG, OK),
        "pdf and zip": ("degree.pdf", document() + zipped(), PDF, OK),
        "pdf and html tail": ("degree.pdf", document() + MARK, PDF, OK),
        "comment script": ("photo.jpg", picture(comment=MARK), JPG, OK),
        "html before pdf": ("degree.pdf", MARK + document(), PDF, "wrong_type"),
        "gif and jpeg": ("photo.jpg", b"GIF89a" + picture(), JPG, "wrong_type"),
        # wrong kinds
        "zip called jpg": ("photo.jpg", zipped(), JPG, "wrong_type"),
        "png called jpg": ("photo.jpg", picture("PNG"), JPG, "wrong_type"),
        "pdf called jpg": ("photo.jpg", document(), PDF, "wrong_type"),
        "jpeg declared html": ("photo.jpg", picture(), "text/html", "wrong_type"),
        "jpeg declared svg": ("photo.jpg", picture(), "image/svg+xml", "wrong_type"),
        "gif": ("a.gif", picture("GIF", mode="L"), "image/gif", "wrong_type"),
        "tiff": ("a.tif", picture("TIFF"), "image/tiff", "wrong_type"),
        "bmp called png": ("a.png", picture("BMP"), PNG, "wrong_type"),
        "webp": ("a.webp", picture("WEBP"), "image/webp", "wrong_type"),
        "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + MARK + b"</svg>", "image/svg+xml", "wrong_type"),
        "postscript": ("a.pdf", b"%!PS-Adobe-3.0\n(%PDF-1.4) print", PDF, "wrong_type"),
        "iphone photo": ("IMG_1.HEIC", heif, "image/heic", "heic"),
        "iphone photo called jpg": ("IMG_1.jpg", heif, JPG, "heic"),
        "windows program": ("photo.jpg.exe", b"MZ" + b"\0" * 99, "", "wrong_type"),
        "no ending": ("photo", picture(), JPG, "wrong_type"),
        "no name": ("?", picture(), JPG, "wrong_type"),
        "two endings": ("degree.pdf.html", document(), PDF, "wrong_type"),
        "semicolon": ("degree.pdf;.html", document(), PDF, "wrong_type"),
        "nul byte": ("degree.pdf\0.exe", document(), PDF, "wrong_type"),
        "right to left": ("photo\u202egpj.exe", picture(), JPG, "wrong_type"),
        # sizes
        "nothing": ("photo.jpg", b"", JPG, "empty"),
        "one byte": ("photo.jpg", b"\xff", JPG, "wrong_type"),
        "three bytes": ("photo.jpg", b"\xff\xd8\xff", JPG, "not_an_image"),
        "just under 8 MB": ("photo.jpg", padded(MAX_BYTES - 1), JPG, OK),
        "exactly 8 MB": ("photo.jpg", padded(MAX_BYTES), JPG, OK),
        "8 MB and one": ("photo.jpg", padded(MAX_BYTES + 1), JPG, "too_big"),
        # broken and bursting pictures
        "half a photo": ("photo.jpg", picture()[:4000], JPG, "not_an_image"),
        "half a screenshot": ("shot.png", picture("PNG")[:9000], PNG, "not_an_image"),
        "magic only": ("shot.png", b"\x89PNG\r\n\x1a\n" + b"A" * 500, PNG, "not_an_image"),
        "30,000 x 30,000 claimed": ("shot.png", png_of_size(30_000, 30_000), PNG, "too_many_pixels"),
        "30,000 x 30,000 real": ("shot.png", whole_png_bomb(30_000, 30_000), PNG, "too_many_pixels"),
        "1 x 2^31": ("shot.png", png_of_size(1, 2**31 - 1), PNG, "too_many_pixels"),
        "0 x 0": ("shot.png", png_of_size(0, 0), PNG, "not_an_image"),
        "moving picture": ("shot.png", moving_png(), PNG, "moving_image"),
        "text bomb": ("shot.png", text_bomb(), PNG, "not_an_image"),
        "profile bomb": ("shot.png", profile_bomb(), PNG, "not_an_image"),
        "10,000 segments": ("photo.jpg", many_segments(), JPG, OK),
        # documents that do things
        "javascript at opening": ("a.pdf", document(root(OpenAction=js())), PDF, "active_content"),
        "javascript hidden by an escape": ("a.pdf", hidden_name(), PDF, "active_content"),
        "javascript by name": ("a.pdf", document(root(Names=Dictionary(JavaScript=Dictionary()))), PDF, "active_content"),
        "javascript in a second revision": ("a.pdf", shadow(), PDF, "active_content"),
        "javascript in object streams": (
            "a.pdf",
            document(root(X=js()), object_stream_mode=pikepdf.ObjectStreamMode.generate),
            PDF,
            "active_content",
        ),
        "additional actions": ("a.pdf", document(root(AA=Dictionary(WC=js()))), PDF, "active_content"),
        "opening action that goes on": (
            "a.pdf",
            document(root(OpenAction=Dictionary(S=Name.GoTo, D="a", Next=js()))),
            PDF,
            "active_content",
        ),
        "launch": ("a.pdf", document(act("Launch", F="cmd.exe")), PDF, "active_content"),
        "go to another file": ("a.pdf", document(act("GoToR", F="//evil/a")), PDF, "active_content"),
        "go to an embedded file": ("a.pdf", document(act("GoToE")), PDF, "active_content"),
        "submit form": ("a.pdf", document(act("SubmitForm", F="https://evil")), PDF, "active_content"),
        "import data": ("a.pdf", document(act("ImportData", F="a.fdf")), PDF, "active_content"),
        "rich media": ("a.pdf", document(root(X=Dictionary(Subtype=Name.RichMedia))), PDF, "active_content"),
        "xfa": ("a.pdf", document(root(AcroForm=Dictionary(XFA="<xdp/>"))), PDF, "active_content"),
        "attached file": ("a.pdf", document(named_files), PDF, "active_content"),
        "password": ("a.pdf", document(encryption=pikepdf.Encryption(owner="o", user="secret")), PDF, "password"),
        "owner password only": ("a.pdf", document(encryption=pikepdf.Encryption(owner="o", user="")), PDF, "password"),
        # broken and bursting documents
        "51 pages": ("a.pdf", document(pages=51), PDF, "too_many_pages"),
        "no pages": ("a.pdf", document(pages=0), PDF, "broken"),
        "deep nest": ("a.pdf", deep_pdf(), PDF, "too_complex"),
        "30,000 objects": ("a.pdf", document(lambda pdf: root(X=Array([Dictionary(A=n) for n in range(30_000)]))(pdf)), PDF, "too_complex"),
        "page tree loop": ("a.pdf", looping_page_tree(), PDF, "broken"),
        "half a document": ("a.pdf", document(pages=40)[:300], PDF, "broken"),
        "header only": ("a.pdf", b"%PDF-1.7\n", PDF, "broken"),
        "garbage": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 200, PDF, "broken"),
        "object stream bomb": ("a.pdf", object_bomb(), PDF, "!ok"),
        # names that climb or break headers; the file itself is honest
        "climbing name": ("../../x.jpg", picture(), JPG, OK),
        "backslash name": ("..\\..\\x.jpg", picture(), JPG, OK),
        "escaped climb": ("%2e%2e%2fx.jpg", picture(), JPG, OK),
        "device name": ("CON.jpg", picture(), JPG, OK),
        "line breaks": ("a\r\nSet-Cookie: x=1.jpg", picture(), JPG, OK),
        "quotes": ('a";filename=x.html;".jpg', picture(), JPG, OK),
        "markup": ("<img src=x onerror=alert(1)>.jpg", picture(), JPG, OK),
    }
