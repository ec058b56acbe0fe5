# ruff: noqa: E501 - tables read better in one line each
"""Free text searched for what a vacancy may not ask. Japanese and English; it finds wording, a person decides what is meant."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workflow.steps import Reason

PEOPLE = (
    r"pakistanis?|foreigners?|non-japanese|indians?|bangladeshis?|nepal(?:i|ese)s?|sri lankans?|filipinos?|indonesians?|afghans?"
    r"|koreans?|asians?|europeans?|americans?|westerners?|arabs?"
)
NATIONS = PEOPLE + r"|japanese|chinese|vietnamese|thais?|burmese"
BELIEVERS = r"(?:non[- ])?muslims?|christians?|hindus?|buddhists?|sikhs?|jews?|ahmadis?|shias?|sunnis?"
SEXES = r"males?|females?|men|women|man|woman|ladies|gentlemen|boys|girls"
PERSONS = r"(?: (?:nationals?|citizens?|candidates?|applicants?|people|persons?|staff|workers?|engineers?|developers?|employees?))"
REFUSED = r"(?: (?:are|is|were|will be))? ?(?:only|preferred|wanted|welcome only|need not apply|excluded|(?:can|do|should|may|must)? ?not (?:be )?(?:accepted|allowed|possible|apply|considered|eligible|hired|welcome|permitted))"
ROOMS = r"(?! (?:dorm|room|floor|toilet|rest|shower|locker|bath|prayer|changing|lounge))"
ONLY_JA = r"(?:のみ|限定|限り|に限る|歓迎|優先|優遇|希望|不可|お断り|は採用しません|は応募できません|以外不可)"
PEOPLE_JA = (
    r"(?:日本人|外国人|外国籍|外国籍の方|日本国籍|日本国籍の方|パキスタン人|インド人|中国人|韓国人|ベトナム人|ネパール人|アジア人|欧米人)"
)
ASKED = r"(?:required|needed|necessary|requested|must be paid|payable|to be paid|will be charged|will be collected|is charged)"
FEES = (
    r"(?:processing|registration|placement|application|recruitment|agency|service|training|interview|visa|documentation) (?:fees?|charges?)"
)


@dataclass(frozen=True)
class Pattern:
    """A wording; `is_sure` blocks, else it only warns; `may_be_denied` when "no ..." or 不要 beside it makes it lawful."""

    code: str
    words: str
    is_sure: bool = True
    may_be_denied: bool = False


PATTERNS = (
    # Age: Labour Measures Act 9 (S26). 18 and over is the law itself and stays allowed.
    Pattern("unlawful_age", r"\b(?:under|below|younger than|not older than|up to|over|above) (?:the age of )?(?!18\b)[1-6][0-9](?: years? old| years? of age| y/?o\b)"),
    Pattern("unlawful_age", r"\b(?:under|below) the age of [2-6][0-9]\b"),
    Pattern("unlawful_age", r"\baged? (?:between |from |under |below |up to )?[1-6][0-9](?: ?(?:-|~|to|and) ?[1-6][0-9]| or (?:under|below|younger)| years?)"),
    Pattern("unlawful_age", r"\b[1-6][0-9] ?(?:-|~|to|and) ?[1-6][0-9] years? (?:old|of age)"),
    Pattern("unlawful_age", r"\b(?:maximum|max\.?|upper) age\b|\bage limit\b", may_be_denied=True),
    Pattern("unlawful_age", r"(?<!\d)(?!18歳以上)[1-6][0-9]歳(?:以下|未満|まで|以上|くらい|位|程度|~|-)(?!の?(?:再雇用|継続雇用|勤務延長))", may_be_denied=True),
    Pattern("unlawful_age", r"(?<!\d)[1-6]0代(?:の方)?" + ONLY_JA + r"|年齢制限|若い(?:方|人)" + ONLY_JA, may_be_denied=True),
    Pattern("doubtful_age", r"\byoung (?:people|person|candidates?|applicants?|man|men|woman|women|engineers?)\b|\bfresh young\b|(?<!\d)[1-6]0代|若手|若い(?:方|人)", is_sure=False),
    # Gender: Equal Employment Opportunity Act 5 (S26).
    Pattern("unlawful_gender", rf"\b(?:{SEXES}){PERSONS}?{REFUSED}\b{ROOMS}"),
    Pattern("unlawful_gender", rf"\b(?:only|exclusively|no)(?: for)? (?:{SEXES})(?:{PERSONS}|(?= (?:may|can|need|should|will|are|please)\b)|(?=\s*(?:[.,;!()]|$)))"),
    Pattern("unlawful_gender", r"(?<![男女]性[・/、&])(?:男性|女性|男子|女子|男の子|女の子|主婦)(?:の方)?" + ONLY_JA),
    Pattern("doubtful_gender", r"営業マン|看護婦|保母|ウェイトレス|ウエイトレス|スチュワーデス|\b(?:salesm[ae]n|waitress(?:es)?|stewardess|foreman|handyman)\b", is_sure=False),
    # Nationality, race, origin: Employment Security Act 3, Labour Standards Act 3 (S13, S26).
    Pattern("unlawful_nationality", rf"\b(?:{PEOPLE}){PERSONS}?{REFUSED}\b"),
    Pattern("unlawful_nationality", rf"\b(?:{NATIONS}){PERSONS}{REFUSED}\b"),
    Pattern("unlawful_nationality", rf"\b(?:only|exclusively|no)(?: for)? (?:(?:{PEOPLE})\b{PERSONS}?|(?:{NATIONS})\b{PERSONS})"),
    Pattern("unlawful_nationality", rf"\b(?:{NATIONS}|pakistan|japan|indian) (?:nationality|citizenship|passport) (?:is )?(?:required|only|preferred|needed)"),
    Pattern("unlawful_nationality", PEOPLE_JA + r"(?:の方)?" + ONLY_JA + r"|日本国籍(?:の方)?(?:必須|が必要|を有する|をお持ち)"),
    Pattern("doubtful_nationality", r"(?<!in )\bjapanese (?:only|preferred)\b|\bnative japanese\b|\bnationality\b|(?<![多無])国籍|日本語ネイティブ", is_sure=False, may_be_denied=True),
    Pattern("unlawful_origin", r"\b(?:caste|biradari|ethnicity|place of birth|birthplace|domicile of origin)\b|本籍|戸籍謄本|出生地|身元調査|部落", may_be_denied=True),
    # Creed: Employment Security Act 3 and 5-5 (S21, S26). Prayer rooms and halal food are offers, not criteria.
    Pattern("unlawful_religion", rf"\b(?:{BELIEVERS}){PERSONS}?{REFUSED}\b{ROOMS}"),
    Pattern("unlawful_religion", rf"\b(?:only|exclusively|no|must be(?: an?)?)(?: for)? (?:{BELIEVERS})\b"),
    Pattern("unlawful_religion", r"(?:イスラム教徒|ムスリム|キリスト教徒|仏教徒|ヒンドゥー教徒|ヒンズー教徒)(?:の方)?" + ONLY_JA + r"|\bno (?:hijab|headscar(?:f|ves)|beards?)\b"),
    Pattern("doubtful_religion", r"\breligion\b|\bsect\b|宗教|信仰|支持政党|\bpolitical (?:views?|party)\b|労働組合(?:に加入して|員)", is_sure=False, may_be_denied=True),
    # Family: Equal Employment Opportunity Act 5 and 6, Employment Security Act 5-5 (S21, S26).
    Pattern("unlawful_family", r"\b(?:un)?married (?:people |persons? |candidates? |applicants? |men |women )?(?:only|preferred|not accepted)|\bmust be (?:single|unmarried|married)\b|\bsingle (?:people |persons? |candidates? |applicants? |men |women )?(?:only|preferred)\b|\bonly (?:single|unmarried|married)\b"),
    Pattern("unlawful_family", r"\b(?:no|without) (?:children|kids|dependants|dependents)(?! under)\b|\bnot (?:be )?pregnant\b|\bpregnan(?:t|cy) (?:test|women not|not)"),
    Pattern("unlawful_family", r"(?:独身|未婚|既婚|子供のいない|子どものいない|妊娠していない)(?:者|の方|方)?" + ONLY_JA + r"|(?:独身|未婚|既婚)者?であること|妊娠検査"),
    Pattern("doubtful_family", r"\bmarital status\b|\bfather'?s (?:name|occupation|job)\b|家族構成|両親の職業|配偶者の有無", is_sure=False, may_be_denied=True),
    # Money: Employment Security Act 32-3 and 43-3, Labour Standards Act 16, SSW-8 (N1, N3).
    Pattern("unlawful_fee", rf"\b{FEES}\b[^.;]{{0,40}}\b{ASKED}\b|\b(?:pay|payment of|submit|transfer|send)\b[^.;,]{{0,40}}\b{FEES}\b", may_be_denied=True),
    Pattern("unlawful_fee", r"\b(?:candidates?|applicants?|workers?|employees?|you) (?:must|shall|will|has to|have to|need to) (?:pay|deposit)\b", may_be_denied=True),
    Pattern("unlawful_fee", r"\b[a-z]+ (?:fees?|charges?) (?:of )?(?:rs\.?|pkr|jpy|usd|¥|\$|yen) ?[0-9][0-9,.]*", may_be_denied=True),
    Pattern("unlawful_fee", r"(?:登録料|紹介料|紹介手数料|斡旋料|入会金|面接料|講習料)", may_be_denied=True),
    Pattern("unlawful_deposit", rf"\b(?:security|refundable|cash|advance) deposits?\b|\bdeposit (?:of )?(?:rs\.?|pkr|jpy|¥|yen|[0-9][0-9,.]*)|\b(?:pay|leave|submit) an? deposit\b|\bdeposit (?:is )?{ASKED}\b", may_be_denied=True),
    Pattern("unlawful_deposit", r"\b(?:surety|service|employment|training) bonds?\b|\bpenalt(?:y|ies) (?:for|of|if)[^.;]{0,40}\b(?:leav|resign|quit)|\bblank che(?:que|ck)\b", may_be_denied=True),
    Pattern("unlawful_deposit", r"(?<!敷金・)(?<!敷金、)保証金|違約金|預り金|預かり金", may_be_denied=True),
    Pattern("unlawful_deposit", r"\b(?:keep|hold|retain|collect|submit|surrender)\b[^.;,]{0,20}\boriginal (?:passports?|cnic|degrees?)\b|パスポート(?:を|は)?(?:会社で)?(?:預か|保管)", may_be_denied=True),
    Pattern("unlawful_guarantor", r"\b(?:guarantors?|sureties)\b|身元保証|連帯保証|保証人", may_be_denied=True),
    Pattern("unlawful_gift", r"\b(?:gift cards?|vouchers?|signing bonus for applying)\b|お祝い金|入社祝い|就職祝い|ギフト券|商品券", may_be_denied=True),
)  # fmt: skip

INSTEAD = {
    "age": "instead_age", "gender": "instead_gender", "nationality": "instead_nationality", "origin": "instead_origin",
    "religion": "instead_religion", "family": "instead_family", "fee": "instead_fee", "deposit": "instead_fee",
    "guarantor": "instead_fee", "gift": "instead_gift",
}  # fmt: skip

DENIED_BEFORE = re.compile(
    r"\b(?:no|not|never|without|zero|free of|regardless of|irrespective of|any|whatever)\s+(?:(?!but\b|however\b|except\b)[a-z']+\s+){0,5}$"
)
DENIED_AFTER = re.compile(
    r"^(?:[はもがをについ等などのや方全て一切求め支払う必要]{0,12}(?:不要|無料|不問|なし|無し|無く|なく|問いません|問わず|ありません|いりません|要りません|いただきません|かかりません|取りません|求めません|会社負担|当社負担|に関係なく|にかかわらず)"
    r"|\s+(?:is|are|will be|does|do|plays?)?\s*(?:not\b|never\b|no\b|free\b|paid by (?:the |our )?(?:company|employer)|borne by (?:the |our )?(?:company|employer)))"
)
EMPLOYER_PAYS = re.compile(
    r"\b(?:paid|covered|borne) by (?:the |our |us)?(?:company|employer)?|\b(?:company|employer|we) (?:will )?(?:pays?|covers?|bears?)\b|会社負担|当社負担"
)
CLAUSE_END = re.compile(r"[。;;!！?？\n]|\.(?=\s|$)")


def plain(text: str) -> str:
    """Lower case, one width, no invisible characters, no blanks inside Japanese: so that spacing cannot hide a word."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf").lower()
    visible = visible.replace("〜", "~").replace("’", "'")
    return re.sub(r"(?<=[぀-鿿])[ \t　]+(?=[぀-鿿])", "", re.sub(r"[ \t]+", " ", visible))


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in CLAUSE_END.split(plain(text)) if clause.strip()]


