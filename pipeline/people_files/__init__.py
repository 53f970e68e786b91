"""Reading people from files: spreadsheets, exports of other systems, résumés.

Nothing here knows the database. `reading.open_file` says what a file is and what its columns mean;
the people of what it returns come one at a time, each a `Person` or a `Problem`. A file that
cannot be read at all raises `UnreadableFile`.
"""
