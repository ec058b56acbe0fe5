"""What a résumé file offers, entry by entry, in the forms of the profile: what they refuse is not saved, what stands stays."""

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates import resume_guess as guess
from candidates.forms.entries import IT, EducationForm, ExperienceForm, kinds_of_work
from candidates.forms.results import EnglishForm
from candidates.forms.wishes import MAX_SKILL, MAX_SKILLS, LinksForm, WordsForm
from candidates.models import Education, Experience, Profile, ProfileSkill
from candidates.resume import LINKS, MOST_BYTES, Resume, School, Work, read
from candidates.transitions import today
from jobs import skills as vocabulary
from jobs.models import Level, Skill
from jobs.search import squeezed
from workflow.steps import Reason

MOST_ENTRIES, MOST_SKILLS = 30, 40
COMMAS = re.compile(r"[,;،、|]")


class ResumeFileForm(forms.Form):
    """A file in the format JSON Resume; `cleaned_data["file"]` is what was read."""

    file = forms.FileField(
        label=gettext_lazy("Your JSON Resume file"),
        help_text=gettext_lazy("The name ends in .json. At most 256 KB."),
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty. Choose the file again."),
        },
    )

    def clean_file(self) -> Resume:
        """One byte more than the most is read, never the whole of a large file."""
        found = read(self.cleaned_data["file"].read(MOST_BYTES + 1))
        if isinstance(found, Reason):
            raise ValidationError(str(found))
        return found


@dataclass(kw_only=True)
class Offer:
    """One entry of the file with its form; `asked` are the fields that the person sees, `beside` is what the profile has in its place."""

    key: str
    title: str
    form: forms.ModelForm
    asked: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    beside: str = ""
    is_there: bool = False
    is_ticked: bool = True

    def fields(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.form.fields if name in self.asked]

    def is_wrong(self) -> bool:
        return self.is_ticked and self.form.is_bound and not self.form.is_valid()


@dataclass(kw_only=True)
class Word:
    """A skill: of the vocabulary with its level, or a word of the person's own (`skill` is None)."""

    key: str
    word: str
    skill: Skill | None = None
    level: int = Level.GUIDED
    is_there: bool = False
    is_ticked: bool = True


@dataclass(kw_only=True)
class Offers:
    """All that a file offers to one profile, and what the person ticked of it."""

    profile: Profile
    resume: Resume
    posted: Any = None
    education: list[Offer] = field(default_factory=list)
    work: list[Offer] = field(default_factory=list)
    english: list[Offer] = field(default_factory=list)
    links: list[Offer] = field(default_factory=list)
    skills: list[Word] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    educations: list[Education] = field(default_factory=list)
    experiences: list[Experience] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def entries(self) -> list[Offer]:
        return [*self.education, *self.work, *self.english, *self.links]

    def wrong(self) -> list[Offer]:
        return [offer for offer in self.entries() if offer.is_wrong()]

    def good(self) -> list[Offer]:
        return [offer for offer in self.entries() if offer.is_ticked and not offer.is_wrong()]

    def new_words(self, words: list[Word]) -> list[Word]:
        return [word for word in words if word.is_ticked and not word.is_there]

    def is_nothing(self) -> bool:
        return not (self.good() or self.wrong() or self.new_words(self.skills) or self.new_words(self.words))

    def ticks(self, key: str, is_usual: bool) -> bool:
        """Whether this is ticked: as usual on the first look, as sent afterwards."""
        return is_usual if self.posted is None else key in self.posted.getlist("take")


def offers_of(profile: Profile, resume: Resume, posted: Any = None) -> Offers:
    """What the file offers beside what the profile has; with `posted`, as the person ticked and completed it."""
    found = Offers(profile=profile, resume=resume, posted=posted)
    found.educations = list(Education.objects.filter(profile=profile))
    found.experiences = list(Experience.objects.filter(profile=profile))
    kinds = kinds_of_work() if resume.work else []
    found.education = [school_offer(found, place, school) for place, school in enumerate(resume.education)]
    found.work = [work_offer(found, place, work, kinds) for place, work in enumerate(resume.work)]
    found.links = [link_offer(found, name) for name in LINKS if getattr(resume, name)]
    offer_english(found)
    offer_skills(found)
    return found


