"""Finding a free address for a new company."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from config.tenancy.models import Company, check_slug

LONGEST = 36  # leaves room for a number


def suggest_slug(name: str) -> str:
    """Return a free address made from `name`, or "" where its letters make none.

    Asks the shared schema. Free now is not free for good: provisioning has the last word.
    """
    base = re.sub(r"[^a-z0-9-]", "", slugify(name).replace("_", "-"))[:LONGEST].strip("-")
    candidates = [base, *[f"{base}-{number}" for number in range(2, 100)]]
    usable = [slug for slug in candidates if _is_usable(slug)]
    taken = set(Company.objects.filter(slug__in=usable).values_list("slug", flat=True))
    return next((slug for slug in usable if slug not in taken), "")


def _is_usable(slug):
    try:
        check_slug(slug)
    except ValidationError:
        return False
    return True
