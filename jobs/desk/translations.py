"""What is to be translated: a list, and one page with the Japanese beside the English."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import Role
from jobs import translations
from jobs.models import Question, Vacancy
from jobs.wording import wording_blockers
from workflow.steps import Reason

PAGE = 50


def column_of(target: str) -> Any:
    """The column that keeps an English text: of the vacancy, or of one of its questions."""
    return Question._meta.get_field("text_en") if target in translations.QUESTIONS.values() else Vacancy._meta.get_field(target)


class EnglishForm(forms.Form):
    """One box for each Japanese text that says something."""

    def __init__(self, *args: Any, texts: list[translations.Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for text in texts:
            column = column_of(text.target)
            label = text.label if text.source in translations.QUESTIONS else capfirst(column.verbose_name)
            rows = 6 if len(text.japanese) > 80 else 3
            box = forms.Textarea({"rows": rows, "lang": "en", "dir": "ltr"})
            self.fields[text.target] = forms.CharField(
                label=label, required=False, max_length=column.max_length, widget=box, initial=text.english
            )

    def clean(self) -> dict[str, Any]:
        """The English is held to the same law as the Japanese."""
        found = super().clean() or {}
        for reason in wording_blockers(found):
            self.add_error(str(dict(reason.values)["field"]), str(Reason(reason.code, reason.values)))
        return found


@role_required(Role.INTER_SES)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Vacancies with English that is missing or stale."""
    page = Paginator(translations.waiting(), PAGE).get_page(request.GET.get("page"))
    lines = [{"vacancy": row, "open": [text for text in translations.texts_of(row) if text.is_open]} for row in page.object_list]
    return show(request, "jobs/desk/translations.html", {"page": page, "lines": lines}, title=_("To translate"))


@role_required(Role.INTER_SES)
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One vacancy, text beside text."""
    rows = Vacancy.objects.visible_to(request.user).filter(state__in=translations.WANTED_IN)
    found = get_object_or_404(rows.select_related("employer"), public_id=public_id)
    texts = translations.texts_of(found)
    form = EnglishForm(request.POST if request.method == "POST" else None, texts=texts)
    if request.method == "POST" and form.is_valid():
        count = translations.keep(found, form.cleaned_data)
        messages.success(request, _("Saved: %(count)s texts.") % {"count": count})
        return redirect("admin:desk_translations")
    pairs = [{"text": text, "field": form[text.target]} for text in texts]
    context, status = {"vacancy": found, "pairs": pairs, "form": form}, 422 if form.errors else 200
    return show(request, "jobs/desk/translate.html", context, title=_("English beside Japanese"), status=status)
