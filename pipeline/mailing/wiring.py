"""What mail adds to the rest of the house; `AppConfig.ready()` calls it."""

from config.tenancy.rounds import HOUSE_ROUNDS, ROUNDS


def add_mail() -> None:
    """Messages on the page of an application and in its history; and the minute's looks."""
    from pipeline.mailing.conversations import messages_section, tell_messages
    from pipeline.mailing.mail_waiting import mail_waiting
    from pipeline.mailing.tasks import FETCH_TASK, INBOUND_TASK
    from pipeline.queue import FINDERS
    from pipeline.sections import SECTIONS
    from pipeline.timeline import CHRONICLERS

    SECTIONS.append(messages_section)
    CHRONICLERS.append(tell_messages)
    FINDERS.append(mail_waiting)
    ROUNDS.append(INBOUND_TASK)
    HOUSE_ROUNDS.append(FETCH_TASK)
