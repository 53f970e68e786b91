"""What holds of an application, said once: for counting it and for listing the rows."""

from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from pipeline.models import Offer
from reports.days import clock_day
from reports.scopes import Scope

SOON_DAYS = 3


def day_used(scope: Scope, to_application: str = "") -> Func:
    """The clock's day: of the first offer where one went out, else today."""
    first_contact, offered = f"{to_application}first_contact_at", f"{to_application}offered_at"
    return clock_day(first_contact, offered, zone=scope.zone, today=scope.today)


def conditions(
    scope: Scope, *, to_application: str = "", to_opening: str = "opening__"
) -> dict[str, Q]:
    """Return the condition for each name; the prefixes lead from the counted row."""

    def of(**lookups):
        return Q(**{f"{to_application}{name}": value for name, value in lookups.items()})

    offered, has_clock = of(offered_at__isnull=False), of(first_contact_at__isnull=False)
    active = of(state="active")
    # A first contact recorded after the offer says nothing, as in pipeline.clocks.
    timed = offered & of(first_contact_at__lte=F(f"{to_application}offered_at"))
    running = active & has_clock & of(offered_at=None)
    day, last = day_used(scope, to_application), F(f"{to_opening}clock_days")
    is_inside, is_over = Q(LessThanOrEqual(day, last)), Q(GreaterThan(day, last))
    is_soon = Q(GreaterThan(day, last - SOON_DAYS - 1))
    return {
        "people": of(pk__isnull=False),
        "active": active,
        "offers": offered,
        "timed": timed,
        "inside": timed & is_inside,
        "beyond": timed & is_over,
        "hired": of(state="hired"),
        "running": running,
        "late": running & is_over,
        "due_soon": running & is_inside & is_soon,
        "used": timed | running,
        "without_terms": _has_open_offer_without_terms(to_application),
    }


def _has_open_offer_without_terms(to_application: str) -> Q:
    """Holds where the open offer came with an import that knows no terms."""
    offers = Offer.objects.open().filter(application=OuterRef(f"{to_application}pk"), versions=None)
    return Q(Exists(offers))
