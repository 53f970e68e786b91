from django.apps import AppConfig

from config.tenancy.rounds import ROUNDS
from config.tenancy.starters import COMPLETERS, CONTENT_FOLDERS, STARTERS

PRIVATE_TABLES = (
    "pipeline_application",
    "pipeline_approval",
    "pipeline_candidate",
    "pipeline_closingbrief",
    "pipeline_document",
    "pipeline_hold",
    "pipeline_merge",
    "pipeline_note",
    "pipeline_offer",
    "pipeline_offerversion",
    "pipeline_opening",
    "pipeline_openingtemplate",
    "pipeline_poolplace",
    "pipeline_referral",
    "pipeline_reveal",
    "pipeline_screeninganswer",
    "pipeline_tagging",
    "pipeline_twopeople",
    "pipeline_work",
)


class PipelineConfig(AppConfig):
    name = "pipeline"

    def ready(self):
        from config.records.file_access import AUTHORISERS
        from config.records.trail import PRIVATE
        from pipeline.api import problems
        from pipeline.documents import may_read_document

        PRIVATE.update(PRIVATE_TABLES)
        AUTHORISERS.append(may_read_document)
        problems.register()
        fill_companies()
        show_sections()
        tell_stories()
        say_what_waits()
        take_on_work()


def fill_companies():
    """What a new company receives, and what its framework is made of."""
    from pipeline.framework.own_editors import add_pipeline_editors
    from pipeline.framework.shapes import add_pipeline_lists
    from pipeline.starting import FOLDER, complete_pipeline, fill_pipeline

    add_pipeline_lists()
    add_pipeline_editors()
    STARTERS.append(fill_pipeline)
    COMPLETERS.append(complete_pipeline)
    CONTENT_FOLDERS.append(FOLDER)


def show_sections():
    """Parts of the pages of an application and of a person."""
    from pipeline.applying.answers import answers_section
    from pipeline.applying.consents import consent_section
    from pipeline.blind.sections import blind_section
    from pipeline.closing_briefs import brief_section
    from pipeline.merging.sections import merges_section, twins_section
    from pipeline.offer_cards import offers_section
    from pipeline.people.referral_pages import referrals_of_application
    from pipeline.people.work_sections import works_of_application
    from pipeline.sections import PERSON_SECTIONS, SECTIONS

    SECTIONS.extend([answers_section, blind_section, brief_section, offers_section])
    SECTIONS.extend([works_of_application, referrals_of_application])
    PERSON_SECTIONS.extend([consent_section, twins_section, merges_section])


def tell_stories():
    """What an application's history is told from."""
    from pipeline.blind.reveals import tell_reveals
    from pipeline.chronicle import TELLERS
    from pipeline.event_logs.chronicle import tell_logged_events
    from pipeline.offer_chronicle import tell_offers
    from pipeline.timeline import CHRONICLERS

    CHRONICLERS.extend([*TELLERS, tell_offers, tell_reveals, tell_logged_events])


def say_what_waits():
    """What stands on a person's Today."""
    from pipeline.approvals import approvals_waiting
    from pipeline.decisions_due import decisions_due
    from pipeline.offer_chronicle import offers_waiting
    from pipeline.people.referral_pages import referrals_waiting
    from pipeline.queue import FINDERS
    from pipeline.stewards import reviews_due

    FINDERS.extend([referrals_waiting, offers_waiting, decisions_due])
    FINDERS.extend([approvals_waiting, reviews_due])


def take_on_work():
    """The minute's round, the day's chores, and who looks at people that changed."""
    from config.records.housekeeping import CHORES
    from pipeline.applying.held_uploads import forget_held_uploads
    from pipeline.document_reading import TASK as DOCUMENTS
    from pipeline.event_logs.orders import TASK as IMPORTS
    from pipeline.merging.twins import keep_twins
    from pipeline.people_due import KEEPERS
    from pipeline.people_due import TASK as PEOPLE
    from pipeline.search.keeping import keep_words

    ROUNDS.extend([IMPORTS, DOCUMENTS, PEOPLE])
    CHORES.append(forget_held_uploads)
    KEEPERS.extend([keep_twins, keep_words])
