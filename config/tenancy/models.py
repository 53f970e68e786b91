"""Companies and the hosts they answer on: all that the shared schema holds."""

import re
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin

from config.tenancy.ids import Row

SLUG = re.compile(r"[a-z][a-z0-9-]{0,38}[a-z0-9]\Z")
RESERVED_SLUGS = frozenset(
    {"admin", "api", "app", "docs", "extensions", "mail", "pgmq", "public", "static", "www"}
)


def check_slug(slug: str) -> None:
    """Raise ValidationError unless `slug` can be a company's host label and schema."""
    if not SLUG.match(slug):
        raise ValidationError(
            "A company's address takes 2 to 40 small letters, digits and hyphens, "
            "and begins with a letter."
        )
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"The address “{slug}” is reserved.")


def check_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the tz database."""
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is no time zone; write one like Europe/Berlin.")


class ClockStart(models.TextChoices):
    """Which moment counts as first contact."""

    REPLY = "reply", "An application, or the first reply of someone we wrote to"
    OUTREACH = "outreach", "An application, or our first message to someone we wrote to"


class Company(Row, TenantMixin):
    """A tenant. Its rows live in a schema of its own."""

    auto_create_schema = False

    slug = models.CharField(max_length=40, unique=True, validators=[check_slug])
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[check_time_zone])
    clock_days = models.PositiveSmallIntegerField(default=14)
    clock_start = models.CharField(
        max_length=10, choices=ClockStart.choices, default=ClockStart.REPLY
    )
    approvals_needed = models.PositiveSmallIntegerField(default=0)
    careers_intro = models.TextField(blank=True)
    privacy_notice = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "companies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clock_days__gte=1, clock_days__lte=365),
                name="company_clock_days_in_range",
            )
        ]

    def __str__(self):
        return self.name

    @staticmethod
    def schema_of(slug: str) -> str:
        """Return the schema name for `slug`; it never needs quoting and never begins with pg_."""
        return "c_" + slug.replace("-", "_")

    @property
    def zone(self) -> ZoneInfo:
        """The zone that defines a day of the clock."""
        return ZoneInfo(self.time_zone)

    @property
    def host(self) -> str:
        """The company's own host, without a port."""
        return f"{self.slug}.{settings.BASE_DOMAIN}"

    def address(self, path: str = "/") -> str:
        """Return the absolute address of `path` on the company's own host."""
        return f"{settings.PUBLIC_SCHEME}://{self.host}{settings.PUBLIC_PORT_SUFFIX}{path}"


class Domain(Row, DomainMixin):
    """A host name that leads to a company."""
