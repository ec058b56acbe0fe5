"""The stock of talent: counted rightly by one query, and never telling of fewer than five people, not even by comparing two tables."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from candidates.models import ProfileSkill, TestResult
from outreach.models import TalentCell
from outreach.talent import LEAST, LEVELS, Filter, count_again, counted, shown, table
from outreach.tasks import count_talent
from privacy.models import Deletion
from tests.applications.factories import ApplicationFactory
from tests.outreach.factories import stock

HERE = "/desk/talent/"
COUNTS = st.dictionaries(st.sampled_from(["go", "java", "weld"]), st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 30)))


@given(st.integers(0, 10_000))
def test_nothing_under_five_is_ever_said(people):
    said = shown(people)
    assert said is None if people < LEAST else 0 <= people - said < LEAST <= said
    assert said is None or said % LEAST == 0


@given(COUNTS)
def test_a_table_holds_only_cells_of_five_and_more(found):
    rows = table(found)
    assert {row.code for row in rows} == {code for code, levels in found.items() if sum(levels.values()) >= LEAST}
    for row in rows:
        real = [found[row.code].get(level, 0) for level in LEVELS]
        assert all(cell is None or LEAST <= cell <= people for people, cell in zip(real, row.by_level, strict=True))
        assert row.total >= sum(cell or 0 for cell in row.by_level)


@given(COUNTS, st.sampled_from(["go", "java", "weld"]), st.sampled_from(LEVELS))
def test_one_person_more_or_less_moves_a_shown_number_by_five_or_not_at_all(found, code, level):
    more = {**found, code: {**found.get(code, {}), level: found.get(code, {}).get(level, 0) + 1}}
    before, after = ({row.code: row for row in table(each)} for each in (found, more))
    for one in after:
        if one in before:
            moved = {(new or 0) - (old or 0) for new, old in zip(after[one].by_level, before[one].by_level, strict=True)}
            assert moved | {after[one].total - before[one].total} <= {0, LEAST}


@given(st.integers(0, 40), st.integers(0, 40))
def test_two_tables_never_tell_of_a_small_group(proved, other):
    """What the whole and one part leave for the other part always allows nobody at all or five and more."""
    whole, part = shown(proved + other), shown(proved)
    low = (whole or 0) - ((part or 0) + LEAST - 1)
    high = (whole or 0) + LEAST - 1 - (part or 0)
    assert low <= 0 or high - low >= LEAST - 1
    assert high - low == 2 * (LEAST - 1)


@pytest.fixture
def people(reference):
    """Twelve with N2 (proved) and Python who could come now, seven with N4 only said, six without Japanese who weld."""
    today = timezone.now().date()
    stock(12, level="N2", proved=True, starts=today, skill="python", field="it")
    stock(7, level="N4", starts=today + timedelta(days=60), skill="python", field="it")
    stock(6, proved=True, starts=today + timedelta(days=300), field="construction")
    count_talent()


def test_everybody_is_counted_once(people):
    assert counted("all", Filter()) == {"": {"N2": 12, "N4": 7, "": 6}}
    assert counted("skill", Filter()) == {"python": {"N2": 12, "N4": 7}}
    assert counted("group", Filter()) == {"language": {"N2": 12, "N4": 7}}
    assert counted("field", Filter()) == {"it": {"N2": 12, "N4": 7}, "construction": {"": 6}}


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Filter(is_proved=True), {"N2": 12, "": 6}),
        (Filter(is_proved=False), {"N4": 7}),
        (Filter(ready=("now",)), {"N2": 12}),
        (Filter(ready=("now", "soon")), {"N2": 12, "N4": 7}),
        (Filter(is_proved=False, ready=("now",)), {}),
    ],
)
def test_filters(people, wish, found):
    assert counted("all", wish).get("", {}) == found


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"kind": "jft", "level": ""}, "N4"), ({"kind": "bjt", "score": 480}, "N1"), ({"kind": "bjt", "score": 479}, "N2"),
        ({"kind": "bjt", "score": 399}, ""),
        ({"kind": "nat", "level": "2Q"}, ""), ({"kind": "jlpt", "level": "N1", "is_passed": False}, ""),
    ],
)  # fmt: skip
def test_certificates_count_as_the_rules_of_languages_say(reference, fields, level):
    (person,) = stock(1)
    TestResult.objects.create(profile=person, taken_on=timezone.now().date(), **fields)
    count_talent()
    assert counted("all", Filter()) == {"": {level: 1}}


def test_the_best_certificate_counts_once_and_two_skills_of_a_group_once(reference):
    (person,) = stock(1, level="N3", skill="python")
    TestResult.objects.create(profile=person, kind="jlpt", level="N2", taken_on=timezone.now().date())
    ProfileSkill.objects.create(profile=person, skill_id="java")
    count_talent()
    assert counted("skill", Filter()) == {"python": {"N2": 1}, "java": {"N2": 1}}
    assert counted("group", Filter()) == {"language": {"N2": 1}}


def test_who_is_placed_or_leaves_is_not_in_the_stock(reference):
    locked, leaving = stock(2)
    User.objects.filter(pk=locked.user_id).update(is_active=False)
    Deletion.objects.create(user=leaving.user, state="asked", begins_at=timezone.now())
    ApplicationFactory(state="accepted")
    count_talent()
    assert counted("all", Filter()) == {}


def test_counting_is_one_query_and_replaces_what_was(people, django_assert_num_queries):
    before = TalentCell.objects.count()
    with CaptureQueriesContext(connection) as seen:
        count_again(timezone.now())
    assert len([query for query in seen if "INSERT" in query["sql"]]) == 1
    assert TalentCell.objects.count() == before


def test_the_page_shows_rounded_numbers_and_no_small_ones(client, people, ken):
    client.force_login(ken)
    page = client.get(HERE)
    (row,) = page.context["rows"]
    assert (row[1].total, row[1].by_level) == (15, (None, 10, None, 5, None, None))
    assert (">12<" in page.text, ">7<" in page.text) == (False, False)
    assert page.text.count("under 5") >= 5
    file = client.get(f"{HERE}export/?by=field&proof=yes").content.decode()
    assert [line.split(",")[1:] for line in file.splitlines()[1:]] == [
        ["10", "under 5", "10", *["under 5"] * 4], ["5", *["under 5"] * 5, "5"],
    ]  # fmt: skip


def test_the_page_names_nobody(client, people, ken):
    client.force_login(ken)
    text = client.get(f"{HERE}?by=skill").text + client.get(HERE).text
    for person in User.objects.filter(role="candidate"):
        assert person.phone not in text


@pytest.mark.parametrize(("who", "status"), [("ken", 200), ("audit", 200), ("omar", 403), ("olga", 403), ("sato", 403), ("ayesha", 403)])
def test_the_stock_is_inter_ses_s_and_the_auditor_s(client, request, reference, who, status):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(HERE).status_code, client.get(f"{HERE}export/").status_code] == [status] * 2


@pytest.mark.parametrize("query", ["?by=skill&group=language", "?by=field&ready=soon", "?by=x&proof=y&ready=z&group=w", "?proof=no"])
def test_few_queries_whatever_is_asked(client, people, ken, query):
    client.force_login(ken)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"{HERE}{query}").status_code == 200
    assert len(seen) <= 9
