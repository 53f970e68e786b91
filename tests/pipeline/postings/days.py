"""The day on which the tests read postings."""

from datetime import date

TODAY = date(2026, 11, 21)
