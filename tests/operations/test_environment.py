import stat

import pytest

from config.environment import Misconfigured, read_environment
from tests.operations.conftest import bare_environ, run

PRODUCTION = {
    "FORTNIGHT_ENV": "production",
    "SECRET_KEY": "s" * 50,
    "FORTNIGHT_DOMAIN": "jobs.example.com",
    "DATABASE_URL": "postgresql://app:pw@db/fortnight",
}


def test_nothing_needs_to_be_set_in_development(tmp_path):
    environment = read_environment({"FORTNIGHT_DATA": str(tmp_path)})

    assert environment.development
    assert environment.embedded
    assert not environment.secure
    assert environment.base_domain == "localhost"
    assert "fortnight_app" in environment.database_url
    assert "fortnight_owner" in environment.database_owner_url


def test_the_secret_of_development_is_made_once_and_is_ours_alone(tmp_path):
    environ = {"FORTNIGHT_DATA": str(tmp_path / "new")}

    first, second = read_environment(environ), read_environment(environ)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 50
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_production_is_secure_and_keeps_no_secret_on_disk(tmp_path):
    environment = read_environment({**PRODUCTION, "FORTNIGHT_DATA": str(tmp_path)})

    assert environment.secure
    assert environment.allowed_hosts == [".jobs.example.com"]
    assert environment.database_owner_url == environment.database_url
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("SECRET_KEY", "short", "SECRET_KEY has 5 characters"),
        ("FORTNIGHT_DOMAIN", "", "FORTNIGHT_DOMAIN is not set"),
        ("FORTNIGHT_DOMAIN", "https://jobs.example.com", "not a host name"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS contains *"),
        ("DATABASE_URL", "mysql://root@db/fortnight", "postgresql://"),
        ("DATABASE_URL", "postgresql://db", "must name a role and a database"),
        ("DATABASE_URL", "postgresql://a@db:port/x", "DATABASE_URL cannot be read"),
        ("DATABASE_OWNER_URL", "oracle://db", "DATABASE_OWNER_URL"),
        ("CELERY_BROKER_URL", "amqp://queue", "CELERY_BROKER_URL"),
        ("EMAIL_URL", "smtp://", "EMAIL_URL"),
        ("EMAIL_URL", "smtp://host:letters", "EMAIL_URL"),
        ("FORTNIGHT_PORT", "70000", "FORTNIGHT_PORT"),
        ("FORTNIGHT_THREADS", "many", "FORTNIGHT_THREADS"),
        ("FORTNIGHT_SIGNUP", "perhaps", "FORTNIGHT_SIGNUP"),
        ("FORTNIGHT_ENV", "prod", "FORTNIGHT_ENV"),
        ("FORTNIGHT_LOG_LEVEL", "LOUD", "FORTNIGHT_LOG_LEVEL"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(tmp_path, name, value, sentence):
    environ = {**PRODUCTION, "FORTNIGHT_DATA": str(tmp_path), name: value}

    with pytest.raises(Misconfigured, match=sentence.replace("*", r"\*")) as refusal:
        read_environment(environ)

    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_password_is_never_repeated_in_a_refusal(tmp_path):
    environ = {**PRODUCTION, "DATABASE_URL": "postgresql://app:hunter2@db:port/x"}

    with pytest.raises(Misconfigured) as refusal:
        read_environment({**environ, "FORTNIGHT_DATA": str(tmp_path)})

    assert "hunter2" not in str(refusal.value)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(Misconfigured, match="set FORTNIGHT_DATA"):
        read_environment({"FORTNIGHT_DATA": str(tmp_path / "file" / "below")})


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["manage.py", "up"],
        ["-m", "celery", "--app", "config", "worker"],
        ["-m", "celery", "--app", "config", "beat"],
        ["-m", "gunicorn"],
        ["-c", "import config.wsgi"],
    ],
    ids=lambda command: " ".join(command),
)
def test_a_missing_secret_stops_every_start_with_one_sentence(data_dir, command):
    environ = bare_environ(data_dir, FORTNIGHT_ENV="production")

    ended = run(*command, environ=environ)

    assert ended.returncode == 2
    assert ended.stderr.startswith("SECRET_KEY is not set")
    assert ended.stderr.count("\n") == 1
