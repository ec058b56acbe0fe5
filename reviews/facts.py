"""What a decision page shows beside the decision, per kind. Everything is read here; the templates only lay it out."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.closures import coming, may_enter
from accounts.models import User
from accounts.roles import OEC, PARTNERS
from applications import rules
from applications import transitions as applications
from applications.conditions import differences
from applications.models import Application, Consent, Offer, Snapshot
from applications.presentation import without_identity
from applications.snapshot import content_of
from candidates import standing
from candidates.models import Evidence
from candidates.models.evidence import KIND_NAMES
from candidates.states import EvidenceKind, EvidenceState
from candidates.transitions import today
from candidates.words import WORDS
from jobs import transitions as jobs
from jobs import versions
from jobs.models import DemandLetter, Employer, Remark, Vacancy
from jobs.models.vacancy import ROUTES
from jobs.presentation import sections
from jobs.rules import vet_blockers
from jobs.standing import japan_today, vacancy_facts
from jobs.states import LIVE
from jobs.whole import hang, hang_on
from reviews import changes, identity
from reviews.kinds import proves
from reviews.models import Call
from reviews.state_words import EVIDENCE, VERDICT
from workflow.prepared import NUMBER, Prepared

TEXTS = {"title": _("Title"), "duties": _("Duties"), "requirements": _("Requirements")}
OF_EMPLOYER = (
    "corporate_number", "name_ja", "name_kana", "name_en", "prefecture", "address", "industry", "employees",
    "website", "representative_ja", "dispatch_licence", "about_ja", "about_en", "job_offers_lawful_on", "no_crime_ties_on", "verified_how",
)  # fmt: skip
CONTACT = ("cnic", "birth_date", "phone")
NEXT_STEPS = WORDS | {"next_wait_for_check": _("OEC has not checked the document yet.")}  # "You need to do nothing" is no word to OEC


def read_whole(kind: str, subject: Any) -> None:
    """The lists that a page asks for again and again, read once for the whole page."""
    if kind == "application":
        standing.made_whole(subject.candidate)
    elif kind == "evidence":
        standing.made_whole(subject.profile)
    elif kind == "vacancy":
        hang(subject, "allowances", "questions")
        hang_on(subject, "wanted_skills", subject.skills_wanted())


_newest = Prepared(lambda application: Snapshot.objects.filter(application=application).order_by("-version")[:1], NUMBER)
_consents = Prepared(lambda candidate: Consent.objects.live().filter(candidate=candidate).select_related("employer"), NUMBER)
_last_call = Prepared(lambda profile: Call.objects.filter(profile=profile).select_related("by")[:1], NUMBER)
_remarks = Prepared(lambda vacancy: Remark.objects.filter(vacancy=vacancy).select_related("by"), NUMBER)


def of_application(application: Application, user: User, is_claimed: bool) -> dict[str, Any]:
    """Verdict, what keeps it from its next step, evidence, consents, the snapshot."""
    profile = application.candidate
    newest = _newest.first(application.pk)
    shown = {
        "profile": profile,
        "name": profile.full_name if user.role in PARTNERS else "",
        "routes": routes(application),
        "papers": [_paper(row, user) for row in standing.papers_of(profile)],
        "consents": _consents(profile.pk),
        "snapshot": newest,
        "content": content_for(user, application, newest),
        "blockers": blockers_of(application, user),
        "changes": changes_of(application, user, newest),
        "may_print": user.role in OEC,
        "calls": _last_call(profile.pk) if user.role in OEC else [],
    }
    if identity.may_open(user, is_claimed):
        shown["identity"] = identity.values(profile, CONTACT, user=user, case=application.reference)
    return shown


def content_for(user: User, application: Application, snapshot: Snapshot | None) -> dict[str, Any]:
    """What was sent; an auditor reads the person's own words without names and contacts."""
    content: dict[str, Any] = snapshot.content if snapshot else {}
    return content if user.role in PARTNERS else without_identity(application, content)


def _paper(row: Evidence, user: User) -> dict[str, Any]:
    how = row.get_checked_how_display() if row.state == EvidenceState.VERIFIED else ""
    return {"row": row, "about": proves(row), "tag": EVIDENCE[row.state], "is_linked": user.role in OEC, "how": how}


def routes(application: Application) -> list[dict[str, Any]]:
    """Per visa route the verdict and every requirement in words."""
    names = dict(ROUTES)
    return [
        {
            "name": names.get(found.route, found.route),
            "tag": VERDICT[str(found.verdict)],
            "rows": [_requirement(need) for need in found.requirements],
        }
        for found in standing.verdicts(application.candidate, application.vacancy, today())
    ]


def _requirement(need: Any) -> dict[str, Any]:
    return {
        "label": WORDS.get(need.code, need.code),
        "state": {"met": "met", "not_met": "not_met"}.get(need.state, "unknown"),
        "evidence": NEXT_STEPS.get(need.next_step, "") if need.next_step else "",
    }


def blockers_of(application: Application, user: User) -> list[Any]:
    """What keeps OEC from endorsing it now."""
    if application.state != "submitted":
        return []
    needs = applications.needs_of_endorsement(application)
    return rules.endorse_blockers(**needs)  # type: ignore[arg-type]


def changes_of(application: Application, user: User, snapshot: Snapshot | None) -> list[changes.Change]:
    """What was changed in the profile after it was sent, as this reader may see it."""
    sent = content_for(user, application, snapshot)
    if not sent.get("profile") or sent["profile"].get("version") == application.candidate.version:
        return []
    now = content_of(application)
    return changes.since(sent, now if user.role in PARTNERS else without_identity(application, now))


