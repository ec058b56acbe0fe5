"""What the demo's vacancies ask for beyond their fields: skills, flags, questions, and the words by which they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jobs.models import Employer, Level, Prefecture, Question, Skill, SkillWord, SswField, Vacancy, VacancySkill
from jobs.search import squeezed, terms
from portal.demo.vacancies import Post

QUESTIONS = (
    (
        "あなたが関わった仕事や作品で、いちばん誇れるものを教えてください。",
        "Tell us about the work or project of yours that you are most proud of.",
        "اپنے اس کام یا منصوبے کے بارے میں بتائیں جس پر آپ کو سب سے زیادہ فخر ہے۔",
    ),
    (
        "この仕事で使う技術のうち、いま学んでいるものはありますか。",
        "Which of the skills for this job are you learning at present?",
        "اس کام کی مہارتوں میں سے آپ اس وقت کون سی سیکھ رہے ہیں؟",
    ),
    (
        "日本語をどのように勉強していますか。",
        "How do you study Japanese?",
        "آپ جاپانی زبان کیسے سیکھتے ہیں؟",
    ),
)


@dataclass(frozen=True)
class Vocabulary:
    """The skills by every word, and the places and fields, read once for all vacancies."""

    by_word: dict[str, str]
    words: dict[str, list[str]]
    skills: dict[str, Skill]
    prefectures: dict[str, Prefecture]
    fields: dict[str, SswField]

    @classmethod
    def read(cls) -> "Vocabulary":
        words: dict[str, list[str]] = {}
        for code, word in SkillWord.objects.order_by("-skill__order").values_list("skill_id", "word"):
            words.setdefault(code, []).append(word)
        by_word = {word: code for code, its_words in words.items() for word in its_words}
        return cls(by_word, words, Skill.objects.in_bulk(), Prefecture.objects.in_bulk(), SswField.objects.in_bulk())

    def codes(self, names: Sequence[str]) -> list[str]:
        """The skills that these names mean, each once, in their order."""
        found = (self.by_word.get(squeezed(name)) for name in names)
        return list(dict.fromkeys(code for code in found if code))


def flags(post: Post) -> dict[str, Any]:
    """What a vacancy welcomes, and its certain bonus: two months for every second office job."""
    fields, is_it = post.fields, not post.fields["field_code"]
    work = {"auto_transport": "truck", "railway": "other"}.get(fields["field_code"], "")
    return {
        "is_english_enough": is_it and fields["japanese_level"] in ("", "N5"),
        "is_person_facing": False if is_it else None,
        "welcomes_new_graduates": post.number % 3 == 0,
        "ssw_work": work,
        "certain_bonus": 2 * fields["base_pay"] if is_it and post.number % 2 == 0 else None,
    }


def skills_of(row: Vacancy, post: Post, known: Vocabulary) -> list[VacancySkill]:
    """The first two are required, the others welcome."""
    levels = (Level.ALONE, Level.GUIDED, Level.GUIDED, Level.LEARNING)
    return [
        VacancySkill(vacancy=row, skill_id=code, level=levels[min(place, 3)], is_required=place < 2)
        for place, code in enumerate(known.codes(post.skills))
    ]


def questions_of(row: Vacancy, post: Post) -> list[Question]:
    """None for half of the posts, else one to three."""
    count = (0, 1, 0, 2, 0, 3)[post.number % 6]
    return [
        Question(vacancy=row, order=place, text_ja=ja, text_en=en, text_ur=ur) for place, (ja, en, ur) in enumerate(QUESTIONS[:count], 1)
    ]


def make_findable(row: Vacancy, employer: Employer, codes: Sequence[str], known: Vocabulary) -> None:
    """The words of the search, from what is read already."""
    row.employer, row.prefecture, row.field = employer, known.prefectures[row.prefecture_id], known.fields.get(row.field_id)
    row.search_terms = terms(*row.search_texts({code: known.words[code] for code in codes}))
