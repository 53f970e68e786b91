from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand
from django.db import transaction

from config.accounts.models import User
from config.accounts.roles import Role
from config.demo.cast import COLLEAGUES, PASSWORD
from config.demo.story import tell
from config.records.audit import acting
from config.tenancy.models import Company
from config.tenancy.provisioning import provision
from config.tenancy.schemas import inside
from pipeline.document_reading import read_documents
from pipeline.models import Opening
from pipeline.people_due import bring_up_to_date

NAMES = {"acme": "Acme", "globex": "Globex"}
ONE_PER_ROLE = len(Role)


class Command(BaseCommand):
    help = "Fill the two demo companies; what is there already stays as it is."
    requires_system_checks = []

    def handle(self, **options):
        for slug, name in NAMES.items():
            company = Company.objects.filter(slug=slug).first() or provision(
                slug=slug,
                name=name,
                time_zone="Europe/Berlin",
                is_demo=True,
                furnish=add_colleagues,
            )
            with inside(company), transaction.atomic(), acting("demo"):
                if company.is_demo and not Opening.objects.exists():
                    tell(company)
            with inside(company):
                make_findable()
            self.stdout.write(f"{company.name}  {company.address()}")
            for colleague in COLLEAGUES[:ONE_PER_ROLE]:
                role = Role(colleague.roles[0]).label
                self.stdout.write(f"  {role:<12} {colleague.email_at(slug)}")
        self.stdout.write(f"The password of all of them is {PASSWORD}")


def make_findable():
    """Do now what the worker does within a minute: whoever looks around searches at once."""
    while read_documents():
        pass
    bring_up_to_date()


def add_colleagues(company, using):
    """Write the people of a demo company, who share one published password, hashed once."""
    password = make_password(PASSWORD)
    for colleague in COLLEAGUES:
        user = User(
            email=colleague.email_at(company.slug),
            name=colleague.name,
            roles=list(colleague.roles),
            password=password,
        )
        user.save(using=using, force_insert=True)
