"""Reading job descriptions before candidates do: what is missing, vague, unlawful or unkind.

Nothing here knows the database. `linting.lint` takes a `Posting` and a day and returns `Finding`s,
each with the sentence it is about and how to mend it. `salary_history` judges questions.

A rule is a file with one function from a `Reading` to findings, named in `linting.RULES`. What a
rule knows stands in `rules/*.yaml` with its source and date, so that a list grows without code.
"""
