"""The service as it is run: units of systemd, a container, a composition; each judged by whoever reads it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from escalade.cli import run
from escalade.commands.admin.serve import check_proxy
from escalade.commands.root import ENTRIES
from escalade.commands.root import command as command_named
from escalade.models.cases.case_file import find_shipped_case
from tests.programs import COMPOSE, SYSTEMD, found, need
from tests.telling import ENVIRONMENT

SERVICES = ("escalade.service", "escalade-backup.service", "escalade-mail.service")
UNITS = (*SERVICES, "escalade-backup.timer", "escalade-mail.timer")
DEPLOY = Path(__file__).parents[2] / "deploy"
MOST_EXPOSED = 20
"""How exposed a service may be, of 100: systemd calls up to 20 well protected."""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A root with the units and what they start; nothing of it runs."""
    for name in UNITS:
        there = tmp_path / "etc/systemd/system" / name
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DEPLOY / name, there)
    program = tmp_path / "opt/escalade/bin/escalade"
    program.parent.mkdir(parents=True)
    shutil.copy("/bin/true", program)
    return tmp_path


def analyse(*words: str) -> str:
    """What systemd says of units."""
    done = subprocess.run([found(SYSTEMD), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.needs(SYSTEMD)
@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_no_fault_in_a_unit(name: str, machine: Path) -> None:
    said = analyse("verify", "--man=no", "--recursive-errors=no", f"--root={machine}", name)
    assert [line for line in said.splitlines() if "escalade" in line] == []


@pytest.mark.needs(SYSTEMD)
@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_well_protected(name: str, machine: Path) -> None:
    unit = machine / "etc/systemd/system" / name
    analyse("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(unit))


def test_the_composition_is_one() -> None:
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(DEPLOY / "compose.yaml")]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def composed(tmp_path: Path) -> dict[str, Any]:
    """The composition with every service that can be asked for, as Docker reads it."""
    there = tmp_path / "deploy"
    (there / "etc").mkdir(parents=True)
    shutil.copy(DEPLOY / "compose.yaml", there)
    (there / "etc/escalade.env").write_text("ESCALADE_MAIL=1\nESCALADE_REGISTER=another\nESCALADE_SITE=another\n")
    (there / "etc/secrets.env").write_text("ESCALADE_SMTP_PASSWORD=made-up\n")
    words = [need(COMPOSE), "-f", str(there / "compose.yaml"), "--profile", "mail", "--profile", "owner"]
    told = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ESCALADE_SITE": "decisions.example.int"}
    done = subprocess.run([*words, "config", "--format", "json"], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["services"]
    return found


def test_docker_reads_the_composition_and_each_service_is_told_what_its_files_say(composed: dict[str, Any]) -> None:
    assert {*composed} == {"escalade", "mail", "copies", "owner", "db", "proxy"}
    for name in ("escalade", "mail", "copies"):
        told = composed[name]["environment"]
        assert told["ESCALADE_REGISTER"] == "postgresql://escalade@db/escalade"
        assert told["ESCALADE_SITE"] == "https://decisions.example.int"
        assert (told["ESCALADE_MAIL"], told["ESCALADE_SMTP_PASSWORD"]) == ("1", "made-up")
        assert composed[name]["read_only"]
        assert {one["target"] for one in composed[name]["volumes"]} >= {"/var/lib/escalade", "/etc/escalade"}
    assert composed["proxy"]["environment"]["ESCALADE_SITE"] == "decisions.example.int"


def test_without_being_asked_for_mail_and_the_owner_stay_out_of_the_composition(composed: dict[str, Any]) -> None:
    assert {name for name, one in composed.items() if one.get("profiles")} == {"mail", "owner"}


def test_what_the_service_is_told_opens_nothing_of_the_owner() -> None:
    held = YAML(typ="safe").load(DEPLOY / "compose.yaml")["services"]
    for name in ("escalade", "mail", "copies"):
        assert held[name]["secrets"] == ["password"]
    assert held["owner"]["secrets"] == [{"source": "owner", "target": "password"}]
    assert held["owner"]["environment"]["ESCALADE_REGISTER"] == "postgresql://escalade_owner@db/escalade"
    assert "POSTGRES_USER" not in held["db"]["environment"]


@pytest.mark.parametrize("name", ["mail", "copies"])
def test_what_a_service_of_the_composition_starts_is_a_command(name: str) -> None:
    held = YAML(typ="safe").load(DEPLOY / "compose.yaml")["services"][name]["command"]
    line = re.sub(r"^sh -c while (.*); do sleep 86400; done$", r"\1", " ".join(held))
    program, command, *words = line.split()
    found = command_named(command)
    assert program == "escalade"
    assert found is not None
    assert found.make_context(command, [*words]).args == []
    assert words[-1] == "/var/lib/escalade/accounts.toml", "the server's own accounts, and the queue beside them"


def test_in_the_composition_only_the_proxy_is_believed_about_who_comes() -> None:
    held = YAML(typ="safe").load(DEPLOY / "compose.yaml")
    (front,) = held["networks"]["front"]["ipam"]["config"]
    assert held["services"]["escalade"]["environment"]["ESCALADE_PROXY"] == front["subnet"]
    assert {name for name, one in held["services"].items() if "front" in one["networks"]} == {"escalade", "proxy"}
    found = re.fullmatch(r"\$\{ESCALADE_FRONT:-(.+)\}", front["subnet"])
    assert found
    check_proxy(found[1])


def test_the_container_is_made_by_the_script_that_is_tried_elsewhere() -> None:
    steps = re.findall(r"^RUN (.*)$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert steps == ["/usr/src/escalade/install /usr/src/escalade/*.whl && rm -rf /var/lib/apt/lists/*"]
    assert "deploy/install" in (DEPLOY.parent / ".ci/bare-root").read_text()


@pytest.mark.parametrize("name", ["install", "drill", "drill-elsewhere", "entry", "escalade-service", "roles"])
def test_each_script_can_be_read_by_a_shell(name: str) -> None:
    path = DEPLOY / name
    assert subprocess.run(["/bin/sh", "-n", str(path)], check=False).returncode == 0
    assert path.stat().st_mode & 0o111


def test_every_unit_is_judged_and_starts_where_it_is_timed() -> None:
    assert {*UNITS} == {path.name for suffix in ("service", "timer") for path in DEPLOY.glob(f"*.{suffix}")}
    assert {f"{Path(name).stem}.service" for name in UNITS if name.endswith(".timer")} <= {*SERVICES}


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_unit_starts_is_a_command_with_options_that_it_has(name: str) -> None:
    (line, *_) = re.findall(r"^ExecStart=/opt/escalade/bin/escalade (.*)$", (DEPLOY / name).read_text(), re.MULTILINE)
    command, *words = line.split()
    found = command_named(command)
    assert found is not None
    assert found.make_context(command, words).args == []


def settings_of_the_guide() -> dict[str, str]:
    """The variables of the guide's table with their options, and the options that have none."""
    guide = (DEPLOY.parent / "docs/settings.md").read_text("utf-8")
    rows = guide.partition("<!-- settings:")[2].partition("\n\n")[0].splitlines()[3:]
    cells = [row.split("|")[1:3] for row in rows]
    return {"".join(re.findall(r"ESCALADE_\w+", name)) or option.strip(): option.strip(" `") for name, option in cells}


def test_the_table_of_settings_is_what_the_program_reads() -> None:
    told = settings_of_the_guide()
    source = [
        path for room in ("commands", "models", "services", "web") for path in (DEPLOY.parent / room).rglob("*.py")
    ]
    named = set(re.findall(r'"(ESCALADE_[A-Z_]+[A-Z])"', "\n".join(path.read_text("utf-8") for path in source)))
    assert named | {"ESCALADE_SECRET_KEY"} == {name for name in told if name.startswith("ESCALADE_")}
    options = [
        (one.envvar, name)
        for command in map(command_named, ENTRIES)
        if command
        for one in command.params
        for name in one.opts
    ]
    assert [pair for pair in options if pair[0] and told[str(pair[0])] != pair[1]] == []
    serve = command_named("serve")
    assert serve
    of_serve = {one.opts[0] for one in serve.params} - {"--format", "--quiet", "--help"}
    assert of_serve <= {*re.findall(r"--[a-z-]+", " ".join((*told, *told.values())))}


def test_what_the_units_are_told_is_in_that_table() -> None:
    told = set(re.findall(r"^(?:# )?(ESCALADE_\w+)=", (DEPLOY / "escalade.env").read_text(), re.MULTILINE))
    assert told < {*settings_of_the_guide()}
    assert told > {"ESCALADE_PROVIDERS", "ESCALADE_MAIL", "ESCALADE_SMTP"}


def test_the_guide_begins_a_register_before_it_starts_the_service() -> None:
    guide = (DEPLOY.parent / "docs/operating.md").read_text("utf-8")
    steps = guide.partition("```sh\n")[2].partition("```")[0]
    assert (
        -1
        < steps.index("deploy/install")
        < steps.index("escalade-service init")
        < steps.index("escalade-service account add")
        < steps.index("systemctl enable --now escalade")
    )


GUIDE = Path(__file__).parents[2] / "docs/settings.md"
CALL = "import sys; from escalade.cli import run; sys.exit(run(sys.argv[1:]))"


def test_a_register_moves_by_the_commands_of_the_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"<!-- move: .*? -->\n```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ESCALADE_REGISTER", str(tmp_path / "register.db"))
    assert run(["load", str(find_shipped_case("made_up_body"))]) == 0
    issue = "issue 2020 --kind agenda --subject 1 --symbol MA20/1 --form md --accept all --to papers"
    assert run([*shlex.split(issue), "--as", "Made-up Desk"]) == 0
    script = f"""set -eu
systemctl() {{ :; }}
escalade-service() {{ {sys.executable} -c '{CALL}' "$@"; }}
{found[1].replace("postgresql:///council", "other.db")}"""
    told = {**ENVIRONMENT, "ESCALADE_REGISTER": str(tmp_path / "register.db")}
    done = subprocess.run(["/bin/bash", "-c", script], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    capsys.readouterr()
    exported = [(run(["--register", name, "export"]), capsys.readouterr().out) for name in ("register.db", "other.db")]
    assert exported == exported[:1] * 2
    assert run(["--register", "other.db", "verify", "--paper", *map(str, Path("papers").iterdir())]) == 0
    assert "as it was issued" in capsys.readouterr().out
