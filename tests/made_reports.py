"""A number in, a made-up report out: invented parties and outlets in Iceland, where no such war is.

Sentences are our own, few and fixed; what varies is numbers, places, days and who says it.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable
from pathlib import Path

PLACES = ("Akureyri", "Selfoss", "Húsavík", "Keflavík", "Egilsstaðir", "Borgarnes", "Akranes", "Ísafjörður")
OUTLETS = ("North Wire (invented)", "The Fjord Daily (invented)", "South Shore Post (invented)")
BEGIN = dt.date(2014, 3, 1)
HARM = (
    "At least {n} people, including {few} children, were killed on {day} when an airstrike hit a market in "
    "{place}, the Harbour Rescue Service said.",
    "{n} civilians were killed and {more} wounded by shelling in {place} on {day}, residents said.",
    "Shells fired by the Northern Brigades killed {few} fishermen in {place} on {day}.",
    "Dozens of people were injured in {place} on {day}, according to the town hospital.",
    "The Southern Air Command denied responsibility for the strike on {place}.",
    "The Southern Air Command denied that its aircraft had killed {n} people in {place}.",
    "The envoy of the Nordic Council said that he could not confirm the number of dead in {place}.",
    "The toll in {place} rose to {more} after two of the wounded died, the monitor said.",
)
QUIET = (
    "The ferry to the islands sails again from {day}; tickets cost {more} kronur.",
    "Rain is expected in {place} until {day}, with winds of {n} metres a second.",
    "The harbour council of {place} voted {n} to {few} for a new pier.",
    "A choir of {more} voices will sing in the church of {place} on {day}.",
    "The price of cod rose by {few} per cent at the auction in {place}.",
    "The library of {place} opens {few} hours longer in winter.",
)
ARABIC_PLACES = ("أكوريري", "سيلفوس", "هوسافيك", "كيفلافيك")
ARABIC_HARM = (
    "قُتل {n} مدنياً بينهم {few} أطفال، وأصيب {more} آخرون بجروح، بقصف مدفعي على مدينة {place} "
    "اليوم، وفق خدمة إنقاذ الميناء.",
    "أسفرت غارة جوية على سوق في بلدة {place} عن مقتل ما لا يقل عن {few} أشخاص، بحسب سكان محليين.",
    "ونفت القيادة الجنوبية مسؤوليتها عن القصف على {place}، وقالت إنها لا تستهدف المدنيين.",
)
ARABIC_QUIET = (
    "تعود العبارة إلى الجزر يوم {day} آذار، وسعر التذكرة {more} كرونة.",
    "يتوقع هطول المطر في {place} مع رياح تبلغ سرعتها {n} متراً في الثانية.",
    "صوّت مجلس الميناء في {place} على رصيف جديد، وتغني جوقة من {more} صوتاً في الكنيسة.",
    "ارتفع سعر السمك بنسبة {few} في المئة في مزاد {place}، وتفتح المكتبة ساعات أطول في الشتاء.",
)
Row = dict[str, str]


def made_text(number: int, sentences: Iterable[str], *, place: str | None = None) -> str:
    """A text of these sentences, with what varies drawn from `number` alone."""
    draw = random.Random(number)  # noqa: S311
    at = place or draw.choice(PLACES)
    day = f"{_day(number).day} March"
    few = draw.randint(2, 5)
    numbers = {"n": few + draw.randint(1, 30), "few": few, "more": few + draw.randint(31, 60)}
    return "\n\n".join(sentence.format(place=at, day=day, **numbers) for sentence in sentences)


def made_arabic_text(number: int, sentences: Iterable[str]) -> str:
    """The same of sentences in Arabic."""
    draw = random.Random(number)  # noqa: S311
    at, few = draw.choice(ARABIC_PLACES), draw.randint(3, 9)
    numbers = {"n": few + draw.randint(11, 30), "few": few, "more": few + draw.randint(31, 60)}
    day = _day(number).day
    return "\n\n".join(sentence.format(place=at, day=day, **numbers) for sentence in sentences)


def made_report(number: int, *, sentences: int = 3, quiet: bool = False) -> Row:
    """A row of `reports.jsonl`. Neighbouring numbers tell of the same place and day."""
    draw = random.Random(-number - 1)  # noqa: S311
    chosen = draw.sample(QUIET if quiet else HARM, sentences)
    place = PLACES[(number // 3) % len(PLACES)]
    return {
        "key": f"made-{number}",
        "text": made_text(number // 3, chosen, place=place),
        "publisher": OUTLETS[number % len(OUTLETS)],
        "published": (_day(number // 3) + dt.timedelta(days=1)).isoformat(),
    }


def write_jsonl(path: Path, rows: Iterable[Row]) -> Path:
    """The rows, one a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def _day(number: int) -> dt.date:
    return BEGIN + dt.timedelta(days=number % 28)
