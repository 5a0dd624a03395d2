"""The tags of a PDF: the tree that says what each part is and in which order it is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF to change it."""
    return pikepdf.open(io.BytesIO(pdf))


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a changed PDF, with the same bytes each time, as small as it can be: its tags are most of it."""
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def links(pdf: pikepdf.Pdf, scheme: str) -> Iterator[tuple[Object, list[Object], str]]:
    """Yield each link whose address has a scheme, in reading order: its tag, its annotations, the rest of the address.

    A link that goes over several lines has several annotations and one tag.
    """
    for tag in _walk(pdf.Root.StructTreeRoot.K):
        if tag.get("/S") == Name.Link:
            annotations = [kid.Obj for kid in kids(tag) if is_reference(kid)]
            address = str(annotations[0].A.get("/URI", "")) if annotations and "/A" in annotations[0] else ""
            if address.startswith(scheme):
                yield tag, annotations, address.removeprefix(scheme)


def kids(tag: Object) -> list[Object]:
    """Return what stands in a tag: other tags, numbers of marked content, references to annotations."""
    if "/K" not in tag:
        return []
    return list(tag.K) if isinstance(tag.K, Array) else [tag.K]


def is_reference(kid: Object) -> bool:
    """Whether this is a reference to an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _walk(node: Object) -> Iterator[Object]:
    if isinstance(node, Array):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _walk(node.K)


def forget(pdf: pikepdf.Pdf, annotations: list[Object]) -> None:
    """Take annotations off their pages and out of the table that leads from them to their tags."""
    gone = {each.objgen for each in annotations}
    numbers = {int(each.StructParent) for each in annotations}
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([each for each in page.obj.Annots if each.objgen not in gone])
            if not len(page.obj.Annots):
                del page.obj["/Annots"]
    _change_leaves(pdf.Root.StructTreeRoot.ParentTree, lambda number: number not in numbers)


def _change_leaves(node: Object, keep: Callable[[int], bool]) -> None:
    if "/Nums" in node:
        pairs = [(node.Nums[at], node.Nums[at + 1]) for at in range(0, len(node.Nums), 2)]
        node.Nums = Array([part for pair in pairs if keep(int(pair[0])) for part in pair])
        if "/Limits" in node and len(node.Nums):
            node.Limits = Array([node.Nums[0], node.Nums[-2]])
    for kid in node.get("/Kids", []):
        _change_leaves(kid, keep)
