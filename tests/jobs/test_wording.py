# ruff: noqa: E501 - tables read better in one line each
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.wording import wording_blockers, wording_warnings

UNLAWFUL = [
    ("unlawful_nationality", "Pakistanis only."), ("unlawful_nationality", "Foreigners need not apply"), ("unlawful_nationality", "No foreigners."),
    ("unlawful_nationality", "Only Pakistani nationals"), ("unlawful_nationality", "Japanese nationals only"), ("unlawful_nationality", "Indian candidates are preferred"),
    ("unlawful_nationality", "パキスタン人のみ"), ("unlawful_nationality", "日本人限定"), ("unlawful_nationality", "外国人不可"), ("unlawful_nationality", "外国籍の方お断り"),
    ("unlawful_religion", "Muslims not possible"), ("unlawful_religion", "No Muslims"), ("unlawful_religion", "Must be Christian"), ("unlawful_religion", "イスラム教徒不可"),
    ("unlawful_religion", "Non-Muslims preferred"), ("unlawful_religion", "no hijab at work"),
    ("unlawful_gender", "Men only"), ("unlawful_gender", "MEN ONLY"), ("unlawful_gender", "Female candidates preferred"), ("unlawful_gender", "Only women may apply"),
    ("unlawful_gender", "男性のみ"), ("unlawful_gender", "女性歓迎"), ("unlawful_gender", "男 性 の み"), ("unlawful_gender", "no women"),
    ("unlawful_gender", "ｍｅｎ　ｏｎｌｙ"), ("unlawful_gender", "men\u200b only"),
    ("unlawful_age", "Under 35 years old"), ("unlawful_age", "Aged 20-30"), ("unlawful_age", "Age limit: 30"), ("unlawful_age", "below the age of 30"),
    ("unlawful_age", "between 20 and 30 years of age"), ("unlawful_age", "35歳以下の方、経験不要"), ("unlawful_age", "20代限定"), ("unlawful_age", "３５歳未満"),
    ("unlawful_family", "Unmarried only"), ("unlawful_family", "must be single"), ("unlawful_family", "without children"), ("unlawful_family", "独身者歓迎"),
    ("unlawful_family", "must not be pregnant"), ("unlawful_origin", "State your caste"), ("unlawful_origin", "戸籍謄本を提出"),
    ("unlawful_fee", "Processing fee Rs 50,000"), ("unlawful_fee", "You must pay 1000 dollars"), ("unlawful_fee", "Registration fee is required."),
    ("unlawful_fee", "登録料5万円"), ("unlawful_fee", "No experience needed but processing fee Rs 50,000"),
    ("unlawful_deposit", "A security deposit is required"), ("unlawful_deposit", "保証金10万円"), ("unlawful_deposit", "Sign a service bond of two years"),
    ("unlawful_deposit", "違約金あり"), ("unlawful_deposit", "Submit original passport"), ("unlawful_deposit", "Penalty for leaving within a year"),
    ("unlawful_guarantor", "Two guarantors needed"), ("unlawful_guarantor", "身元保証人2名"), ("unlawful_gift", "入社祝い金10万円"),
]  # fmt: skip
LAWFUL = [
    "Office near the Pakistan embassy, 4-6-17 Minami-Azabu", "Product management and German market knowledge", "Urdu required, fluent", "Japanese N3 required",
    "Manage human resources software", "Build our women's health app for many users", "Male and female connectors", "Single sign-on and single page applications",
    "Prayer room and halal food available", "No age limit", "Any nationality is welcome", "Regardless of nationality or religion", "年齢不問", "年齢制限なし", "国籍不問",
    "多国籍チーム", "男女ともに活躍", "男性・女性歓迎", "男女歓迎", "女性専用休憩室あり", "18歳以上", "60歳定年制", "創業35年", "3年以上の経験", "2020年代のシステム", "保証人不要", "登録料は不要です",
    "No deposit or guarantor is needed", "Without any processing fee", "You will not be asked to pay a registration fee", "The visa fee is paid by the company",
    "Company pays the visa fee.", "Implement deposit accounts and a bond trading platform", "Fee calculation engine", "Family allowance 10,000 yen", "家族手当あり",
    "Working with the Manchester team", "Women only dormitory available", "15 years of experience", "A 20-year-old codebase", "Broadcaster in the sector",
    "Ages of data: up to 30 days", "Performance of 20-30 percent", "Christian Dior shop system", "Support for up to 45 years of archives", "The manager only approves",
    "Meetings are in Japanese only", "日本語のみの環境", "外国人社員が多数活躍", "日本人スタッフと一緒に働きます", "Work with Japanese engineers", "Salary is deposited monthly",
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), UNLAWFUL)
def test_unlawful_words_are_found(code, text):
    assert [reason.code for reason in wording_blockers({"requirements_en": text})] == [code]


@pytest.mark.parametrize("text", LAWFUL)
def test_lawful_words_pass(text):
    assert wording_blockers({"duties_en": text}) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("doubtful_age", "Young people with ideas"), ("doubtful_age", "20代が活躍中"), ("doubtful_gender", "営業マン募集"), ("doubtful_nationality", "Native Japanese"),
        ("doubtful_nationality", "Japanese only"), ("doubtful_nationality", "国籍を書いてください"), ("doubtful_family", "家族構成"), ("doubtful_religion", "State your religion"),
    ],
)  # fmt: skip
def test_doubtful_words_only_warn(code, text):
    assert wording_blockers({"duties_en": text}) == []
    assert [reason.code for reason in wording_warnings({"duties_en": text})] == [code]


@pytest.mark.parametrize("text", ["国籍不問", "Regardless of nationality or religion", "宗教は問いません", "多国籍チーム", "無国籍料理"])
def test_denied_words_do_not_even_warn(text):
    assert wording_warnings({"duties_en": text}) == []


def test_the_reason_names_field_words_and_what_to_write_instead():
    (reason,) = wording_blockers({"duties_en": "Go.", "requirements_en": "Men only. Women not accepted."})
    assert dict(reason.values) == {"field": "requirements_en", "words": "men only, women not accepted", "instead": "instead_gender"}


@given(st.text(max_size=80), st.sampled_from(UNLAWFUL))
def test_nothing_written_before_in_another_sentence_hides_an_unlawful_one(noise, unlawful):
    code, text = unlawful
    assert code in [reason.code for reason in wording_blockers({"duties_en": noise + ".\n" + text})]


@given(st.text())
def test_any_text_is_read_without_fault(text):
    assert isinstance(wording_blockers({"duties_ja": text}) + wording_warnings({"duties_ja": text}), list)
