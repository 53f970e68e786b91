"""Records that may be one person: keeping what each is known by, and the pairs found by it.

A keeper (see `pipeline.people_due`) does it, with one statement for the keys of a batch and one
for its pairs. A suggestion is all that comes of it: nobody is ever merged without a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from config.tenancy.ids import new_ids
from pipeline.merging.identity_keys import email_key, name_keys, phone_key
from pipeline.merging.profile_links import link_key
from pipeline.models import Candidate, Employment
from pipeline.models.twins import IdentityKind

MOST_SHARING = 20
"""What more people than these have is a team's address or a switchboard, and nobody's own."""

LIKE_NAME, LIKE_EMPLOYER = 0.6, 0.6
"""Least trigram similarity (pg_trgm) of names, and of employers."""

LARGEST_BLOCK, LARGEST_STAFF = 200, 1_000
"""How many keys of a block are likened; in a larger one only those of the very same employer."""

WEIGHTS = {"email": 0.95, "link": 0.9, "phone": 0.8, "name": 0.6}
"""How telling each kind is, to order suggestions by; judgements, no probabilities."""

MOST_EMPLOYERS, MOST_LINKS = 12, 30

Key = tuple[UUID, str, str]
"""Whose it is, its kind and its value."""


def keep_twins(people: list[UUID]) -> None:
    """Bring what `people` are known by up to date, and the pairs they are in."""
    with transaction.atomic():
        keys = sorted(set(_keys_of(people)))
        _compare(_write_keys(people, keys))


def _keys_of(people) -> Iterator[Key]:
    """What those present among `people`, and those whom others were merged into, are known by."""
    asked = Candidate.objects.filter(pk__in=people).values_list("pk", "merged_into")
    present = {merged_into or key for key, merged_into in asked}
    records = Candidate.objects.filter(Q(pk__in=present) | Q(merged_into__in=present))
    records = list(records.only("id", "merged_into", "name", "email", "phone", "links"))
    owners = {row.pk: row.merged_into_id or row.pk for row in records}
    names = defaultdict(set)
    for row in records:
        owner = owners[row.pk]
        names[owner].add(row.name)
        yield from _contacts_of(owner, row)
    for owner, employers in _employers_of(owners).items():
        for employer in list(employers)[:MOST_EMPLOYERS]:
            for name in names[owner]:
                for value in name_keys(name, employer):
                    yield owner, IdentityKind.NAME.value, value


def _contacts_of(owner: UUID, row: Candidate) -> Iterator[Key]:
    if value := email_key(row.email):
        yield owner, IdentityKind.EMAIL.value, value
    if value := phone_key(row.phone):
        yield owner, IdentityKind.PHONE.value, value
    for link in row.links.split()[:MOST_LINKS]:
        if value := link_key(link):
            yield owner, IdentityKind.LINK.value, value


def _employers_of(owners: dict[UUID, UUID]) -> dict[UUID, dict[str, None]]:
    """The employers of each owner, the latest first, each once."""
    found: dict[UUID, dict[str, None]] = defaultdict(dict)
    rows = Employment.objects.filter(candidate__in=owners).exclude(employer="")
    for record, employer in rows.order_by("position").values_list("candidate", "employer"):
        found[owners[record]][employer] = None
    return found


def _write_keys(people: Iterable[UUID], keys: list[Key]) -> list[UUID]:
    """Write the keys that `people` and their owners have now; return who is to be compared anew.

    Those are whose keys changed, and all who share a value that by this became too common, or
    no longer is.
    """
    owners, kinds, values = zip(*keys, strict=True) if keys else ((), (), ())
    given = {
        "people": [*{*people, *owners}],
        "ids": new_ids(len(keys)),
        "owners": list(owners),
        "kinds": list(kinds),
        "values": list(values),
        "most": MOST_SHARING,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_KEYS, given)
        return [person for (person,) in cursor.fetchall()]


def _compare(people: list[UUID]) -> None:
    """Write the pairs that `people` are in; those that share nothing any more go."""
    if not people:
        return
    with connection.cursor() as cursor:
        # Before their first ANALYZE the tables seem empty, and not worth an index.
        cursor.execute("SET LOCAL enable_seqscan = off")
        given = {"people": people, "most": MOST_SHARING, **WEIGHTS}
        given |= {"names": LIKE_NAME, "employers": LIKE_EMPLOYER}
        cursor.execute(_COMPARE, given | {"block": LARGEST_BLOCK, "staff": LARGEST_STAFF})
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")


_WRITE_KEYS = """
WITH fresh AS (
    SELECT * FROM unnest(%(ids)s::uuid[], %(owners)s::uuid[], %(kinds)s::text[], %(values)s::text[])
        AS row(id, candidate_id, kind, value)
), gone AS (
    DELETE FROM pipeline_identitykey k WHERE k.candidate_id = ANY(%(people)s::uuid[])
    AND (k.candidate_id, k.kind, k.value) NOT IN (SELECT candidate_id, kind, value FROM fresh)
    RETURNING k.candidate_id, k.kind, k.value
), come AS (
    INSERT INTO pipeline_identitykey (id, candidate_id, kind, value)
    SELECT id, candidate_id, kind, value FROM fresh ON CONFLICT DO NOTHING
    RETURNING candidate_id, kind, value
), touched AS (
    SELECT kind, value, sum(step) AS change FROM (
        SELECT kind, value, 1 AS step FROM come UNION ALL SELECT kind, value, -1 FROM gone
    ) steps GROUP BY kind, value
), counted AS (
    -- The table as it was before this statement.
    SELECT t.kind, t.value, t.change, (SELECT count(*) FROM (
        SELECT FROM pipeline_identitykey k WHERE k.kind = t.kind AND k.value = t.value
        LIMIT %(most)s + 1 + abs(t.change)
    ) holders) AS was FROM touched t
)
SELECT candidate_id FROM come UNION SELECT candidate_id FROM gone
UNION SELECT k.candidate_id FROM counted c
JOIN pipeline_identitykey k ON k.kind = c.kind AND k.value = c.value
WHERE (c.was > %(most)s) <> (c.was + c.change > %(most)s)
"""

_IS_OWN = """(SELECT count(*) FROM (SELECT FROM pipeline_identitykey same
    WHERE same.kind = {key}.kind AND same.value = {key}.value LIMIT %(most)s + 1
) holders) <= %(most)s"""
_IS_SAME_PHONE = """
    left(o.value, 7) = left(m.value, 7)
    AND CASE
    WHEN split_part(m.value, ' ', 2) = split_part(o.value, ' ', 2) AND
        split_part(m.value, ' ', 2) <> ''
    THEN o.value = m.value
    WHEN split_part(m.value, ' ', 2) <> '' AND split_part(o.value, ' ', 2) <> '' THEN false
    -- At home one may write the country's code without a sign, or leave it out.
    ELSE split_part(o.value, ' ', 3) IN (
            split_part(m.value, ' ', 3), split_part(m.value, ' ', 2) || split_part(m.value, ' ', 3))
        OR split_part(m.value, ' ', 3) = split_part(o.value, ' ', 2) || split_part(o.value, ' ', 3)
    END
