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
        from panels.checklist import SEAT_A_PANEL
        from panels.framework.screens import add_panel_editors
        from panels.framework.shapes import CONTENT, add_panel_lists
        from panels.gates import scorecard_waits, scorecards_gate
        from panels.loops import warn_of_mismatch
        from panels.queue import reviews_due, scorecards_due
        from panels.sections import kit_section, panel_section, scorecards_section
        from panels.timeline import tell_scorecards
        from pipeline.checklist import STEPS
        from pipeline.gates import GATES
        from pipeline.models.processes import Gate
        from pipeline.opening_warnings import WARNINGS
        from pipeline.queue import FINDERS
        from pipeline.sections import SECTIONS
        from pipeline.timeline import CHRONICLERS
        from pipeline.waits import WAIT_FINDERS

        tell_who_sits()
        PRIVATE.update(PRIVATE_TABLES)
        add_panel_lists()
        add_panel_editors()
        CONTENT_FOLDERS.append(CONTENT)
        GATES[Gate.SCORECARDS] = scorecards_gate
        WAIT_FINDERS[Gate.SCORECARDS] = scorecard_waits
        FINDERS.extend([scorecards_due, reviews_due])
        CHRONICLERS.append(tell_scorecards)
        SECTIONS.extend([scorecards_section, kit_section, panel_section])
        STEPS.append(SEAT_A_PANEL)
        WARNINGS.append(warn_of_mismatch)
        problems.register()


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
