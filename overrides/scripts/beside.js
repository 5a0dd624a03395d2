// Sets another language's text beside each block of the page.

import { blocks, own } from "./blocks.js"
import { documentAt } from "./documents.js"
import { element } from "./elements.js"
import { adopt } from "./sheets.js"
import sheet from "../styles/beside.css"

adopt(sheet)

const shown = new Map() // for each control, what it has put into the page

export default async function beside(tool, _event, { say, lost }) {
  const on = tool.getAttribute("aria-pressed") != "true"
  if (on && !shown.has(tool)) {
    shown.set(tool, [])
    const other = await documentAt(tool.dataset.page)
    const added = other && pair(other)
    if (!added) {
      shown.delete(tool)
      return say(tool, other ? _("The two pages do not match. Load this page again.") : lost)
    }
    shown.set(tool, added)
  } else {
    for (const second of shown.get(tool) ?? []) second.remove()
    shown.delete(tool)
  }
  say(tool, "")
  tool.setAttribute("aria-pressed", on)
}

// Return the elements added, or nothing where the pages do not have the same blocks.
function pair(other) {
  const { lang, dir } = other.documentElement
  const [ours, theirs] = [blocks(document), blocks(other)]
  if (ours.map(each => each.tagName).join() != theirs.map(each => each.tagName).join()) return
  return ours.flatMap((block, index) => {
    const second = element("span", { className: "second", lang, dir })
    second.append(...own(theirs[index]).flatMap(unlinked))
    if (text(second) == own(block).map(text).join("")) return []
    const last = own(block).at(-1)
    if (block.tagName == "LABEL" && last.nodeType == Node.ELEMENT_NODE) last.append(second)
    else last.after(second)
    return [second]
  })
}

const text = node => node.textContent

// A copy without links, pictures and ids: the page keeps its own.
function unlinked(node) {
  const copy = document.importNode(node, true)
  const holder = element("span")
  holder.append(copy)
  for (const link of holder.querySelectorAll("a")) link.replaceWith(...link.childNodes)
  for (const picture of holder.querySelectorAll("svg")) picture.remove()
  for (const named of holder.querySelectorAll("[id]")) named.removeAttribute("id")
  return [...holder.childNodes]
}
