"""Many threads, many companies, rollbacks and lost connections: does a row ever stray?"""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, connection, connections, transaction

from config.tenancy.models import Company
from config.tenancy.provisioning import provision
from config.tenancy.schemas import inside, outside
from pipeline.models import Candidate


@dataclass
class Tally:
    """What the threads did, and how often something was where it must not be."""

    done: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def operations(self) -> int:
        return sum(self.done.values())


def make_companies(number: int) -> list[Company]:
    """Provision companies, each with a candidate that carries its name."""
    companies = []
    for place in range(number):
        company = provision(slug=f"firm-{place}", name=f"Firm {place}", furnish=lambda *_: None)
        with inside(company):
            Candidate.objects.create(name=company.slug)
        companies.append(company)
    return companies


def stir(companies, *, threads: int, operations: int, seed: int = 14) -> Tally:
    """Do `operations` mixed operations over `threads` threads; return what came of them."""
    tally = Tally()
    workers = [
        threading.Thread(
            target=_work, args=[companies, operations // threads, random.Random(seed + n), tally]
        )
        for n in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for company in companies:
        with inside(company):
            strays = Candidate.objects.exclude(name__startswith=company.slug + "|").exclude(
                name=company.slug
            )
            tally.wrong += [f"{company.slug} holds {row.name}" for row in strays]
    return tally


def _work(companies, operations, dice, tally):
    done, wrong = Counter(), []
    try:
        for _ in range(operations):
            company = dice.choice(companies)
            operation = dice.choices(OPERATIONS, WEIGHTS)[0]
            try:
                operation(company, companies, dice, wrong)
            except (OperationalError, InterfaceError):
                connection.close()
                done["lost"] += 1
            except Rollback:
                pass
            done[operation.__name__] += 1
    except Exception as error:
        tally.faults.append(repr(error))
        raise
    finally:
        connections.close_all()
        with tally.lock:
            tally.done += done
            tally.wrong += wrong


class Rollback(Exception):
    """Raised to undo a transaction."""


def _check(company, wrong):
    names = list(Candidate.objects.order_by("?").values_list("name", flat=True)[:20])
    if not names:
        wrong.append(f"{company.slug} is empty")
    wrong.extend(
        f"{company.slug} reads {name}"
        for name in names
        if name != company.slug and not name.startswith(company.slug + "|")
    )


def read(company, companies, dice, wrong):
    with inside(company):
        _check(company, wrong)


def write(company, companies, dice, wrong):
    with inside(company):
        Candidate.objects.create(name=f"{company.slug}|{dice.random()}")


def change(company, companies, dice, wrong):
    with inside(company):
        row = Candidate.objects.exclude(name=company.slug).first()
        if row:
            row.name = f"{company.slug}|{dice.random()}"
            row.save()


def roll_back(company, companies, dice, wrong):
    with inside(company), transaction.atomic():
        Candidate.objects.create(name=f"{company.slug}|{dice.random()}")
        _check(company, wrong)
        raise Rollback


def roll_back_inner(company, companies, dice, wrong):
    with inside(company), transaction.atomic():
        try:
            with transaction.atomic():
                Candidate.objects.create(name=f"{company.slug}|{dice.random()}")
                raise Rollback
        except Rollback:
            _check(company, wrong)


def step_aside(company, companies, dice, wrong):
    with inside(company), transaction.atomic():
        with outside():
            Company.objects.count()
        with inside(dice.choice(companies)) as other:
            _check(other, wrong)
        _check(company, wrong)


def lose_connection(company, companies, dice, wrong):
    with inside(company), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def close_connection(company, companies, dice, wrong):
    with inside(company):
        _check(company, wrong)
        connection.close()
        _check(company, wrong)


OPERATIONS = [
    read,
    write,
    change,
    roll_back,
    roll_back_inner,
    step_aside,
    lose_connection,
    close_connection,
]
WEIGHTS = [40, 12, 12, 12, 8, 10, 1, 5]


def seconds_of(action) -> tuple[float, object]:
    """Return how long `action` took, and what it returned."""
    began = time.perf_counter()
    result = action()
    return time.perf_counter() - began, result
