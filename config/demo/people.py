"""What is kept of the demo's people besides their applications: works, tags, a pool, a referral."""

from pipeline.channels import change_channel
from pipeline.models import Application, Candidate, Opening
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.referrals import Introduction, refer
from pipeline.people.tags import tag_people
from pipeline.people.works import add_work, verify_work

WORKS = (
    {
        "kind": "paper",
        "title": "Cheap retrieval for long documents",
        "url": "https://example.com/papers/cheap-retrieval",
        "year": 2024,
        "contribution": "Second of four authors: the index and every experiment of section 5.",
    },
    {
        "kind": "repository",
        "title": "small-rag-bench",
        "url": "https://example.com/code/small-rag-bench",
        "year": 2025,
        "contribution": "Wrote it alone; others use it to compare answers that name their source.",
    },
)
CHECKED = "Read the commits of the last year: nine in ten are theirs, with tests."
TAGS = {"retrieval": 5, "speech": 2, "met at a meetup": 3}
CHANNELS = ("A meetup", "Our careers page", "A newsletter")
POOL = "Strong, but not this time"
PURPOSE = "Runners-up whom we would call first for the next role on retrieval."
REFERRED = Introduction(
    name="Tamsin Arkwright",
    email="tamsin.arkwright@example.com",
    relation="We built a ranking service together for two years",
    words="Calm when things break, and she writes down what she learned.",
)


def keep_people(telling, opening: Opening) -> None:
    """Tell more of the people in `opening`; somebody of another team refers one more."""
    recruiter = telling.people["recruiter"]
    applications = list(opening.applications.order_by("pk").select_related("candidate"))
    people = [application.candidate for application in applications]
    for application, channel in zip(applications, CHANNELS * len(applications), strict=False):
        change_channel(application, by=recruiter, channel=channel)
    for start, (name, number) in enumerate(TAGS.items()):
        tag_people(people[start : start + number], name, by=recruiter)
    _keep_works(_still_here(applications) or people[0], telling)
    runners_up = [row.candidate for row in applications if row.state == "rejected"]
    pool = create_pool(by=recruiter, name=POOL, purpose=PURPOSE)
    put_in_pool(pool, runners_up[:3] or people[-2:], by=recruiter, note="Second in a strong round.")
    rule = telling.company.clock_start
    refer(opening, REFERRED, by=telling.people["interviewer"], rule=rule)


def _still_here(applications: list[Application]) -> Candidate | None:
    """Somebody whom an interviewer sees now, so that they may look at the works."""
    seen = (row for row in applications if row.is_active and row.stage.kind == "technical")
    return next((row.candidate for row in seen), None)


def _keep_works(candidate, telling):
    recruiter, checker = telling.people["recruiter"], telling.people["interviewer"]
    works = [add_work(candidate, by=recruiter, **content) for content in WORKS]
    verify_work(works[-1], by=checker, words=CHECKED)
    candidate.links = "https://example.com/talks/answers-with-sources"
    candidate.save(update_fields=["links"])
