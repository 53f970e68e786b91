"""Résumés in plain text: who, where they worked, as what and when, in many ways of writing."""

import pytest

from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Job, PartialDate


def read(text, encoding="utf-8"):
    return read_resume(text.encode(encoding), "resume.txt").resume


def jobs(text):
    return [(job.employer, job.title) for job in read(text).jobs]


EXPECTED = [("Alder Systems Ltd", "Data Engineer"), ("Brightwater", "Research Intern")]
WAYS = {
    "title and employer on one line, dates at its end": """
        WORK EXPERIENCE
        Data Engineer, Alder Systems Ltd, London, UK (2019 – 2021)
        • Built the warehouse
        Research Intern, Brightwater, Leeds, UK (2018 – 2019)
        """,
    "employer first, dates first": """
        Employment history
        2019 – 2021 Alder Systems Ltd | Data Engineer
        2018 – 2019 Brightwater | Research Intern
        """,
    "three lines with the dates last": """
        Professional Background

        Data Engineer

        Alder Systems Ltd - London, UK -

        May 2019 to June 2021

        Research Intern

        Brightwater - Leeds, UK -

        June 2018 to April 2019
        """,
    "dates above employer and title": """
        Career history
        2019 - 2021
        Alder Systems Ltd
        Data Engineer
        Built the warehouse, and kept it running through two moves.
        2018 - 2019
        Brightwater
        Research Intern
        """,
    "at": """
        Experience
        Data Engineer at Alder Systems Ltd, since 2019
        Research Intern at Brightwater, 06/2018-05/2019
        """,
    "with labels": """
        Employment
        Company: Alder Systems Ltd
        Position: Data Engineer
        Duration: May 2019 – June 2021

        Company: Brightwater
        Position: Research Intern
        Duration: 2018 – 2019
        """,
    "Markdown": """
        # Inês Carvalho
        ## Work experience
        **Data Engineer**, [Alder Systems Ltd](https://example.com) — 2019–2021
        **Research Intern**, Brightwater — 2018–2019
        """,
}


def unindented(text):
    return "\n".join(line.strip() for line in text.splitlines())


@pytest.mark.parametrize("way", WAYS)
def test_jobs_are_read_however_they_are_written(way):
    assert jobs(unindented(WAYS[way])) == EXPECTED


def test_roles_below_one_employer_share_it():
    text = (
        "Experience\nAlder Systems Ltd, 2015 – 2021\nData Lead, 2018 – 2021\nAnalyst, 2015 – 2018"
    )
    assert jobs(text)[-2:] == [("Alder Systems Ltd", "Data Lead"), ("Alder Systems Ltd", "Analyst")]


def test_a_job_without_dates_keeps_its_place():
    text = "Experience\n\nData Engineer\nAlder Systems Ltd\n• Built the warehouse\n"
    assert read(text).jobs == (Job("Alder Systems Ltd", "Data Engineer"),)


def test_dates_within_a_sentence_head_no_entry():
    text = (
        "Experience\nData Engineer, Alder Systems Ltd, 2019 – 2021\n"
        "Between 2019 and 2020 the team grew from three to nine people, with no one leaving it.\n"
    )
    assert len(read(text).jobs) == 1


def test_education_is_no_employment():
    text = (
        "Experience\nAnalyst, Birch plc, 2019 – 2021\nEducation\nUniversity of Leeds, 2015 – 2018"
    )
    resume = read(text)
    assert jobs(text) == [("Birch plc", "Analyst")]
    assert resume.schools[0].institution == "University of Leeds"
    assert resume.schools[0].end == PartialDate(2018)


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("Jean-Baptiste de la Tour", "Jean-Baptiste de la Tour"),
        ("RESUME\nÅsa Öberg", "Åsa Öberg"),
        ("Curriculum Vitae of Ngozi O'Brien, Ph.D., PMP", "Ngozi O'Brien"),
        ("ŁUKASZ WÓJCIK\nData Engineer", "Łukasz Wójcik"),
        ("Summary\nName: Maria van der Berg", "Maria van der Berg"),
        ("12 Mill Lane\nLeeds, UK\nMaren Lind | maren@example.com", "Maren Lind"),
        ("Maren Lind 12 Mill Lane, Leeds", "Maren Lind"),
        ("Senior Data Engineer\nmaren@example.com", ""),
    ],
)
def test_a_name_is_found_and_nothing_else_is_taken_for_one(top, name):
    assert read(f"{top}\nExperience\nAnalyst, Birch plc, 2019 – 2021").name == name


@pytest.mark.parametrize(
    ("written", "phone", "e164"),
    [
        ("Phone: (020) 7946 0000", "(020) 7946 0000", ""),
        ("+44 (0)20 7946 0000", "+44 (0)20 7946 0000", "+442079460000"),
        ("0044 20 7946 0000", "0044 20 7946 0000", "+442079460000"),
        ("2018 - 2019", "", ""),
    ],
)
def test_a_phone_is_kept_as_written_and_normalised_where_its_country_is_clear(written, phone, e164):
    resume = read(f"Maren Lind\n{written}\n")
    assert (resume.phone, resume.phone_e164) == (phone, e164)


def test_text_that_is_not_utf8_is_read_as_windows_1252():
    assert read("Åsa Öberg – Göteborg\nasa@example.com", "cp1252").name == "Åsa Öberg"


def test_what_was_not_found_is_said():
    problems = read_resume(b"Nothing to see here, really nothing.", "resume.txt").problems
    assert len(problems) == 3


def test_a_text_without_line_ends_is_parted_at_its_double_spaces():
    text = "  ".join(
        ["Maren Lind", "maren@example.com", "Experience", "Alder Systems Ltd", "Data Engineer"]
        + ["2019  2021", "Built the warehouse and the reports on it for eleven teams."] * 1
    )
    assert jobs(text) == [("Alder Systems Ltd", "Data Engineer")]


def test_a_text_made_to_be_slow_is_read_soon():
    lines = ["Experience", *["A" * 5_000 + ", " * 2_000, "1 " * 5_000, "a.b@" * 3_000] * 50]
    assert read("\n".join(lines)).email == ""


@pytest.mark.parametrize(
    "text", ["x" + "\n" * 9_000_000, "x" + " \n" * 4_000_000 + ">", "#\n" * 9_000]
)
def test_a_text_of_empty_lines_is_read_soon(text):
    assert read(text).email == ""
