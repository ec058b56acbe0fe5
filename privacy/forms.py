"""The one question before an account ends."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.contact import plain

WORD = gettext_lazy("DELETE")
LANGUAGES = ("en", "ur", "ja")


def words() -> set[str]:
    """The word in every language of the house: who has only a Latin keyboard may type it too."""
    found = set()
    for language in LANGUAGES:
        with override(language):
            found.add(str(WORD).casefold())
    return found


class DeleteForm(forms.Form):
    """Typing a word keeps a slip of the thumb from ending an account."""

    word = forms.CharField(max_length=40, widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["word"].label = _("To delete your account, type this word: %(word)s") % {"word": WORD}

    def clean_word(self) -> str:
        typed = plain(self.cleaned_data["word"]).casefold()
        if typed not in words():
            raise forms.ValidationError(_("Type the word %(word)s exactly as it stands here.") % {"word": WORD}, code="word")
        return typed
