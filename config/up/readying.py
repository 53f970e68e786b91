"""What must be done before the web can serve: schemas, static files, the demo.

Run as a program of its own with the owner's rights, so that `up` itself never loads Django.
"""

import sys

import django


def main(demo: bool) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from config.tenancy.migrating import has_pending_migrations, migrate_all

    if has_pending_migrations():
        print("Bringing the database up to date", flush=True)
        migrate_all()
    call_command("collectstatic", interactive=False, verbosity=0)
    if demo:
        with open(settings.DATA_DIR / SIGN_INS, "w") as sign_ins:
            call_command("fill_demo", stdout=sign_ins)


SIGN_INS = "demo-sign-ins.txt"
"""What `fill_demo` prints, kept until the web answers: then it is of use."""

if __name__ == "__main__":
    main(demo="--demo" in sys.argv)
