// Copies a text of the newsletter kit, with every language that stands beside it: as text, or for an e-mail as HTML.

import { own } from "./blocks.js"

export default async function copy(tool, event, { say, lost }) {
  const words = [...tool.parentElement.querySelectorAll(".words")].findLast(isBefore(tool))
  const plain = texts(words).join("\n\n")
  const wanted = "rich" in tool.dataset
  const html = wanted && (await rich(tool.parentElement.querySelector(".files a").getAttribute("href")))
  if (wanted && !html) return say(tool, lost)
  try {
    if (html) putRich({ "text/html": html, "text/plain": plain })
    else await navigator.clipboard.writeText(plain)
    say(tool, _("Copied. Paste it into a message."))
  } catch {
    getSelection().selectAllChildren(words)
    say(tool, _("Press and hold the text, then choose “Copy”."))
  }
}

const isBefore = tool => words => words.compareDocumentPosition(tool) & Node.DOCUMENT_POSITION_FOLLOWING

// The newer way to copy HTML takes its styles away, because the page's policy allows none.
function putRich(texts) {
  const fill = event => {
    event.preventDefault()
    for (const [type, text] of Object.entries(texts)) event.clipboardData.setData(type, text)
  }
  addEventListener("copy", fill, { once: true })
  if (!document.execCommand("copy")) throw new Error("not allowed")
}

// The text in each language shown, without the small print.
function texts(words) {
  return [own(words), ...[...words.querySelectorAll(".second")].map(each => [...each.childNodes])].map(
    nodes => nodes.filter(node => node.nodeName != "SMALL").map(node => node.textContent).join("").trim())
}

// The snippets of every language shown, or nothing where one cannot be had.
async function rich(snippet) {
  const pages = [...document.querySelectorAll("[data-page][aria-pressed=true]")].map(each => each.dataset.page)
  const fetched = [location.href, ...pages].map(page => fetch(new URL(snippet, page)).then(response => response.ok && response.text()))
  const found = await Promise.all(fetched).catch(() => [""])
  return found.every(Boolean) && found.map(text => text.slice(text.indexOf("<table"))).join("")
}