"""
_BLOCK, _WHERE, _WHO = (f"split_part({{0}}.value, ' | ', {place})" for place in (1, 2, 3))
_NUMBERS = "regexp_replace(" + _WHERE + r", '\D', '', 'g')"
_MATES = f"o.kind = 'name' AND {_BLOCK.format('o')} = {_BLOCK.format('m')}"
_COLLEAGUES = f"{_MATES} AND {_WHERE.format('o')} = {_WHERE.format('m')}"
_IS_SMALL = f"""(SELECT count(*) FROM (
    SELECT FROM pipeline_identitykey o WHERE {_MATES} LIMIT %(block)s + 1) mates) <= %(block)s"""  # noqa: S608
# A script whose letters the database does not know has no trigrams, and is like itself alone.
_LIKENESS = "greatest(similarity({0}, {1}), ({0} = {1})::integer)"
_NAMES = _LIKENESS.format(_WHO.format("m"), _WHO.format("o"))
_EMPLOYERS = _LIKENESS.format(_WHERE.format("m"), _WHERE.format("o"))
_IS_LIKE = f"""
    {_NAMES} >= %(names)s AND {_EMPLOYERS} >= %(employers)s
    AND {_NUMBERS.format("m")} = {_NUMBERS.format("o")} AND {_IS_OWN.format(key="o")}
"""
_COMPARE = f"""
WITH mine AS MATERIALIZED (
    SELECT k.candidate_id, k.kind, k.value FROM pipeline_identitykey k
    WHERE k.candidate_id = ANY(%(people)s::uuid[]) AND {_IS_OWN.format(key="k")}
), named AS MATERIALIZED (
    SELECT m.*, {_IS_SMALL} AS is_small FROM mine m WHERE m.kind = 'name'
), found AS (
    SELECT m.candidate_id AS one, o.candidate_id AS other, m.kind, m.value,
        CASE m.kind WHEN 'email' THEN %(email)s ELSE %(link)s END AS weight
    FROM mine m JOIN pipeline_identitykey o ON o.kind = m.kind AND o.value = m.value
    WHERE m.kind IN ('email', 'link')
    UNION ALL
    SELECT m.candidate_id, o.candidate_id, m.kind, greatest(m.value, o.value), %(phone)s
    FROM mine m JOIN pipeline_identitykey o ON o.kind = 'phone' AND {_IS_SAME_PHONE}
    WHERE m.kind = 'phone' AND {_IS_OWN.format(key="o")}
    UNION ALL
    SELECT m.candidate_id, o.candidate_id, m.kind, {_WHERE.format("m")},
        %(name)s * {_NAMES}
    FROM named m CROSS JOIN LATERAL (
        SELECT * FROM pipeline_identitykey o WHERE m.is_small AND {_MATES}
        UNION ALL
        (SELECT * FROM pipeline_identitykey o WHERE NOT m.is_small AND {_COLLEAGUES}
        LIMIT %(staff)s)
    ) o WHERE o.candidate_id <> m.candidate_id AND {_IS_LIKE}
), reasons AS (
    SELECT least(one, other) AS first_id, greatest(one, other) AS second_id,
        kind, min(value) AS value, max(weight) AS weight
    FROM found WHERE one <> other GROUP BY 1, 2, 3
), twins AS (
    SELECT first_id, second_id, 1 - exp(sum(ln(1 - weight::float))) AS likeness,
        jsonb_agg(jsonb_build_object('kind', kind, 'value', value) ORDER BY weight DESC) AS reasons
    FROM reasons GROUP BY 1, 2
), gone AS (
    DELETE FROM pipeline_twinsuggestion s
    WHERE (s.first_id = ANY(%(people)s::uuid[]) OR s.second_id = ANY(%(people)s::uuid[]))
    AND (s.first_id, s.second_id) NOT IN (SELECT first_id, second_id FROM twins)
)
INSERT INTO pipeline_twinsuggestion AS s (id, first_id, second_id, reasons, likeness, created_at)
SELECT gen_random_uuid(), first_id, second_id, reasons, likeness, now() FROM twins
ON CONFLICT (first_id, second_id) DO UPDATE
SET reasons = excluded.reasons, likeness = excluded.likeness
WHERE (s.reasons, s.likeness) IS DISTINCT FROM (excluded.reasons, excluded.likeness)
"""  # noqa: S608 - put together from the pieces above
