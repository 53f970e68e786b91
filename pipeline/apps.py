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
        from config.records.housekeeping import CHORES
        from config.records.trail import PRIVATE
        from pipeline.api import problems
        from pipeline.approvals import approvals_waiting
        from pipeline.blind_sections import blind_section
        from pipeline.chronicle import TELLERS
        from pipeline.closing_briefs import brief_section
        from pipeline.consents import consent_section
        from pipeline.decisions_due import decisions_due
        from pipeline.document_reading import TASK as DOCUMENTS_TASK
        from pipeline.documents import may_read_document
        from pipeline.event_logs.chronicle import tell_logged_events
        from pipeline.event_logs.orders import TASK
        from pipeline.framework.own_editors import add_pipeline_editors
        from pipeline.framework.shapes import add_pipeline_lists
        from pipeline.held_uploads import forget_held_uploads
        from pipeline.merge_sections import merges_section, twins_section
        from pipeline.offer_cards import offers_section
        from pipeline.offer_chronicle import offers_waiting, tell_offers
        from pipeline.people_due import KEEPERS
        from pipeline.people_due import TASK as PEOPLE_TASK
        from pipeline.queue import FINDERS
        from pipeline.referral_pages import referrals_of_application, referrals_waiting
        from pipeline.reveals import tell_reveals
        from pipeline.screening_answers import answers_section
        from pipeline.search.keeping import keep_words
        from pipeline.sections import PERSON_SECTIONS, SECTIONS
        from pipeline.starting import FOLDER, complete_pipeline, fill_pipeline
        from pipeline.stewards import reviews_due
        from pipeline.timeline import CHRONICLERS
        from pipeline.twins import keep_twins
        from pipeline.work_sections import works_of_application

        PRIVATE.update(PRIVATE_TABLES)
        SECTIONS.append(answers_section)
        CHORES.append(forget_held_uploads)
        PERSON_SECTIONS.append(consent_section)
        SECTIONS.append(blind_section)
        CHRONICLERS.append(tell_reveals)
        SECTIONS.append(brief_section)
        SECTIONS.append(offers_section)
        SECTIONS.append(works_of_application)
        SECTIONS.append(referrals_of_application)
        FINDERS.append(referrals_waiting)
        CHRONICLERS.append(tell_offers)
        FINDERS.append(offers_waiting)
        add_pipeline_lists()
        add_pipeline_editors()
        STARTERS.append(fill_pipeline)
        COMPLETERS.append(complete_pipeline)
        CONTENT_FOLDERS.append(FOLDER)
        CHRONICLERS.extend(TELLERS)
        AUTHORISERS.append(may_read_document)
        problems.register()
        CHRONICLERS.append(tell_logged_events)
        ROUNDS.extend([TASK, DOCUMENTS_TASK, PEOPLE_TASK])
        FINDERS.append(decisions_due)
        FINDERS.append(approvals_waiting)
        FINDERS.append(reviews_due)
        KEEPERS.extend([keep_twins, keep_words])
        PERSON_SECTIONS.extend([twins_section, merges_section])
