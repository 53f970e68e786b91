"""What a role intake asks, and what each answer speaks for: tables, read by `pipeline.intake`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Choice:
    """An answer: as the page offers it, and in short as reasons quote it."""

    key: str
    label: str
    quoted: str


@dataclass(frozen=True)
class IntakeQuestion:
    key: str
    ask: str
    choices: tuple[Choice, ...]

    def quoted(self, answer: str) -> str:
        """Return an answer as reasons quote it."""
        return next(choice.quoted for choice in self.choices if choice.key == answer)


def _question(key, ask, *choices):
    return IntakeQuestion(key, ask, tuple(Choice(*choice) for choice in choices))


GUIDANCE = _question(
    "guidance",
    "And that project: with close guidance, or on their own?",
    ("close", "With close guidance from somebody senior", "with close guidance"),
    ("alone", "On their own, asking when they need to", "on their own"),
)
"""Asked only of a well-scoped project."""

QUESTIONS = (
    _question(
        "work",
        "Will this person mostly invent new methods, or implement known ones well?",
        ("invent", "Invent new methods", "inventing new methods"),
        ("between", "Something of both", "some invention, some known methods"),
        ("implement", "Implement known methods well", "implementing known methods well"),
    ),
    _question(
        "code",
        "Mostly notebooks, or mostly production code?",
        ("notebooks", "Mostly notebooks and experiments", "mostly notebooks"),
        ("both", "About as much of each", "notebooks and production code alike"),
        ("production", "Mostly production code", "mostly production code"),
    ),
    _question(
        "place",
        "Close to product teams, or on research problems of their own?",
        ("product", "Close to product teams", "close to product teams"),
        ("between", "In between, such as for other ML teams", "between product and research"),
        ("research", "On research problems of their own", "research problems of their own"),
    ),
    _question(
        "scope",
        "Will they define the strategy, or carry out a well-scoped project?",
        ("project", "Carry out a well-scoped project", "a well-scoped project"),
        ("part", "Lead part of something larger", "leading part of something larger"),
        ("strategy", "Define the strategy", "defining the strategy"),
    ),
    _question(
        "built",
        "What will they mostly build?",
        ("pipelines", "Pipelines and serving", "pipelines and serving"),
        ("models", "Predictive models", "predictive models"),
        ("llm", "LLM applications", "LLM applications"),
        ("algorithms", "New algorithms", "new algorithms"),
    ),
)
"""The five questions that every intake begins with."""

BY_KEY: Mapping[str, IntakeQuestion] = MappingProxyType(
    {question.key: question for question in (*QUESTIONS, GUIDANCE)}
)


def questions_and_answers(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was asked and answered, as the page says it now."""
    told = []
    for key, question in BY_KEY.items():
        labels = {choice.key: choice.label for choice in question.choices}
        if answers.get(key) in labels:
            told.append((question.ask, labels[answers[key]]))
    return told


MOST_POINTS = 13

POINTS: Mapping[str, Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "work": {
            "invent": {"infra": 0, "applied": 0, "genai": 0, "research": 3},
            "between": {"infra": 1, "applied": 2, "genai": 2, "research": 2},
            "implement": {"infra": 3, "applied": 3, "genai": 3, "research": 0},
        },
        "code": {
            "notebooks": {"infra": 0, "applied": 1, "genai": 0, "research": 3},
            "both": {"infra": 1, "applied": 3, "genai": 3, "research": 2},
            "production": {"infra": 3, "applied": 2, "genai": 3, "research": 0},
        },
        "place": {
            "product": {"infra": 2, "applied": 3, "genai": 3, "research": 0},
            "between": {"infra": 3, "applied": 2, "genai": 2, "research": 1},
            "research": {"infra": 0, "applied": 0, "genai": 0, "research": 3},
        },
        "built": {
            "pipelines": {"infra": 4, "applied": 1, "genai": 1, "research": 0},
            "models": {"infra": 0, "applied": 4, "genai": 1, "research": 1},
            "llm": {"infra": 0, "applied": 1, "genai": 4, "research": 1},
            "algorithms": {"infra": 0, "applied": 1, "genai": 0, "research": 4},
        },
    }
)
"""Question, answer, specialization: how well they go together. The best answers add up to 13."""

FULL = 3
"""Points from which an answer is quoted in favour; at none it is quoted against."""

LEVELS: Mapping[str, str] = MappingProxyType(
    {"close": "junior", "alone": "mid", "part": "senior", "strategy": "staff"}
)
"""By the guidance of a well-scoped project, else by the scope."""

ADJUSTMENTS: tuple[tuple[str, str, str], ...] = (
    ("code", "production", "system_design"),
    ("code", "notebooks", "fundamentals"),
    ("place", "product", "collaboration"),
    ("place", "research", "fundamentals"),
    ("work", "implement", "coding"),
    ("work", "invent", "fundamentals"),
)
"""Which component an answer raises where it does not go without saying; the first counts."""

ADJUSTED_BY = 5


@dataclass(frozen=True)
class Tension:
    """Answers that pull apart, and what to ask oneself then."""

    when: Mapping[str, str]
    title: str
    text: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        return all(answers.get(question) == answer for question, answer in self.when.items())


TENSIONS = (
    Tension(
        {"work": "invent", "code": "production", "place": "product"},
        "Two roles in one?",
        "Inventing new methods takes months without a release; production code close to product "
        "teams is due every week. Few people do both at once. Consider two openings, or say here "
        "which comes first.",
    ),
    Tension(
        {"work": "implement", "built": "algorithms"},
        "Known methods, or new algorithms?",
        "Who implements known methods well builds no new algorithms, and the other way round. "
        "Say which of the two the first year is about.",
    ),
    Tension(
        {"work": "invent", "built": "pipelines"},
        "Invention, or pipelines?",
        "Pipelines and serving live on methods that are known to hold. If something new is to be "
        "found first, that is another person’s work, and another interview.",
    ),
    Tension(
        {"code": "notebooks", "built": "pipelines"},
        "Pipelines in notebooks?",
        "Pipelines and serving are production code. An interview about notebooks would not show "
        "whether somebody can run them.",
    ),
    Tension(
        {"place": "research", "work": "implement"},
        "Research without invention?",
        "Research problems of their own call for new methods. If known ones will do, the person "
        "will want to be near those who use the result.",
    ),
    Tension(
        {"work": "invent", "guidance": "close"},
        "Invention under close guidance?",
        "What is still to be invented can hardly be scoped well. Either the project is clearer "
        "than that, or the person needs more room.",
    ),
)
