# ruff: noqa: E501 - tables read better as tables
"""Who may read which class of data: the law of the house in one table, written from product.md and N5-N7, never from the views."""

from dataclasses import dataclass, field

OEC = {"oec_officer", "oec_supervisor"}
PARTNERS = OEC | {"inter_ses"}
READERS = PARTNERS | {"auditor"}
DESK = READERS | {"operator"}
ORGANISATION = {"oec_officer": "oec", "oec_supervisor": "oec", "inter_ses": "inter_ses"}


@dataclass(frozen=True)
class Actor:
    """Somebody at the door: who, in which role, for which company, and how they came."""

    name: str
    role: str = ""
    company: str = ""
    person: str = ""  # whose rights a key carries; else the name
    by: str = "session"  # session | key | dead_key | nothing
    may_write: bool = True
    has_second_factor: bool = True

    @property
    def who(self) -> str:
        return self.person or self.name


@dataclass(frozen=True)
class Facts:
    """What is true of an object, as the world was made."""

    owner: str = ""  # the candidate or the recipient
    company: str = ""
    state: str = ""
    role: str = ""  # of a person
    is_public: bool = False
    is_sent: bool = False
    shown_to: frozenset[str] = field(default_factory=frozenset)  # companies to which it was presented
    claimed_by: str = ""
    organisation: str = ""  # of the author of a note
    reach: str = ""
    members: frozenset[str] = field(default_factory=frozenset)


def is_own(a: Actor, f: Facts) -> bool:
    return bool(f.owner) and a.who == f.owner


def is_company(a: Actor, f: Facts) -> bool:
    return a.role == "employer" and bool(f.company) and a.company == f.company


def is_shown(a: Actor, f: Facts) -> bool:
    return a.role == "employer" and a.company in f.shown_to


def has_on_desk(a: Actor, f: Facts) -> bool:
    """The question or report lies on this reader's desk; the auditor reads all of them."""
    return a.role == "auditor" or (bool(f.organisation) and ORGANISATION.get(a.role) == f.organisation)


def reads_report(a: Actor, f: Facts) -> bool:
    """A demand for money: OEC's supervisors and the auditor; about OEC's own staff the auditor alone."""
    return a.role == "auditor" or (a.role == "oec_supervisor" and f.organisation == "oec")


def reads_second(a: Actor, f: Facts) -> bool:
    """A request for a second signature: who asked (the owner here), OEC's supervisors who may sign, and the auditor."""
    return a.role in {"oec_supervisor", "auditor"} or (bool(f.claimed_by) and f.claimed_by == a.who)


def reads_note(a: Actor, f: Facts) -> bool:
    """By reach: own organisation, partners, also the employer, also the candidate (the widest)."""
    if f.reach == "own":
        return ORGANISATION.get(a.role) == f.organisation
    if a.role in READERS:
        return True
    if f.reach == "employer":
        return is_company(a, f)
    return f.reach == "candidate" and is_own(a, f)


def reads_name(a: Actor, f: Facts) -> bool:
    """A candidate's name: the person and the partners. Staff and employers' people: the desk and their own company."""
    if is_own(a, f):
        return True
    if f.role == "candidate":
        return a.role in PARTNERS
    return a.role in READERS or (f.role == "employer" and is_company(a, f))


