"""What a file says it is: its first bytes, its name's ending, its declared type. No Django here."""

import re
import unicodedata

from vault.refusals import FileRefused, Refusal

MAX_BYTES = 8_000_000
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
ZIP = "application/zip"  # made by the house itself, never taken from a person
ACCEPTED = frozenset({JPEG, PNG, PDF})
ENDINGS = {"jpg": JPEG, "jpeg": JPEG, "jpe": JPEG, "jfif": JPEG, "png": PNG, "pdf": PDF}
EXTENSION = {JPEG: "jpg", PNG: "png", PDF: "pdf", ZIP: "zip"}
DECLARED = {"image/jpg": JPEG, "image/pjpeg": JPEG, "image/x-png": PNG, "application/x-pdf": PDF}
SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream"}
_MAGIC = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))
_HEIC = re.compile(rb"....ftyp(heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif)", re.DOTALL)
LONGEST_NAME = 150


def sniff(data: bytes) -> str:
    """The media type of the first bytes; raises FileRefused. Nothing may stand before them."""
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    raise FileRefused(Refusal.HEIC if _HEIC.match(data) else Refusal.WRONG_TYPE)


def clean_name(name: str) -> str:
    """A file name for showing: last part only, no control or direction characters, at most 150 characters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    return kept if len(kept) <= LONGEST_NAME else kept[:100] + "…" + kept[-49:]


def agreed_type(data: bytes, *, name: str, declared: str = "", accept: frozenset[str] = ACCEPTED) -> str:
    """The one type that bytes, ending and declaration agree on; raises FileRefused."""
    if not data:
        raise FileRefused(Refusal.EMPTY)
    if len(data) > MAX_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    media_type = sniff(data)
    says = declared.partition(";")[0].strip().lower()
    by_ending = ENDINGS.get(clean_name(name).rpartition(".")[2].lower())
    by_declaration = media_type if says in SAYS_NOTHING else DECLARED.get(says, says)
    if not media_type == by_ending == by_declaration or media_type not in accept:
        raise FileRefused(Refusal.WRONG_TYPE)
    return media_type
