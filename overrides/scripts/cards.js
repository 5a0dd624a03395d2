// Shows a phrase over the whole screen in two languages, for the other person to read: above theirs, below the reader's.
// The other language is the one that stands beside the text, or else the first that is offered.

import { own } from "./blocks.js"
import { button } from "./buttons.js"
import { documentAt } from "./documents.js"
import { element } from "./elements.js"
import { adopt } from "./sheets.js"
import { voiceFor } from "./voices.js"
import sheet from "../styles/cards.css"

adopt(sheet)

const speech = window.speechSynthesis
const offered = [...document.querySelectorAll(".aids [data-page]")]
const here = document.querySelector(".languages [aria-current]")
const phrases = phrasesOf(document)
const documents = new Map() // by address
let at = 0
let speaking // kept, or some browsers forget it before it ends
let card, lost

export default function cards(_control, _event, guide) {
  lost = guide.lost
  if (history.state?.card) history.replaceState(null, "")
  phrases.forEach((phrase, number) => {
    const large = element("button", { type: "button", className: "large", "aria-label": textOf(phrase), "aria-haspopup": "dialog" })
    large.addEventListener("click", () => open(number))
    phrase.append(large)
  })
}

function phrasesOf(page) {
  return [...page.querySelectorAll(".phrases li")]
}

function textOf(phrase) {
  return own(phrase).map(node => node.textContent).join("").trim()
}

// The way back of the phone closes the card, too: it stands in the history as long as it is open.
function open(number) {
  card ??= makeCard()
  const beside = offered.findIndex(each => each.getAttribute("aria-pressed") == "true")
  card.choice.selectedIndex = Math.max(beside, 0)
  card.box.showModal()
  history.pushState({ card: true }, "")
  show(number)
}

addEventListener("popstate", () => card?.box.close())

function closed() {
  speech?.cancel()
  phrases[at].querySelector(".large").focus()
  if (history.state?.card) history.back()
}

async function show(number) {
  at = number
  speech?.cancel()
  card.count.textContent = `${at + 1} / ${phrases.length}`
  card.back.disabled = at == 0
  card.next.disabled = at == phrases.length - 1
  write(card.ours, phrases[at], here.textContent)
  const other = offered[card.choice.selectedIndex]
  const page = other && await theirs(other.dataset.page)
  if (at != number || other != offered[card.choice.selectedIndex]) return
  write(card.theirs, page && phrasesOf(page)[at], other?.textContent, page ? "" : lost)
  card.theirs.box.hidden = !other || card.theirs.text.textContent == card.ours.text.textContent
}

// The picture of a phrase, to be shown a second time; a page of another language is a document of its own.
function signs(phrase) {
  return [...phrase?.querySelectorAll(".picture") ?? []].map(each => document.importNode(each, true))
}

async function theirs(address) {
  const page = documents.get(address) ?? await documentAt(address)
  if (page) documents.set(address, page)
  return page
}

function write(half, phrase, name, instead = "") {
  const marked = phrase?.querySelector(":scope > [lang]:not(.second)") ?? phrase?.closest("[lang]")
  half.text.textContent = phrase ? textOf(phrase) : instead
  half.text.lang = marked?.lang ?? ""
  half.box.dir = marked?.dir ?? ""
  half.sign.replaceChildren(...signs(phrase))
  half.listen.textContent = `${_("Listen")}: ${name}`
  half.listen.hidden = !phrase || !speech || !voiceFor(half.text.lang)
}

function makeHalf() {
  const box = element("div", { className: "half" })
  const [sign, text] = [element("span"), element("p")]
  const listen = button(_("Listen"), () => say(text))
  box.append(sign, text, listen)
  return { box, sign, text, listen }
}

function say({ textContent, lang }) {
  speaking = Object.assign(new SpeechSynthesisUtterance(textContent), { lang, voice: voiceFor(lang) })
  speech.cancel()
  speech.speak(speaking)
}

function makeCard() {
  const box = element("dialog", { className: "card" })
  const halves = element("div", { className: "halves", id: "card", "aria-live": "polite" })
  const choice = element("select", { "aria-label": _("Language"), hidden: offered.length < 2 })
  choice.append(...offered.map(({ lang, textContent }) => element("option", { lang, textContent })))
  choice.addEventListener("change", () => show(at))
  const made = {
    box, choice, theirs: makeHalf(), ours: makeHalf(), count: element("span", { dir: "ltr" }),
    back: button(_("Back"), () => show(at - 1)), next: button(_("Next"), () => show(at + 1)),
  }
  const [above, below] = [element("div", { className: "above" }), element("div", { className: "below" })]
  above.append(button(_("Close"), () => box.close()), choice)
  below.append(made.back, made.count, made.next)
  halves.append(made.theirs.box, made.ours.box)
  box.setAttribute("aria-labelledby", halves.id)
  box.append(above, halves, below)
  box.addEventListener("click", ({ target }) => target.closest("p, button, select") || box.close())
  box.addEventListener("close", closed)
  document.body.append(box)
  return made
}
