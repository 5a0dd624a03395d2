"""Templates, parsed: one that is not Jinja is a mistake with a line, as in any other source."""

from __future__ import annotations

from functools import cache

import jinja2
from jinja2 import nodes

from guide.source.problems import Problem, SourceError


@cache
def parsed_template(text: str, name: str) -> nodes.Template:
    """Return a template's tree, which is not to be changed. Raises SourceError where it is not Jinja.

    name: its path in the checkout, for messages
    """
    try:
        return jinja2.Environment(autoescape=True).parse(text)
    except jinja2.TemplateSyntaxError as error:
        raise SourceError([Problem(name, error.lineno, f"this is not Jinja: {error.message}", "template")]) from error
