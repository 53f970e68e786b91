"""How Celery reaches its broker."""

from psycopg.conninfo import conninfo_to_dict, make_conninfo

LONGEST_TASK = 6 * 3600


def broker_of(broker_url: str, database_url: str) -> tuple[str, dict]:
    """Celery's URL and transport options; pgmq keeps its queues in the database given.

    A message whose worker died comes back after the visibility timeout. That is long, so that a
    long task is not started twice; the work itself is found within a minute by the round.
    """
    if not broker_url.startswith("pgmq"):
        return broker_url, {"visibility_timeout": LONGEST_TASK}
    options = {
        "conn_string": make_conninfo(**conninfo_to_dict(database_url)),
        "init_extension": False,  # the owner has made it
        "use_notify": True,  # about 10 ms from "look" to looking
        "notify_throttle_interval_ms": 20,
        "wait_time_seconds": 0,
        "polling_interval": 0.2,
        "visibility_timeout": LONGEST_TASK,
        "pool_size": 2,
    }
    return "pgmq://localhost", options  # the host is of no account: conn_string has it
