from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from assessments.gates import take_home_gate, take_home_waits
        from assessments.materials import materials_of_take_homes, may_read_hand_in
        from assessments.queue import reviews_due
        from assessments.sections import take_home_section
        from assessments.timeline import tell_take_homes
        from config.records.file_access import AUTHORISERS
        from config.records.trail import PRIVATE
        from pipeline.gates import GATES
        from pipeline.materials import MATERIALS
        from pipeline.models.processes import Gate
        from pipeline.queue import FINDERS
        from pipeline.sections import SECTIONS
        from pipeline.timeline import CHRONICLERS
        from pipeline.waits import WAIT_FINDERS

        PRIVATE.update({"assessments_takehome", "assessments_takehomereview"})
        GATES[Gate.TAKE_HOME] = take_home_gate
        WAIT_FINDERS[Gate.TAKE_HOME] = take_home_waits
        AUTHORISERS.append(may_read_hand_in)
        MATERIALS.append(materials_of_take_homes)
        FINDERS.append(reviews_due)
        CHRONICLERS.append(tell_take_homes)
        SECTIONS.append(take_home_section)
