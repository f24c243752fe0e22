"""A private Cyrus IMAP server with JMAP over HTTP, for tests against the real thing.

Everything the server writes is in one temporary directory, and it listens on free loopback
ports only, so any number of servers run side by side, whatever mail service the machine has::

    with cyrus.running(jmap_max_calls_in_request="4") as server:
        alice = server.users["alice"]
        ...  # server.session_url, with alice.username and alice.password or with alice.bearer

From a shell, ``python tests/servers/cyrus.py install`` (Debian, as root) and after that, as any
user, ``python tests/servers/cyrus.py run``.  Made for Cyrus 3.6, which is that of Debian 12.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import dataclasses
import hmac
import http.client
import imaplib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# cyrus-caldav has the HTTP daemon; msmtp-mta is a light one of the mail transport agents, without
# any of which cyrus-common does not install.
_CYRUS = ("cyrus-common", "cyrus-imapd", "cyrus-caldav", "sasl2-bin")
PACKAGES: tuple[str, ...] = (*_CYRUS, "msmtp-mta")
DOMAIN = "example.com"
ROLES = ("Drafts", "Sent", "Trash", "Archive", "Junk")  # mailboxes besides Inbox
START_SECONDS = 20.0
MEMORY_OCTETS = 32 << 20  # a server with some mail takes 2 MiB

_BIN = Path("/usr/lib/cyrus/bin")
_SASLPASSWD = Path("/usr/sbin/saslpasswd2")

# What stands in for sendmail; it says itself how.
_SENDMAIL = Path(__file__).with_name("sendmail.pl")

# Kills the process group and removes the directory if this process dies: only then does the
# standard input end.
_WATCHER = 'read -r _; kill -KILL "-$1"; sleep 0.1; rm -rf -- "$2"'


@dataclasses.dataclass(frozen=True, slots=True)
class CyrusUser:
    """A user of the server; the password and the bearer token are equally good."""

    username: str
    password: str
    bearer: str
    email: str
    account_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class Cyrus:
    """A server that is up.

    Mail that cannot go to one of its users ends in the outbox: an .eml file for each recipient,
    which begins with X-Envelope-From and X-Envelope-To.
    """

    base_url: str
    session_url: str
    well_known_url: str
    directory: Path
    outbox: Path
    users: Mapping[str, CyrusUser]
    imap_port: int


def missing() -> str | None:
    """Say in a sentence why no server can be started here; None means that one can."""
    programs = [*(_BIN / name for name in ("master", "httpd", "imapd", "lmtpd")), _SASLPASSWD]
    absent = ", ".join(str(program) for program in programs if not program.exists())
    if not absent:
        return None
    return (
        f"Cyrus IMAP is not installed ({absent} not found): on Debian, run as root "
        f"'python tests/servers/cyrus.py install' or 'apt-get install {' '.join(PACKAGES)}'."
    )


def install() -> None:
    """Install the Debian packages, and keep them from starting services of their own."""
    if missing() is None:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise RuntimeError("Cyrus IMAP can only be installed by root, on Debian.")
    # An agent that is there already is not to be pushed out.
    packages = _CYRUS if Path("/usr/sbin/sendmail").exists() else PACKAGES
    policy = Path("/usr/sbin/policy-rc.d")  # what Debian asks before it starts a service
    if own_policy := not policy.exists():
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        for words in (["update"], ["install", "--no-install-recommends", *packages]):
            command = ["apt-get", "-qy", "-o", "DPkg::Lock::Timeout=300", *words]
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=environment, stdout=sys.stderr, check=True)
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"The installation of Cyrus IMAP failed: {error}") from error
    finally:
        if own_policy:
            policy.unlink()


@contextlib.contextmanager
def running(*, full_address: bool = False, **settings: str) -> Iterator[Cyrus]:
    """Start a server; on leaving, stop it and remove its directory.

    The settings are options of imapd.conf, in addition to those here or in their place.  With
    full_address the users log in as alice@example.com, and Identity/get knows their addresses;
    but the account ids are the same as the user names, and in JMAP no Id may contain an "@".
    """
    if (reason := missing()) is not None:
        raise RuntimeError(reason)
    key = secrets.token_bytes(32)
    users = {}
    for name in ("alice", "bob"):
        email = f"{name}@{DOMAIN}"
        user = email if full_address else name
        users[name] = CyrusUser(user, secrets.token_hex(8), _bearer(key, user), email, user)
    with contextlib.ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="cyrus-", dir=_place()))
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        log = directory / "log"
        log.touch()
        host, imap_port = f"127.0.0.1:{_reserve_port(stack)}", _reserve_port(stack)
        base = f"http://{host}"
        urls = (base, f"{base}/jmap/", f"{base}/.well-known/jmap")
        server = Cyrus(*urls, directory, directory / "outbox", users, imap_port)
        try:
            _write_files(server, host, key, _options(directory, full_address) | settings)
            master = stack.enter_context(_master(directory))
            deadline = time.monotonic() + START_SECONDS
            for one in users.values():
                while not _prepared(server, host, one):
                    if master.poll() is not None:
                        raise RuntimeError(f"its first process ended with {master.returncode}")
                    if time.monotonic() > deadline:
                        raise RuntimeError(f"no answer within {START_SECONDS:.0f} seconds")
                    time.sleep(0.02)
        except Exception as error:
            tail = log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"Cyrus did not start: {error}\n{tail}") from error
        yield server


def _place() -> str:
    """Find where a server's directory can be: in memory, if there is room for its files.

    On a disk Cyrus, which waits for every write, is ten times as slow.  TMPDIR may be closed to
    the user cyrus, or too long for the name of a Unix socket.
    """
    memory = Path("/dev/shm")
    usable = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    enough = usable and shutil.disk_usage(memory).free >= MEMORY_OCTETS
    return str(memory) if enough else "/tmp"


def _reserve_port(stack: contextlib.ExitStack) -> int:
    """Find a port that stays free for the server, and for nobody else, while the stack is open.

    This socket never listens; Linux lets the server, which also sets SO_REUSEADDR, do that.
    """
    sock = stack.enter_context(socket.socket())
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", 0))
    return int(sock.getsockname()[1])


def _bearer(key: bytes, user: str) -> str:
    """Make a JSON Web Token of the only kind that Cyrus accepts: no field more than these."""

    def encode(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": user, "iat": int(time.time())})
    text = ".".join(encode(json.dumps(part).encode()) for part in parts)
    return f"{text}.{encode(hmac.digest(key, text.encode(), 'sha256'))}"


def _hand_over(top: Path) -> None:
    if os.geteuid() == 0:
        for path in (top, *top.rglob("*")):
            shutil.chown(path, "cyrus")


def _options(directory: Path, full_address: bool) -> dict[str, str]:
    """Return the contents of imapd.conf."""
    return {
        "allowplaintext": "yes",
        "configdirectory": f"{directory}/conf",
        "cyrus_user": "cyrus" if os.geteuid() == 0 else directory.owner(),
        "defaultpartition": "default",
        "partition-default": f"{directory}/spool",
        "sendmail": f"{directory}/sendmail",
        "servername": DOMAIN,
        "sievedir": f"{directory}/sieve",
        "smtp_backend": "sendmail",
        # In the default domain a user name loses its domain.
        "defaultdomain": "default.invalid" if full_address else DOMAIN,
        "virtdomains": "userid" if full_address else "off",
        # What the first login over IMAP makes; xlist-* are the roles.
        "autocreate_inbox_folders": "|".join(ROLES),
        "autocreate_quota": "102400",
        "autocreate_subscribe_folders": "|".join(ROLES),
        **{f"xlist-{role.lower()}": role for role in ROLES},
        # Passwords and tokens.
        "http_jwt_key_dir": f"{directory}/jwt",
        "sasl_mech_list": "PLAIN LOGIN",
        "sasl_pwcheck_method": "auxprop",
        "sasl_sasldb_path": f"{directory}/sasldb",
        # Threads, and a search index, which squatter keeps up to date.
        "conversations": "yes",
        "conversations_db": "twoskip",
        "defaultsearchtier": "t1",
        "search_engine": "xapian",
        "sync_log": "yes",
        "sync_log_channels": "squatter",
        "t1searchpartition-default": f"{directory}/search",
        # JMAP.
        "httpmodules": "jmap",
        "jmap_nonstandard_extensions": "yes",
        "jmapsubmission_deleteonsend": "no",
    }


def _write_files(server: Cyrus, host: str, key: bytes, options: Mapping[str, str]) -> None:
    directory = server.directory
    for name in ("conf/db", "conf/socket", "jwt", "outbox", "search", "sieve", "spool"):
        (directory / name).mkdir(parents=True)
    (directory / "jwt" / "key.pem").write_text(
        f"-----BEGIN HMAC KEY-----\n{base64.b64encode(key).decode()}\n-----END HMAC KEY-----\n"
    )
    program = _SENDMAIL.read_text().replace("BIN", str(_BIN)).replace("DOMAIN", re.escape(DOMAIN))
    (directory / "sendmail").write_text(program)
    (directory / "sendmail").chmod(0o755)
    config = directory / "imapd.conf"
    config.write_text("".join(f"{option}: {value}\n" for option, value in options.items()))
    # Every program needs the -C: by itself it would go for the configuration in /etc.
    (directory / "cyrus.conf").write_text(f"""\
