from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from config.accounts.models import Invitation
from config.tenancy.schemas import inside
from pipeline.founding import found_company
from pipeline.invitations import invitation_link


class Command(BaseCommand):
    help = "Create a company with its starter content, and invite its first person."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="its address: SLUG below the public host")
        parser.add_argument("--name", required=True)
        parser.add_argument("--admin", required=True, metavar="EMAIL")
        parser.add_argument("--time-zone", default="UTC", help="such as Europe/Berlin")

    def handle(self, *, slug, name, admin, time_zone, **options):
        try:
            company = found_company(slug=slug, name=name, email=admin, time_zone=time_zone)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with inside(company):
            link = invitation_link(company, Invitation.objects.get())
        self.stdout.write(f"{company.name} answers at {company.address()}")
        self.stdout.write(f"{admin} sets a password at {link}")
