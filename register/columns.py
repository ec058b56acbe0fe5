# ruff: noqa: E501 - tables read better as tables
"""The columns of OEC's register and how files call them. Pure."""

import re
from collections.abc import Sequence

FIELDS = (
    "cnic", "full_name", "birth_date", "number", "phone", "email", "district",
    "education_level", "education_subject", "trade", "experience_years", "japanese", "sex",
)  # fmt: skip
NEEDED = ("cnic", "full_name")
LONGEST = {
    "number": 40, "full_name": 120, "email": 254, "phone": 40, "district": 60,
    "education_level": 60, "education_subject": 120, "trade": 120, "japanese": 40,
}  # fmt: skip
CALLED = {
    "cnic": ("cnic", "cnicno", "cnicnumber", "nic", "nicno", "nicop", "idcard", "idcardno", "شناختیکارڈ", "شناختیکارڈنمبر"),
    "full_name": ("name", "fullname", "candidatename", "applicantname", "nameofcandidate", "nameofapplicant", "نام"),
    "birth_date": ("dateofbirth", "dob", "birthdate", "birthday", "born", "تاریخپیدائش"),
    "number": ("registrationno", "registrationnumber", "regno", "oecno", "oecnumber", "id", "serialno", "srno", "sno", "number", "نمبر"),
    "phone": ("phone", "mobile", "mobileno", "mobilenumber", "cell", "cellno", "contact", "contactno", "phoneno", "phonenumber", "فون", "موبائل"),
    "email": ("email", "emailaddress", "mail", "ایمیل"),
    "district": ("district", "domicile", "districtofdomicile", "city", "ضلع"),
    "education_level": ("education", "educationlevel", "qualification", "degree", "تعلیم"),
    "education_subject": ("subject", "discipline", "major", "specialization", "specialisation", "مضمون"),
    "trade": ("trade", "profession", "occupation", "job", "category", "پیشہ"),
    "experience_years": ("experience", "experienceyears", "yearsofexperience", "experienceinyears", "تجربہ"),
    "japanese": ("japanese", "japaneselevel", "jlpt", "jlptlevel", "languagelevel", "japaneselanguage", "جاپانی"),
    "sex": ("sex", "gender", "malefemale", "mf", "جنس"),
}  # fmt: skip


def squeezed(text: str) -> str:
    """A heading without spaces, dots, strokes and case."""
    return re.sub(r"[\W_]", "", text).casefold()


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds which field, as far as the headings tell; each column once, exact names before similar ones."""
    plain = [squeezed(heading) for heading in headings]
    found: dict[str, int] = {}
    for is_alike in (_is_named, _begins):
        for field in FIELDS:
            free = [place for place, name in enumerate(plain) if place not in found.values() and is_alike(name, field)]
            if field not in found and free:
                found[field] = free[0]
    return found


def _is_named(name: str, field: str) -> bool:
    return name in CALLED[field]


def _begins(name: str, field: str) -> bool:
    return any(len(known) > 3 and (name.startswith(known) or name.endswith(known)) for known in CALLED[field])
