"""E-mail address, phone and links."""

import re

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+'-]{0,62}[\w+-])?@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])"
)
_PHONE = re.compile(r"(?<![\w./-])\+?\(?\d[\d\s().\-–/]{5,22}\d(?![\w/])")
_CUE = re.compile(
    r"\b(?:phone|tel|telephone|mobile|mob|cell|ph|contact|call|handy|telefon|portable)\b[^\w+(]{0,6}(?:no\.?|number)?[^\w+(]{0,4}$",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(?:19|20)\d\d\s?[-–/.]\s?(?:(?:19|20)?\d\d)\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
)
_LINK = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>()\"'|]{3,300}|(?:www\.|linkedin\.com/|github\.com/|gitlab\.com/|huggingface\.co/|orcid\.org/|scholar\.google\.)[^\s<>()\"'|,;]{2,200})",
    re.IGNORECASE,
)
MOST_LINKS = 30


def find_email(text: str) -> str:
    """Return the first e-mail address in `text`, or “”."""
    found = _EMAIL.search(text)
    return found[0].strip(".'-") if found else ""


def find_phone(text: str) -> str:
    """Return the first phone number in `text` as written, or “”; a labelled one goes first."""
    loose = ""
    for match in _PHONE.finditer(text):
        number = match[0].strip(" .-–/")
        digits = re.sub(r"\D", "", number)
        if not 7 <= len(digits) <= 15 or _DATES.search(number):
            continue
        if _CUE.search(text[max(0, match.start() - 24) : match.start()]):
            return number
        if not loose and (len(digits) >= 9 or number.startswith("+")):
            loose = number
    return loose


def e164(phone: str) -> str:
    """Return a phone with its country code as +442079460000; “” where it names no country."""
    without_trunk = re.sub(r"\(0\)", "", phone).strip()
    digits = re.sub(r"\D", "", without_trunk)
    if without_trunk.startswith("00"):
        digits = digits[2:]
    elif not without_trunk.lstrip("(").startswith("+"):
        return ""
    return f"+{digits}" if 8 <= len(digits) <= 15 and digits[0] != "0" else ""


def find_links(text: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the web addresses in `text` and of `more`, each once, without mail addresses."""
    found = [match[0].rstrip(".,;:") for match in _LINK.finditer(text)]
    seen: dict[str, str] = {}
    for link in [*more, *found]:
        if (
            re.match(r"https?://|www\.|[\w.-]+\.[a-z]{2,}/", link, re.IGNORECASE)
            and len(link) <= 500
        ):
            seen.setdefault(_identity(link), link)
    return tuple(seen.values())[:MOST_LINKS]


def _identity(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip("/")
