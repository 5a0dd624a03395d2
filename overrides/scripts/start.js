// Stands behind every page, once it is shown. It adds the controls that need JavaScript; what they do is loaded when a
// reader first uses them. Each module's default function gets the control, the event, and `guide`:
//   say(control, words)  puts a short message after a control
//   lost                 what to say when there is no connection
//   home, root           the addresses of the start page in this language, and of the site

import toolStyles from "../styles/tools.css"
import printStyles from "../styles/print.css"
import { adopt, element } from "./elements.js"

const FEW = 3 // languages that stand beside each other on a phone; more of them are folded
const tag = document.documentElement.lang
const speech = window.speechSynthesis
const guide = {
  say,
  lost: _("This needs a connection. Try again later."),
  home: document.querySelector(".brand").href,
  root: new URL("../", import.meta.url).href,
}
const form = document.querySelector("form[name]")

function say(control, words) {
  const place = control.parentElement.querySelector(".said") || element("p", { className: "said", role: "status" })
  place.textContent = words
  control.after(place)
}

function use(loading, control, event) {
  return loading.then(module => module.default(control, event, guide), () => say(control, guide.lost))
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
  control.addEventListener("click", event => use(import("./search.js"), control, event))
}

// The page's other languages are known from the list of languages.
function addAids(aids) {
  const offered = aids.dataset.beside.split(" ")
  const links = [...document.querySelectorAll("header .languages a")].filter(({ lang }) => offered.includes(lang))
  const others = element(links.length > FEW ? "details" : "span", { className: "others" })
  others.append(element(links.length > FEW ? "summary" : "span", { textContent: _("Also in") }))
  for (const { lang, href, textContent } of links) {
    const act = (control, event) => use(import("./beside.js"), control, event)
    const made = button(textContent, act, { lang, "aria-pressed": "false" })
    made.dataset.page = href
    others.append(" ", made)
  }
  if (links.length) aids.append(others)
  if (speech) addListen(aids)
}

function addListen(aids) {
  const control = button(_("Listen"), (made, event) => use(import("./listen.js"), made, event), { hidden: true })
  const offer = () => {
    const speaks = voice => voice.lang.split(/[-_]/)[0] == tag.split("-")[0]
    control.hidden = !speech.getVoices().some(speaks)
  }
  aids.append(control)
  speech.onvoiceschanged = offer
  offer()
}

function addTools(foot) {
  const tools = element("p", { className: "buttons" })
  if (!form) tools.append(button(_("Print this page"), print))
  tools.append(button(_("Keep this guide on my phone"), (made, event) => use(import("./keep.js"), made, event)))
  foot.prepend(tools)
}

const fill = (control, event) => use(import("./fill.js"), control, event)
const copy = (control, event) => use(import("./copy.js"), control, event)

// Controls of the page itself, which only JavaScript shows.
function addActs() {
  const acts = { print, copy }
  for (const control of document.querySelectorAll("[data-do]")) {
    control.addEventListener("click", event => (acts[control.dataset.do] ?? fill)(control, event))
  }
}

// The module behind a form comes with the first letter, with the first button, or where answers are kept on this phone.
function addForm() {
  form.addEventListener("input", event => fill(form, event), { once: true })
  if (read("answers:" + form.name)) fill(form)
}

function read(key) {
  try {
    return localStorage[key]
  } catch { /* this browser keeps nothing */ }
}

// Answers that were to be kept until a day that has passed.
function forgetOld() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("answers:") && !(JSON.parse(localStorage[key]).until > Date.now())) delete localStorage[key]
    }
  } catch { /* this browser keeps nothing */ }
}

if ("adoptedStyleSheets" in document) {
  adopt(toolStyles + printStyles)
  forgetOld()
  addSearch()
  document.querySelectorAll(".aids").forEach(addAids)
  document.querySelectorAll(".foot > .wrap").forEach(addTools)
  addActs()
  if (form) addForm()
}
