"""The pages' style sheet, read once, and its fingerprint for the Content-Security-Policy. No Django here: settings import it."""

import base64
import hashlib
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"


def squeeze(css: str) -> str:
    """The same rules without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def fingerprint(text: str) -> str:
    """The CSP source that allows exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


STYLE = squeeze((STATIC / "parts.css").read_text() + (STATIC / "base.css").read_text())
STYLE_HASH = fingerprint(STYLE)
# Urdu letters only: its narrow space would squeeze Latin names together. Urdu pages only, and not where the phone asks to save data:
# the first page paints without it, later ones have it from the cache.
FONT = (
    '@font-face{font-family:"Noto Nastaliq Urdu";src:local("Noto Nastaliq Urdu"),local("NotoNastaliqUrdu-Regular"),'
    'url(/static/fonts/nastaliq-1.woff2) format("woff2");font-display:optional;'
    "unicode-range:U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFF}"
)
FONT_HASH = fingerprint(FONT)
