"""The sentences of own data: reasons, and why somebody looked."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "copy_being_made": _("Your copy is being made. Wait for it, then ask again."),
}
PURPOSES = {  # vault.AccessRecord.purpose, as the floors above write it
    "own": _("You opened it yourself"),
    "own copy": _("You downloaded your data"),
    "claimed case": _("They worked on your case"),
    "counter": _("They searched for you by your CNIC at an OEC counter"),
}
FIELDS = {  # vault.AccessRecord.field: a column of the profile, a file or a page of a file
    "cnic": _("CNIC"),
    "birth_date": _("date of birth"),
    "passport_number": _("passport number"),
    "phone": _("mobile phone"),
    "visa_number": _("visa number"),
    "search": _("your CNIC, to find your file"),
}
FILE, PAGE = _("a document of yours"), _("page %(number)s of a document of yours")
