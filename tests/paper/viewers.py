"""What people see who type into a PDF, in the viewers of Chromium (PDFium) and of Linux desktops (poppler)."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

Box = tuple[float, float, float, float]
SCALE = 2  # dots a point


def boxes(pdf: Path) -> dict[str, tuple[int, Box]]:
    """Return each text field's page and rectangle."""
    found = {}
    with pikepdf.open(pdf) as document:
        for number, page in enumerate(document.pages):
            for each in page.obj.get("/Annots", []):
                if each.get("/FT") == "/Tx":
                    left, bottom, right, top = (float(side) for side in each.Rect)
                    found[str(each.T)] = (number, (left, bottom, right, top))
    return found


def typed_in_pdfium(pdf: Path, field: str, text: str) -> Image.Image:
    """Click into a field, type a text, leave the field, and return the field as it is then drawn."""
    number, box = boxes(pdf)[field]
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[number]
    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    pdfium.FORM_OnMouseMove(document.formenv, page, 0, x, y)
    pdfium.FORM_OnLButtonDown(document.formenv, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(document.formenv, page, 0, x, y)
    for letter in text:
        pdfium.FORM_OnChar(document.formenv, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(document.formenv)
    picture = page.render(scale=SCALE, may_draw_forms=True).to_pil()
    document.close()
    return _cut(picture, box)


def typed_in_poppler(pdf: Path, field: str, text: str, folder: Path) -> Image.Image:
    """Give a field a text, as poppler does for a desktop's viewer, and return the field as poppler draws it."""
    number, box = boxes(pdf)[field]
    file = folder / "typed.pdf"
    with pikepdf.open(pdf) as document:
        for each in document.Root.AcroForm.Fields:
            if field == each.T:
                each.V = pikepdf.String(text)
                del each["/AP"]
        document.Root.AcroForm.NeedAppearances = True
        document.save(file)
    command = ["pdftoppm", "-r", str(72 * SCALE), "-f", str(number + 1), "-l", str(number + 1), "-gray", str(file)]
    picture = Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))
    return _cut(picture, box)


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures look different."""
    return ImageChops.difference(one.convert("L"), other.convert("L")).getbbox() is not None


def _cut(picture: Image.Image, box: Box) -> Image.Image:
    height = picture.height / SCALE
    left, bottom, right, top = box
    return picture.crop(tuple(round(each * SCALE) for each in (left, height - top, right, height - bottom)))  # type: ignore[arg-type]
