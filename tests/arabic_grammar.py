"""A number and a gender and case in, the words that the grammar of Arabic writes for it out: what tests read back.

Written from the rules, not from the lexicon: three to ten take the other gender than what they count, eleven and twelve
agree, tens and hundreds do not change with gender, the oblique case ends in ين.
"""

from __future__ import annotations

from typing import Literal

Gender = Literal["masculine", "feminine"]
Case = Literal["nominative", "oblique"]

_STEMS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثماني", 9: "تسع"}
_TENS = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_HUNDREDS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}


def written(number: int, gender: Gender, case: Case) -> str:
    """`number` (1 to 999,999) in words, counting people of that gender, in that case."""
    thousands, rest = divmod(number, 1000)
    parts = [] if not thousands else [_thousands(thousands, case)]
    if rest:
        parts.append(_below_thousand(rest, gender, case))
    return " و".join(parts)


def _thousands(number: int, case: Case) -> str:
    if number == 1:
        return "ألف"
    if number == 2:
        return "ألفان" if case == "nominative" else "ألفين"
    words = _below_thousand(number, "masculine", case)
    last = number % 100
    noun = "آلاف" if 3 <= last <= 10 else "ألفاً" if last > 10 else "ألف"
    return f"{words} {noun}"


def _below_thousand(number: int, gender: Gender, case: Case) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [] if not hundreds else [_hundreds(hundreds, case)]
    if rest:
        parts.append(_below_hundred(rest, gender, case))
    return " و".join(parts)


def _hundreds(number: int, case: Case) -> str:
    if number == 1:
        return "مئة"
    if number == 2:
        return "مئتان" if case == "nominative" else "مئتين"
    return f"{_HUNDREDS[number]}مئة"


def _below_hundred(number: int, gender: Gender, case: Case) -> str:
    tens, unit = divmod(number, 10)
    if number <= 10:
        return _unit(number, gender, case)
    if tens == 1:
        return _teen(unit, gender, case)
    ten = _TENS[tens] + ("ون" if case == "nominative" else "ين")
    return ten if unit == 0 else f"{_unit(unit, gender, case)} و{ten}"


def _teen(unit: int, gender: Gender, case: Case) -> str:
    ten = "عشر" if gender == "masculine" else "عشرة"
    if unit == 1:
        return f"{'أحد' if gender == 'masculine' else 'إحدى'} {ten}"
    if unit == 2:
        base = "اثن" if gender == "masculine" else "اثنت"
        return f"{base}{'ا' if case == 'nominative' else 'ي'} {ten}"
    return f"{_unit(unit, gender, case)} {ten}"


def _unit(number: int, gender: Gender, case: Case) -> str:
    if number == 1:
        return "واحد" if gender == "masculine" else "واحدة"
    if number == 2:
        base = "اثن" if gender == "masculine" else "اثنت"
        return base + ("ان" if case == "nominative" else "ين")
    if number == 10:
        return "عشرة" if gender == "masculine" else "عشر"
    if gender == "feminine":
        return _STEMS[number]
    return _STEMS[number] + "ة"
