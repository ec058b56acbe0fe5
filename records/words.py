"""What the records are called."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "accounts_user": _("Account"),
    "accounts_membership": _("Membership"),
    "candidates_profile": _("Profile"),
    "candidates_education": _("Education"),
    "candidates_experience": _("Experience"),
    "candidates_testresult": _("Test"),
    "candidates_profileskill": _("Skill"),
    "candidates_evidence": _("Document"),
    "jobs_employer": _("Employer"),
    "jobs_demandletter": _("Demand letter"),
    "jobs_vacancy": _("Vacancy"),
    "applications_offer": _("Offer"),
    "reviews_decision": _("Decision"),
}
COLUMNS = {  # where the model's own name of a column says too little
    "role": _("Role"),
    "password": _("Password"),
    "title": _("Work"),
    "cv_id": _("Own CV"),
    "state": _("State"),
    "made_by_id": _("Made by"),
    "typed_by_id": _("Typed by"),
    "checked_by_id": _("Checked by"),
    "file_id": _("File"),
    "document_id": _("Document"),
    "source": _("Source"),
    "release_on": _("Goes to the candidate on"),
    "made_at": _("Made"),
    "education_id": _("Education"),
    "experience_id": _("Experience"),
    "test_id": _("Test"),
    "confirmed_on": _("Said to be still open on"),
}
LOGS = {  # a line of "what an account saw"
    "look": _("identity data"),
    "claim": _("case opened"),
    "person": _("person's page"),
    "search": _("search"),
    "export": _("file taken out"),
    "inquiry": _("inquiry"),
}
FIELDS = {  # vault.AccessRecord.field, for the desk
    "search": _("found by a number"),
    "name": _("found by name"),
    "file": _("a document"),
    "file_cover": _("file cover"),
    "note_sheet": _("note sheet"),
    "attendance_sheet": _("attendance sheet"),
}
PAGE = _("page %(number)s of a document")
PURPOSES = {  # vault.AccessRecord.purpose, for the desk
    "own": _("the person"),
    "own copy": _("the person's copy"),
    "claimed case": _("claimed case"),
    "stated reason": _("stated reason"),
    "claim": _("claim to an entry of the register"),
    "question": _("question"),
    "report": _("report of a demand for money"),
    "interview": _("shown for an interview"),
    "name search": _("search by name"),
    "counter": _("search at the counter"),
    "offer": _("offer"),
    "printed": _("printed for the paper file"),
    "lesson": _("printed for a lesson"),
}
PAGES = {  # records/middleware.py
    "admin:desk_counter": _("Counter"),
    "admin:desk_person": _("Person at the counter"),
    "admin:desk_cv": _("CV of a person"),
    "admin:desk_figures_table": _("Figures of the month"),
    "admin:desk_ledger": _("Ledger of vacancies"),  # of days when a ledger was taken at this address
    "admin:desk_yearly": _("Figures of the yearly report"),
    "admin:kept_file_take": _("Ledger or long table"),
    "admin:desk_leads_export": _("Leads"),
    "admin:desk_programme_members": _("Members of a programme"),
    "admin:desk_attendance_file": _("Attendance of a group"),
    "admin:desk_talent_export": _("Stock of talent"),
    "admin:desk_records_file": _("What an account saw"),
    "admin:desk_records_access": _("Access log"),
}
