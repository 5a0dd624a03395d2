// Copies a text of the newsletter kit, with every language that stands beside it: as text, or for an e-mail as HTML.
//
// Copying works only inside the tap itself. What an e-mail needs is fetched when its item is opened, or a language chosen.

import { own } from "./blocks.js"
import { put } from "./clipboard.js"

const snippets = new Map() // the HTML for an e-mail, by address

export default function copy(tool, event, { say, lost }) {
  if (!event) return prepare(tool)
  const item = tool.parentElement
  const words = [...item.querySelectorAll(".words")].findLast(isBefore(tool))
  const copied = () => say(tool, _("Copied. Paste it into a message."))
  const byHand = () => {
    getSelection().selectAllChildren(words)
    say(tool, _("Press and hold the text, then choose “Copy”."))
  }
  if ("rich" in tool.dataset) asMail(item, words).then(done => (done ? copied() : done === false ? byHand() : say(tool, lost)))
  else asText(words).then(copied, byHand)
}

// Everything up to the first `await` is inside the tap.
async function asText(words) {
  const plain = texts(words).join("\n\n")
  if (!put({ "text/plain": plain }, words)) await navigator.clipboard.writeText(plain)
}

// Whether it was copied; nothing where a language's snippet cannot be had.
async function asMail(item, words) {
  const found = () => addresses(item).map(each => snippets.get(each))
  if (!found().every(Boolean)) await prepare(item)
  const html = found()
  return html.every(Boolean) ? put({ "text/html": html.join(""), "text/plain": texts(words).join("\n\n") }, words) : undefined
}

const isBefore = tool => words => words.compareDocumentPosition(tool) & Node.DOCUMENT_POSITION_FOLLOWING

// The text in each language shown, without the small print.
function texts(words) {
  return [own(words), ...[...words.querySelectorAll(".second")].map(each => [...each.childNodes])].map(
    nodes => nodes.filter(node => node.nodeName != "SMALL").map(node => node.textContent).join("").trim())
}

// Where the snippets of an item lie, in this language and in those that stand beside it.
function addresses(item) {
  const snippet = item.querySelector(".files a").getAttribute("href")
  const pages = [...document.querySelectorAll("[data-page][aria-pressed=true]")].map(each => new URL(each.dataset.page, location.href))
  return [location.href, ...pages].map(page => new URL(snippet, page).href)
}

const prepare = item => Promise.all(addresses(item).filter(each => !snippets.has(each)).map(fetched))

async function fetched(address) {
  const response = await fetch(address).catch(() => null)
  const text = response?.ok ? await response.text() : ""
  const table = text.indexOf("<table")
  if (table >= 0) snippets.set(address, text.slice(table))
}

// The control says that a language is shown once it is.
new MutationObserver(() => document.querySelectorAll(".item[open]").forEach(prepare))
  .observe(document.querySelector(".aids"), { attributeFilter: ["aria-pressed"], subtree: true })
