"""A batch while it is being decided: whom it names, what was typed, what keeps some back, and the letters."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews import batches, preview, rules
from reviews.kinds import KINDS
from reviews.many import Many
from reviews.verbs import Said
from reviews.wishes import is_uuid
from workflow.steps import Reason

LONGEST, LETTERS = 2000, 12


class NameForm(forms.Form):
    """What colleagues call the batch."""

    name = forms.CharField(
        label=gettext_lazy("Name of the batch"),
        help_text=gettext_lazy("For colleagues, for example: first group, welding. No names of people."),
        required=False,
        max_length=80,
    )


@dataclass
class Line:
    """One case of the draft; `own` is what is said of it alone, `fault` what is wrong with that."""

    subject: Any
    version: int
    is_in: bool
    own: str = ""
    fault: Any = ""
    reasons: list[Reason] = field(default_factory=list)


def prepared_of(subject: Any, many: Many) -> str:
    """What was written for this case before, such as the summary that Inter-SES prepared."""
    return str(getattr(subject, many.prepared)) if many.prepared else ""


class Draft:
    """Read from a POST: first from the ticks of the queue, then from its own page, in parts: a Japanese letter takes 3 bytes there."""

    longest = LONGEST

    def __init__(self, request: HttpRequest, many: Many, refs: list[uuid.UUID]) -> None:
        post = request.POST
        self.many, self.user, self.is_typed = many, request.user, "named" in post
        data = post if self.is_typed else None
        self.name, self.form = NameForm(data, auto_id="batch_%s"), many.form(request.user, data=data, auto_id="batch_%s")
        self.choices = list(self.form.fields["reason"].choices)[1:] if many.own_field == "reason" else []  # type: ignore[attr-defined]
        named, ticked = named_in(post.getlist("named")), set(post.getlist("row"))
        rows = KINDS["application"].visible_to(request.user).select_related("candidate__user").filter(public_id__in=[*named, *refs])
        self.lines = [
            Line(
                subject,
                version=named.get(subject.public_id, subject.version),
                is_in=not self.is_typed or str(subject.public_id) in ticked,
                own=post.get(f"own_{subject.public_id}", "" if self.is_typed else prepared_of(subject, self.many)).strip(),
            )
            for subject in rows.order_by("due_on", "pk")
        ]

    @property
    def chosen(self) -> list[Line]:
        """Those that are ticked still."""
        return [line for line in self.lines if line.is_in]

    @property
    def ready(self) -> list[Line]:
        return [line for line in self.chosen if not line.reasons]

    @cached_property
    def is_whole(self) -> bool:
        """Both forms, the number of cases, and what was said of single ones; every fault stands at its place."""
        blockers = rules.size_blockers(count=len(self.chosen))
        if self.chosen and all(line.own for line in self.chosen):
            self.form.fields[self.many.own_field].required = False  # each has words of its own
        are_whole = [self.name.is_valid(), self.form.is_valid()]
        for reason in blockers:
            self.form.add_error(None, str(reason))
        for line in self.chosen:
            line.fault = self.fault_of(line.own)
        is_faulty = any(line.fault for line in self.chosen)
        if is_faulty:
            self.form.add_error(None, _("Something is wrong in a row of the table. It is said there."))
        return all(are_whole) and not blockers and not is_faulty

    def fault_of(self, own: str) -> str:
        if own and self.choices and own not in dict(self.choices):
            return _("Choose one of these reasons.")
        return _("At most %(n)s characters.") % {"n": LONGEST} if len(own) > LONGEST else ""

    def sayings(self) -> dict[uuid.UUID, Said]:
        """What is said of each case; its own words go before those for all."""
        said = self.many.verb.said(self.form) if self.form.is_bound else {}
        return {line.subject.public_id: said | ({self.many.own_field: line.own} if line.own else {}) for line in self.chosen}

    def look(self) -> None:
        """Say of each case what keeps it back now."""
        versions = {line.subject.public_id: line.version for line in self.chosen}
        said = self.sayings() if self.form.is_bound and self.form.is_valid() else {}
        found = batches.faults(self.many, [line.subject for line in self.chosen], said, by=self.user, versions=versions)
        for line in self.chosen:
            line.reasons = found.get(line.subject.public_id, [])

    def letters(self) -> list[dict[str, Any]]:
        """The letters that differ, each with how many get it."""
        sayings = self.sayings()
        return letters_of(self.many, [(line.subject, sayings[line.subject.public_id]) for line in self.ready])


def named_in(pairs: list[str]) -> dict[uuid.UUID, int]:
    """The cases of the page with the version that was read; what cannot be read is left out."""
    parts = [pair.partition(":") for pair in pairs]
    return {
        uuid.UUID(ref): int(version)
        for ref, _colon, version in parts
        if is_uuid(ref) and version.isascii() and version.isdigit() and len(version) < 10
    }


def letters_of(many: Many, said: list[tuple[Any, Said]]) -> list[dict[str, Any]]:
    """One letter for each language and each thing said, as the first of its readers gets it; by number, not by name."""
    if not preview.has_letter(KINDS["application"], many.verb):
        return []
    groups: dict[tuple[str, str, str], list[tuple[Any, Said]]] = {}
    for subject, words in said:
        key = (subject.candidate.user.language, str(words.get("reason", "")), str(words.get("note", "")))
        groups.setdefault(key, []).append((subject, words))
    return [
        {
            "count": len(group),
            "letters": preview.letters_of(KINDS["application"], group[0][0], many.verb, group[0][1]),
            "reference": group[0][0].candidate.reference,
        }
        for group in list(groups.values())[:LETTERS]
    ]
