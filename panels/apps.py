from django.apps import AppConfig

PRIVATE_TABLES = (
    "panels_scorecard",
    "panels_rating",
    "panels_evidence",
    "panels_probereaction",
    "panels_seensignal",
)


class PanelsConfig(AppConfig):
    name = "panels"

    def ready(self):
        from config.records.trail import PRIVATE
        from config.tenancy.starters import CONTENT_FOLDERS
        from panels.api import problems
        from panels.erasing import erase_drafts
        from panels.framework.screens import add_panel_editors
        from panels.framework.shapes import CONTENT, add_panel_lists
        from panels.gates import cards_are_in, scorecard_waits, scorecards_gate
        from panels.queue import PANEL_SOURCES, reviews_due, seats_in_inboxes
        from panels.sections import kit_section, panel_section, scorecards_section
        from panels.segments import card_segments
        from panels.timeline import tell_scorecards
        from pipeline.candidate_pages.erasing import ERASERS
        from pipeline.decisions_due import READY
        from pipeline.gates import GATES
        from pipeline.models.processes import Gate
        from pipeline.queue import FINDERS, HINTS, SOURCES
        from pipeline.sections import SECTIONS
        from pipeline.timeline import CHRONICLERS
        from pipeline.waits import WAIT_FINDERS
        from pipeline.work_queue.segments import SEGMENT_FINDERS

        tell_who_sits()
        warn_early()
        PRIVATE.update(PRIVATE_TABLES)
        add_panel_lists()
        add_panel_editors()
        CONTENT_FOLDERS.append(CONTENT)
        GATES[Gate.SCORECARDS] = scorecards_gate
        WAIT_FINDERS[Gate.SCORECARDS] = scorecard_waits
        READY[Gate.SCORECARDS] = cards_are_in
        FINDERS.append(reviews_due)
        HINTS[reviews_due] = seats_in_inboxes
        SOURCES.extend(PANEL_SOURCES)
        SEGMENT_FINDERS.append(card_segments)
        CHRONICLERS.append(tell_scorecards)
        SECTIONS.extend([scorecards_section, kit_section, panel_section])
        ERASERS.append(erase_drafts)
        problems.register()
        act_by_themselves()


def act_by_themselves():
    """What automations and rejections know of interviews."""
    from panels.announcing import has_met_us
    from panels.automations import ASK, CARD_IN, CARDS_IN
    from pipeline.automations.registry import add_actions, add_triggers
    from pipeline.rejections.letters import INTERVIEWED

    INTERVIEWED.append(has_met_us)
    add_triggers(CARD_IN, CARDS_IN)
    add_actions(ASK)


def warn_early():
    """What a company has yet to do, and what an opening lacks."""
    from panels.checklist import SEAT_A_PANEL
    from panels.loops import warn_of_mismatch
    from pipeline.checklist import STEPS
    from pipeline.opening_warnings import WARNINGS

    STEPS.append(SEAT_A_PANEL)
    WARNINGS.append(warn_of_mismatch)


def tell_who_sits():
    """Let the pipeline know who sits where, and whose rating of an inbox is in."""
    from panels.blinding import has_rated, reviews_inbox
    from panels.models.scorecards import sits_at
    from panels.visibility import on_panel_of
    from pipeline.blind.hiding import RATERS, REVIEWERS
    from pipeline.visibility import SEATED, SEATED_AT

    SEATED.append(on_panel_of)
    SEATED_AT.append(sits_at)
    RATERS.append(has_rated)
    REVIEWERS.append(reviews_inbox)
