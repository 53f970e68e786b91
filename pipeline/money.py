"""Money in words: integer minor units and an ISO 4217 code."""

# fmt: off
CURRENCIES = [
    "USD", "EUR", "GBP", "AUD", "BRL", "CAD", "CHF",
    "CZK", "DKK", "HUF", "ILS", "INR", "JPY", "KRW",
    "KWD", "MXN", "NOK", "NZD", "PLN", "SEK", "SGD",
    "ZAR",
]
# fmt: on
"""What openings and offers may be paid in."""

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_UNUSUAL_MINOR_UNITS = {"JPY": 1, "KRW": 1, "KWD": 1000}


def minor_units(currency: str) -> int:
    """Return how many minor units make one whole unit of `currency`: a power of ten (ISO 4217)."""
    return _UNUSUAL_MINOR_UNITS.get(currency, 100)


def say_amount(minor: int, currency: str) -> str:
    """Say an amount: "$280,000", "CHF 140,000", "€95,000.50" where there are cents."""
    return f"{'−' if minor < 0 else ''}{_sign(currency)}{_digits(abs(minor), currency)}"


def say_range(low: int, high: int, currency: str) -> str:
    """Say a range of amounts that are not negative: "$280,000–380,000"."""
    if low == high:
        return say_amount(low, currency)
    return f"{say_amount(low, currency)}–{_digits(high, currency)}"


def _sign(currency):
    return _SIGNS.get(currency, f"{currency} ")


def _digits(minor, currency):
    units = minor_units(currency)
    whole, rest = divmod(minor, units)
    return f"{whole:,}.{rest:0{len(str(units)) - 1}}" if rest else f"{whole:,}"
