"""What lists, pages, mails and logs may show of an identity value. No Django here."""

import re

STAR = "*"


def mask_cnic(value: str) -> str:
    """As "3520212345671" -> "35202-*****67-1"; anything that is not 13 digits becomes stars."""
    digits = re.sub(r"[^0-9]", "", value)
    if len(digits) != 13:
        return STAR * 5 if value else ""
    return f"{digits[:5]}-{STAR * 5}{digits[10:12]}-{digits[12]}"


def mask_passport(value: str) -> str:
    """As "AB1234567" -> "AB*****67"; short values become stars only."""
    text = re.sub(r"[^A-Za-z0-9]", "", value).upper()
    if len(text) < 7:
        return STAR * 5 if value else ""
    return f"{text[:2]}{STAR * (len(text) - 4)}{text[-2:]}"


def mask_phone(value: str) -> str:
    """As "+923001234567" -> "+92*******567"; the country and the last three digits stay."""
    digits = re.sub(r"[^0-9]", "", value)
    if len(digits) < 8:
        return STAR * 5 if value else ""
    start = "+" + digits[:2] if value.strip().startswith("+") else digits[:2]
    return f"{start}{STAR * (len(digits) - 5)}{digits[-3:]}"


def mask_email(value: str) -> str:
    """As "ayesha@example.org" -> "a***@example.org"; the star count does not tell the length."""
    name, at, host = value.rpartition("@")
    if not at or not name:
        return STAR * 5 if value else ""
    return f"{name[0]}{STAR * 3}@{host}"
