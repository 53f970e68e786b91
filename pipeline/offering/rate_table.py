"""Keeping the table of exchange rates: by hand, or many at once from a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from config.records.audit import acting
from pipeline.models import ExchangeRate
from pipeline.money import CURRENCIES

COLUMNS = ("day", "currency", "into", "rate", "source")
LARGEST = Decimal(10) ** 10
SMALLEST = Decimal(1).scaleb(-8)
MOST_ROWS = 20_000


class IllegalRate(Exception):
    """Why a rate cannot be kept; its text is a sentence, `column` where it belongs to one."""

    def __init__(self, sentence, column=""):
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True)
class Rate:
    """What one unit of `currency` was worth in units of `into` on a day, and who says so."""

    currency: str
    into: str
    rate: Decimal
    day: date
    source: str


@dataclass(frozen=True)
class Refused:
    """A row of a file that is not taken. The header is row 1."""

    row: int
    column: str
    problem: str


@dataclass(frozen=True)
class RatesReport:
    created: int
    updated: int
    unchanged: int
    refused: list[Refused]


def keep_rate(rate: Rate, *, by) -> tuple[ExchangeRate, bool]:
    """Keep a rate; of a pair and day that is there already it is put right.

    Returns the row and whether it is new. Raises IllegalRate.
    """
    check_rate(rate)
    with acting(by):
        return ExchangeRate.objects.update_or_create(
            currency=rate.currency,
            into=rate.into,
            day=rate.day,
            defaults={"rate": rate.rate, "source": rate.source.strip()},
        )


def remove_rate(row: ExchangeRate, *, by) -> Rate:
    """Remove a rate; return what it said, so that it can be put back."""
    with acting(by):
        ExchangeRate.objects.filter(pk=row.pk).delete()
    return Rate(row.currency, row.into, row.rate, row.day, row.source)


def import_rates(text: str, *, by) -> RatesReport:
    """Keep the rates of a CSV file: all of them or, where a row is refused, none."""
    found, refused = [], []
    for number, row in _rows(text):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        try:
            found.append((number, _read(row)))
        except IllegalRate as problem:
            refused.append(Refused(number, problem.column, str(problem)))
    refused += _twice(found)
    if refused:
        return RatesReport(0, 0, 0, refused)
    with acting(by):
        return _keep_all([rate for _, rate in found])


def check_rate(rate: Rate) -> None:
    """Raise IllegalRate where a rate makes no sense."""
    for column in ("currency", "into"):
        code = getattr(rate, column)
        if code not in CURRENCIES:
            raise IllegalRate(f"“{code[:20]}” is no currency that is known here.", column)
    if rate.currency == rate.into:
        raise IllegalRate("A currency is always worth itself.", "into")
    if not rate.rate.is_finite() or rate.rate < SMALLEST or rate.rate >= LARGEST:
        raise IllegalRate("A rate is a number above nothing.", "rate")
    if -rate.rate.normalize().as_tuple().exponent > 8:
        raise IllegalRate("A rate has at most eight decimals.", "rate")
    if not rate.source.strip():
        raise IllegalRate("Say who gives this rate.", "source")
    if "\0" in rate.source or len(rate.source) > 120:
        raise IllegalRate("A source has at most 120 characters.", "source")


def _rows(text) -> Iterator[tuple[int, dict | Refused]]:
    lines = io.StringIO(text.removeprefix("\ufeff").replace("\0", ""), newline="")
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        yield 1, Refused(1, missing[0], f"There is no column “{missing[0]}”.")
        return
    for number, row in enumerate(_readable(reader), start=2):
        if row is None:
            yield number, Refused(number, "", "This row is not CSV.")
            return
        if number > MOST_ROWS + 1:
            yield number, Refused(number, "", f"A file has at most {MOST_ROWS:,} rows.")
            return
        yield number, row


def _readable(reader) -> Iterator[dict | None]:
    """Yield the rows; None in the place of the first that cannot be read, and nothing after it."""
    try:
        yield from reader
    except csv.Error:
        yield None


def _read(row) -> Rate:
    values = {name: (row[name] or "").strip() for name in COLUMNS}
    try:
        day = date.fromisoformat(values["day"])
    except ValueError:
        raise IllegalRate("Write the day as 2026-12-04.", "day") from None
    try:
        worth = Decimal(values["rate"])
    except InvalidOperation:
        raise IllegalRate("Write the rate as a number such as 1.0834.", "rate") from None
    currency, into = values["currency"].upper(), values["into"].upper()
    rate = Rate(currency, into, worth, day, values["source"])
    check_rate(rate)
    return rate


def _twice(rates: Iterable[tuple[int, Rate]]) -> Iterator[Refused]:
    seen = set()
    for number, rate in rates:
        key = rate.currency, rate.into, rate.day
        if key in seen:
            yield Refused(number, "day", "This pair has a rate of this day further up.")
        seen.add(key)


def _keep_all(rates) -> RatesReport:
    rows = ExchangeRate.objects.values_list("currency", "into", "day", "rate", "source")
    known = {(currency, into, day): said for currency, into, day, *said in rows}
    created = updated = 0
    changed = []
    for rate in rates:
        said = known.get((rate.currency, rate.into, rate.day))
        if said == [rate.rate, rate.source]:
            continue
        created += said is None
        updated += said is not None
        changed.append(ExchangeRate(**vars(rate)))
    ExchangeRate.objects.bulk_create(
        changed,
        update_conflicts=True,  # somebody may keep the same day at this moment
        unique_fields=["currency", "into", "day"],
        update_fields=["rate", "source"],
        batch_size=1000,
    )
    return RatesReport(created, updated, len(rates) - len(changed), refused=[])
