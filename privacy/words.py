"""The sentences of own data: reasons, and why somebody looked."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "copy_being_made": _("Your copy is being made. Wait for it, then ask again."),
    "deletion_running": _("This account is being erased already."),
}
PURPOSES = {  # vault.AccessRecord.purpose, as the floors above write it
    "own": _("You opened it yourself"),
    "own copy": _("You downloaded your data"),
    "claimed case": _("They worked on your case"),
    "stated reason": _("They looked with a reason that they wrote down"),
    "claim": _("They checked a claim to your CNIC"),
    "duplicate": _("They compared your file with another that may be yours too"),
    "question": _("They answered your question"),
    "report": _("They worked on a report"),
    "interview": _("You agreed to show it for your interview"),
    "name search": _("They searched for your name at an OEC counter"),
    "export": _("You stood on a list that two of the staff signed for"),
    "printed": _("They printed a sheet for your paper file"),
    "counter": _("They searched for you by your CNIC at an OEC counter"),
}
FIELDS = {  # vault.AccessRecord.field: a column of the profile, a file or a page of a file
    "cnic": _("CNIC"),
    "birth_date": _("date of birth"),
    "passport_number": _("passport number"),
    "phone": _("mobile phone"),
    "visa_number": _("visa number"),
    "full_name": _("full name"),
    "name": _("name"),
    "contact": _("contact"),
    "list": _("your entry in a list of candidates"),
    "file_cover": _("the cover of your file, with your CNIC masked"),
    "note_sheet": _("the sheet with the notes about your file"),
    "search": _("your CNIC, to find your file"),
}
FILE, PAGE = _("a document of yours"), _("page %(number)s of a document of yours")
PAPERS = {  # the kind of paper that ends a case such as "C-7K3M-9P2Q degree"
    "cnic": _("CNIC"),
    "passport": _("Passport"),
    "degree": _("Degree or certificate"),
    "transcript": _("Transcript"),
    "test": _("Test result"),
    "experience": _("Experience letter"),
}