def school_offer(found: Offers, place: int, school: School) -> Offer:
    """A school; its level is a proposal, its country is asked because the format has none."""
    told = {
        "level": guess.level(school.study_type, school.start, school.end),
        "subject": school.area,
        "institution": school.institution,
        "country": "PK",
        "started_year": school.start[:4],
        "finished_year": school.end[:4],
        **({"result_awaited": "on"} if is_ahead(school.end) else {}),
    }
    twin = next((row for row in found.educations if same_school(row, school)), None)
    offer = Offer(key=f"education-{place}", title=school.area or school.institution, form=EducationForm(), is_there=twin is not None)
    offer.details = [part for part in (school.study_type, school.institution, span(school.start, school.end)) if part]
    offer.beside = f"{twin}, {twin.institution}, {twin.started_year}" if twin else ""
    years = ["started_year", "finished_year", "result_awaited"]
    levels = {"level": [("", _("Choose yourself")), *Education.Level.choices]}
    return shaped(found, offer, lambda: Education(profile=found.profile), told, always=["level", "country"], instead=years, choices=levels)


def is_ahead(day: str) -> bool:
    """Whether this year, month or day is still to come."""
    return day[:1].isdigit() and day > today().isoformat()[: len(day)]


def same_school(row: Education, school: School) -> bool:
    """Looks the same: one institution with one subject, or from one year on."""
    is_one = squeezed(row.institution) == squeezed(school.institution)
    return is_one and (squeezed(row.subject) == squeezed(school.area) or str(row.started_year) == school.start[:4])


def work_offer(found: Offers, place: int, work: Work, kinds: list[Any]) -> Offer:
    """A job; months that the file does not say are asked."""
    told = {"title": work.title, "company": work.company, "duties": work.duties, "kind": IT if guess.is_it(work.title) else ""}
    for name, day in (("started_on", work.start), ("ended_on", work.end)):
        told |= {f"{name}_year": day[:4], f"{name}_month": day[5:7]}
    twin = next((row for row in found.experiences if same_work(row, work)), None)
    offer = Offer(key=f"work-{place}", title=work.title or work.company, form=ExperienceForm(), is_there=twin is not None)
    offer.details = [part for part in (work.company, span(work.start, work.end or _("until today")), work.duties) if part]
    offer.beside = f"{twin}, {twin.company}, {twin.started_on:%Y-%m}" if twin else ""
    return shaped(found, offer, lambda: Experience(profile=found.profile), told, always=["kind"], choices={"kind": kinds})


def same_work(row: Experience, work: Work) -> bool:
    """Looks the same: one company with one title, or from one year on."""
    is_one = squeezed(row.company) == squeezed(work.company)
    return is_one and (squeezed(row.title) == squeezed(work.title) or str(row.started_on.year) == work.start[:4])


def span(start: str, end: str) -> str:
    return f"{start or '?'} – {end or '?'}" if start or end else ""


def link_offer(found: Offers, name: str) -> Offer:
    """A link; one that stands is replaced only when the person ticks it."""
    url, stands = getattr(found.resume, name), getattr(found.profile, name)
    offer = Offer(key=name, title=str(LinksForm.base_fields[name].label), form=LinksForm(), details=[url], is_there=stands == url)
    offer.beside, offer.is_ticked = stands, not stands
    return shaped(found, offer, lambda: copy(found.profile), {name: url}, only=[name])


