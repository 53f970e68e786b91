"""Invented people who have just applied, and what their résumés say."""

from dataclasses import dataclass

from config.demo.cast import Role

SEARCH = Role("Senior Search Ranking Engineer", "applied", "senior", "Remote, Europe", 1, 0)
PERMIT = "May you work in the European Union?"
NO_PERMIT = "Needs a work permit"
WHY = "Which result of yours would you show us first?"


@dataclass(frozen=True)
class Applicant:
    """Somebody in an inbox. `jobs` are title, employer, from, until ("" is now) and what they did.

    `hours` is how long ago they applied; `paper` a piece of work and their own part in it.
    """

    name: str
    hours: int
    jobs: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]
    first_result: str
    paper: tuple[str, str] | None = None
    message: str = ""
    has_permit: bool = True
    referred_as: str = ""


APPLICANTS = (
    Applicant(
        "Ilse Marten",
        212,
        (
            (
                "Machine learning engineer",
                "Corvid Rail",
                "2021-03",
                "",
                (
                    "Owned the fault model of 400 trains from labelling to the depot screen",
                    "Cut false alarms by a third after finding that sensors were swapped in winter",
                    "Took the on-call rota over and wrote the page that says when to switch it off",
                ),
            ),
            ("Data scientist", "Nettle Energy", "2018", "2021", ("Load forecasts for 60 sites",)),
        ),
        "The swapped sensors: the model was right and the wiring was not.",
        paper=("Alarms that depots believe", "Wrote the evaluation and ran the field test."),
    ),
    Applicant(
        "Jonas Adeyemi",
        160,
        (
            (
                "Search engineer",
                "Lantern Books",
                "2019-06",
                "",
                (
                    "Moved ranking from clicks to what readers kept, and measured both for a month",
                    "Dropped a re-ranker that cost 90 ms and moved nothing",
                ),
            ),
        ),
        "Dropping the re-ranker. Nobody missed it.",
        message="I read your post on judging results by hand, and would like to argue.",
        referred_as="a colleague of three years",
    ),
    Applicant(
        "Ruta Balode",
        131,
        (
            (
                "Research engineer",
                "Halcyon Institute",
                "2020",
                "2024-11",
                (
                    "Trained retrieval models on scanned archives in four languages",
                    "Released the annotation guide and the 12,000 judged pairs",
                ),
            ),
        ),
        "The judged pairs: they outlived every model we trained on them.",
        paper=("Judged pairs from four archives", "Designed the task and judged a third of it."),
    ),
    Applicant(
        "Tariq Benali",
        104,
        (
            (
                "Platform engineer",
                "Quarry Freight",
                "2017-02",
                "",
                (
                    "PyTorch, TensorFlow, Spark, Kafka, Kubernetes, Airflow",
                    "Maintained pipelines of several teams",
                ),
            ),
        ),
        "A pipeline that has not failed since March.",
        has_permit=False,
    ),
    Applicant(
        "Wanda Krol",
        92,
        (
            (
                "Engineer, relevance",
                "Pebble Market",
                "2022-01",
                "",
                (
                    "Answered for the first page of 2 million searches a day",
                    "Turned personalisation off for new visitors and kept it off: sales rose 2 %",
                ),
            ),
            ("Backend engineer", "Pebble Market", "2019-09", "2021", ("Checkout and its tests",)),
        ),
        "Turning something off.",
    ),
    Applicant(
        "Emre Sahin",
        75,
        (
            (
                "Founder",
                "Own shop",
                "2020",
                "",
                ("Built the search of a spare parts shop alone; 300 orders a day go through it",),
            ),
        ),
        "A part number typed wrong in eleven ways finds the part.",
        message="No degree. The shop is still running, look at it.",
    ),
    Applicant(
        "Noemi Farkas",
        61,
        (("Doctoral researcher", "Technical University", "2019", "2024", ("Learning to rank",)),),
        "A proof that a popular metric can be gamed.",
        paper=("Gaming a ranking metric", "First author; proof and experiments."),
        referred_as="supervised her thesis",
    ),
    Applicant(
        "Callum Reid",
        47,
        (("Analyst", "Harbour Council", "2021", "", ("Dashboards for bus delays",)),),
        "A chart that ended an argument.",
    ),
    Applicant(
        "Sunniva Dale",
        33,
        (
            (
                "Staff engineer",
                "Fjordmail",
                "2016-08",
                "",
                (
                    "Led three people; chose the index that the company still runs on",
                    "Said no to vector search in 2021, yes in 2023, and wrote down why both times",
                ),
            ),
        ),
        "The two memos, side by side.",
    ),
    Applicant("Pavel Hruby", 26, (), "I would rather show you in person.", has_permit=False),
    Applicant(
        "Adaeze Obi",
        15,
        (("Engineer", "Millet Labs", "2022", "", ("Evaluation of answers in Igbo and English",)),),
        "A test set that made our best model look as bad as it was.",
    ),
    Applicant(
        "Lorenzo Gatti",
        5,
        (("Consultant", "Several", "2015", "", ("Advised on AI strategy and transformation",)),),
        "Happy customers.",
    ),
)
