"""Makes tagged PDFs of forms with WeasyPrint, and prints the CPU seconds it took. It runs where WeasyPrint is."""

from __future__ import annotations

import html
import json
import sys
import time
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: A4; margin: 13mm 17mm 25mm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 12pt FONTS }
.box { border: .6pt solid; margin: 2mm 0 }
.tick { display: inline-block; width: 1em; height: 1em; border: 1pt solid }
td, th { border: .6pt solid; padding: 2mm }
table { width: 100%; border-collapse: collapse }
"""


def main() -> int:
    """Read models, set them in the fonts of a folder, and print the seconds."""
    models = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    start = time.process_time()
    fonts = FontConfiguration()
    style = CSS(string=with_fonts(Path(sys.argv[2])), font_config=fonts)
    size = 0
    for each in models:
        document = HTML(string=page(each)).render(stylesheets=[style], font_config=fonts)
        size += len(document.write_pdf(pdf_variant="pdf/ua-1"))
    print(f"{time.process_time() - start:.1f} CPU s, {size / len(models) / 1000:.0f} KB each")
    return 0


def with_fonts(folder: Path) -> str:
    """Return the style with the fonts of the printed forms."""
    files = sorted(folder.glob("*-Regular.ttf")) + sorted(folder.glob("*-Bold.ttf"))
    faces = [
        f'@font-face {{ font-family: "{file.stem.split("-")[0]}"; src: url({file.as_uri()}); '
        f"font-weight: {'bold' if file.stem.endswith('Bold') else 'normal'} }}"
        for file in files
    ]
    families = sorted({file.stem.split("-")[0] for file in files}, key=lambda name: (name != "NotoSans", name))
    return "\n".join(faces) + STYLE.replace("FONTS", ", ".join(f'"{each}"' for each in families))


def page(model: dict[str, Any]) -> str:
    """Return a form as HTML."""
    form = model["form"]
    sections = "".join(section(each) for each in form["sections"])
    head = f'<html lang="{model["lang"]}" dir="{model["dir"]}"><head><title>{text(form["title"])}</title></head>'
    return (
        f"<!doctype html>{head}<body><h1>{text(form['title'])}</h1><p>{text(form['intro'])}</p>{sections}</body></html>"
    )


def section(given: dict[str, Any]) -> str:
    """Return a section with its fields."""
    return f"<h2>{text(given['title'])}</h2>" + "".join(field(each) for each in given["fields"])


def field(given: dict[str, Any]) -> str:
    """Return a field: its label, and boxes, ticks or a table."""
    label = f"<h3>{text(given['label'])}</h3>"
    if given.get("columns"):
        return label + table([text(each) for each in given["columns"]], given["rows"])
    if isinstance(given.get("rows"), list):
        ticks = "".join('<td><span class="tick"></span></td>' for _ in given["options"])
        return (
            label + "<table>" + "".join(f"<tr><td>{text(row)}</td>{ticks}</tr>" for row in given["rows"]) + "</table>"
        )
    if given.get("options"):
        return label + "".join(f'<p><span class="tick"></span> {text(each)}</p>' for each in given["options"])
    return f'{label}<div class="box" style="height: {8 * given.get("lines", 1)}mm"></div>'


def table(columns: list[str], rows: int) -> str:
    """Return an empty table."""
    head = "".join(f"<th>{each}</th>" for each in columns)
    body = ("<tr>" + "<td><br><br></td>" * len(columns) + "</tr>") * rows
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def text(given: dict[str, str]) -> str:
    """Return a text, escaped."""
    return html.escape(given["text"])


if __name__ == "__main__":
    sys.exit(main())