def _is_denied(pattern: Pattern, clause: str, hit: re.Match[str]) -> bool:
    if not pattern.may_be_denied:
        return False
    before, after = clause[: hit.start()], clause[hit.end() :]
    pays = pattern.code == "unlawful_fee" and EMPLOYER_PAYS.search(clause)
    return bool(
        pays or DENIED_BEFORE.search(before) or DENIED_AFTER.match(after) or DENIED_BEFORE.search(before + hit.group().split(" ")[0] + " ")
    )


def _found(pattern: Pattern, clauses: list[str]) -> list[str]:
    compiled = re.compile(pattern.words)
    hits = ((clause, hit) for clause in clauses for hit in compiled.finditer(clause))
    return [hit.group().strip() for clause, hit in hits if not _is_denied(pattern, clause, hit)]


@lru_cache(maxsize=512)
def _said(text: str, is_sure: bool) -> dict[str, tuple[str, ...]]:
    """What of this kind one text says, by code; kept, because a text is read again each time its page is shown."""
    clauses, found = _clauses(text), {}  # type: tuple[list[str], dict[str, list[str]]]
    for pattern in PATTERNS:
        if pattern.is_sure == is_sure:
            found.setdefault(pattern.code, []).extend(_found(pattern, clauses))
    return {code: tuple(dict.fromkeys(words)) for code, words in found.items() if words}


def _reasons(texts: Mapping[str, str], *, is_sure: bool) -> list[Reason]:
    return [
        Reason(code, (("field", field), ("words", ", ".join(words)), ("instead", INSTEAD[code.split("_")[1]])))
        for field, text in texts.items()
        for code, words in _said(text or "", is_sure).items()
    ]


def wording_blockers(texts: Mapping[str, str]) -> list[Reason]:
    """Unlawful criteria and demands for money, one reason per field and kind (ESA 3, EEOA 5, N1, N3, N5, N6); texts by field name."""
    return _reasons(texts, is_sure=True)


def wording_warnings(texts: Mapping[str, str]) -> list[Reason]:
    """Wording that may be unlawful and that a reviewer should read (ESA 3, EEOA 5, N5)."""
    return _reasons(texts, is_sure=False)
