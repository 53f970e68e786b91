from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from assessments.gates import is_reviewed, take_home_gate, take_home_waits
        from assessments.materials import materials_of_take_homes, may_read_hand_in
        from assessments.queue import TAKE_HOME_REVIEWS
        from assessments.sections import take_home_section
        from assessments.segments import take_home_segments
        from assessments.timeline import tell_take_homes
        from assessments.waiting import HAND_IN
        from config.records.file_access import AUTHORISERS
        from config.records.trail import PRIVATE
        from pipeline.board_views.waiting import WAITS
        from pipeline.decisions_due import READY
        from pipeline.gates import GATES
        from pipeline.materials import MATERIALS
        from pipeline.models.processes import Gate
        from pipeline.queue import SOURCES
        from pipeline.sections import SECTIONS
        from pipeline.timeline import CHRONICLERS
        from pipeline.waits import WAIT_FINDERS
        from pipeline.work_queue.segments import SEGMENT_FINDERS

        PRIVATE.update({"assessments_takehome", "assessments_takehomereview"})
        GATES[Gate.TAKE_HOME] = take_home_gate
        WAIT_FINDERS[Gate.TAKE_HOME] = take_home_waits
        AUTHORISERS.append(may_read_hand_in)
        MATERIALS.append(materials_of_take_homes)
        SOURCES.append(TAKE_HOME_REVIEWS)
        WAITS.append(HAND_IN)
        SEGMENT_FINDERS.append(take_home_segments)
        READY[Gate.TAKE_HOME] = is_reviewed
        CHRONICLERS.append(tell_take_homes)
        SECTIONS.append(take_home_section)
        serve_candidates()
        act_by_itself()


def serve_candidates():
    """What candidates see and take of their take-homes on their page."""
    from assessments.candidate_pages import own_take_home_section
    from assessments.giving import erase_take_homes, export_take_homes
    from pipeline.candidate_pages.erasing import ERASERS
    from pipeline.candidate_pages.exporting import EXPORTERS
    from pipeline.candidate_pages.sections import CANDIDATE_SECTIONS

    CANDIDATE_SECTIONS.append(own_take_home_section)
    EXPORTERS.append(export_take_homes)
    ERASERS.append(erase_take_homes)


def act_by_itself():
    """What automations know of take-homes."""
    from assessments.automations import BRIEF, HANDED_IN, keep_deadline
    from pipeline.automations.deadlines import DEADLINE_KEEPERS
    from pipeline.automations.registry import add_actions, add_triggers

    add_triggers(HANDED_IN)
    add_actions(BRIEF)
    DEADLINE_KEEPERS.append(keep_deadline)
