// Stands behind every page, once it is shown. It adds the controls that need JavaScript; what they do is loaded when a
// reader first uses them. Each module's default function gets the control, the reader's event if any, and `guide`:
//   say(control, …words)  puts a short message after a control: words, and buttons
//   lost                  what to say when there is no connection
//   home, root            the addresses of the start page in this language, and of the site
//   form, answers         the form of the page, and how the names of kept answers begin: with the path of the site

import toolStyles from "../styles/tools.css"
import printStyles from "../styles/print.css"
import { adopt, element } from "./elements.js"

const FEW = 3 // languages that stand beside each other on a phone; more of them are folded
const speech = window.speechSynthesis
const root = new URL("../", import.meta.url)
const form = document.querySelector("[data-form]")
const guide = {
  say,
  lost: _("This needs a connection. Try again later."),
  home: document.querySelector(".brand").href,
  root: root.href,
  form,
  answers: root.pathname + "answers:",
}

const answers = () => import("./answers.js")
const beside = () => import("./beside.js")
const copy = () => import("./copy.js")
const keep = () => import("./keep.js")
const letter = () => import("./letter.js")
const listen = () => import("./listen.js")
const panels = () => import("./panels.js")
const search = () => import("./search.js")
const loaded = new Map()

function say(control, ...words) {
  const place = control.parentElement.querySelector(":scope > .said") ?? element("p", { className: "said", role: "status" })
  place.replaceChildren(...words)
  control.after(place)
}

// Some browsers copy and share only inside the tap itself: what is loaded already acts at once.
function use(from, control, event) {
  if (loaded.has(from)) return loaded.get(from)(control, event, guide)
  from().then(({ default: act }) => {
    loaded.set(from, act)
    act(control, event, guide)
  }, () => event && say(control, guide.lost))
}

function button(words, act, more) {
  const made = element("button", { type: "button", textContent: words, ...more })
  made.addEventListener("click", event => act(made, event))
  return made
}

function print(control) {
  const wait = setTimeout(say, 1500, control, _("Nothing happens? Open this page in your phone’s own browser to print it."))
  addEventListener("beforeprint", () => clearTimeout(wait), { once: true })
  window.print?.()
}

function addSearch() {
  const control = document.querySelector(".search summary")
  control.addEventListener("click", event => use(search, control, event))
}

// The page's other languages are known from the list of languages.
function addAids(aids) {
  const offered = aids.dataset.beside.split(" ")
  const links = [...document.querySelectorAll("header .languages a")].filter(({ lang }) => offered.includes(lang))
  const others = element(links.length > FEW ? "details" : "span", { className: "others" })
  others.append(element(links.length > FEW ? "summary" : "span", { textContent: _("Also in") }))
  for (const { lang, href, textContent } of links) {
    const made = button(textContent, (control, event) => use(beside, control, event), { lang, "aria-pressed": "false" })
    made.dataset.page = href
    others.append(" ", made)
  }
  if (links.length) aids.append(others)
  if (speech) addListen(aids)
}

function addListen(aids) {
  const control = button(_("Listen"), (made, event) => use(listen, made, event), { hidden: true })
  const offer = () => {
    const speaks = voice => voice.lang.split(/[-_]/)[0] == document.documentElement.lang.split("-")[0]
    control.hidden = !speech.getVoices().some(speaks)
  }
  aids.append(control)
  speech.onvoiceschanged = offer
  offer()
}

function addTools(foot) {
  const tools = element("p", { className: "buttons" })
  if (!form) tools.append(button(_("Print this page"), print))
  tools.append(button(_("Keep this guide on my phone"), (made, event) => use(keep, made, event)))
  foot.prepend(tools)
}

// Controls of the page itself, which only JavaScript shows.
function addActs() {
  const acts = { print, copy: (control, event) => use(copy, control, event), letter: write }
  for (const control of document.querySelectorAll("[data-do]")) {
    control.addEventListener("click", event => (acts[control.dataset.do] ?? fill)(control, event))
  }
}

const fill = (control, event) => use(answers, control, event)
const write = (control, event) => use(letter, control, event)

// What an opened part needs: a panel of the bar to be closed, a text of the newsletter kit to be copied.
function opened({ target }) {
  const from = target.matches(".drop") ? panels : target.matches(".item") && copy
  if (from && target.open) use(from, target)
}

function keptAnswers() {
  try {
    return Object.keys(localStorage).some(key => key.startsWith(guide.answers))
  } catch { /* this browser keeps nothing */ }
}

if ("adoptedStyleSheets" in document) {
  adopt(toolStyles + printStyles)
  addSearch()
  document.querySelectorAll(".aids").forEach(addAids)
  document.querySelectorAll(".foot > .wrap").forEach(addTools)
  addActs()
  document.addEventListener("toggle", opened, true)
  if (form || keptAnswers()) fill()
  if (form?.querySelector(".letters")) write(form)
}
