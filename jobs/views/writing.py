"""Writing a vacancy: a task list, a page for each task, and a copy of an earlier one."""

from collections import Counter, defaultdict
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import role_required
from accounts.roles import Role
from jobs import transitions
from jobs.copying import copied
from jobs.forms import CopyForm, VacancyForm, field_of, groups_of
from jobs.forms.pages import TERMS, WORK, Page, page_of, pages_of
from jobs.models import Remark, Skill, Vacancy
from jobs.models.vacancy import TOKYO
from jobs.states import EDITABLE
from jobs.usual import start_values, usual_of
from jobs.views.finding import company_of, own_vacancy, written_vacancy
from jobs.whole import hang
from workflow.steps import Reason

DOUBTS = ("take_home_doubtful", "route_doubtful")  # said at once, beside what they are about


def tasks(found: Vacancy) -> list[dict[str, Any]]:
    """The pages of the form, each with what the law still wants there (red) or asks about (orange)."""
    red, orange = map(counted, transitions.submit_reasons(found))
    return [
        {
            "label": page.title,
            "url": reverse("employer:vacancy_edit", args=[found.public_id, page.code]),
            "tag": tag_of(red[page.code], orange[page.code]),
            "is_done": not red[page.code],
        }
        for page in pages_of(found)
    ]


def tag_of(red: int, orange: int) -> tuple[str, str, str]:
    if red:
        return "err", "cross", _("%(count)s to mend") % {"count": red}
    return ("warn", "warn", _("%(count)s to read") % {"count": orange}) if orange else ("ok", "check", _("Complete"))


def counted(reasons: list[Reason]) -> Counter[str]:
    """How many reasons there are for each page; one without a field stands on the first."""
    return Counter((page_of(field_of(reason)) or WORK).code for reason in reasons)


@role_required(Role.EMPLOYER)
def vacancy_new(request: HttpRequest) -> HttpResponse:
    """The first page of a new draft, which starts from the company's usual terms."""
    company = company_of(request)
    if company is None:
        messages.info(request, _("Register your company first."))
        return redirect("employer:register")
    form = VacancyForm(request.POST or None, instance=Vacancy(employer=company, **start_values(company)), page=WORK)
    if request.method == "POST" and form.is_valid():
        found = form.save(commit=False)
        with transaction.atomic():
            transitions.draft(found, by=request.user)
            form.keep_rows()
        return saved(request, found, WORK)
    return shown(request, form, WORK)


@role_required(Role.EMPLOYER, Role.INTER_SES)
def vacancy_edit(request: HttpRequest, public_id: Any, page: str) -> HttpResponse:
    """One page of a draft or of a vacancy that was sent back, with the remarks at their fields."""
    found = hang(written_vacancy(request, public_id), "allowances", "questions")
    now = next((each for each in pages_of(found) if each.code == page), None)
    if now is None:
        raise Http404
    if found.state not in EDITABLE:
        messages.error(request, _("This vacancy cannot be changed now."))
        return redirect("employer:vacancy", found.public_id)
    form = VacancyForm(request.POST or None, instance=found, page=now)
    if request.method == "POST" and form.is_valid() and form.keep():
        return saved(request, Vacancy.objects.get(pk=found.pk), now)
    return shown(request, form, now, found)


def shown(request: HttpRequest, form: VacancyForm, page: Page, found: Vacancy | None = None) -> HttpResponse:
    """The page with its open remarks; the vocabulary helps to write skills."""
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for remark in Remark.objects.filter(vacancy=found, answered_at=None) if found else ():
        remarks[remark.field].append(remark)
    pages = pages_of(form.instance)
    red, orange = transitions.submit_reasons(found) if found else ([], [])
    groups = groups_of(form, remarks, asked={field_of(reason) for reason in (*red, *orange)}, usual=usual_of(form.instance.employer))
    context = {
        "form": form,
        "groups": groups,
        "has_usual": any(each.is_usual for each in groups),
        "doubts": doubts(orange, page),
        "vacancy": found,
        "page": page,
        "place": pages.index(page) + 1,
        "places": len(pages),
        "is_last": page == pages[-1],
        "skills": Skill.objects.all() if page == WORK else (),
    }
    return render(request, "jobs/vacancy_form.html", context)


def doubts(orange: list[Reason], page: Page) -> list[str]:
    """What was saved on this page and is hardly meant so, such as a visa route that the duties do not fit; the check asks the rest."""
    return [str(reason) for reason in orange if reason.code in DOUBTS and page_of(field_of(reason)) == page]


def saved(request: HttpRequest, found: Vacancy, page: Page) -> HttpResponse:
    """Where a person goes after saving: to the next page, to the check, or back to the tasks."""
    messages.success(request, _("Saved %(time)s.") % {"time": f"{timezone.now().astimezone(TOKYO):%H:%M}"})
    then, pages = request.POST.get("then"), pages_of(found)
    if then == "check":
        return redirect("employer:vacancy_check", found.public_id)
    for doubt in doubts(transitions.submit_warnings(found), page):
        messages.warning(request, doubt)
    place = pages.index(page) + 1 if page in pages else len(pages)
    if then == "next" and place < len(pages):
        return redirect("employer:vacancy_edit", found.public_id, pages[place].code)
    return redirect("employer:vacancy", found.public_id)


@role_required(Role.EMPLOYER)
def vacancy_copy(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A new draft from an earlier vacancy: only what cannot be copied is asked, the days and the declarations."""
    earlier = own_vacancy(request, public_id)
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = copied(earlier, by=request.user, **form.cleaned_data)
        messages.success(request, _("Copied. Change what is different, then check and send it."))
        return redirect("employer:vacancy_edit", found.public_id, TERMS.code)
    return render(request, "jobs/vacancy_copy.html", {"vacancy": earlier, "form": form})