READ = {
    # nobody forbids it
    "public": lambda a, f: True,
    # vacancies and companies
    "vacancy": lambda a, f: f.is_public or a.role in READERS or is_company(a, f),
    "company": lambda a, f: f.is_public or a.role in READERS or is_company(a, f),
    "company_name": lambda a, f: f.is_public or a.role in DESK or is_company(a, f),
    # what a company keeps for its own forms, and what it is asked at the desk
    "company_own": lambda a, f: a.role in READERS or is_company(a, f),
    "sheet": lambda a, f: a.role == "inter_ses" or is_company(a, f),
    "company_check": lambda a, f: a.role in READERS,
    "remark": lambda a, f: a.role in READERS or is_company(a, f),
    "demand": lambda a, f: f.is_public or a.role in READERS or is_company(a, f),
    # people
    "name": reads_name,
    "phone": lambda a, f: is_own(a, f) or (a.role in OEC and f.claimed_by == a.who),
    "email": lambda a, f: is_own(a, f) or (f.role != "candidate" and reads_name(a, f)),
    # CNIC, passport, birth date, visa: the person; an OEC officer in the case that this officer opened (N7)
    "identity": lambda a, f: is_own(a, f) or (a.role in OEC and f.claimed_by == a.who),
    # what a person tells about the work: partners, the auditor once it was sent, an employer to whom it was presented
    "profile": lambda a, f: is_own(a, f) or a.role in PARTNERS or (a.role == "auditor" and f.is_sent) or is_shown(a, f),
    "past_employer": lambda a, f: is_own(a, f) or a.role in PARTNERS or (a.role == "auditor" and f.is_sent),
    # a kept search is the person's own; OEC's register is OEC's, but for the entry and the claim that are the person's
    "own_words": is_own,
    "register": lambda a, f: is_own(a, f) or a.role in OEC,
    # web addresses tell who it is: the person and the partners; an employer only by the consent to the name, which nobody here gave
    "link": lambda a, f: is_own(a, f) or a.role in PARTNERS,
    "typed_contact": lambda a, f: is_own(a, f) or a.role in PARTNERS,
    "paper": lambda a, f: is_own(a, f) or a.role in OEC,
    # applications
    "motivation": lambda a, f: is_own(a, f) or (a.role in READERS and f.is_sent) or is_shown(a, f),
    "summary": lambda a, f: is_own(a, f) or a.role in READERS or is_shown(a, f),
    "inner_reason": lambda a, f: a.role in READERS,
    "to_correct": lambda a, f: is_own(a, f) or a.role in READERS,
    "interview": lambda a, f: is_own(a, f) or a.role in READERS or is_shown(a, f),
    "offer": lambda a, f: (is_own(a, f) and f.state == "made") or a.role in READERS or is_shown(a, f),
    "outcome": lambda a, f: a.role in READERS or is_shown(a, f),
    "proposal": lambda a, f: is_own(a, f) or a.role in READERS,
    "shortlist": lambda a, f: is_company(a, f) or a.role == "inter_ses",
    # what colleagues call decisions taken together: their own house and the auditor
    "batch": has_on_desk,
    # what an officer calls a filter: the officer; shared by who leads, the house and the auditor
    # what a house is closed for: its own people and the desk
    "closure": lambda a, f: a.role in READERS or is_company(a, f),
    "saved": lambda a, f: is_own(a, f) or (f.reach == "own" and has_on_desk(a, f)),
    "call": lambda a, f: a.role in OEC,
    # why somebody asked who saw what; from which network a step came
    "inquiry": lambda a, f: a.role in {"oec_supervisor", "auditor"},
    "origin": lambda a, f: a.role in {"oec_supervisor", "auditor"},
    "objection": lambda a, f: a.role in READERS or is_shown(a, f),
    "departure": lambda a, f: is_own(a, f) or a.role in READERS,
    # words of the staff, letters, keys
    "note": reads_note,
    # questions to a human and reports of a demand for money
    "question": lambda a, f: is_own(a, f) or has_on_desk(a, f),
    "question_note": has_on_desk,
    "report": reads_report,
    # companies that Inter-SES speaks with: its own and the auditor's; whom it speaks with there is its own
    "lead": lambda a, f: a.role in {"inter_ses", "auditor"},
    # programmes: the teacher and the source of a number of seats are the desk's; where somebody sits a test is theirs
    "programme": lambda a, f: a.role in READERS,
    "test_place": lambda a, f: is_own(a, f) or a.role in READERS,
    # what Inter-SES charges employers: its own books, and the auditor
    "fee": lambda a, f: a.role in {"inter_ses", "auditor"},
    "lead_contact": lambda a, f: a.role == "inter_ses",
    "second": reads_second,
    "second_invited": lambda a, f: a.role == "oec_supervisor" or (bool(f.claimed_by) and f.claimed_by == a.who),
    "letter": is_own,
    "copy": is_own,
    "invitation": lambda a, f: is_company(a, f) or a.who in f.members,
    "key": lambda a, f: is_own(a, f) or a.role == "operator",
    "session": is_own,
    "secret": lambda a, f: False,
}

