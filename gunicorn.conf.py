"""Gunicorn finds this file by its name: `gunicorn` alone serves Fortnight."""

from config.environment import environment_or_exit
from config.poolers import check_server_or_exit

# Here, in the master: a worker that cannot start would be started again for ever.
_environment = environment_or_exit()
check_server_or_exit(_environment)

wsgi_app = "config.wsgi"
bind = f"{_environment.bind}:{_environment.port}"
worker_class = "gthread"
workers = _environment.workers
threads = _environment.threads
timeout = 60
graceful_timeout = 10
keepalive = 15
# Returns memory that backends and pages of many companies have gathered.
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True
accesslog = "-"
access_log_format = "%(m)s %({host}i)s%(U)s %(s)s %(M)s ms"
logger_class = "config.web_logs.WebLogger"
