"""An invented person for the sample sheets that an employer may see before registering. Nobody is meant."""

from typing import Any

SKILLS = [
    {"label": "言語", "skills": [{"name": "Java", "mark": "○", "words": ""}, {"name": "TypeScript", "mark": "○", "words": ""}]},
    {"label": "フレームワーク", "skills": [{"name": "Spring Boot", "mark": "○", "words": ""}, {"name": "React", "mark": "△", "words": ""}]},
    {"label": "DB", "skills": [{"name": "PostgreSQL", "mark": "○", "words": ""}, {"name": "Redis", "mark": "△", "words": ""}]},
    {"label": "OS・クラウド", "skills": [{"name": "Linux", "mark": "○", "words": ""}, {"name": "AWS", "mark": "△", "words": ""}]},
    {"label": "ツール・その他", "skills": [{"name": "Git", "mark": "◎", "words": ""}]},
]
PROJECTS = [
    {
        "period": "2023年4月 ～ 現在", "length": "3年8か月", "title": "Senior software engineer, payment platform",
        "duties": "Design and development of a payment API used by 40 shops (Java, Spring Boot, PostgreSQL on AWS). "
        "Led three engineers, wrote automated tests, reviewed code, handled incidents with the operations team.",
        "phases": [False, True, True, True, True], "note": "OEC確認済み",
        "named": {
            "言語": "Java", "フレームワーク": "Spring Boot", "DB": "PostgreSQL", "OS・クラウド": "AWS", "ツール・その他": "",
        },
    },
    {
        "period": "2020年9月 ～ 2023年3月", "length": "2年7か月", "title": "Web developer, logistics",
        "duties": "Built screens for warehouse staff with TypeScript and React; "
        "gathered requirements with the client in English; tested each release.",
        "phases": [True, False, True, True, False], "note": "OEC確認済み",
        "named": {"言語": "TypeScript", "フレームワーク": "React", "DB": "", "OS・クラウド": "", "ツール・その他": ""},
    },
]  # fmt: skip
PERSON: dict[str, Any] = {
    "number": "C-2026-MIHON000", "made_on": "2026年11月24日", "vacancy": "バックエンドエンジニア（見本）",
    "summary": "決済システムの設計・開発を中心に約6年の実務経験。3名のチームをまとめ、日本語はN3、読み書きの学習を続けている。",
    "work": "6年3か月", "it_work": "6年3か月", "japanese": "JLPT N3（OEC確認済み）", "english": "C1（自己申告）", "start": "2027年4月1日",
    "educations": [{"level": "学士（16年）", "subject": "Computer Science", "institution": "Sample University", "note": "OEC確認済み"}],
    "tests": [{"name": "JLPT N3", "score": "121点", "taken": "2025年12月", "note": "OEC確認済み"}],
    "skills": SKILLS, "projects": PROJECTS,
    "pr": ["I like systems that do not fail at night. I explain problems early and write down what I learn."],
    "is_sample": True,
}  # fmt: skip