# Every text field of every model of ours is here or is listed as not telling anything; test_matrix holds that.
CLASS_OF = {
    "accounts.user.full_name": "name", "accounts.user.email": "email", "accounts.user.phone": "phone",
    "accounts.party.name": "company_name", "accounts.party.name_ja": "company_name",
    "accounts.secondsignature.reason": "second", "accounts.secondsignature.invited_name": "second_invited", "accounts.secondsignature.invited_email": "second_invited",
    "accounts.invitation.full_name": "invitation", "accounts.invitation.email": "invitation",
    "jobs.employer.name_ja": "company", "jobs.employer.name_en": "company", "jobs.employer.address": "company",
    "jobs.employer.industry": "company", "jobs.employer.website": "company", "jobs.employer.verified_how": "company_check",
    **{f"jobs.employer.{name}": "company" for name in ("name_kana", "about_ja", "about_en", "dispatch_licence")},
    **{f"jobs.employer.{name}": "company_own" for name in (
        "postal_code", "address_en", "representative_ja", "representative_en", "representative_title",
    )},
    **{f"jobs.usualterms.{name}": "company_own" for name in (
        "duties_change_range", "duties_change_range_en", "probation_conditions", "probation_conditions_en", "holidays", "holidays_en",
        "bonus", "bonus_en", "raises", "raises_en", "pay_day", "pay_day_en", "leaving", "leaving_en", "housing", "housing_en",
    )},
    **{f"jobs.workplace.{name}": "company_own" for name in ("name", "address", "address_en", "change_range", "change_range_en")},
    "jobs.sentsheet.note": "sheet", "jobs.sentsheet.refused_why": "sheet", "jobs.vacancyversion.remark": "remark",
    **{f"jobs.question.text_{language}": "vacancy" for language in ("ja", "en", "ur")},
    "jobs.demandletter.number": "demand", "jobs.remark.text": "remark",
    **{f"jobs.vacancy.{name}": "vacancy" for name in (
        "title_ja", "title_en", "title_ur", "duties_ja", "duties_en", "requirements_ja", "requirements_en", "skills", "duties_change_range",
        "renewal_criteria", "probation_conditions", "workplace_address", "workplace_change_range", "holidays", "allowances_note", "bonus",
        "dispatch_client", "housing", "duties_change_range_en", "probation_conditions_en", "holidays_en", "bonus_en", "raises", "raises_en",
        "pay_day", "pay_day_en", "leaving", "leaving_en", "housing_en", "renewal_criteria_en", "workplace_address_en",
        "workplace_change_range_en", "allowances_note_en", "deductions_note", "deductions_note_en", "dispatch_client_en", "pr_ja", "pr_en",
    )},
    "candidates.profile.full_name": "name", "candidates.profile.passport_surname": "name", "candidates.profile.passport_name": "name", "candidates.profile.name_katakana": "name",
    "candidates.profile.cnic": "identity", "candidates.profile.birth_date": "identity", "candidates.profile.passport_number": "identity",
    "candidates.profile.skills": "profile", "candidates.profile.about": "profile",
    **{f"candidates.profile.{name}": "link" for name in ("code_url", "portfolio_url", "project_url", "project_about")},
    "candidates.education.subject": "profile", "candidates.education.institution": "profile",
    "candidates.experience.title": "profile", "candidates.experience.duties": "profile", "candidates.experience.company": "past_employer",
    "candidates.savedsearch.name": "own_words", "candidates.savedsearch.query": "own_words", "candidates.testresult.number": "paper",
    "candidates.evidence.checked_reference": "paper", "candidates.evidence.checked_link": "paper", "vault.storedfile.original_name": "paper",
    "applications.application.motivation": "motivation", "applications.application.summary_ja": "summary",
    "applications.answer.text": "motivation",
    "applications.application.override_reason": "inner_reason", "applications.application.returned_note": "to_correct",
    **{f"applications.interview.{name}": "interview" for name in ("place", "message", "declined_note")},
    "applications.interview.outcome_note": "outcome", "applications.proposal.message": "proposal",
    **{f"applications.offer.{name}": "offer" for name in (
        "contract_term", "workplace", "duties", "hours", "holidays", "allowances", "pay_day", "leaving", "insurance",
        "raises", "bonus", "retirement_pay",
    )},
    "applications.offer.objection": "objection",
    "applications.shortlist.message": "shortlist", "applications.shortlistmark.by_name": "shortlist", "applications.shortlistmark.note": "shortlist",
    "departure.departure.protector_number": "departure", "departure.departure.flight_number": "departure",
    "departure.departure.visa_number": "identity",
    "workflow.note.text": "note", "workflow.casenote.text": "note", "reviews.decision.note": "note", "reviews.decision.refusal": "inner_reason", "reviews.batch.name": "batch", "reviews.recusal.note": "inner_reason", "reviews.savedfilter.name": "saved", "accounts.closure.name": "closure", "reviews.call.note": "call", "reviews.decision.remarks": "note",
    "notifications.message.subject": "letter", "notifications.message.body": "letter", "notifications.message.address": "letter",
    "notifications.message.link": "letter", "notifications.message.provider_ref": "letter",
    "api.apikey.name": "key",
    "support.question.reply_to": "question", "support.line.text": "question",
    **{f"support.report.{name}": "report" for name in ("their_contact", "place", "text", "job_number", "reply_to")},
    "support.reportnote.text": "report",
    **{f"outreach.lead.{name}": "lead" for name in ("name_ja", "name_en", "website", "source_note", "next_step")},
    **{f"outreach.lead.{name}": "lead_contact" for name in ("contact_name", "contact_email", "contact_phone")},
    "outreach.leadnote.text": "lead",
    **{f"programmes.programme.{name}": "public" for name in ("name_en", "name_ur", "name_ja")},
    "programmes.group.title": "public", "programmes.group.place": "public", "programmes.group.teacher": "programme",
    "programmes.programmeseats.source": "programme", "programmes.sitting.place": "test_place",
    **{f"reporting.fee.{name}": "fee" for name in ("basis", "invoice", "why")},
    "records.inquiry.reason": "inquiry", "workflow.origin.network": "origin",
    "register.registerimport.file_name": "register",
    **{f"register.{model}.{name}": "register" for model in ("registerentry", "staged") for name in (
        "number", "full_name", "education_level", "education_subject", "trade", "japanese",
    )},
    **{f"register.{model}.{name}": name for model in ("registerentry", "staged") for name in ("phone", "email")},
    **{f"register.{model}.{name}": "identity" for model in ("registerentry", "registerclaim", "draft") for name in ("cnic", "birth_date")},
    "register.registerclaim.full_name": "register", "register.registerclaim.address": "phone",
    "register.draft.full_name": "secret", "register.draft.address": "secret", "register.draft.code": "secret",
}  # fmt: skip