START {{
  recover cmd="{_BIN}/ctl_cyrusdb -C {config} -r"
}}
SERVICES {{
  http cmd="{_BIN}/httpd -C {config}" listen="{host}" proto="tcp4" prefork=2
  imap cmd="{_BIN}/imapd -C {config}" listen="127.0.0.1:{server.imap_port}" proto="tcp4" prefork=1
  lmtp cmd="{_BIN}/lmtpd -C {config} -a" listen="{directory}/conf/socket/lmtp"
}}
DAEMON {{
  squatter cmd="{_BIN}/squatter -C {config} -R -d"
  postman cmd="/usr/bin/perl {directory}/sendmail postman"
  calalarmd cmd="{_BIN}/calalarmd -C {config}"  # sends the submissions that had to wait
}}
""")
    with (directory / "log").open("ab") as log:
        for one in server.users.values():
            command = [str(_SASLPASSWD), "-pcf", f"{directory}/sasldb", "-u", DOMAIN, one.username]
            given = one.password.encode()
            subprocess.run(command, input=given, stdout=log, stderr=log, check=True)
        # The server itself complains of wrong options to syslog only.
        lint = [str(_BIN / "cyr_info"), "-C", str(config), "conf-lint"]
        subprocess.run(lint, stdout=log, stderr=log, check=False)
    _hand_over(directory)


@contextlib.contextmanager
def _master(directory: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server's first process, and with it a process group for all the others."""
    files = ("-C", directory / "imapd.conf", "-M", directory / "cyrus.conf")
    with (directory / "log").open("ab") as log:
        master = subprocess.Popen(
            [_BIN / "master", *files, "-p", directory / "pid", "-D"],
            cwd=directory,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    watch = ["/bin/sh", "-c", _WATCHER, "watcher", str(master.pid), str(directory)]
    watcher = subprocess.Popen(watch, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield master
    finally:
        with contextlib.suppress(ProcessLookupError):  # the sign that nobody is left
            os.killpg(master.pid, signal.SIGKILL)  # as nothing here needs an orderly end
            master.wait()
            for _ in range(40):  # and not longer, as some containers keep zombies
                os.killpg(master.pid, 0)
                time.sleep(0.005)
        watcher.kill()
        watcher.communicate()


def _prepared(server: Cyrus, host: str, user: CyrusUser) -> bool:
    """Make the mailboxes of a user and look whether HTTP works; False means to try again.

    The httpd of 3.6.1 dies when asked for a vacation response that does not exist, and only
    makes a proper one on finding the script file, be it empty, that older versions left.
    """
    try:
        with imaplib.IMAP4("127.0.0.1", server.imap_port, timeout=5) as imap:
            imap.login(user.username, user.password)
            answer, data = imap.status("INBOX", "(MAILBOXID)")
        if answer != "OK":
            raise RuntimeError(f"{user.username} has no Inbox: {data}")
        inbox = str(data[0]).split("(")[-1].split(")")[0]
        script = server.directory / f"sieve/uuid/{inbox[0]}/{inbox[1]}/{inbox}/jmap_vacation.script"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.touch()
        _hand_over(server.directory / "sieve")
        arguments = {"accountId": user.account_id, "update": {"singleton": {"isEnabled": False}}}
        using = [f"urn:ietf:params:jmap:{name}" for name in ("core", "vacationresponse")]
        body = {"using": using, "methodCalls": [["VacationResponse/set", arguments, "0"]]}
        # Not with the bearer token: the settings may let it expire soon.
        login = base64.b64encode(f"{user.username}:{user.password}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        connection = http.client.HTTPConnection(host, timeout=5)
        with contextlib.closing(connection):
            connection.request("POST", "/jmap/", json.dumps(body), headers)
            status = connection.getresponse().status
    except (OSError, http.client.HTTPException, imaplib.IMAP4.abort):
        return False
    if status not in (200, 400):  # 400 if the settings leave vacation responses out
        raise RuntimeError(f"HTTP answers with status {status}")
    return True


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="A private Cyrus IMAP server with JMAP.")
    parser.add_argument("command", choices=("install", "run"))
    command = parser.parse_args().command
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        if command == "install":
            return install()
        with contextlib.suppress(KeyboardInterrupt), running() as server:
            print(json.dumps(dataclasses.asdict(server), default=str), flush=True)
            while True:
                signal.pause()
    except RuntimeError as error:
        sys.exit(f"cyrus: {error}")


if __name__ == "__main__":
    main()
