"""What a snapshot holds: the facts of the profile as submitted, by name. Identity values have no key here."""

from datetime import date

from applications.models import Answer, Application
from candidates.models import Education, Evidence, Experience, Profile, ProfileSkill, TestResult


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _facts(profile: Profile) -> dict[str, object]:
    return {
        "number": profile.reference,
        "english_level": profile.english_level,
        "skills": list(profile.skills),
        "skill_levels": [_skill(row) for row in profile.skill_rows.select_related("skill")],
        "about": profile.about,
        "wanted_pay": profile.wanted_pay,
        "can_start_on": _day(profile.can_start_on),
        "wanted_prefectures": sorted(profile.wanted_prefectures.values_list("pk", flat=True)),
        "version": profile.version,
    }


def _skill(row: ProfileSkill) -> dict[str, object]:
    return {"code": row.skill_id, "name_en": row.skill.name_en, "name_ja": row.skill.name_ja, "level": row.level}


def _answer(row: Answer) -> dict[str, object]:
    asked = {"text_ja": row.question.text_ja, "text_en": row.question.text_en, "text_ur": row.question.text_ur}
    return {"question": asked, "text": row.text}


def _education(row: Education) -> dict[str, object]:
    years = {"started_year": row.started_year, "finished_year": row.finished_year}
    return {
        "id": str(row.public_id),
        "level": row.level,
        "subject": row.subject,
        "institution": row.institution,
        "result_awaited": row.result_awaited,
    } | years


def _experience(row: Experience) -> dict[str, object]:
    said = {"title": row.title, "company": row.company, "duties": row.duties, "is_it": row.is_it, "field": row.field_id or ""}
    return {"id": str(row.public_id), "started_on": _day(row.started_on), "ended_on": _day(row.ended_on)} | said


def _test(row: TestResult) -> dict[str, object]:
    score = None if row.score is None else str(row.score)
    result = {"level": row.level, "field": row.field_id or "", "score": score, "is_passed": row.is_passed, "taken_on": _day(row.taken_on)}
    return {"id": str(row.public_id), "kind": row.kind} | result


def _evidence(row: Evidence) -> dict[str, object]:
    about = row.education or row.experience or row.test
    return {
        "id": str(row.public_id),
        "kind": row.kind,
        "state": row.state,
        "sha256": row.file.sha256,
        "about": str(about.public_id) if about else "",
    }


def content_of(application: Application) -> dict[str, object]:
    """Everything that reviewers and the employer's presentation read later; evidence by id and hash."""
    profile, vacancy = application.candidate, application.vacancy
    papers = profile.evidence.standing().select_related("file", "education", "experience", "test").order_by("pk")
    return {
        "profile": _facts(profile),
        "educations": [_education(row) for row in profile.educations.all()],
        "experiences": [_experience(row) for row in profile.experiences.all()],
        "tests": [_test(row) for row in profile.tests.all()],
        "answers": {
            "motivation": application.motivation,
            "questions": [_answer(row) for row in application.answers.select_related("question")],
        },
        "evidence": [_evidence(row) for row in papers],
        "vacancy": {"reference": vacancy.reference, "version": vacancy.version},
    }
