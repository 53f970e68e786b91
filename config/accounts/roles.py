"""The four roles. A person holds a set of them."""

from django.db import models


class Role(models.TextChoices):
    ADMIN = "admin", "Admin"
    RECRUITER = "recruiter", "Recruiter"
    HIRING_LEAD = "hiring_lead", "Hiring lead"
    INTERVIEWER = "interviewer", "Interviewer"