def offer_english(found: Offers) -> None:
    """English as a word of one's own; Japanese and the rest only as a note: no self-assessment counts as a test."""
    others = [row.language for row in found.resume.languages if not guess.is_english(row.language)]
    if any(map(guess.is_japanese, others)):
        found.notes.append(_("Japanese counts only with a certificate. Add your test under “Japanese and English”."))
    if left := [language for language in others if not guess.is_japanese(language)]:
        found.notes.append(_("The profile has no place for these languages: %(languages)s") % {"languages": ", ".join(left)})
    for row in [row for row in found.resume.languages if guess.is_english(row.language)][:1]:
        level, stands = guess.english(row.fluency), found.profile.english_level
        offer = Offer(key="english", title=_("Your English, as you see it yourself"), form=EnglishForm(), details=[row.fluency or "?"])
        offer.beside = found.profile.get_english_level_display() if stands else ""
        offer.is_there, offer.is_ticked = bool(stands) and stands == level, bool(level) and not stands
        told = {"english_level": level}
        found.english.append(shaped(found, offer, lambda: copy(found.profile), told, always=["english_level"], only=["english_level"]))


def shaped(
    found: Offers,
    offer: Offer,
    instance: Any,
    told: dict[str, str],
    *,
    always: Iterable[str] = (),
    instead: Iterable[str] = (),
    only: Iterable[str] = (),
    choices: dict[str, list[Any]] | None = None,
) -> Offer:
    """The offer with its form, asking for `always`, for what the form refuses as read, and for `instead` where it refuses the whole."""

    def made(data: dict[str, Any] | None, **more: Any) -> forms.ModelForm:
        form = type(offer.form)(data, instance=instance(), prefix=offer.key, **more)
        for name in [name for name in form.fields if only and name not in only]:
            del form.fields[name]
        for name, offered in (choices or {}).items():
            form.fields[name].choices = offered  # type: ignore[attr-defined]
        return form

    data = {f"{offer.key}-{name}": value for name, value in told.items()}
    refused = made(data).errors
    offer.asked = [*always, *refused, *(instead if "__all__" in refused else ())]
    offer.is_ticked = found.ticks(offer.key, offer.is_ticked and not offer.is_there)
    if found.posted is not None:
        data = completed(data, offer, found.posted)
    offer.form = made(data) if found.posted is not None and offer.is_ticked else made(None, initial=typed(made(data)))
    return offer


def completed(data: dict[str, Any], offer: Offer, posted: Any) -> dict[str, Any]:
    """What was read, with the fields that were asked as the person sent them; nothing else of the POST counts."""
    starts = tuple(f"{offer.key}-{name}" for name in offer.asked)

    def is_asked(key: str) -> bool:
        return any(key == start or key.startswith(f"{start}_") for start in starts)

    kept = {key: value for key, value in data.items() if not is_asked(key)}
    return kept | {key: posted[key] for key in posted if is_asked(key)}


def typed(form: forms.ModelForm) -> dict[str, Any]:
    """The values of a form as they were typed, without a judgement."""
    return {name: form[name].data for name in form.fields}


def offer_skills(found: Offers) -> None:
    """Words that the vocabulary knows become its skills; the rest are words of the person's own."""
    levels = {word: level for level, words in reversed(list(skill_words(found.resume))) for word in words}
    ordered = list(dict.fromkeys(word for _level, words in skill_words(found.resume) for word in words))
    known = vocabulary.known(ordered)
    held = set(ProfileSkill.objects.filter(profile=found.profile).values_list("skill_id", flat=True))
    own = {squeezed(word) for word in found.profile.skills}
    for word in ordered:
        if (skill := known.get(word)) is not None:
            add_skill(found, Word(key=f"skill-{skill.code}", word=word, skill=skill, level=levels[word], is_there=skill.code in held))
        elif len(word) <= MAX_SKILL:
            add_word(found, Word(key=f"word-{len(found.words)}", word=word, is_there=squeezed(word) in own))
    if left := [word for word in ordered if word not in known and len(word) > MAX_SKILL]:
        found.notes.append(_("These skills are too long for the profile: %(words)s") % {"words": ", ".join(left[:5])})


