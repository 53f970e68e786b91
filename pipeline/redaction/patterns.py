"""What dates, ways to reach somebody and file names look like, in folded text."""

import re

from pipeline.redaction.folding import fold
from pipeline.resumes.dates import MONTH_NUMBERS

_ENDINGS = (
    "com|org|net|edu|gov|io|ai|dev|app|me|info|eu|de|at|ch|fr|nl|be|uk|ie|es|pt|it|pl|cz|sk|hu|se|"
    "no|dk|fi|ee|lv|lt|ro|bg|gr|tr|ua|ru|in|cn|jp|kr|sg|au|nz|ca|us|br|mx|ar|za|page|site|xyz|tech"
)
_MAIL = r"[\w.+\-]{1,80}@(?:[\w\-]{1,60}\.){1,5}[a-z]{2,24}"
_LINK = r"(?:[a-z]{2,10}://|www\.)[^\s<>()\[\]]{1,400}"
_HOST = (
    rf"(?<![\w@.\-/])(?:[\w\-]{{1,60}}\.){{1,4}}(?:{_ENDINGS})(?![\w])(?:/[^\s<>()\[\]]{{0,300}})?"
)
_HANDLE = r"(?<![\w.])@[a-z_][\w.\-]{1,60}"
_PHONE = (
    r"(?<![\w.])(?:(?:\+|00)\d[\d\s().\-/]{5,22}\d"
    r"|\(?\d{3}\)?[\-. ]\d{3}[\-. ]\d{4}"
    r"|(?!0\d[/\-.](?:19|20))\(?0\d{1,4}\)?[\s/\-]{1,3}\d[\d\s\-/]{3,14}\d)(?!\w)"
)
CONTACT = re.compile(f"{_MAIL}|{_LINK}|{_HOST}|{_HANDLE}|{_PHONE}")

FILE = re.compile(r"(?<![\w/])[\w.\-()]{1,80}\.(?:pdf|docx?|odt|rtf|txt|pages)(?!\w)")
LABEL = re.compile(r"(?<!\w)(?:she|he|they|her|him|them)/(?:her|hers|him|his|them|theirs)\b")

_MONTH = (
    "(?:" + "|".join(sorted({fold(m).text for m in MONTH_NUMBERS}, key=lambda m: -len(m))) + ")"
)
_SEASON = "(?:spring|summer|autumn|fall|winter|sommer|herbst|ete|hiver|printemps|automne)"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_ONE = (
    rf"(?:{_DAY}\s?)?\b{_MONTH}\b\.?[\s,/\-–']{{0,3}}(?:{_DAY},?\s)?(?:{_YEAR}|['’]?\d\d(?!\d))"
    rf"|{_SEASON}\s(?:of\s)?{_YEAR}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:{_YEAR}|\d\d)"
    r"|(?:0?[1-9]|1[0-2])\s?[/.\-]\s?" + _YEAR + rf"|{_YEAR}[\-/.]\d{{1,2}}(?:[\-/.]\d{{1,2}})?"
    rf"|{_YEAR}|['’]\d\d"
)
_NOW = r"(?:the\s)?(?:present|current|now|today|ongoing|date|heute|jetzt|aujourd['’]hui)\b"
_TO = r"\s{0,3}(?:[-–—‒−~→]{1,2}|\b(?:to|till|until|through|bis|a|au)\b)\s{0,3}"
DATE = re.compile(
    rf"(?<![\w.,$€£#])(?:{_MONTH}\b\.?{_TO})?(?:{_ONE})(?:{_TO}(?:{_ONE}|{_NOW}|\d\d(?!\d)))?(?![\w%])"
)
