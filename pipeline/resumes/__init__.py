"""Reading résumés: from the bytes of a file to a person's name, ways to reach them, jobs, schools.

Nothing here knows the database. `reading.read_resume` reads one file, `archives.read_archive` a zip
of them; what they return is in `resume`, and a file that cannot be read raises `UnreadableResume`
from `unreadable`, whose text is a sentence for the person who sent it.

PDF, Word and zip files are written by strangers, so every step has a bound: sizes before anything
is opened, a process of its own with limits on time and memory for PDFs, and line lengths before
any pattern is tried.
"""
