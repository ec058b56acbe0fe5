"""A published vacancy changes: the form, the difference before it is sent, and the change that is taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.roles import Role
from jobs import allowances, transitions, versions
from jobs.forms import VacancyForm, groups_of
from jobs.forms.pages import ALLOWANCES, SKILL_ROWS
from jobs.models import Vacancy
from jobs.states import LIVE
from jobs.views.finding import own_vacancy, take, version_seen
from jobs.views.vacancies import told

LOCKED = ("seats", "no_fee_declared", "equal_pay_declared")


class ChangeForm(VacancyForm):
    """The same form over a vacancy that is public; the row itself is not touched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LOCKED:
            self.fields[name].disabled = True
        for name in [name for name in self.fields if name.startswith("question_")]:
            self.fields[name].disabled = True

    def mark_of(self, row: Vacancy) -> str:
        return str(row.version)

    def content(self) -> versions.Content:
        """What was typed, as a version keeps it."""
        said = self.cleaned_data
        found = versions.content_of(Vacancy.objects.get(pk=self.instance.pk))
        for field in versions.COLUMNS:
            if field.name in said:
                value = said[field.name]
                found[field.name] = versions.plain(getattr(value, "pk", value))
        amounts = {name.removeprefix("allowance_"): said[name] for name in ALLOWANCES if said[name]}
        wanted = [self._row(*names) for names in SKILL_ROWS if said[names[0]]]
        return found | {"allowances": amounts, "wanted_skills": [[row.name, row.level, row.is_required] for row in wanted]}


@role_required(Role.EMPLOYER)
def vacancy_change(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Type, look at the difference, send it."""
    found = own_vacancy(request, public_id)
    if found.state not in LIVE or versions.proposed_of(found):
        messages.error(request, _("This vacancy cannot be changed now."))
        return redirect("employer:vacancy", found.public_id)
    form = ChangeForm(request.POST or None, instance=Vacancy.objects.select_related("employer").get(pk=found.pk))
    context: dict[str, Any] = {"vacancy": found, "form": form}
    if request.method == "POST" and form.is_valid():
        content = form.content()
        if request.POST.get("then") == "send" and sent(request, found, content):
            return redirect("employer:vacancy", found.public_id)
        context |= looked_at(found, content)
    return render(request, "jobs/vacancy_change.html", context | {"groups": groups_of(form)})


def sent(request: HttpRequest, found: Vacancy, content: versions.Content) -> bool:
    waits = bool(transitions.to_vet(found, content))
    done = _("Sent to Inter-SES. The old version stays public until it is taken over.") if waits else _("The change is public now.")
    return take(request, lambda: transitions.change(found, content, by=request.user), done)


def looked_at(found: Vacancy, content: versions.Content) -> dict[str, Any]:
    """What would change, whether it waits for Inter-SES, and what the law says of it."""
    return {
        "rows": versions.difference(versions.content_of(found), content),
        "waits": [versions.label_of(name) if name in content else name for name in waiting_names(found, content)],
        "blockers": [told(reason) for reason in transitions.change_blockers(found, content)],
        "amounts": allowances.amounts_of(found),
    }


def waiting_names(found: Vacancy, content: versions.Content) -> list[str]:
    """The columns behind the promises that wait, by the content's names."""
    own = {"prefecture_code": "prefecture", "field_code": "field", "counted_allowances": "allowances", "excluded_allowances": "allowances"}
    return list(dict.fromkeys(own.get(name, name) for name in transitions.to_vet(found, content)))


@require_POST
@role_required(Role.EMPLOYER)
def change_back(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take the proposed change back."""
    found = own_vacancy(request, public_id)
    take(
        request,
        lambda: transitions.take_back_change(found, by=request.user, version=version_seen(request)),
        _("Taken back. The vacancy stays as it is."),
    )
    return redirect("employer:vacancy", found.public_id)


@require_POST
@role_required(Role.EMPLOYER)
def vacancy_still_open(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Still open, still true."""
    found = own_vacancy(request, public_id)
    take(
        request,
        lambda: transitions.confirm(found, by=request.user, version=version_seen(request)),
        _("Thank you. We ask again in 60 days."),
    )
    return redirect("employer:vacancy", found.public_id)
