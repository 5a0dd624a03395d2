"""The types of field, each a folder of its own.

__init__.py   the dataclass: what a definition may say, and the places to write or to tick, by name
field.html    how it stands in a page; `field` is given
field.typ     how it is printed; a function `show-field(at, less)`
example.yml   an example, what its keys mean, its mistakes; for the tests and for CONTRIBUTING
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from guide.forms.model import FormField


def _field_types() -> dict[str, type[FormField]]:
    """Return the types by name. A folder holds one, and the folder's name is the type's, with _ for a space."""
    for each in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{each.name}")
    return {each.kind: each for each in sorted(FormField.__subclasses__(), key=lambda each: each.order)}


FIELD_TYPES = _field_types()
