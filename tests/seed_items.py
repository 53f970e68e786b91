"""What the hiring guides behind the framework ask for, item by item, and where it ships.

Each table names an entry by its key and, where that says more, the words by which its own text
takes the item up. The items themselves are paraphrased; no sentence of a guide stands here.
"""

import json
import re

import pytest

from pipeline.framework.documents import complete
from pipeline.framework.lists import LISTS
from pipeline.framework.shipped import shipped_framework

SUB_CRITERIA = {
    ("technical", 40): ["code_quality", "system_design", "problem_solving", "depth"],
    ("production", 30): ["mlops", "performance", "security_compliance", "monitoring"],
    ("leadership", 20): [
        "collaboration",
        "technical_communication",
        "project_management",
        "mentoring",
    ],
    ("innovation", 10): [
        "continuous_learning",
        "innovation_mindset",
        "industry_knowledge",
        "strategic_thinking",
    ],
}
CORE_CRITERIA = {
    "framing": "frames-first",
    "decisions": "decides",
    "end_to_end": "sees-whole",
    "debugging": "debugs",
    "communication": "makes-clear",
}
"""By skill, the criterion that carries its anchors."""

COMPONENTS = ["fundamentals", "coding", "system_design", "domain", "collaboration"]

LISTENED_FOR = {
    "framing": ["decision", "know that it worked", "wrong answer costs", "limits"],
    "decisions": ["unknown", "commits to one", "others were not"],
    "end_to_end": ["in use", "break", "loss of quality"],
    "debugging": ["segment", "data before", "repeatable", "small rounds"],
    "communication": [
        "metric into",
        "uncertainty",
        "no more than",
        "nothing magical",
        "disagreement",
    ],
}
"""By skill, what interviewers hear of it."""

LEVELS = {
    "junior": {
        "depth": ["clear", "honest", "learn"],
        "expects": ["ideas clearly", "one step after", "asks", "changes course"],
        "competencies": ["simple model", "data from its source", "tools", "engineering practice"],
    },
    "mid": {
        "depth": ["decisions", "commits", "owns"],
        "expects": ["part of the information is missing", "gives up", "outcomes", "debugs"],
        "competencies": ["designs an ml system", "releases", "faster", "team"],
    },
    "senior": {
        "depth": ["risk", "second-order", "others"],
        "expects": ["before it does", "business, technical and ethical", "direction", "teaches"],
        "competencies": ["architecture", "leads", "plans", "research"],
    },
    "staff": {"depth": ["direction", "organisation"]},
}
FAILURES = {
    "junior-sounds-senior": ("junior", ["complicated", "terms", "do not know", "basics"]),
    "mid-avoids-commitment": ("mid", ["several options", "theory", "hedges"]),
    "senior-depth-only": ("senior", ["deeper into an algorithm", "people", "other teams"]),
}

TASKS = {
    "junior-classification-pipeline": (
        ["train/test split", "model", "metric", "saved"],
        ["preprocessing", "cross-validation", "hyperparameters"],
    ),
    "junior-etl": (
        ["read with", "missing values", "new features", "saved"],
        ["validation", "errors handled", "logging"],
    ),
    "junior-serving-api": (
        ["model is loaded", "endpoint", "error handling", "json"],
        ["validation of each input", "authentication", "logging"],
    ),
    "mid-production-system": (
        ["versioning", "a/b testing", "monitoring", "automated retraining"],
        ["rollback", "performance", "security"],
    ),
    "mid-throughput-serving": (
        ["caching", "asynchronous", "pool", "performance"],
        ["circuit breaker", "rate limits", "management of memory"],
    ),
    "mid-delivery-pipeline": (
        ["ci/cd", "automated tests", "staging", "integration tests"],
        ["production", "rollback", "security scanning"],
    ),
    "senior-multi-tenant-platform": (
        ["multi-tenant", "management of cpu", "security", "cost"],
        ["disaster", "monitoring of performance", "compliance"],
    ),
    "senior-optimisation-technique": (
        ["something new", "implementation", "performance evaluated", "documentation"],
        ["theory", "existing methods", "scale"],
    ),
}
"""The eight assessment tasks: what should be there, and what is noted when it is not."""

TAKE_HOMES = {
    "take-home-applied-messy-data": "applied",
    "take-home-genai-retrieval": "genai",
    "take-home-genai-prompt-loop": "genai",
}
TAKE_HOME_LOOKS_FOR = [
    "code",
    "approach|plain first|separate examples",
    "documentation",
    "open points|on purpose|unclear",
]
"""Code, approach, documentation, and what is done with what was left open."""

