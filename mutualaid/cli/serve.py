"""Serve the pages, by default on port 8000 of this machine."""

import logging
import os
import socket

import click
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger

from mutualaid.backups.host_key import confirmed_at, unsure
from mutualaid.cli.demo_settings import be_the_demo
from mutualaid.cli.readiness import reasons_not_to_serve
from mutualaid.cli.static_files import gather_if_stale
from mutualaid.core.logs import JsonFormatter
from mutualaid.core.memory import settle
from mutualaid.core.refusal import Refused
from mutualaid.directory.published import published

logger = logging.getLogger(__name__)

MOST_WORKERS = 4
REQUESTS_PER_WORKER = 20_000
KEEP_ALIVE_SECONDS = 15


class ServerLog(Logger):
    """The server's own troubles in our form: its sentences would quote whole addresses."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())


class Server(BaseApplication):
    """gunicorn inside this process, told everything here and nothing by its own files."""

    def __init__(self, options: dict[str, object]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        application = get_wsgi_application()
        # Read once here, where the workers share it, so that nobody waits for the first page.
        published.current()
        _let_go_of_connections()
        settle()
        return application


def _let_go_of_connections() -> None:
    """A connection opened before the workers part would be shared between them."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise Refused(
                f"Nothing can be served on {host} port {port}: "
                f"{os.strerror(error.errno or 0).lower()}; choose another with PORT."
            ) from error


def _options(host: str, port: int, workers: int, threads: int) -> dict[str, object]:
    shown = f"[{host}]" if ":" in host else host

    def say_ready(server: object) -> None:
        click.echo(f"Ready at http://{shown}:{port}/")

    return {
        "bind": f"{shown}:{port}",
        "worker_class": "gthread",
        "workers": workers,
        "threads": threads,
        "preload_app": True,
        "keepalive": KEEP_ALIVE_SECONDS,
        # Memory that crept up goes back to the system; the spread keeps one worker awake.
        "max_requests": REQUESTS_PER_WORKER,
        "max_requests_jitter": REQUESTS_PER_WORKER // 10,
        # It would open a socket in the home directory, which a service may not have.
        "control_socket_disable": True,
        "accesslog": None,
        "loglevel": "warning",
        "logger_class": ServerLog,
        "when_ready": say_ready,
    }


def _warn_of_backups() -> None:
    """What is no reason not to serve, and yet nobody should miss."""
    if settings.BACKUPS_DIR is None:
        logger.warning("No backups are taken: MUTUALAID_BACKUPS is not set.")
    if not confirmed_at():
        logger.warning(unsure())


@click.command
@click.option("--demo", is_flag=True, help="Serve the demo area, to this machine only.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="PORT",
    default=8000,
    show_default="PORT, else 8000",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, MOST_WORKERS),
    show_default=f"one for each processor, at most {MOST_WORKERS}",
)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
def command(demo: bool, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages; every reason not to start is told, with the setting to change."""
    demo = demo or settings.DEMO
    reasons = reasons_not_to_serve(host=host, demo=demo)
    if reasons:
        raise Refused("\n".join(reasons))
    _refuse_taken_port(host, port)
    if demo:
        be_the_demo()
    else:
        _warn_of_backups()
    settings.PORT = str(port)
    gather_if_stale()
    Server(_options(host, port, workers, threads)).run()
