"""Finding people by anything that is written about them.

`words` reads texts and questions alike. `pieces` gathers the texts about people, `keeping` keeps
their words in rows, `queries` understands what is typed, `near_words` mends what is mistyped,
`reading_rights` says who may find by what, and `searching` answers.
"""
