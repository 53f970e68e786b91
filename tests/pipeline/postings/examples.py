"""A well-written posting for each specialization, and ways to break one section of it."""

from dataclasses import replace

from pipeline.postings.findings import Finding
from pipeline.postings.linting import lint
from pipeline.postings.posting import Posting, SectionKind
from tests.pipeline.postings.days import TODAY

ADJUSTMENTS = """We can adjust every stage: more time, breaks, captions or another format.
Write to hiring@example.com and a person answers within a day."""

INFRA = Posting(
    title="Senior ML Infrastructure Engineer, Model Serving",
    specialization_name="ML infrastructure",
    location="Denver, CO",
    pay_low=18_000_000,
    pay_high=23_000_000,
    currency="USD",
    sections={
        SectionKind.PROBLEM: "Sixty models answer 40,000 requests a second for riders and drivers. "
        "Their p99 latency doubled this year, and you will halve it again without more GPUs.",
        SectionKind.STACK: "Python and Go services on Kubernetes, Triton Inference Server, Ray for "
        "batch jobs, Kafka between them, all on AWS with Terraform.",
        SectionKind.SENIORITY: "You set the serving strategy for three teams and own its budget. "
        "Two engineers work with you; you report to the head of platform.",
        SectionKind.FIRST_DAY: "On day one your laptop, your access and a first ticket are there. "
        "In week two you join the rota with a colleague, and after a month you own one service.",
        SectionKind.REQUIRED: "- You have run a model server under production load\n"
        "- Python or Go, written for others to maintain\n"
        "- You can read a flame graph and act on it\n"
        "- You have written a plan that several teams followed",
        SectionKind.NICE: "- CUDA kernels\n- Experience with spot capacity",
        SectionKind.PROCESS: "A screen of 40 minutes in the first week, a technical interview and "
        "a paid take-home of four hours ($300) in the second, then a final conversation. "
        "We decide within two days. Apply by 18 December.",
        SectionKind.PAY: "$180,000 to $230,000 base, equity, and benefits: health insurance, "
        "a 401(k) with match and 25 days of leave.",
        SectionKind.ACCOMMODATION: ADJUSTMENTS,
        SectionKind.ABOUT: "We run shared rides in nine cities. Eleven people make the platform.",
    },
)

APPLIED = Posting(
    title="Applied ML Engineer, Recommendations",
    specialization_name="Applied ML",
    location="New York, NY",
    pay_low=200_000,
    pay_high=260_000,
    currency="USD",
    sections={
        SectionKind.PROBLEM: "Ten million readers open our app each month, and half leave without "
        "a second article. You will improve what we recommend to those who are new.",
        SectionKind.STACK: "PyTorch, scikit-learn and XGBoost; features in Snowflake and Feast; "
        "Airflow for the nightly jobs; experiments in our own tool.",
        SectionKind.SENIORITY: "You carry out one scoped project at a time and propose the next. "
        "The strategy is set by the lead of the team with your advice.",
        SectionKind.FIRST_DAY: "Day one is a walk through the code with the person you sit beside. "
        "In the first two weeks you ship one small change to the ranking.",
        SectionKind.REQUIRED: "Python\nSQL on large tables\nYou have shipped a model and watched "
        "it in production\nYou can design an experiment and say what it does not show\n"
        "A degree in a quantitative field or equivalent experience",
        SectionKind.NICE: "- Causal inference\n- Work on cold start",
        SectionKind.PROCESS: "Monday to Friday of week one: a call of 30 minutes. Week two: a "
        "technical interview, a paid exercise and a team talk. You hear from us on Monday.",
        SectionKind.PAY: "$200,000–$260,000 base, ten per cent bonus, medical and dental cover.",
        SectionKind.ACCOMMODATION: ADJUSTMENTS,
    },
)

GENAI = Posting(
    title="Generative AI Engineer, Support Assistant",
    specialization_name="Generative AI",
    location="Berlin, Germany",
    pay_low=85_000,
    pay_high=110_000,
    currency="EUR",
    sections={
        SectionKind.PROBLEM: "Our assistant answers 30,000 tickets a week and cites the wrong "
        "article in 6 % of them. You will build the evaluation that finds those, and halve them.",
        SectionKind.STACK: "Python, vLLM and pgvector; two hosted models behind one interface; "
        "an evaluation harness of our own on GitHub Actions.",
        SectionKind.SENIORITY: "You decide how we retrieve and evaluate; which models we buy is "
        "decided with the product lead.",
        SectionKind.FIRST_DAY: "On your first day you read fifty answers with a support agent. "
        "After two weeks you present what goes wrong most.",
        SectionKind.REQUIRED: "- You have built a retrieval system that people used\n"
        "- You can say how you measured it\n- Python, SQL and Docker\n"
        "- You explain trade-offs to people who do not train models",
        SectionKind.PROCESS: "Call on a day of your choice, technical interview within five days, "
        "paid take-home (four hours, 250 euros), final talk. An offer by day 14.",
        SectionKind.PAY: "85.000–110.000 € a year and 30 days of leave.",
        SectionKind.ACCOMMODATION: ADJUSTMENTS,
        SectionKind.ABOUT: "Forty people make software for repair shops; six of them work on this.",
    },
)

RESEARCH = Posting(
    title="ML Research Engineer, Protein Models",
    specialization_name="ML research",
    location="Remote (US)",
    pay_low=210_000,
    pay_high=280_000,
    currency="USD",
    sections={
        SectionKind.PROBLEM: "Chemists here test 200 compounds a week. Our model ranks which, and "
        "it is wrong about flexible proteins. You will find out why and publish it.",
        SectionKind.STACK: "JAX and Flax on a cluster of 256 GPUs with Slurm; Weights & Biases; "
        "some PyTorch from the papers we compare with.",
        SectionKind.SENIORITY: "You choose the experiments within one research question, which "
        "the group sets each quarter.",
        SectionKind.FIRST_DAY: "On day one you get a trained checkpoint and the notebook behind "
        "our last figure. The first month is one replication.",
        SectionKind.REQUIRED: "- You have replicated a result and can show the code\n"
        "- JAX or PyTorch at the level of writing your own training loop\n"
        "- You write so that others can disagree with you precisely",
        SectionKind.NICE: "- A PhD in a related field\n- Structural biology",
        SectionKind.PROCESS: "A talk about a paper in week 1, a technical interview and a paid "
        "exercise in week 2, a final conversation on Thursday. Applications close on 4 January.",
        SectionKind.PAY: "$210,000 - $280,000 base, equity, health insurance, pension and 16 weeks "
        "of parental leave.",
        SectionKind.ACCOMMODATION: ADJUSTMENTS,
    },
)

GOOD = {"infra": INFRA, "applied": APPLIED, "genai": GENAI, "research": RESEARCH}


def with_section(kind: SectionKind, text: str, posting: Posting = APPLIED) -> Posting:
    """Return a posting that differs from a good one in one section."""
    return replace(posting, sections={**posting.sections, kind: text})


def find(rule: str, posting: Posting, today=TODAY) -> list[Finding]:
    """Return the findings of one rule, or of those that begin with its name."""
    return [finding for finding in lint(posting, today) if finding.rule.startswith(rule)]


def find_in(kind: SectionKind, text: str, rule: str) -> list[Finding]:
    return find(rule, with_section(kind, text))
