"""The two machine lines of a passport (ICAO 9303, TD3: 2 lines of 44), read as people copy them, and compared with what they typed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from candidates.identity import ascii_digits
from workflow.steps import Reason

LENGTH = 44
WEIGHTS = (7, 3, 1)
FILLERS = str.maketrans({"«": "<<", "‹": "<", "〈": "<", "《": "<<", "≪": "<<", "˂": "<"})
AS_DIGITS = str.maketrans("OQIL", "0011")
YOUNGEST = 10  # years between birth and the last day of a passport: tells 1926 from 2026 without a clock


class MrzInvalid(ValueError):
    """The lines cannot be those of a passport; `reasons` say which line and which group, in the order to look at them."""

    def __init__(self, reasons: list[Reason]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Mrz:
    """What the lines say. `cnic` is the 13 digits in the optional field of Pakistan's passports, or ""; sex is not read (N6)."""

    issuer: str
    nationality: str
    surname: str
    given_names: str
    number: str
    birth: date | None
    expires_on: date
    cnic: str
    is_name_cut: bool

    @property
    def full_name(self) -> str:
        """Given names, then the surname; one of them may be empty."""
        return f"{self.given_names} {self.surname}".strip()


def check_digit(text: str) -> str:
    """The check digit of a group: weights 7, 3, 1; A is 10, Z is 35, the filler is 0."""
    values = (0 if sign == "<" else int(sign, 36) for sign in text)
    return str(sum(value * WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def clean_line(text: str) -> str:
    """A line as printed: NFKC, capitals, no blanks, every look-alike of the filler as "<"."""
    folded = ascii_digits(text.translate(FILLERS)).translate(FILLERS).upper()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def read_td3(line1: str, line2: str) -> Mrz:
    """The lines as facts, all five check digits good; raises MrzInvalid with everything that is wrong."""
    first, second = clean_line(line1), clean_line(line2)
    if reasons := _shape(first, second):
        raise MrzInvalid(reasons)
    second = _digits_where_digits_stand(second)
    if reasons := _wrong_digits(second):
        raise MrzInvalid(reasons)
    expires_on = _day(second[21:27], 2000)
    birth = None if "<" in second[13:19] else _birth(second[13:19], expires_on)
    if reasons := _impossible_days(second, birth, expires_on):
        raise MrzInvalid(reasons)
    assert expires_on is not None
    return _facts(first.rstrip("<").ljust(LENGTH, "<"), second, birth, expires_on)


def _shape(first: str, second: str) -> list[Reason]:
    if second.startswith("P<") and not first.startswith("P"):
        return [Reason("mrz_lines_swapped")]
    reasons = []
    if not first.startswith("P"):
        reasons.append(Reason("mrz_not_passport"))
    if not 10 <= len(first.rstrip("<")) <= LENGTH:  # the fillers at its end are easily miscounted and say nothing
        reasons.append(Reason("mrz_line_length", (("line", 1), ("count", len(first)))))
    if len(second) != LENGTH:
        reasons.append(Reason("mrz_line_length", (("line", 2), ("count", len(second)))))
    for number, line in enumerate((first, second), start=1):
        if strange := re.sub(r"[A-Z0-9<]", "", line):
            reasons.append(Reason("mrz_strange_sign", (("line", number), ("sign", strange[0]))))
    return reasons


def _digits_where_digits_stand(second: str) -> str:
    """O and I typed where only a digit can stand: check digits and days."""
    parts = [second[:9], second[9:10], second[10:13], second[13:20], second[20:21], second[21:28], second[28:42], second[42:]]
    return "".join(part.translate(AS_DIGITS) if place in (1, 3, 5, 7) else part for place, part in enumerate(parts))


def _wrong_digits(second: str) -> list[Reason]:
    """Each of the four groups against its digit; the last digit over all of them only when those agree."""
    optional_is_good = second[42] in (check_digit(second[28:42]), *("<" if not second[28:42].strip("<") else ""))
    checks = {
        "mrz_number_digit": second[9] != check_digit(second[:9]),
        "mrz_birth_digit": second[19] != check_digit(second[13:19]),
        "mrz_expiry_digit": second[27] != check_digit(second[21:27]),
        "mrz_optional_digit": not optional_is_good,
    }
    reasons = [Reason(code) for code, is_wrong in checks.items() if is_wrong]
    whole = second[:10] + second[13:20] + second[21:43]
    return reasons or ([] if second[43] == check_digit(whole) else [Reason("mrz_last_digit")])


def _day(yymmdd: str, century: int) -> date | None:
    try:
        return date(century + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return None


def _birth(yymmdd: str, expires_on: date | None) -> date | None:
    """The later century in which the holder was at least 10 when the passport ends."""
    later = _day(yymmdd, 2000)
    is_old_enough = later is not None and expires_on is not None and expires_on.year - later.year >= YOUNGEST
    return later if is_old_enough else _day(yymmdd, 1900)


def _impossible_days(second: str, birth: date | None, expires_on: date | None) -> list[Reason]:
    checks = {"mrz_birth_impossible": birth is None and "<" not in second[13:19], "mrz_expiry_impossible": expires_on is None}
    return [Reason(code) for code, holds in checks.items() if holds]


def _facts(first: str, second: str, birth: date | None, expires_on: date) -> Mrz:
    surname, _, given = first[5:].partition("<<")
    optional = second[28:42].strip("<").replace("<", "")
    return Mrz(
        issuer=first[2:5].strip("<"),
        nationality=second[10:13].strip("<"),
        surname=" ".join(surname.replace("<", " ").split()),
        given_names=" ".join(given.replace("<", " ").split()),
        number=second[:9].strip("<"),
        birth=birth,
        expires_on=expires_on,
        cnic=optional if re.fullmatch(r"[1-8][0-9]{12}", optional) else "",
        is_name_cut=not first.endswith("<"),
    )


def blockers(
    mrz: Mrz, *, number: str = "", expires_on: date | None = None, birth: date | None = None, cnic: str = "", name: str = ""
) -> list[Reason]:
    """Where the lines differ from what the person typed; what is not given is not compared. `number` and `cnic` canonical."""
    checks = {
        "mrz_not_pakistan": mrz.issuer != "PAK",
        "mrz_number_differs": bool(number) and number != mrz.number,
        "mrz_expiry_differs": expires_on is not None and expires_on != mrz.expires_on,
        "mrz_birth_differs": birth is not None and mrz.birth is not None and birth != mrz.birth,
        "mrz_cnic_differs": bool(cnic and mrz.cnic) and cnic != mrz.cnic,
        "mrz_name_differs": bool(name) and not is_same_name(mrz, name),
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def is_same_name(mrz: Mrz, name: str) -> bool:
    """The same words in any order, or the same letters without the gaps; a name cut at the line's end counts as far as it goes."""
    typed = _letters(name)
    printed = [_letters(mrz.full_name), _letters(f"{mrz.surname} {mrz.given_names}")]
    if mrz.is_name_cut:
        return bool(typed) and set(printed[1].split()[:-1]) <= set(typed.split())
    same_letters = typed.replace(" ", "") in [text.replace(" ", "") for text in printed]
    return same_letters or sorted(typed.split()) == sorted(printed[0].split())


def _letters(name: str) -> str:
    """Latin capitals; an apostrophe vanishes and a hyphen is a gap, as in the machine lines."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.upper()) if unicodedata.category(c) != "Mn")
    return " ".join(re.sub(r"[^A-Z ]", " ", re.sub(r"['’.]", "", plain)).split())
