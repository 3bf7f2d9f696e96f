#!/usr/bin/env python3
"""Computes dates of Italian business days, for LadderDateTests: python3 Scripts/make-calendar-vectors.py

Needs PyPI's holidays; counts days one by one with datetime, and shares no code with the engine.
"""
import datetime
import pathlib
import random

import holidays

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/CommunicationTests/Ladder/Vectors"
DAY = datetime.timedelta(days=1)
# Always a Sunday, and so no business day lost; calendars/it.yaml has no word for "first Sunday of".
SUNDAYS = "National Unity Day"


def italian(year):
    return sorted(
        day for day, name in holidays.Italy(years=year, language="en_US").items()
        if name != SUNDAYS)


HOLIDAYS = {day for year in range(1979, 2064) for day in italian(year)}


def is_business_day(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def later(day, days, business_days):
    day += days * DAY
    while business_days:
        day += DAY
        business_days -= is_business_day(day)
    return day


def rolled(day, never):
    while not is_business_day(day) or (never and (day.weekday() == 4 or day + DAY in HOLIDAYS)):
        day += DAY
    return day


def main():
    FOLDER.mkdir(exist_ok=True)
    lines = [
        f"{year} " + " ".join(day.strftime("%m-%d") for day in italian(year))
        for year in range(2001, 2061)
    ]
    (FOLDER / "holidays.txt").write_text("\n".join(lines) + "\n")
    chance = random.Random(20261129)
    starts = []
    # Every day round Easter, the turn of the year and the end of February, and days by chance.
    for year in range(2023, 2034):
        for month, first, count in [(3, 20, 40), (12, 18, 25), (2, 24, 8), (9, 30, 8)]:
            starts += [datetime.date(year, month, first) + n * DAY for n in range(count)]
    starts += [datetime.date(1990, 1, 1) + chance.randrange(25_000) * DAY for _ in range(1_000)]
    rows = []
    for start in starts:
        days = chance.choice([0, 1, 3, 7, 10, 15, 25, 40, 60, 365])
        business = chance.choice([0, 0, 1, 2, 3, 5, 10, 22])
        end = later(start, days, business)
        rows.append(
            f"{start} {days} {business} {end} {rolled(end, False)} {rolled(end, True)}")
    (FOLDER / "dates.txt").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