def skill_words(resume: Resume) -> Iterable[tuple[int, list[str]]]:
    """The names and keywords of each line of skills, with the level of the line."""
    for ability in resume.skills:
        parts = [" ".join(part.split()) for text in (ability.name, *ability.keywords) for part in COMMAS.split(text)]
        yield guess.mastery(ability.level), [part for part in parts if part]


def add_skill(found: Offers, word: Word) -> None:
    """Each skill once, at most as many as a profile holds; the level as sent."""
    if len(found.skills) >= MOST_SKILLS or any(other.key == word.key for other in found.skills):
        return
    word.is_ticked = found.ticks(word.key, is_usual=not word.is_there)
    sent = found.posted.get(f"level-{word.key}", "") if found.posted is not None else ""
    word.level = int(sent) if sent in map(str, Level.values) else word.level
    found.skills.append(word)


def add_word(found: Offers, word: Word) -> None:
    """Each word once; the heading of a list whose keywords are known is rarely a skill, so the person ticks words alone."""
    if len(found.words) >= MAX_SKILLS or any(squeezed(other.word) == squeezed(word.word) for other in found.words):
        return
    word.is_ticked = found.ticks(word.key, is_usual=not word.is_there)
    found.words.append(word)


def room_problems(found: Offers) -> list[str]:
    """Where the profile has no room for all that is ticked."""
    held = ProfileSkill.objects.filter(profile=found.profile).count()
    problems = []
    for has, offers in ((len(found.educations), found.education), (len(found.experiences), found.work)):
        if has + sum(offer.is_ticked for offer in offers) > MOST_ENTRIES:
            problems.append(_("A list holds at most %(count)s entries. Untick some.") % {"count": MOST_ENTRIES})
    if held + len(found.new_words(found.skills)) > MOST_SKILLS:
        problems.append(_("A profile holds at most %(count)s skills. Untick some.") % {"count": MOST_SKILLS})
    form = words_form(found)
    return [*problems, *form.errors.get("skills", [])]


def words_form(found: Offers) -> WordsForm:
    """The person's own words with the new ones, as the page of words would save them."""
    words = [*found.profile.skills, *(word.word for word in found.new_words(found.words))]
    return WordsForm({"skills": ", ".join(words), "about": found.profile.about}, instance=copy(found.profile))


def take_over(found: Offers) -> int:
    """Save what is ticked and in order; how many. Call it in one transaction, with the profile locked."""
    count = sum(save_entry(found, offer) for offer in found.good())
    skills = found.new_words(found.skills)
    rows = [ProfileSkill(profile=found.profile, skill=word.skill, level=word.level) for word in skills]
    ProfileSkill.objects.bulk_create(rows, ignore_conflicts=True)
    if words := found.new_words(found.words):
        form = words_form(found)
        form.is_valid()
        found.profile.skills = form.cleaned_data["skills"]
    found.profile.save(update_fields=["skills", "english_level", *LINKS, "updated_at"])
    return count + len(skills) + len(words)


def save_entry(found: Offers, offer: Offer) -> bool:
    """Whether something was saved: an entry that stands already, word for word, is not saved twice."""
    row = offer.form.instance
    if isinstance(row, Profile):
        changed = {name: value for name, value in offer.form.cleaned_data.items() if value and value != getattr(found.profile, name)}
        for name, value in changed.items():
            setattr(found.profile, name, value)
        return bool(changed)
    if any(face(row) == face(other) for other in (*found.educations, *found.experiences)):
        return False
    offer.form.save()
    (found.educations if isinstance(row, Education) else found.experiences).append(row)
    return True


def face(row: Education | Experience) -> tuple[Any, ...]:
    """What makes two entries one."""
    if isinstance(row, Education):
        return row.level, squeezed(row.subject), squeezed(row.institution), row.started_year
    return "work", squeezed(row.title), squeezed(row.company), row.started_on
