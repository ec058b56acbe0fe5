"""No open state of any table is without public words, in three languages."""

import pytest
from django.utils.translation import override

from applications.models import Application
from applications.public_words import WORDS
from applications.states import ApplicationState
from notifications.turns import PUBLIC, sentence_of
from workflow.reminding import lives

OPEN = [(model, str(state)) for model in lives() for state in model.OWNERS]


@pytest.mark.parametrize(("model", "state"), OPEN, ids=[f"{model.KIND}-{state}" for model, state in OPEN])
def test_every_open_state_has_its_sentence_in_three_languages(model, state):
    sentence = WORDS[ApplicationState(state)].sentence if model is Application else PUBLIC[model.KIND, state]
    said = []
    for language in ("en", "ur", "ja"):
        with override(language):
            said.append(str(sentence))
    assert len(set(said) - {""}) == 3, said


def test_who_must_act_is_told_what(db):
    for model, state in OPEN:
        owner = model(state=state).owner_of(state)
        if owner in ("candidate", "employer") and model is not Application:
            assert sentence_of(model(state=state), owner)
