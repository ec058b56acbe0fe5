"""Laws of eligibility that hold for every candidate and every job."""

# ruff: noqa: E501 - tables read better in one line each
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from candidates.eligibility import State, Verdict, assess
from candidates.facts import Candidate, Certificate, Job, Proof, Schooling, Work
from candidates.reference import law
from candidates.words import SOURCE_WORDS, WORDS
from tests.candidates.test_eligibility import ALL, TODAY

proofs = st.builds(
    Proof,
    state=st.sampled_from(["claimed", "received", "verified", "rejected", "expired"]),
    expires_on=st.none() | st.sampled_from([date(2026, 1, 1), date(2026, 12, 31), date(2028, 1, 1)]),
)
fields = st.sampled_from(["it", "electronics", "history", ""])
ssw = st.sampled_from(["agriculture", "nursing_care", "auto_transport"])
schoolings = st.builds(
    Schooling,
    level=st.sampled_from(["SSC", "HSSC", "DAE", "ADP", "BS", "MA", "MS", "MBA", "PHD"]),
    study_field=fields,
    country=st.sampled_from(["PK", "JP"]),
    is_awaiting_result=st.booleans(),
    is_provisional=st.booleans(),
    proof=proofs,
)
days = st.dates(date(2008, 1, 1), date(2027, 6, 30))
works = st.one_of(
    st.builds(Work, months=st.integers(0, 140), work_field=fields, proof=proofs),
    st.builds(Work, work_field=fields, started_on=days, ended_on=st.none() | days, proof=proofs),
)
certificates = st.one_of(
    st.builds(
        Certificate,
        kind=st.just("japanese"),
        test=st.sampled_from(["JLPT", "JFT-Basic", "NAT-TEST"]),
        level=st.sampled_from(["N5", "N4", "N3", "N2"]),
        passed=st.booleans(),
        proof=proofs,
    ),
    st.builds(Certificate, kind=st.sampled_from(["skills", "nursing_japanese"]), field_code=ssw, proof=proofs),
    st.builds(
        Certificate,
        kind=st.just("it_exam"),
        test=st.sampled_from(["fundamental_it_engineer", "it_passport"]),
        country=st.sampled_from(["JP", "BD", "PK"]),
        proof=proofs,
    ),
)
candidates = st.builds(
    Candidate, birth=st.sampled_from([date(2000, 1, 1), date(2010, 1, 1)]), birth_proof=proofs, schooling=st.lists(schoolings, max_size=2).map(tuple),
    certificates=st.lists(certificates, max_size=3).map(tuple), work=st.lists(works, max_size=2).map(tuple), answered=st.sampled_from([ALL, frozenset()]),
    point_items=st.sets(st.sampled_from(["RES_ANY", "TOP_UNI", "TRAINING", "FOREIGN_QUAL", "EDU_MULTI", "JA_N1"])).map(frozenset), passport_expires_on=st.none() | days,
)  # fmt: skip
jobs = st.builds(
    Job, routes=st.just(("engineer", "hsp", "ssw1")), starts_on=st.sampled_from([date(2027, 4, 1), None]), work_field=st.just("it"), field_code=ssw,
    field_state=st.sampled_from(["open", "suspended"]), ssw_work=st.sampled_from(["", "taxi", "truck"]), japanese_level=st.sampled_from(["", "N3"]),
    yearly_pay=st.sampled_from([None, 2_900_000, 4_200_000, 7_500_000, 21_000_000]), is_bonus_said=st.booleans(), needs_b2_proof=st.sampled_from([True, False, None]),
    point_items=st.sampled_from([frozenset(), frozenset({"ORG_INNOV", "ORG_INNOV_SME"})]),
)  # fmt: skip
RANK = list(Verdict)


def verdicts(candidate, job):
    found = assess(candidate=candidate, job=job, today=TODAY, law=law())
    return [RANK.index(answer.verdict) for answer in found]


def improved(candidate, which):
    """The same person with one more proof verified and lasting."""
    for name in ("schooling", "certificates", "work"):
        rows = getattr(candidate, name)
        if which < len(rows):
            better = replace(rows[which], proof=Proof(state="verified"))
            return replace(candidate, **{name: (*rows[:which], better, *rows[which + 1 :])})
        which -= len(rows)
    return replace(candidate, birth_proof=Proof(state="verified"))


@given(candidates, jobs, st.integers(0, 7))
def test_verifying_a_proof_never_worsens_a_verdict(candidate, job, which):
    assert all(new >= old for old, new in zip(verdicts(candidate, job), verdicts(improved(candidate, which), job), strict=True))


@given(candidates, jobs, st.one_of(schoolings, works, certificates))
def test_one_more_piece_of_evidence_never_worsens_a_verdict(candidate, job, extra):
    name = {Schooling: "schooling", Work: "work", Certificate: "certificates"}[type(extra)]
    richer = replace(candidate, **{name: (*getattr(candidate, name), extra)})
    assert all(new >= old for old, new in zip(verdicts(candidate, job), verdicts(richer, job), strict=True))


@given(candidates, jobs)
def test_every_requirement_is_explained_and_says_what_to_do_next(candidate, job):
    for answer in assess(candidate=candidate, job=job, today=TODAY, law=law()):
        assert answer.requirements
        for need in answer.requirements:
            assert need.code in WORDS
            assert need.source in SOURCE_WORDS
            assert (need.next_step in WORDS) == (need.state != State.MET)


@given(candidates, jobs, st.sampled_from(["RES_ANY", "TOP_UNI", "TRAINING", "FOREIGN_QUAL"]))
def test_one_more_claimed_item_never_worsens_and_never_satisfies(candidate, job, code):
    richer = replace(candidate, point_items=candidate.point_items | {code})
    before, after = verdicts(candidate, job), verdicts(richer, job)
    assert all(new >= old for old, new in zip(before, after, strict=True))
    assert [rank for rank in after if rank == RANK.index(Verdict.YES)] == [rank for rank in before if rank == RANK.index(Verdict.YES)]


@given(candidates, jobs)
def test_nothing_unverified_is_ever_a_yes(candidate, job):
    def claimed(rows):
        return tuple(replace(row, proof=Proof()) for row in rows)

    bare = replace(
        candidate, schooling=claimed(candidate.schooling), certificates=claimed(candidate.certificates), work=claimed(candidate.work)
    )
    assert max(verdicts(bare, job)) < RANK.index(Verdict.YES)
