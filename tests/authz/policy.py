# ruff: noqa: E501 - tables read better as tables
"""Who may open which address and who may take which step there, by the address's name. Written from product.md; it knows no view."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.authz.oracle import (
    DESK,
    OEC,
    ORGANISATION,
    PARTNERS,
    READERS,
    Actor,
    Facts,
    has_on_desk,
    is_company,
    is_own,
    is_shown,
    reads_report,
    reads_second,
)

Rule = Callable[[Actor, Facts], bool]


@dataclass(frozen=True)
class Row:
    """`of` names the objects of its id; `sees` opens it (GET), `takes` changes something (POST); None: nobody may."""

    of: str = ""
    sees: Rule | None = None
    takes: Rule | None = None
    fill: dict[str, list[Any]] = field(default_factory=dict)
    states: tuple[str, ...] = ()  # objects that fit best
    query: str = ""
    is_machine: bool = False  # POST is part of signing in: it writes counters, codes, sessions, whoever asks

    def opens(self, actor: Actor, facts: Facts) -> bool:
        """Whether the object may be known here at all."""
        return any(rule(actor, facts) for rule in (self.sees, self.takes) if rule)


def roles(*names: str) -> Rule:
    return lambda a, f: a.role in names


def both(*rules: Rule) -> Rule:
    return lambda a, f: all(rule(a, f) for rule in rules)


def either(*rules: Rule) -> Rule:
    return lambda a, f: any(rule(a, f) for rule in rules)


def writes(rule: Rule) -> Rule:
    """A key without the scope for steps takes none."""
    return lambda a, f: a.may_write and rule(a, f)


anyone: Rule = lambda a, f: True  # noqa: E731
signed_in: Rule = lambda a, f: bool(a.role)  # noqa: E731
nobody: Rule = lambda a, f: False  # noqa: E731
candidate, employer = roles("candidate"), roles("employer")
desk, readers, partners, oec, operator = roles(*DESK), roles(*READERS), roles(*PARTNERS), roles(*OEC), roles("operator")
in_company: Rule = lambda a, f: a.role == "employer" and bool(a.company)  # noqa: E731
own: Rule = lambda a, f: a.role == "candidate" and is_own(a, f)  # noqa: E731
public_vacancy: Rule = lambda a, f: f.is_public  # noqa: E731
sent: Rule = lambda a, f: f.state != "draft"  # noqa: E731
vacancy_reader = either(public_vacancy, readers, is_company)

takes_requests: Rule = lambda a, f: f.state == "open"  # noqa: E731
visitor: Rule = lambda a, f: a.role in ("", "candidate", "employer")  # noqa: E731
lead_readers = roles("inter_ses", "auditor")
leads = roles("oec_supervisor", "inter_ses")
examiner = roles("oec_supervisor", "auditor")
DESKS = {"oec_officer": "oec", "oec_supervisor": "oec", "inter_ses": "inter_ses", "auditor": "auditor"}
on_desk: Rule = lambda a, f: a.role == "auditor" or at_desk(a, f)  # noqa: E731
at_desk: Rule = lambda a, f: DESKS.get(a.role) == f.organisation  # noqa: E731


# a house is closed by who leads it, a company by Inter-SES too
def enters_closure(a: Actor, f: Facts) -> bool:
    return a.role == "inter_ses" if f.organisation in ("", "inter_ses") else a.role == "oec_supervisor" and f.organisation == "oec"


SIGN_IN = {
    **{name: Row(sees=anyone, is_machine=True) for name in (
        "account_login", "account_code", "account_code_again", "account_who", "account_signup", "account_signup_name", "employer_signup",
        "mfa_authenticate", "mfa_login_webauthn", "account_logout",
    )},
    "account_invitation": Row(sees=anyone, fill={"token": ["no-such-token"]}, is_machine=True),
    **{name: Row(sees=signed_in, is_machine=True) for name in (
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
        "account_change_password", "usersessions_list", "account_home", "after_login",
    )},
    "account_contact": Row(sees=signed_in, fill={"kind": ["email", "phone"]}, is_machine=True),
    **{name: Row("passkey", sees=is_own, takes=is_own, fill={}, is_machine=True) for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")},
    "account_colleagues": Row(sees=in_company, takes=in_company),
    "account_closures": Row(sees=in_company, takes=in_company),
    "account_closure_back": Row("closure", takes=both(in_company, is_company)),
    "account_colleague_end": Row("colleague", takes=both(in_company, is_company)),
    "account_colleague_owner": Row("colleague", takes=both(in_company, is_company)),
}  # fmt: skip

PAGES = {
    **{name: Row(sees=anyone) for name in ("root", "healthz", "home", "hiring", "help", "fees", "privacy", "accessibility", "styleguide", "check", "outbox", "jobs:list")},
    "language": Row(sees=anyone, fill={"code": ["ur", "xx"]}),
    **{f"register:{name}": Row(sees=anyone, is_machine=True) for name in ("claim", "claim_code", "claim_done", "claim_counter", "claim_opened")},
    "quick": Row(sees=anyone),
    "quick_keep": Row(takes=anyone),
    "jobs:detail": Row("vacancy", sees=vacancy_reader),
    "robots": Row(sees=anyone),
    "sitemap": Row(sees=anyone),
    "sitemap_part": Row(sees=anyone, fill={"number": ["0", "pages"]}),
    "faces:feed": Row(sees=anyone),
    **{f"faces:{name}": Row("vacancy", sees=public_vacancy) for name in ("poster", "share_card")},
    "faces:seen": Row("vacancy", takes=anyone, is_machine=True, states=("published",)),
    "faces:press": Row("vacancy", sees=either(readers, is_company)),
    # the candidate's own
    **{f"candidates:{name}": Row(sees=candidate) for name in ("home", "profile", "documents", "educations", "experiences", "languages", "tests", "own_cv")},
    **{f"candidates:{name}": Row(sees=candidate, takes=candidate) for name in ("names", "cnic", "birth", "contact", "english", "words", "links", "wishes", "prefectures", "points", "cv", "resume", "resume_check", "educations_new", "experiences_new", "languages_new", "tests_new")},
    **{f"candidates:{name}_complete": Row(takes=candidate) for name in ("educations", "experiences", "languages", "tests")},
    "candidates:skills": Row(sees=candidate),
    **{f"candidates:{name}": Row(takes=candidate) for name in ("skills_add", "skills_change", "cv_remove", "resume_forget")},
    **{f"candidates:{many}_edit": Row(one, sees=own, takes=own) for many, one in (("educations", "education"), ("experiences", "experience"), ("languages", "test"), ("tests", "test"))},
    **{f"candidates:{many}_remove": Row(one, takes=own) for many, one in (("educations", "education"), ("experiences", "experience"), ("languages", "test"), ("tests", "test"))},
    "candidates:searches": Row(sees=candidate),
    "candidates:search_new": Row(sees=candidate, takes=candidate),
    "candidates:search_edit": Row("search", sees=own, takes=own),
    "candidates:search_remove": Row("search", takes=own),
    "candidates:upload": Row(sees=candidate, takes=candidate, fill={"kind": ["cnic"]}),
    "candidates:own_file": Row("evidence", sees=own, states=("on_file",)),
    "applications:list": Row(sees=candidate),
    "applications:apply": Row("vacancy", sees=both(candidate, public_vacancy), takes=both(candidate, public_vacancy), states=("published",)),
    "applications:detail": Row("application", sees=own),
    **{f"applications:{name}": Row("application", sees=own, takes=own, states=("draft", "returned")) for name in ("motivation", "check")},
    "applications:sent": Row("application", sees=own, states=("submitted",)),
    **{f"applications:{name}": Row("proposal", sees=own, takes=own, states=("asked",)) for name in ("proposal", "proposal_decline")},
    "applications:offer_document": Row("application", sees=own, states=("offered",)),
    "applications:calendar": Row("application", sees=own, states=("interviewing",)),
    "applications:choose": Row("application", takes=own, states=("interviewing",)),
    "applications:offer": Row("application", sees=own, takes=own, states=("offered",)),
    "applications:send_code": Row("application", takes=own, states=("offered",)),
    "applications:step": Row("application", sees=own, takes=own, fill={"name": ["withdraw", "decline_offer", "restore", "show_name", "hide_name"]}, states=("offered",)),
    # language groups: no id stands in the addresses of an answer, whose place it is decides
    "programmes:home": Row(sees=candidate),
    "programmes:ask": Row("group", sees=both(candidate, takes_requests), takes=both(candidate, takes_requests), states=("open",)),
    **{f"programmes:{name}": Row(takes=candidate) for name in ("accept", "tell")},
    **{f"programmes:{name}": Row(sees=candidate, takes=candidate) for name in ("decline", "withdraw")},
    # own data: everybody's own rows, so no id stands in the address
    "account_ways": Row(sees=signed_in, takes=signed_in),
    "privacy:home": Row(sees=signed_in),
    "privacy:looked": Row(sees=candidate, query="after="),
    "privacy:consents": Row(sees=candidate),
    "privacy:consent": Row(sees=candidate, takes=candidate, fill={"key": ["partners"]}),
    "privacy:copy": Row(sees=signed_in, takes=signed_in),
    "privacy:copy_file": Row("copy", sees=is_own),  # no id stands in these addresses: whose it is decides
    "privacy:delete": Row(sees=candidate, is_machine=True),  # asks for a fresh proof first
    "privacy:undo": Row("copy", takes=own),
    # the employer's own
    "employer:home": Row(sees=employer),
    "employer:register": Row(sees=employer, takes=employer),
    "employer:company": Row(sees=in_company),
    "employer:workplaces": Row(sees=in_company),
    **{f"employer:{name}": Row(sees=in_company, takes=in_company) for name in ("company_edit", "terms", "workplace_new")},
    **{f"employer:{name}": Row("workplace", sees=is_company, takes=is_company) for name in ("workplace", "workplace_remove")},
    "employer:vacancies": Row(sees=employer),
    "employer:discarded": Row(sees=employer),
    "employer:bring_back": Row("vacancy", takes=is_company, states=("draft",)),
    "employer:vacancy_new": Row(sees=employer, takes=in_company),
    **{f"employer:{name}": Row("vacancy", sees=is_company) for name in ("vacancy", "vacancy_check", "vacancy_preview")},
    "employer:vacancy_edit": Row("vacancy", sees=is_company, takes=is_company, fill={"page": ["work"]}, states=("draft",)),
    **{f"employer:{name}": Row("vacancy", sees=is_company, takes=is_company, states=("draft",)) for name in ("vacancy_copy", "vacancy_discard")},
    "employer:sheets": Row(sees=in_company, takes=in_company),
    "admin:desk_translations": Row(sees=roles("inter_ses")),
    "admin:desk_translate": Row("vacancy", sees=roles("inter_ses"), takes=roles("inter_ses"), states=("submitted",)),
    "admin:desk_sheets": Row(sees=roles("inter_ses")),
    "admin:desk_sheet_file": Row("sheet", sees=roles("inter_ses")),
    **{f"admin:desk_sheet_{name}": Row("sheet", takes=roles("inter_ses")) for name in ("enter", "refuse")},
    **{f"employer_candidates:{name}": Row(sees=employer, takes=employer) for name in ("invite_many", "not_select_many")},
    **{f"employer_candidates:{name}": Row("application", sees=is_shown, takes=is_shown, states=("interviewing",)) for name in ("move", "outcome")},
    "employer_candidates:offer_document": Row("application", sees=is_shown, states=("offered",)),
    "employer_candidates:calendar": Row("application", sees=is_shown, states=("interviewing",)),
    "employer_candidates:offer_paper": Row("application", sees=is_shown, states=("offered",)),
    "applications:offer_paper": Row("application", sees=own, states=("offered",)),
    "applications:other_times": Row("application", sees=own, takes=own, states=("interviewing",)),
    "employer:vacancy_sheet": Row("vacancy", sees=either(readers, is_company)),
    "employer:letter_paper": Row("demand", sees=either(readers, is_company), fill={"paper": ["letter", "power-of-attorney"]}),
    "employer:letter_scan": Row("demand", sees=is_company, takes=is_company),
    "employer:letter_scan_file": Row("demand", sees=either(readers, is_company), states=("entered",)),
    "employer:vacancy_change": Row("vacancy", sees=is_company, takes=is_company, states=("published",)),
    **{f"employer:{name}": Row("vacancy", takes=is_company, states=("published",)) for name in ("change_back", "vacancy_still_open")},
    "employer:terms": Row(sees=in_company, takes=in_company),
    "employer:workplace_new": Row(sees=in_company, takes=in_company),
    **{f"employer:{name}": Row("workplace", sees=is_company, takes=is_company) for name in ("workplace", "workplace_remove")},
    "employer:vacancy_reopen": Row("vacancy", sees=is_company, takes=is_company, states=("closed",)),
    "employer:vacancy_confirm": Row("vacancy", sees=is_company, fill={"name": ["pause", "close"]}, states=("published",)),
    "employer:vacancy_step": Row("vacancy", takes=is_company, fill={"name": ["pause", "submit"]}, states=("published",)),
    "employer:letters": Row(sees=employer),
    "employer:letter_new": Row(sees=in_company, takes=in_company),
    "employer:letter": Row("demand", sees=is_company),
    "employer:letter_edit": Row("demand", sees=is_company, takes=is_company, states=("drafted",)),
    "employer:letter_step": Row("demand", takes=is_company, fill={"name": ["send_for_attestation"]}, states=("drafted",)),
    **{f"employer_numbers:{name}": Row(sees=employer) for name in ("page", "export")},
    "outreach:invited": Row(sees=anyone, fill={"token": ["no-such-token"]}, is_machine=True),
    "employer_candidates:list": Row(sees=employer),
    "employer_candidates:csv": Row(sees=employer),
    "employer_candidates:sheets": Row(sees=employer),
    "employer_candidates:detail": Row("application", sees=is_shown),
    "employer_candidates:sheet": Row("application", sees=is_shown, fill={"kind": ["skill-sheet", "career"]}, states=("presented",)),
    "employer_candidates:shortlists": Row(sees=roles("employer", "inter_ses")),
    "employer_candidates:shortlist_new": Row(sees=employer, takes=employer),
    "employer_candidates:shortlist": Row("shortlist", sees=either(is_company, roles("inter_ses"))),
    "employer_candidates:shortlist_close": Row("shortlist", takes=is_company),
    "hiring_sample": Row(sees=anyone, fill={"kind": ["skill-sheet", "career"]}),
    "shortlist": Row(sees=nobody, fill={"token": ["no-such-secret"]}, is_machine=True),
    **{f"employer_candidates:{name}": Row("application", sees=is_shown, takes=is_shown, states=("presented",)) for name in ("invite", "offer", "not_select")},
    "employer_candidates:rescind": Row("application", sees=is_shown, takes=is_shown, states=("offered",)),
    # a human to ask, guide pages, a report of a demand for money
    **{f"support:{name}": Row(sees=anyone) for name in ("asked", "look", "opened", "reported")},
    "support:guide": Row(sees=anyone, fill={"slug": ["family"]}),
    "support:report": Row(sees=anyone, takes=anyone),
    "support:ask": Row(sees=visitor, takes=visitor),
    "support:questions": Row(sees=roles("candidate", "employer")),
    "support:question": Row("question", sees=is_own, takes=is_own),
    "support:close": Row("question", takes=is_own),
    "support:file": Row("line", sees=either(is_own, has_on_desk), states=("on_file",)),
    # everybody's inbox
    "notifications:inbox": Row(sees=signed_in),
    "notifications:mark_all_read": Row(takes=signed_in),
    "notifications:message": Row("message", sees=is_own, states=("inbox",)),
    "notifications:mark_read": Row("message", takes=is_own, states=("inbox",)),
}  # fmt: skip

# The desk's own pages. The kind of a case decides who may open it: papers are OEC's alone.
CASES = {
    "application": both(readers, sent), "vacancy": both(readers, sent), "employer": readers, "offer": readers,
    "demand": both(readers, lambda a, f: f.state != "drafted"), "evidence": oec,
}  # fmt: skip
DECIDES = {kind: both(partners, rule) for kind, rule in CASES.items()}
KINDS = list(CASES)
DECISIONS = {
    "application": "send_back",
    "vacancy": "pause",
    "employer": "suspend",
    "offer": "assent",
    "demand": "enter_attestation",
    "evidence": "verify",
}
DESK_PAGES = {
    "admin:desk_oldest": Row(takes=partners),
    "admin:desk_queue": Row(sees=readers, fill={"kind": ["application"]}),
    "admin:desk_next": Row(takes=partners, fill={"kind": ["application"]}),
    **{f"admin:desk_open#{kind}": Row(kind, takes=rule, fill={"kind": [kind]}) for kind, rule in DECIDES.items()},
    **{f"admin:desk_put_back#{kind}": Row(kind, takes=rule, fill={"kind": [kind]}) for kind, rule in DECIDES.items()},
    **{f"admin:desk_case#{kind}": Row(kind, sees=rule, fill={"kind": [kind]}) for kind, rule in CASES.items()},
    **{f"admin:desk_decide#{kind}": Row(kind, takes=rule, fill={"kind": [kind], "step": [DECISIONS[kind]]}, states=("submitted", "received")) for kind, rule in DECIDES.items()},
    "admin:desk_document_page": Row("evidence", sees=lambda a, f: a.role in OEC and f.claimed_by == a.who, fill={"number": [1]}, states=("on_file",)),
    "admin:desk_undo": Row("decision", takes=partners),
    "admin:desk_cv": Row("profile", sees=oec),
    "admin:desk_katakana": Row(sees=roles("inter_ses")),
    "admin:desk_katakana_fix": Row("profile", takes=roles("inter_ses")),
    "admin:desk_counter": Row(sees=oec, takes=oec),
    "admin:desk_walk_in": Row(sees=oec, takes=oec),
    "admin:desk_call": Row("profile", takes=oec),
    "admin:desk_person": Row("profile", sees=oec),
    "admin:desk_compare": Row("evidence", takes=lambda a, f: a.role in OEC and f.claimed_by == a.who, states=("on_file",)),
    "admin:desk_team": Row(sees=leads),
    "admin:desk_balance": Row(sees=leads),
    "admin:desk_balance_switch": Row(takes=leads, fill={"kind": ["application"]}),
    "admin:desk_remit": Row("person", takes=lambda a, f: (a.role == "oec_supervisor" and f.role in OEC) or a.role == f.role == "inter_ses"),
    "admin:desk_deputies": Row(sees=partners, takes=partners),
    "admin:desk_deputy_end": Row("deputy", takes=lambda a, f: ORGANISATION.get(a.role) == f.organisation and (a.role == "oec_supervisor" or is_own(a, f))),
    "admin:desk_figures": Row(sees=readers),
    "admin:desk_figures_table": Row(sees=readers, fill={"what": ["stages", "employer"], "form": ["csv", "xlsx"]}),
    "admin:desk_figures_again": Row(takes=leads),
    "admin:desk_pace": Row(sees=roles("oec_supervisor", "inter_ses", "auditor")),
    "admin:desk_pace_table": Row(sees=roles("oec_supervisor", "inter_ses", "auditor"), fill={"form": ["csv"]}),
    "admin:desk_reach": Row(sees=readers),
    **{f"admin:{name}": Row(sees=readers, fill={"form": ["csv"]}) for name in ("desk_reach_table", "desk_reach_vacancies")},
    "admin:desk_ledgers": Row(sees=lead_readers), "admin:desk_ledgers_again": Row(takes=roles("inter_ses")),
    "admin:desk_ledger": Row(sees=lead_readers, fill={"book": ["vacancies", "seekers", "fees", "yearly"], "year": [2026], "form": ["csv"]}),
    "admin:desk_fees": Row(sees=lead_readers), "admin:desk_fee_new": Row(sees=roles("inter_ses"), takes=roles("inter_ses")),
    "admin:desk_fee_correct": Row("fee", sees=roles("inter_ses"), takes=roles("inter_ses")),
    "admin:desk_endorse": Row(takes=oec),
    "admin:desk_batches": Row(sees=readers),
    "admin:desk_batch_new": Row(takes=partners),
    "admin:desk_batch": Row("batch", sees=on_desk),
    "admin:desk_batch_step": Row("batch", takes=both(partners, on_desk), fill={"name": ["withdraw"]}),
    "admin:desk_certificates": Row(takes=oec),
    "admin:desk_quotas": Row(sees=readers),
    "admin:desk_programmes": Row(sees=readers),
    "admin:desk_programme_new": Row(sees=oec, takes=oec),
    "admin:desk_programme": Row("programme", sees=readers),
    "admin:desk_programme_change": Row("programme", sees=oec, takes=oec),
    "admin:desk_programme_seats": Row("programme", sees=roles("oec_supervisor"), takes=roles("oec_supervisor")),
    "admin:desk_programme_members": Row("programme", sees=readers, fill={"form": ["csv", "xlsx"]}),
    "admin:desk_programme_step": Row("programme", sees=oec, takes=oec, fill={"name": ["end"]}),
    "admin:desk_group_new": Row("programme", sees=oec, takes=oec),
    "admin:desk_sitting_new": Row("programme", sees=partners, takes=partners),
    "admin:desk_group": Row("group", sees=readers),
    "admin:desk_group_change": Row("group", sees=oec, takes=oec),
    "admin:desk_group_step": Row("group", sees=oec, takes=oec, fill={"name": ["cancel"]}),
    **{f"admin:desk_group_{name}": Row("group", takes=oec) for name in ("offer", "many")},
    "admin:desk_group_enrol": Row("group", sees=oec, takes=oec),
    "admin:desk_sitting": Row("sitting", sees=readers, takes=oec),
    "admin:desk_sitting_people": Row("sitting", sees=partners, takes=partners),
    "admin:desk_booking_step": Row("booking", takes=partners, fill={"name": ["cancel"]}),
    "admin:desk_quota_new": Row(sees=roles("oec_supervisor"), takes=roles("oec_supervisor")),
    "admin:desk_filter_save": Row(sees=partners, takes=partners, fill={"kind": ["application"]}),
    "admin:desk_filters": Row(sees=partners),
    "admin:desk_filter_ask": Row("saved", sees=is_own),
    "admin:desk_filter": Row("saved", sees=is_own, takes=is_own),
    "admin:desk_filter_delete": Row("saved", takes=is_own),
    "admin:closures": Row(sees=readers),
    "admin:closures_of": Row("party", sees=enters_closure, takes=enters_closure),
    "admin:closure_back": Row("closure", takes=enters_closure),
    "admin:desk_give": Row(takes=leads, fill={"kind": ["application"]}),
    **{f"admin:desk_hand_on#{kind}": Row(kind, takes=rule, fill={"kind": [kind]}) for kind, rule in DECIDES.items()},
    **{f"admin:desk_note#{kind}": Row(kind, takes=rule, fill={"kind": [kind]}) for kind, rule in DECIDES.items() if kind != "offer"},
    "admin:desk_note#offer": Row("offer", fill={"kind": ["offer"]}),
    "admin:desk_propose": Row("application", sees=both(roles("inter_ses"), sent), takes=both(roles("inter_ses"), sent), states=("not_selected",)),
    "admin:desk_offer_document": Row("offer", sees=roles("inter_ses"), states=("made",)),
    "admin:desk_phone": Row("profile", sees=oec, takes=oec),
    "admin:desk_identity": Row("profile", sees=oec, takes=oec),  # after a fresh proof
    "admin:desk_receipt": Row("profile", sees=oec),
    "admin:desk_paper_person": Row("profile", sees=oec, fill={"sheet": ["cover", "notes"]}),
    "admin:desk_paper_case": Row("application", sees=both(oec, sent), fill={"sheet": ["cover", "notes"]}),
    "admin:desk_apply": Row("profile", takes=oec),
    "admin:desk_behalf": Row("profile", takes=oec, fill={"reference": ["OF-OBJECT"], "name": ["withdraw"]}),
    "admin:desk_questions": Row(sees=readers),
    "admin:desk_question": Row("question", sees=has_on_desk),
    "admin:desk_question_step": Row("question", takes=at_desk, fill={"name": ["note"]}),
    "admin:desk_reports": Row(sees=examiner),
    "admin:desk_report": Row("report", sees=reads_report),
    "admin:desk_report_photo": Row("report", sees=reads_report, states=("on_file",)),
    "admin:desk_report_step": Row("report", takes=both(examiner, at_desk), fill={"name": ["note"]}),
    "admin:exports": Row(sees=oec),
    "admin:export_new": Row(sees=oec, takes=oec),
    "admin:export": Row("export", sees=lambda a, f: a.role in OEC and f.claimed_by == a.who),
    "admin:export_file": Row("export", sees=lambda a, f: a.role in OEC and f.claimed_by == a.who, fill={"form": ["csv"]}, states=("ready",)),
    "admin:export_cancel": Row("export", takes=lambda a, f: a.role in OEC and f.claimed_by == a.who, states=("ready",)),
    "admin:second_list": Row(sees=desk),
    "admin:second_invite": Row(sees=operator, takes=operator),
    "admin:second_ask": Row("person", sees=lambda a, f: a.role in OEC and f.role == "candidate", takes=lambda a, f: a.role in OEC and f.role == "candidate", fill={"matter": ["erase"]}),
    "admin:second": Row("second", sees=reads_second),
    "admin:second_answer": Row("second", takes=lambda a, f: a.role == "oec_supervisor" and reads_second(a, f), fill={"step": ["refuse"]}),
    "admin:register_imports": Row(sees=oec, takes=oec),
    "admin:register_import": Row("register_import", sees=oec),
    "admin:register_import_report": Row("register_import", sees=oec),
    **{f"admin:register_import_{name}": Row("register_import", takes=oec) for name in ("begin", "cancel")},
    "admin:desk_duplicates": Row(sees=oec),
    "admin:desk_duplicate": Row("duplicate", sees=oec),
    "admin:desk_duplicate_merge": Row("duplicate", sees=oec, takes=oec, fill={"keep": ["C-WORLD"]}),
    "admin:desk_duplicate_step": Row("duplicate", takes=oec, fill={"name": ["keep_apart"]}),
    "admin:register_claims": Row(sees=oec),
    "admin:register_claim": Row("register_claim", sees=oec),
    "admin:register_claim_decide": Row("register_claim", takes=oec, fill={"step": ["refuse"]}),
    **{f"admin:{name}": Row(sees=lead_readers) for name in ("desk_leads", "desk_leads_board", "desk_leads_export", "desk_companies", "desk_talent", "desk_talent_export")},
    "admin:desk_lead_new": Row(sees=roles("inter_ses"), takes=roles("inter_ses")),
    "admin:desk_lead": Row("lead", sees=lead_readers),
    "admin:desk_lead_change": Row("lead", sees=roles("inter_ses"), takes=roles("inter_ses")),
    "admin:desk_lead_step": Row("lead", takes=roles("inter_ses"), fill={"name": ["note"]}),
    "admin:desk_company": Row("employer", sees=lead_readers),
    "admin:desk_records": Row(sees=examiner, takes=examiner),
    "admin:desk_records_inquiry": Row("inquiry", sees=examiner),
    "admin:desk_records_file": Row("inquiry", sees=examiner, fill={"form": ["csv", "xlsx"]}),
    "admin:desk_records_access": Row(sees=examiner),
    **{f"admin:desk_records_{name}": Row(sees=examiner) for name in ("seals", "heads")},
    **{f"admin:desk_records_case#{kind}": Row(kind, sees=rule, fill={"kind": [kind]}) for kind, rule in CASES.items()},
    "admin:index": Row(sees=desk),
    "admin:login": Row(sees=anyone, is_machine=True),
    "admin:logout": Row(takes=anyone, is_machine=True),
    "admin:password_change": Row(sees=desk, is_machine=True),
    "admin:password_change_done": Row(sees=desk),
    "admin:autocomplete": Row(sees=desk),
    "admin:jsi18n": Row(sees=desk),
    "admin:view_on_site": Row(sees=desk, fill={"content_type_id": ["1"], "object_id": ["1"]}),
    "admin:app_list": Row(sees=desk, fill={"app_label": ["workflow"]}),
    "admin:catch_all": Row(sees=desk, fill={"url": ["nothing/here"]}),
    "admin:redirect": Row(sees=desk, fill={"object_id": ["1"]}),
}  # fmt: skip

# The stock admin: model -> who looks at which rows. Nobody adds, deletes or changes, but for the few lines below.
sent_or_reader = both(readers, sent)
LOOKS = {
    "accounts_user": either(oec, roles("auditor"), operator), "accounts_party": desk, "accounts_membership": desk, "accounts_invitation": operator,
    **{f"jobs_{model}": readers for model in ("employer", "demandletter", "vacancy", "prefecture", "minimumwage", "sswfield", "fieldopening", "exchangerate", "skill")},
    "applications_application": sent_or_reader, "applications_interview": readers, "applications_offer": readers,
    "support_office": readers, "support_guidepage": readers,
    "departure_departure": readers, "workflow_entry": readers, "workflow_holiday": desk, "workflow_term": desk,
    "workflow_reaction": operator, "workflow_heartbeat": operator,
    "applications_consent": readers,
    "candidates_district": readers,
    "reviews_decision": readers,
    "api_apikey": operator,
    "candidates_profile": partners, "candidates_evidence": oec,
    "notifications_message": desk, "vault_accessrecord": roles("auditor"),
    "auth_group": nobody, "account_emailaddress": nobody, "mfa_authenticator": nobody, "usersessions_usersession": nobody,
}  # fmt: skip
CHANGES = {
    "workflow_holiday": either(operator, roles("oec_supervisor")), "workflow_term": either(operator, roles("oec_supervisor")),
    "support_office": roles("oec_supervisor"), "support_guidepage": partners,
    "jobs_fieldopening": roles("oec_supervisor"), "jobs_exchangerate": roles("oec_supervisor"), "accounts_user": operator,
}  # fmt: skip
ACTS = {name: operator for name in ("notifications_message", "workflow_reaction", "api_apikey")}  # an action of the list
ADDS = {
    "jobs_exchangerate": roles("oec_supervisor"),
    "support_office": roles("oec_supervisor"),
    "support_guidepage": partners,
    "accounts_invitation": operator,
    "workflow_holiday": operator,
    "workflow_term": operator,
}
LISTS = {
    "candidates_profile": readers,
    "candidates_evidence": readers,
    "reviews_decision": readers,
}  # the list opens, empty where nothing may be seen
MAY_BE_ABSENT = ("admin:vault_accessrecord",)  # allowed to the auditor; its page comes with its own issue
# Doors that answer 404 until something more is asked of them; the health page answers 503 where no worker runs.
ASK_MORE = ("healthz", "admin:autocomplete", "admin:view_on_site", "admin:catch_all", *MAY_BE_ABSENT)


def stock(model: str) -> dict[str, Row]:
    """The five pages of one model."""
    looks, changes, adds = LOOKS[model], CHANGES.get(model, nobody), ADDS.get(model, nobody)
    return {
        f"admin:{model}_changelist": Row(sees=LISTS.get(model, looks), takes=ACTS.get(model, changes)),
        f"admin:{model}_change": Row(model, sees=looks, takes=changes),
        f"admin:{model}_history": Row(model, sees=looks),
        f"admin:{model}_add": Row(sees=adds, takes=adds),
        f"admin:{model}_delete": Row(model, sees=nobody, takes=nobody),
    }


STOCK = {name: row for model in LOOKS for name, row in stock(model).items()}

# The API: reads like the pages; a step belongs to the roles of product.md's tables.
is_presented: Rule = lambda a, f: a.role == "inter_ses" and bool(f.shown_to)  # noqa: E731
READS = {
    "vacancies": ("vacancy", vacancy_reader), "applications": ("application", either(own, sent_or_reader, is_shown)),
    "employers": ("employer", either(readers, is_company)), "demand-letters": ("demand", either(readers, is_company)),
    "evidence": ("evidence", either(oec, own)), "presented": ("application", either(is_shown, is_presented)),
}  # fmt: skip
inter_ses, supervisor = roles("inter_ses"), roles("oec_supervisor")
STEPS: dict[str, dict[str, Rule]] = {
    "employers": {"verify": inter_ses, "suspend": inter_ses, "reinstate": inter_ses},
    "demand-letters": {"send_for_attestation": is_company, "enter_attestation": oec, "confirm_attestation": oec, "send_back_attestation": oec},
    "vacancies": {
        "submit": is_company, "vet": inter_ses, "send_back": partners, "publish": oec, "pause": either(partners, is_company),
        "resume": either(partners, is_company), "close": either(oec, is_company), "reopen": either(oec, is_company), "end": partners,
    },
    "evidence": {"verify": oec, "reject": oec}, "presented": {},
    "applications": {
        "submit": own, "send_back": oec, "endorse": oec, "refer_back": inter_ses, "present": inter_ses, "invite": is_shown, "offer": is_shown,
        "rescind": is_shown, "accept": own, "decline_offer": own, "not_select": either(partners, is_shown), "withdraw": own, "restore": own,
        "close": partners, "depart": oec, "arrive": partners, "accept_code": own,
    },
}  # fmt: skip
BEST = {
    "verify": "registered", "suspend": "verified", "reinstate": "suspended", "enter_attestation": "waiting", "confirm_attestation": "entered",
    "send_for_attestation": "drafted", "submit": "draft", "vet": "submitted", "publish": "vetted", "pause": "published", "close": "published",
    "reopen": "closed", "end": "closed", "reject": "received", "send_back": "submitted", "endorse": "submitted", "refer_back": "endorsed",
    "present": "endorsed", "invite": "presented", "offer": "presented", "rescind": "offered", "accept": "offered", "accept_code": "offered",
    "decline_offer": "offered", "not_select": "presented", "withdraw": "submitted", "restore": "withdrawn", "depart": "accepted", "arrive": "departed",
}  # fmt: skip
API = {
    "api:schema": Row(sees=anyone),
    "api:nowhere": Row(fill={"path": ["nothing/here"]}),
    **{f"api:{kind}": Row(sees=anyone if kind == "vacancies" else signed_in, takes=writes(candidate) if kind == "applications" else None) for kind in READS},
    "api:offers": Row(sees=signed_in),
    **{f"api:{kind}_one": Row(of, sees=rule) for kind, (of, rule) in READS.items()},
    **{
        f"api:{kind}_{step}": Row(READS[kind][0], takes=writes(both(READS[kind][1], rule)), states=(BEST.get(step, ""),))
        for kind, steps in STEPS.items()
        for step, rule in steps.items()
    },
    **{f"api:offers_{step}": Row("offer", takes=writes(inter_ses), states=("proposed",)) for step in ("assent", "object")},
}  # fmt: skip

ROWS: dict[str, Row] = {**SIGN_IN, **PAGES, **DESK_PAGES, **STOCK, **API}

# Whoever may read a thing, without the right to this step, learns its refusal (409), never its effect.
READABLE: dict[str, Rule] = {f"api:{kind}_{step}": rule for kind, (_of, rule) in READS.items() for step in STEPS[kind]}
READABLE |= {f"api:offers_{step}": either(readers, is_shown, lambda a, f: own(a, f) and f.state == "made") for step in ("assent", "object")}

READABLE["admin:desk_question_step"] = has_on_desk  # the auditor reads every thread and answers only complaints
READABLE["admin:desk_report_step"] = reads_report
READABLE["admin:desk_document_page"] = READABLE["admin:desk_compare"] = (
    oec  # the case is known to OEC; its pages open to whoever claimed it
)


def knows(name: str, row: Row, actor: Actor, facts: Facts) -> bool:
    """Whether this actor may learn at this address that the object exists."""
    return row.opens(actor, facts) or (name in READABLE and READABLE[name](actor, facts))