def of_evidence(paper: Evidence, user: User, is_claimed: bool) -> dict[str, Any]:
    """The pages of the document and what the candidate typed; identity values only in a claimed case."""
    profile = paper.profile
    shown: dict[str, Any] = {
        "profile": profile,
        "kind_name": KIND_NAMES[EvidenceKind(paper.kind)],
        "may_open": identity.may_open(user, is_claimed),
        "pages": range(1, (paper.file.pages or 1) + 1) if paper.file.is_clean else [],
        "typed": typed(paper),
        "checked_by": paper.checked_by if paper.checked_how else None,
        "others": [_paper(row, user) for row in standing.papers_of(profile) if row.pk != paper.pk],
    }
    if shown["may_open"]:
        fields = identity.SHOWN.get(EvidenceKind(paper.kind), ())
        shown["identity"] = identity.values(profile, fields, user=user, case=f"{profile.reference} {paper.kind}") if fields else []
    return shown


def typed(paper: Evidence) -> list[tuple[Any, Any]]:
    """What the candidate wrote about the thing that this document proves; no identity numbers."""
    profile, about = paper.profile, paper.education or paper.experience or paper.test
    rows = [(identity.label_of("full_name"), profile.full_name)]
    if paper.kind == EvidenceKind.PASSPORT:
        rows = [
            (identity.label_of("passport_name"), profile.passport_name),
            (identity.label_of("passport_expires_on"), profile.passport_expires_on),
        ]
    if about is not None:
        rows += [
            (field.verbose_name, _value(about, field)) for field in about._meta.fields if field.name not in ("id", "public_id", "profile")
        ]
    return [(label, value) for label, value in rows if value not in ("", None)]


def _value(row: Any, field: Any) -> Any:
    return getattr(row, f"get_{field.name}_display", lambda: getattr(row, field.name))()


def of_vacancy(vacancy: Vacancy, user: User, is_claimed: bool) -> dict[str, Any]:
    """Every item of disclosure, both languages side by side, blockers and warnings of the law today."""
    letters = list(jobs.letters_for(vacancy))
    letter = vacancy.demand_letter or (letters[0] if letters else None)
    unlawful, warnings = jobs.submit_reasons(vacancy)
    blockers = {
        "submitted": lambda: [*vet_blockers(vacancy=vacancy_facts(vacancy), employer_state=vacancy.employer.state), *unlawful],
        "vetted": lambda: jobs.publish_blockers(vacancy, letter),
        "paused": lambda: jobs.live_blockers(vacancy),
        "closed": lambda: jobs.live_blockers(vacancy),
    }
    return {
        "sections": sections(vacancy),
        "texts": [(word, getattr(vacancy, f"{name}_ja"), getattr(vacancy, f"{name}_en")) for name, word in TEXTS.items()],
        "blockers": blockers.get(vacancy.state, list)(),
        "warnings": warnings,
        "letters": letters,
        "change": change_of(vacancy),
        "remarks": _remarks(vacancy.pk),
        "japan_today": japan_today(),
    }


def change_of(vacancy: Vacancy) -> dict[str, Any] | None:
    """The change that waits: what is public and what is proposed, and what the law says of it."""
    made = versions.proposed_of(vacancy) if vacancy.state in LIVE else None  # only what is public waits with a change
    if made is None:
        return None
    return {
        "rows": versions.difference(versions.content_of(vacancy), made.content),
        "by": made.by,
        "at": made.at,
        "blockers": jobs.change_blockers(vacancy, made.content),
    }


def of_employer(employer: Employer, user: User, is_claimed: bool) -> dict[str, Any]:
    """The company as it registered, with its vacancies."""
    rows = [(Employer._meta.get_field(name).verbose_name, getattr(employer, name)) for name in OF_EMPLOYER]
    rows.append((Employer._meta.get_field("category").verbose_name, employer.get_category_display()))
    checked = ", ".join(str(label) for code, label in Employer.Checked.choices if code in employer.verified_checks)
    rows.append((Employer._meta.get_field("verified_checks").verbose_name, checked))
    people = [str(tie.user) for tie in employer.party.memberships.live().select_related("user")]
    return {
        "rows": [(label, value) for label, value in rows if value not in ("", None)],
        "people": people,
        "closures": coming(employer.party),
        "closures_url": reverse("admin:closures_of", args=[employer.party.public_id]) if may_enter(user, employer.party) else "",
        "vacancies": Vacancy.objects.visible_to(user).filter(employer=employer).exclude(state="draft").order_by("-pk")[:20],
    }


def of_demand(letter: DemandLetter, user: User, is_claimed: bool) -> dict[str, Any]:
    """What was entered from the paper, and the vacancies it covers."""
    names = ("number", "attested_on", "valid_until", "seats")
    rows = [(DemandLetter._meta.get_field(name).verbose_name, getattr(letter, name)) for name in names]
    rows.insert(1, (DemandLetter._meta.get_field("authority").verbose_name, letter.get_authority_display()))
    return {
        "rows": [(label, value) for label, value in rows if value not in ("", None)],
        "vacancies": letter.vacancies.order_by("reference"),
    }


def of_offer(offer: Offer, user: User, is_claimed: bool) -> dict[str, Any]:
    """Each written condition beside what was advertised."""
    application = offer.application
    return {
        "application": application,
        "rows": differences(offer),
        "warnings": applications.offer_warnings(application, offer.base_pay),
    }


FACTS = {
    "application": of_application,
    "evidence": of_evidence,
    "vacancy": of_vacancy,
    "employer": of_employer,
    "demand": of_demand,
    "offer": of_offer,
}
