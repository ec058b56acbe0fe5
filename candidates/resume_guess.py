"""What the words of a résumé mean in the words of the profile: a proposal that the person looks at, "" where nobody can know. Pure."""

import re

# Spelled without dots, spaces and case; the first row that fits decides.
LEVELS = [
    (r"ph ?d|d ?phil|doctorate|doctor of .*|doctoral( degree)?", "PHD"),
    (r"mba|master of business administration|mot", "MBA"),
    (r"ms|mphil|m phil|meng|m eng|mtech|mscs|msit|msse|master of philosophy|ms .*|mphil .*", "MS"),
    (
        r"bs|be|beng|b eng|btech|b tech|bscs|bsse|bsit|bcs|bs .*|be .*|bachelor of (engineering|technology)|(bsc|ba|bachelors?) hons",
        "BS",
    ),
    (r"adp|associate( degree)?( .*)?|ba pass|bsc pass|two year bachelors?", "ADP"),
    (r"dae|d a e|diploma of associate engineer(ing)?", "DAE"),
    (r"hssc|fsc|fa|ics|icom|f sc|i com|intermediate( .*)?|fsc .*|a levels?|higher secondary( .*)?", "HSSC"),
    (r"ssc|matric(ulation)?( .*)?|o levels?|secondary school certificate", "SSC"),
    (r"middle( school)?|8th( class| grade)?", "MID"),
    (r"nvc|national vocational certificate.*", "NVC"),
]
FOUR_YEARS = re.compile(r"bachelors?( .*)?|bsc( .*)?|ba|bba|bcom|undergraduate")
IT_WORK = re.compile(
    r"\b(software|developer|programmer|web|full[ -]?stack|back[ -]?end|front[ -]?end|dev ?ops|sre|data (?:scientist|engineer|analyst)"
    r"|machine learning|ai engineer|qa|sqa|test engineer|network (?:engineer|administrator)|system administrator|sysadmin|database"
    r"|android|ios|blockchain|cyber ?security|cloud|it (?:support|officer|manager|engineer)|ui|ux)\b",
    re.IGNORECASE,
)
MASTERY = [
    (r"lead\w*|team lead\w*", 4),
    (r"master|expert|advanced|senior|proficient|skilled|strong|excellent|experienced|professional", 3),
    (r"intermediate|working|competent|good|average|medium|familiar", 2),
    (r"beginner|basics?|novice|learning|junior|elementary|entry", 1),
]
FLUENCY = [
    (r".*\bc[12]\b.*|native.*|mother tongue|bilingual.*|fluent.*|full professional.*|advanced.*|near native.*|excellent", "C1"),
    (r".*\bb2\b.*|professional working.*|professional.*|upper intermediate.*|very good|proficient", "B2"),
    (r".*\bb1\b.*|limited working.*|intermediate.*|conversational.*|good|working.*", "B1"),
    (r".*\ba2\b.*|elementary.*|basic.*|pre intermediate.*", "A2"),
    (r".*\ba1\b.*|beginner.*", "A1"),
]
ENGLISH = ("english", "en", "eng", "english language", "انگریزی", "英語")
JAPANESE = ("japanese", "ja", "jpn", "japanese language", "nihongo", "جاپانی", "日本語")


def plain(words: str) -> str:
    """Small letters with one space between, no dots, brackets or dashes."""
    return " ".join(re.sub(r"[().,/’'_-]+", " ", words.casefold().replace(".", "")).split())


def level(study_type: str, start: str = "", end: str = "") -> str:
    """The level of education, or "" where the words fit several: a master has 16 or 18 years, a bachelor 14 or 16."""
    words = plain(study_type)
    for pattern, found in LEVELS:
        if re.fullmatch(pattern, words):
            return found
    years = int(end[:4]) - int(start[:4]) if start[:4].isdigit() and end[:4].isdigit() else 0
    if FOUR_YEARS.fullmatch(words):
        return {2: "ADP", 4: "BS", 5: "BS"}.get(years, "")
    return ""


def is_it(title: str) -> bool:
    """Whether the name of the work sounds like IT."""
    return IT_WORK.search(title) is not None


def mastery(words: str) -> int:
    """1 to 4; what nobody can know is 2, the level that the page of skills proposes too. Nobody is said to lead who did not say so."""
    return next((found for pattern, found in MASTERY if re.fullmatch(pattern, plain(words))), 2)


def english(words: str) -> str:
    """A level from A1 to C1, or ""."""
    return next((found for pattern, found in FLUENCY if re.fullmatch(pattern, plain(words))), "")


def is_english(language: str) -> bool:
    return plain(language) in ENGLISH


def is_japanese(language: str) -> bool:
    return plain(language) in JAPANESE
