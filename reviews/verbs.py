"""What the desk may decide: for each step of the tables its words, its form and the transition that takes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications import forms as application_forms
from applications import transitions as applications
from applications.models import Offer
from candidates import forms as candidate_forms
from candidates import transitions as candidates
from jobs import forms as job_forms
from jobs import transitions as jobs
from jobs.models import DemandLetter
from reviews import forms as own
from workflow.models import Note, Stateful
from workflow.steps import open_steps

Said = dict[str, Any]


def plain(form_class: type[forms.Form]) -> Callable[..., forms.Form]:
    """A form that needs to know neither the case nor the person."""
    return lambda subject, user, **kwargs: form_class(**kwargs)


def cleaned(form: Any) -> Said:
    """What was said, by field."""
    return dict(form.cleaned_data)


only_note = plain(own.StepForm)


@dataclass(frozen=True)
class Verb:
    """One decision. `take` moves the subject; a pending one is taken ten minutes later."""

    name: str
    label: Any
    take: Callable[..., object]
    form: Callable[..., forms.Form] = only_note
    said: Callable[[Any], Said] = cleaned
    is_pending: bool = False
    tone: str = "sec"


def _endorse_form(subject: Any, user: User, **kwargs: Any) -> forms.Form:
    return own.EndorseForm(verdict=str(applications.needs_of_endorsement(subject)["verdict"]), **kwargs)


def _not_select_form(subject: Any, user: User, **kwargs: Any) -> forms.Form:
    return own.NotSelectForm(role=str(user.role), **kwargs)


def _present_form(subject: Any, user: User, **kwargs: Any) -> forms.Form:
    return own.PresentForm(initial={"summary_ja": subject.summary_ja}, **kwargs)


def _publish_form(subject: Any, user: User, **kwargs: Any) -> forms.Form:
    return job_forms.PublishForm(
        letters=jobs.letters_for(subject), initial={"letter": getattr(subject.demand_letter, "public_id", None)}, **kwargs
    )


def _attest_form(subject: Any, user: User, **kwargs: Any) -> forms.Form:
    return own.AttestForm(instance=DemandLetter.objects.get(pk=subject.pk), **kwargs)


def _depart(subject: Any, said: Said, **how: Any) -> object:
    return import_string(settings.DESK_STEPS["depart"])(subject, **said, **how)


def _arrive(subject: Any, said: Said, **how: Any) -> object:
    return import_string(settings.DESK_STEPS["arrive"])(subject, **said, **how)


def _remarks(form: Any) -> Said:
    return {"note": form.cleaned_data.get("note", ""), "remarks": form.remarks()}


def _not_select(subject: Any, said: Said, **how: Any) -> object:
    return applications.not_select(subject, ground=said["reason"], is_shared=said["shared"], note=said["note"], **how)


def _send_back_vacancy(subject: Any, said: Said, **how: Any) -> object:
    return jobs.send_back(subject, remarks=said["remarks"], note=said["note"], reach=Note.Reach.EMPLOYER, **how)


def _endorse(subject: Any, said: Said, **how: Any) -> object:
    return applications.endorse(subject, override_reason=said.get("override_reason", ""), note=said["note"], **how)


def _present(subject: Any, said: Said, **how: Any) -> object:
    summary = said["summary_ja"] if "summary_ja" in said else said["remarks"]["summary_ja"]  # said now, or written down before
    return applications.present(subject, summary_ja=summary, note=said["note"], **how)


APPLICATION = (
    Verb("endorse", _("Endorse"), _endorse, _endorse_form, tone=""),
    Verb("present", _("Present to the employer"), _present, _present_form, tone=""),
    Verb("depart", _("Record the departure"), _depart, plain(application_forms.DepartForm), tone=""),
    Verb("arrive", _("Record the arrival"), _arrive, plain(application_forms.ArriveForm), tone=""),
    Verb(
        "send_back",
        _("Send back to the candidate"),
        lambda s, d, **how: applications.send_back(s, note=d["note"], **how),
        plain(application_forms.SendBackForm),
        is_pending=True,
    ),
    Verb(
        "refer_back",
        _("Refer back to OEC"),
        lambda s, d, **how: applications.refer_back(s, note=d["note"], **how),
        plain(application_forms.ReferBackForm),
    ),
    Verb("not_select", _("Do not select"), _not_select, _not_select_form, is_pending=True, tone="bad"),
    Verb(
        "close",
        _("Close with a reason"),
        lambda s, d, **how: applications.close(s, ground=d["reason"], note=d["note"], **how),
        plain(application_forms.CloseForm),
        tone="bad",
    ),
)
EVIDENCE = (
    Verb(
        "verify", _("Accept the document"), lambda s, d, **how: candidates.verify(s, **d, **how), plain(candidate_forms.VerifyForm), tone=""
    ),
    Verb(
        "reject",
        _("Reject and ask for a new one"),
        lambda s, d, **how: candidates.reject(s, **d, **how),
        plain(candidate_forms.RejectForm),
        tone="bad",
    ),
)
VACANCY = (
    Verb("vet", _("Vet: complete and fair"), lambda s, d, **how: jobs.vet(s, **d, **how), tone=""),
    Verb("vet_change", _("Take the change over"), lambda s, d, **how: jobs.vet_change(s, **d, **how), tone=""),
    Verb(
        "refuse_change",
        _("Do not take the change over"),
        lambda s, d, **how: jobs.refuse_change(s, note=d["note"], **how),
        plain(own.MustNoteForm),
        tone="bad",
    ),
    Verb("publish", _("Publish"), lambda s, d, **how: jobs.publish(s, **d, **how), _publish_form, tone=""),
    Verb("send_back", _("Send back with remarks"), _send_back_vacancy, plain(job_forms.RemarksForm), _remarks, is_pending=True),
    Verb("resume", _("Resume"), lambda s, d, **how: jobs.resume(s, **d, **how), tone=""),
    Verb("reopen", _("Open again"), lambda s, d, **how: jobs.reopen(s, **d, **how), plain(own.ReopenForm)),
    Verb("pause", _("Pause"), lambda s, d, **how: jobs.pause(s, **d, **how), plain(own.MustNoteForm)),
    Verb("close", _("Close for new applications"), lambda s, d, **how: jobs.close(s, **d, **how), plain(own.MustNoteForm), tone="bad"),
    Verb("end", _("End"), lambda s, d, **how: jobs.end(s, **d, **how), plain(own.MustNoteForm), tone="bad"),
)
EMPLOYER = (
    Verb("verify", _("Verify the company"), lambda s, d, **how: jobs.verify(s, **d, **how), plain(own.VerifyEmployerForm), tone=""),
    Verb("reinstate", _("Reinstate"), lambda s, d, **how: jobs.reinstate(s, **d, **how), plain(own.MustNoteForm), tone=""),
    Verb("suspend", _("Suspend"), lambda s, d, **how: jobs.suspend(s, **d, **how), plain(own.MustNoteForm), tone="bad"),
)
DEMAND = (
    Verb("confirm_attestation", _("Confirm: second signature"), lambda s, d, **how: jobs.confirm_attestation(s, **d, **how), tone=""),
    Verb("enter_attestation", _("Enter the attestation"), lambda s, d, **how: jobs.enter_attestation(s, **d, **how), _attest_form),
    Verb(
        "send_back_attestation",
        _("Send back to the officer"),
        lambda s, d, **how: jobs.send_back_attestation(s, **d, **how),
        plain(own.MustNoteForm),
        tone="bad",
    ),
)
OFFER = (
    Verb(
        "assent",
        _("Assent: the candidate gets it now"),
        lambda s, d, by, version: applications.assent_offer(s, by=by),
        plain(forms.Form),
        tone="",
    ),
    Verb(
        "object",
        _("Ask the employer for a change"),
        lambda s, d, by, version: applications.object_to_offer(s, by=by, **d),
        plain(application_forms.ObjectForm),
        tone="bad",
    ),
)
VERBS = {"application": APPLICATION, "evidence": EVIDENCE, "vacancy": VACANCY, "employer": EMPLOYER, "demand": DEMAND, "offer": OFFER}


def open_verbs(kind: str, subject: Any, user: User) -> list[Verb]:
    """The decisions this person may take on the case now: what the step table opens, in the order of the desk."""
    if isinstance(subject, Stateful):
        names = {row.name for row in open_steps(subject.STEPS, state=subject.state, role=str(user.role))}  # type: ignore[attr-defined]
    else:
        names = {"assent", "object"} if user.role == Role.INTER_SES and subject.state == Offer.State.PROPOSED else set()
    return [verb for verb in VERBS[kind] if verb.name in names]


def verb_of(kind: str, name: str) -> Verb | None:
    """The decision of this name, whether open or not."""
    return next((verb for verb in VERBS[kind] if verb.name == name), None)