GUIDE_QUESTIONS = {
    "production-below-evaluation": "quality in use far below that of the test",
    "spam-from-raw-data": "a filter from raw messages to use",
    "shipped-and-failed": "a release that disappointed",
    "retrieval-or-tuning": "documents at hand against a tuned model",
    "judging-llm-output": "how free text is judged",
    "reading-list": "what is being read",
}
ARTICLE_QUESTIONS = {
    "loss-stuck": "training that does not get better",
    "train-test-gap": "good on known data, poor on new",
    "simple-over-deep": "when plain beats deep",
    "good-enough-to-ship": "when to release",
    "fraud-in-real-time": "fraud caught as it happens",
    "news-for-millions": "news picked for very many readers",
    "walk-through-project": "a project from need to hindsight",
    "churn-model-choice": "three methods for leaving customers",
    "unexplained-feature": "a feature that helps for no known reason",
    "works-in-development": "fine on the desk, poor in use",
    "accuracy-or-precision": "two models, each ahead in one measure",
    "test-below-validation": "the last check far below the one before",
}
HEARD_QUESTIONS = {
    "metrics-disagree": "figures that contradict each other",
    "silent-degradation": "quality lost without noise",
    "after-it-ships": "the time after release",
    "what-first": "what to check first",
    "explain-to-product": "a model explained outside ML",
}
BEHAVIOURAL = {
    "leadership": "moved-without-title",
    "conflict": "two-good-reasons",
    "technical decision": "choice-before-knowing",
}
PORTFOLIO = {
    "repositories": "open-a-repository",
    "writing": "written-for-others",
    "talks": "talk-and-its-questions",
}
RESUME = {
    "ownership": ("resume-ownership", "owns-outcome"),
    "end-to-end work": ("resume-whole-work", "sees-whole"),
    "impact": ("resume-impact", "picks-work"),
    "reasoned choices": ("resume-reasons", "decides"),
}
PROBES = {
    "latency-doubles": "scale",
    "labels-are-noisy": "data",
    "leadership-pushes-back": "pressure",
    "constraint-changes": "constraint",
}
REACTIONS = ["adapted", "needed_help", "restarted", "collapsed"]

INTERVIEWS = [
    "resume_review",
    "screen",
    "deep_dive",
    "system_design",
    "coding",
    "debugging",
    "domain",
    "behavioural",
    "stakeholder",
    "portfolio",
    "take_home_review",
    "final",
]
RESEARCH_CODING = {
    "a model from scratch": "model-from-scratch",
    "a training loop": "training-loop",
    "broken ML code": "broken-training-code",
}
PRODUCTION_CODING = ["event-sessions", "feature-cache", "pipeline-order"]

SIGNALS = {
    "listening": [
        "asks-early",
        "step-by-step",
        "admits-uncertainty",
        "justifies",
        "beyond-accuracy",
    ],
    "red_flag": [
        "cannot-explain-simply",
        "always-complex",
        "dismisses-engineering",
        "only-mature-systems",
        "no-failures",
        "polished-recital",
        "bigger-model",
        "endless-it-depends",
    ],
    "resume": ["bare-tool-list"],
}
BACKGROUNDS = {
    "academic-researcher": ("theory", "production|release|running|ship"),
    "self-taught": ("build|practical|works", "statist|chance"),
    "software-engineer": ("engineering|code", "model"),
    "bootcamp": ("framework|tools|librar", "beneath|depth|edge|unusual|odd"),
    "industry-veteran": ("whole|end|years", "recent|late|new"),
}
"""What each brings, and its usual gap."""

SPECIALIZATIONS = {
    "infra": (True, ["pipelines", "feature stores", "serving", "monitoring"]),
    "applied": (True, ["choice of model", "features", "experiments", "evaluation"]),
    "genai": (True, ["language models", "retrieval", "fine-tuning", "applications"]),
    "research": (False, ["methods", "architectures"]),
}
"""Whether the role ships, and what its aim names."""

LOOKED_FOR = {
    "infra": ["tidy", "many machines", "faults", "gives up some model quality"],
    "applied": ["worth a try", "without it", "experiments", "good enough", "business"],
    "research": ["mathematics", "patient", "ideas", "dropping", "plainly"],
}
HEAVIEST = {"infra": {"coding", "system_design"}, "research": {"fundamentals", "domain"}}
"""The components that weigh most at the two ends of the spectrum."""

FACTS = {
    "skills-changing": (39, "World Economic Forum", None),
    "python-in-postings": (77.4, "365 Data Science", 1144),
    "employment-growth": (34, "Bureau of Labor Statistics", None),
    "annual-openings": (23400, "Bureau of Labor Statistics", None),
    "entry-level-share": (3, "365 Data Science", None),
    "postings-growth": (89, "Public Insight", None),
}

INTAKE = {
    "work": {"invent", "implement"},
    "code": {"notebooks", "production"},
    "place": {"product", "research"},
    "scope": {"project", "strategy"},
    "built": {"pipelines", "models", "llm", "algorithms"},
}
CLOSING = ["problem", "teammates", "autonomy", "learning", "growth"]


def entries(name):
    """Return what ships in a list, each entry with all its fields."""
    return [complete(LISTS[name], entry) for entry in shipped_framework()[name]]


def entry(name, key):
    """Return the entry of this key; that it is there is half of every test here."""
    (found,) = [entry for entry in entries(name) if entry["key"] == key]
    return found


def says(told, *words):
    """Say whether each of `words`, or of its alternatives between bars, stands in the text."""
    text = json.dumps(told, ensure_ascii=False).casefold()
    return all(re.search(word, text) for word in words)


def flat(table):
    """Pairs of a key and one of its items, each a parameter of its own."""
    return [
        pytest.param(key, place, item, id=f"{key} {item}")
        for key, listed in table.items()
        for place, item in enumerate(listed)
    ]


def shared_words(first, second):
    """Return the share of the words of the shorter text that the other has as well."""
    one, other = (set(re.findall(r"\w+", text.casefold())) for text in (first, second))
    return len(one & other) / min(len(one), len(other))
