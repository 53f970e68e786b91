"""Money in words: integer minor units and an ISO 4217 code."""

# fmt: off
CURRENCIES = [
    "USD", "EUR", "GBP", "AUD", "BRL", "CAD", "CHF",
    "CZK", "DKK", "HUF", "ILS", "INR", "JPY", "KRW",
    "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "ZAR",
]
# fmt: on
"""What openings and offers may be paid in."""

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_WITHOUT_MINOR_UNITS = frozenset({"JPY", "KRW"})


def minor_units(currency: str) -> int:
    """Return how many minor units make one whole unit of `currency`."""
    return 1 if currency in _WITHOUT_MINOR_UNITS else 100


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
    whole, rest = divmod(minor, minor_units(currency))
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
