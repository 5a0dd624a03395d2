// Stands behind every page, once it is shown. It wakes the controls that need JavaScript; what they do is loaded when a
// reader first uses them. Each module's default function gets the control, the reader's event if any, and `guide`:
//   say(control, …words)  puts a short message after a control: words, and buttons
//   lost                  what to say when there is no connection
//   home, root            the addresses of the start page in this language, and of the site
//   form, answers         the form of the page, and how the names of kept answers begin: with the path of the site

import toolStyles from "../styles/tools.css"
import { adopt, element } from "./elements.js"

const [lang] = document.documentElement.lang.split("-")
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
const cards = () => import("./cards.js")
const copy = () => import("./copy.js")
const count = () => import("./last-day.js")
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

function print(control) {
  const wait = setTimeout(say, 1500, control, _("Nothing happens? Open this page in your phone’s own browser to print it."))
  addEventListener("beforeprint", () => clearTimeout(wait), { once: true })
  window.print?.()
}

function addSearch() {
  const control = document.querySelector(".search summary")
  control.addEventListener("click", event => use(search, control, event))
}

// A voice is offered where the phone has one for the page.
function offerListen() {
  document.querySelector(".listen").hidden = !speech.getVoices().some(each => each.lang.split(/[-_]/)[0] == lang)
}

// Controls of the page itself. What is not named here belongs to a form.
function addActs() {
  const doing = { beside, copy, count, letter, listen, offline: keep }
  for (const control of document.querySelectorAll("[data-do]")) {
    const act = control.dataset.do == "print" ? print : use.bind(null, doing[control.dataset.do] ?? answers)
    control.addEventListener(control.dataset.do == "count" ? "focus" : "click", event => act(control, event))
  }
}

// What an opened part needs: a panel of the bar to be closed, a text of the newsletter kit to be copied.
function opened({ target }) {
  const from = target.matches(".drop") ? panels : target.matches(".item") && copy
  if (from && target.open) use(from, target)
}

function keptAnswers() {
  try {
    return Object.keys(localStorage).some(each => each.startsWith(guide.answers))
  } catch { /* this browser keeps nothing */ }
}

// What no first view needs.
function afterAll(act) {
  if (document.readyState == "complete") act()
  else addEventListener("load", act, { once: true })
}

if ("adoptedStyleSheets" in document) {
  adopt(toolStyles)
  if (!navigator.languages.every(each => each.startsWith(lang))) use(() => import("./languages.js"))
  addSearch()
  addActs()
  if (speech && document.querySelector(".listen")) {
    speech.onvoiceschanged = offerListen
    offerListen()
  }
  document.addEventListener("toggle", opened, true)
  if (document.querySelector(".phrases")) afterAll(() => use(cards))
  if (form || keptAnswers()) afterAll(() => use(answers))
  if (form?.querySelector(".letters")) afterAll(() => use(letter, form))
}
