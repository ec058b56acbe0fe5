"""When two company names are the same one: the form of company, width, case and spaces do not count. Pure."""

import re
import unicodedata

_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|社会福祉法人|医療法人|学校法人|\(株\)|\(有\)|\(同\)"
    r"|\bkabushiki[ -]?ka?isha\b|\bcorporation\b|\bcompany\b|\blimited\b|\bcorp\b|\binc\b|\bltd\b|\bllc\b|\bco\b|\bk\.\s?k\.?|\bkk\b|\bgk\b"
)


def bare_name(text: str) -> str:
    """The name without its form of company, words apart: what another spelling of it holds."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_FORMS.sub(" ", folded).strip(" .,、・-").split())


def plain_name(text: str) -> str:
    """The name without what two writers write differently; "" when nothing is left."""
    return "".join(char for char in bare_name(text) if char.isalnum() or char == "ー")
