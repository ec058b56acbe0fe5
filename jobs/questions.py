"""The employer's questions as fields of the vacancy's form and as texts for the rules; three places, three languages."""

from collections.abc import Mapping

from django.db import transaction

from jobs.models import Question, Vacancy
from jobs.states import EDITABLE

LANGUAGES = ("ja", "en", "ur")
PLACES = tuple(range(1, Question.MOST + 1))
NAMES = tuple(f"question_{place}_{language}" for place in PLACES for language in LANGUAGES)


def texts_of(vacancy: Vacancy) -> dict[str, str]:
    """What stands in every place, by the form's names; nothing for a vacancy that is not saved."""
    rows = vacancy.questions.all() if vacancy.pk else ()
    return {
        f"question_{row.order}_{language}": getattr(row, f"text_{language}")
        for row in rows
        for language in LANGUAGES
        if getattr(row, f"text_{language}")
    }


@transaction.atomic
def keep(vacancy: Vacancy, said: Mapping[str, str]) -> None:
    """Save the questions of a draft, closed up from the first place on. A vacancy that was sent keeps its questions as they are."""
    if vacancy.state not in EDITABLE:
        return
    asked = [{f"text_{language}": said.get(f"question_{place}_{language}", "") for language in LANGUAGES} for place in PLACES]
    asked = [texts for texts in asked if texts["text_ja"]]
    vacancy.questions.filter(order__gt=len(asked)).delete()
    for place, texts in enumerate(asked, start=1):
        Question.objects.update_or_create(vacancy=vacancy, order=place, defaults=texts)
