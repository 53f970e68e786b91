from django.apps import AppConfig

from config.tenancy.rounds import ROUNDS
from config.tenancy.starters import COMPLETERS, CONTENT_FOLDERS, STARTERS

PRIVATE_TABLES = (
    "pipeline_application",
    "pipeline_approval",
    "pipeline_candidaterequest",
    "pipeline_deadline",
    "pipeline_inboundmail",
    "pipeline_message",
    "pipeline_offerapproval",
    "pipeline_offerletter",
    "pipeline_pagelink",
    "pipeline_promise",
    "pipeline_thread",
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
        from pipeline.mailing.wiring import add_mail

        PRIVATE.update(PRIVATE_TABLES)
        AUTHORISERS.append(may_read_document)
        problems.register()
        fill_companies()
        show_sections()
        keep_candidate_pages()
        tell_of_rejections()
        act_by_itself()
        make_offers()
        tell_stories()
        say_what_waits()
        take_on_work()
        tell_people()
        add_mail()


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
    from pipeline.work_queue.sections import waiting_section

    SECTIONS.append(waiting_section)
    SECTIONS.extend([answers_section, blind_section, brief_section, offers_section])
    SECTIONS.extend([works_of_application, referrals_of_application])
    PERSON_SECTIONS.extend([consent_section, twins_section, merges_section])


def act_by_itself():
    """What automations are made of, what starts them, and the round that carries them out."""
    from pipeline.automations.actions import PIPELINE_ACTIONS
    from pipeline.automations.conditions import PIPELINE_CONDITIONS
    from pipeline.automations.deadlines import meet_by_hand_in
    from pipeline.automations.registry import add_actions, add_conditions, add_triggers
    from pipeline.automations.sections import deadline_section
    from pipeline.automations.triggers import PIPELINE_TRIGGERS
    from pipeline.automations.watching import TASK, start_automations
    from pipeline.happenings import WATCHERS
    from pipeline.sections import SECTIONS

    add_triggers(*PIPELINE_TRIGGERS)
    add_conditions(*PIPELINE_CONDITIONS)
    add_actions(*PIPELINE_ACTIONS)
    WATCHERS.extend([meet_by_hand_in, start_automations])
    ROUNDS.append(TASK)
    SECTIONS.append(deadline_section)


def tell_of_rejections():
    """What they are told who are rejected, on their page and in their mail."""
    from pipeline.mailing.fields import MERGE_FIELDS
    from pipeline.rejections.letters import FEEDBACK
    from pipeline.rejections.standing import rejection_section
    from pipeline.sections import SECTIONS

    SECTIONS.append(rejection_section)
    MERGE_FIELDS[FEEDBACK.name] = FEEDBACK


def keep_candidate_pages():
    """The candidate's own page: promises, what it gives away, and what is erased."""
    from pipeline.candidate_pages.erasers import PIPELINE_ERASERS
    from pipeline.candidate_pages.erasing import ERASERS
    from pipeline.candidate_pages.exporters import PIPELINE_EXPORTERS
    from pipeline.candidate_pages.exporting import EXPORTERS
    from pipeline.candidate_pages.promises import TASK, promise_on_entering
    from pipeline.candidate_pages.staff_section import candidate_page_section, erasure_section
    from pipeline.happenings import WATCHERS
    from pipeline.sections import PERSON_SECTIONS, SECTIONS

    SECTIONS.append(candidate_page_section)
    PERSON_SECTIONS.append(erasure_section)
    EXPORTERS.extend(PIPELINE_EXPORTERS)
    ERASERS.extend(PIPELINE_ERASERS)
    WATCHERS.append(promise_on_entering)
    ROUNDS.append(TASK)


def make_offers():
    """Who approves offers, what a candidate reads of theirs, and what runs out by itself."""
    from config.records.file_access import AUTHORISERS
    from pipeline.candidate_pages.sections import CANDIDATE_SECTIONS
    from pipeline.offering.candidate_offers import offer_section
    from pipeline.offering.lapsing import TASK
    from pipeline.offering.letters import may_read_letter
    from pipeline.offering.waiting import offer_approvals_waiting, tell_offer_approvals
    from pipeline.queue import FINDERS
    from pipeline.timeline import CHRONICLERS

    AUTHORISERS.append(may_read_letter)
    CANDIDATE_SECTIONS.append(offer_section)
    CHRONICLERS.append(tell_offer_approvals)
    FINDERS.append(offer_approvals_waiting)
    ROUNDS.append(TASK)


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
    from pipeline.offer_chronicle import offers_waiting
    from pipeline.people.referral_pages import referrals_waiting
    from pipeline.queue import FINDERS, HINTS, SOURCES
    from pipeline.stewards import reviews_due
    from pipeline.work_queue.hints import PIPELINE_HINTS
    from pipeline.work_queue.sources import PIPELINE_SOURCES

    FINDERS.extend([referrals_waiting, offers_waiting, approvals_waiting, reviews_due])
    SOURCES.extend(PIPELINE_SOURCES)
    HINTS.update(PIPELINE_HINTS)


def tell_people():
    """What followers are told, how posts to chats went, and what goes out each minute."""
    from config.records.hooks import LISTENERS
    from config.records.housekeeping import CHORES
    from pipeline.happenings import WATCHERS
    from pipeline.notices.bundles import TASK
    from pipeline.notices.chats import heed_post
    from pipeline.notices.follow_sections import follow_section
    from pipeline.notices.keeping import drop_old_notices
    from pipeline.notices.news import tell_followers
    from pipeline.sections import SECTIONS

    WATCHERS.append(tell_followers)
    LISTENERS.append(heed_post)
    SECTIONS.append(follow_section)
    CHORES.append(drop_old_notices)
    ROUNDS.append(TASK)


def take_on_work():
    """The minute's round, the day's chores, and who looks at people that changed."""
    from config.records.housekeeping import CHORES
    from pipeline.applying.held_uploads import forget_held_uploads
    from pipeline.document_reading import TASK as DOCUMENTS
    from pipeline.event_logs.orders import TASK as IMPORTS
    from pipeline.happenings import TASK as HAPPENINGS
    from pipeline.happenings import forget_happenings
    from pipeline.merging.twins import keep_twins
    from pipeline.people_due import KEEPERS
    from pipeline.people_due import TASK as PEOPLE
    from pipeline.search.keeping import keep_words
    from pipeline.work_queue.alerts import TASK as ALERTS

    ROUNDS.append(ALERTS)
    ROUNDS.extend([IMPORTS, DOCUMENTS, PEOPLE, HAPPENINGS])
    CHORES.extend([forget_held_uploads, forget_happenings])
    KEEPERS.extend([keep_twins, keep_words])