# Codes, references, hashes and reference data: they tell nothing about a person, or are checked by other tests.
TELLS_NOTHING = {
    "accounts.user": {"password", "last_login"},
    "jobs.employer": {"corporate_number", "point_items", "verified_checks"},
    "jobs.usualterms": {"support"}, "jobs.vacancyversion": {"content", "changed"},  # content holds the marks of the vacancy
    "jobs.remark": {"field"},
    "jobs.vacancy": {"reference", "visa_routes", "search_terms", "support", "english_of"}, "jobs.skillword": "all",  # search_terms: the marks of its other texts
    "jobs.prefecture": "all", "jobs.sswfield": "all", "jobs.minimumwage": "all", "jobs.fieldopening": "all", "jobs.exchangerate": "all", "jobs.skill": "all",
    "candidates.district": "all",
    "candidates.profile": {"name_keys", "reference", "cnic_index", "passport_index", "said_complete", "wanted_fields", "point_items"},
    "candidates.education": {"country"}, "candidates.testresult": {"level", "country"},
    "applications.application": {"reference", "close_reason", "restore_to"},
    "applications.consent": {"text_version", "source"},
    "applications.offer": {"source"},
    "applications.acceptcode": "all",
    "applications.shortlist": {"secret_hash"}, "applications.shortlistmark": {"mark"}, "applications.presentedcandidate": "all",  # a view
    "applications.snapshot": {"content"},  # holds the marks of the profile that it was taken from
    "workflow.entry": "all", "workflow.casenote": {"subject_kind", "actor_role"}, "workflow.reaction": "all", "workflow.heartbeat": "all", "workflow.slot": "all", "workflow.formkey": "all",
    "workflow.holiday": "all", "workflow.term": "all",
    "vault.storedfile": {"kind", "media_type", "sha256", "refusal"}, "vault.accessrecord": "all",
    "workflow.reminder": "all", "reviews.deputy": "all", "reviews.remit": "all", "reviews.balance": "all", "reviews.digest": "all", "reviews.claim": "all", "reviews.assignment": "all", "reviews.load": "all", "reviews.call": {"outcome"}, "reviews.recusal": {"subject_kind"}, "reviews.decision": {"subject_kind", "step", "reason", "refused_for"}, "reviews.batch": {"subject_kind", "step"}, "reviews.savedfilter": {"subject_kind", "query"},
    "notifications.message": {"template"}, "notifications.attempt": "all",
    "privacy.deletion": {"done"},
    "register.registerimport": {"source", "layout", "columns", "counts", "fault"}, "register.problem": "all", "register.duplicate": "all", "register.movedrow": "all",
    "register.registerentry": {"source", "sex"}, "register.staged": {"outcome", "sex"}, "register.registerclaim": {"reference", "contact_kind"},
    "register.draft": {"kind", "contact_kind", "details"},
    "outreach.lead": {"key_ja", "key_en", "corporate_number"}, "outreach.leadinvitation": "all", "outreach.talentcell": "all", "programmes.fieldquota": "all", "programmes.fielduse": "all", "programmes.group": {"weekdays"}, "programmes.attendance": {"mark"},
    "accounts.counter": "all", "exports.export": "all", "exports.piece": "all", "accounts.secondsignature": {"matter", "wants", "was", "signers"},
    "reporting.agencyyear": "all", "reporting.fee": {"kind"},
    "reporting.countedmonth": "all", "reporting.figure": "all", "reporting.pace": "all",
    "support.office": "all", "support.guidepage": "all", "support.guideversion": "all",
    "support.question": {"reference", "about_label"}, "support.report": {"reference"},
    "api.apikey": {"prefix", "scopes"}, "api.idempotencykey": "all",
    "workflow.origin": {"door"}, "records.fieldchange": "all",  # its values are the marks of the rows that it is about
    "records.seal": "all", "records.visit": "all",
}  # fmt: skip


def may_read(actor: Actor, kind: str, facts: Facts) -> bool:
    """Whether this reader may find this canary in an answer."""
    return READ[kind](anonymous_if_dead(actor), facts)


def anonymous_if_dead(actor: Actor) -> Actor:
    """A revoked or expired key, or a desk session without its second factor, has the rights of nobody."""
    if actor.by == "dead_key" or not actor.has_second_factor:
        return Actor(actor.name)
    return actor
