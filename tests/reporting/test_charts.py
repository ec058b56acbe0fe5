"""Charts are numbers: bars as long as they should be, mirrored for pages from right to left, words for who cannot see them."""

from reporting import charts


def test_columns_stand_on_the_base_and_are_as_high_as_their_number():
    chart = charts.columns("k", "Hired", [("2026-10", 5), ("2026-11", 10), ("2026-12", 0)], mirrored=False)
    assert [bar.height for bar in chart.bars] == [charts.HIGH / 2, charts.HIGH, 0]
    assert {round(bar.y + bar.height, 1) for bar in chart.bars} == {chart.base}
    assert chart.words == "2026-10: 5, 2026-11: 10, 2026-12: 0"
    assert chart.base < chart.y_words < chart.height, "the months under the columns are not cut off"


def test_a_mirrored_chart_begins_at_the_right():
    values = [("a", 1), ("b", 2), ("c", 3)]
    plain, mirrored = (charts.columns("k", "t", values, mirrored=flag) for flag in (False, True))
    assert [bar.x for bar in plain.bars] == sorted(bar.x for bar in plain.bars)
    for one, other in zip(plain.bars, mirrored.bars, strict=True):
        assert round(one.x + other.x + one.width, 1) == plain.width


def test_rows_stay_inside_the_drawing():
    values = [("Punjab", 1_000_000, "then 3 of 5 days", False), ("Sindh", 1, "", True)]
    for mirrored in (False, True):
        chart = charts.rows("k", "t", values, mirrored=mirrored)
        assert all(0 <= bar.x <= bar.x + bar.width <= chart.width for bar in chart.bars)
        assert all(0 <= bar.x_number <= chart.width for bar in chart.bars)
    assert chart.words == "Punjab: 1000000 (then 3 of 5 days), Sindh: 1"


def test_nothing_at_all_is_an_empty_drawing():
    assert charts.rows("k", "t", [], mirrored=False).bars == ()
    assert charts.columns("k", "t", [("a", 0)], mirrored=False).bars[0].height == 0
