"""The `guide` command."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guide import catalogues
from guide.problems import SourceError
from guide.project import Project


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 problems found, 2 wrong arguments."""
    parser = argparse.ArgumentParser(prog="guide", description="Translate, check and measure the guide.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("update", help="bring catalogues in step")
    command.set_defaults(run=update)
    options = parser.parse_args(arguments)
    try:
        return options.run(Project(Path.cwd()), options)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1


def update(project: Project, options: argparse.Namespace) -> int:
    for language in project.site.languages[1:]:
        file = project.catalogue_file(language)
        po = catalogues._read_po(file, file.name) if file.exists() else catalogues.new_catalogue(language)
        changes = catalogues.update(po, project.messages)
        catalogues.write(po, file)
        print(f"{file.name}: {changes}")
    return 0
