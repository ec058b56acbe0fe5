"""What a snapshot of a demo candidate holds: the same as applications/snapshot.py writes, from rows that are not read back."""

from typing import Any

from candidates.models import Education, Experience, ProfileSkill, TestResult
from candidates.states import EvidenceState
from portal.demo.candidates import Candidate

STANDING = (EvidenceState.RECEIVED, EvidenceState.VERIFIED)


def facts_of(candidate: Candidate) -> dict[str, Any]:
    """Everything of the profile that every application of this person shares."""
    profile = candidate.profile
    about = {
        "number": profile.reference,
        "english_level": profile.english_level,
        "skills": list(profile.skills),
        "skill_levels": [_skill(row) for row in candidate.skills],
        "about": profile.about,
        "wanted_pay": None,
        "can_start_on": profile.can_start_on.isoformat(),
        "wanted_prefectures": [],
        "version": profile.version,
    }
    papers = [row for row in candidate.evidence if row.state in STANDING]
    return {
        "profile": about,
        "educations": [_education(row) for row in candidate.told if isinstance(row, Education)],
        "experiences": [_experience(row) for row in candidate.told if isinstance(row, Experience)],
        "tests": sorted(
            map(_test, (row for row in candidate.told if isinstance(row, TestResult))), key=lambda test: test["taken_on"], reverse=True
        ),
        "evidence": [_evidence(row) for row in sorted(papers, key=lambda row: row.pk)],
    }


def _skill(row: ProfileSkill) -> dict[str, Any]:
    return {"code": row.skill_id, "name_en": row.skill.name_en, "name_ja": row.skill.name_ja, "level": int(row.level)}


def _education(row: Education) -> dict[str, Any]:
    said = {"level": row.level, "subject": row.subject, "institution": row.institution, "result_awaited": False}
    return {"id": str(row.public_id), "started_year": row.started_year, "finished_year": row.finished_year} | said


def _experience(row: Experience) -> dict[str, Any]:
    said = {"title": row.title, "company": row.company, "duties": row.duties, "is_it": row.is_it, "field": row.field_id or ""}
    ended = row.ended_on.isoformat() if row.ended_on else None
    return {"id": str(row.public_id), "started_on": row.started_on.isoformat(), "ended_on": ended} | said


def _test(row: TestResult) -> dict[str, Any]:
    said = {"level": row.level, "field": row.field_id or "", "score": None if row.score is None else f"{row.score:.1f}", "is_passed": True}
    return {"id": str(row.public_id), "kind": row.kind, "taken_on": row.taken_on.isoformat()} | said


def _evidence(row: Any) -> dict[str, Any]:
    about = row.education or row.experience or row.test
    told = {"kind": row.kind, "state": str(row.state), "sha256": row.file.sha256}
    return {"id": str(row.public_id), "about": str(about.public_id) if about else ""} | told
