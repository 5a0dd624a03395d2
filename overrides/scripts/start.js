// Stands behind every page, once it is shown. It wakes the controls that need JavaScript; what they do is loaded when a
// reader first uses them: data-use names the module of a control, data-load that of a part that wakes once all is there.
// Each module's default function gets the control, the reader's event if any, and `guide`:
//   say(control, …words)  puts a short message after a control: words, and buttons
//   lost                  what to say when there is no connection
//   home, root            the addresses of the start page in this language, and of the site
//   form, answers         the form of the page, and how the names of kept answers begin: with the path of the site
//   school(slot, lang)    what letters and shared answers say of the school from whose page a reader came, if any

import toolStyles from "../styles/tools.css"
import { adopt } from "./sheets.js"

const lang = document.documentElement.lang.split("-")[0]
const speech = window.speechSynthesis
const voice = document.querySelector(".listen")
const root = new URL("../..", import.meta.url)
const guide = {
  say,
  lost: _("This needs a connection. Try again later."),
  home: document.querySelector(".brand").href,
  root: root.href,
  form: document.querySelector("[data-form]"),
  answers: root.pathname + "answers:",
}
const loaded = {}

function say(control, ...words) {
  let place = control.parentElement.querySelector(":scope > .said")
  if (!place) {
    place = document.createElement("p")
    place.className = "said"
    place.setAttribute("role", "status")
  }
  place.replaceChildren(...words)
  control.after(place)
}

// Some browsers copy and share only inside the tap itself: what is loaded already acts at once.
function use(name, control, event) {
  if (loaded[name]) return loaded[name](control, event, guide)
  import(`./${name}.js`).then(module => {
    loaded[name] = module.default
    use(name, control, event)
  }, () => event && say(control, guide.lost))
}

function print(control) {
  const wait = setTimeout(say, 1500, control, _("Nothing happens? Open this page in your phone’s own browser to print it."))
  addEventListener("beforeprint", () => clearTimeout(wait), { once: true })
  window.print?.()
}

// A voice is offered where the phone has one for the page.
function offerVoice() {
  voice.hidden = !speech.getVoices().some(each => each.lang.split(/[-_]/)[0] == lang)
}

function tapped(event) {
  const control = event.target.closest("[data-use]")
  if (!control) return
  if (control.dataset.use == "print") print(control)
  else use(control.dataset.use, control, event)
}

// What an opened part needs: a panel of the bar to be closed, a text of the newsletter kit to be copied.
function opened({ target }) {
  const name = target.matches(".drop") ? "panels" : target.matches(".item") && "copy"
  if (name && target.open) use(name, target)
}

function keptAnswers() {
  try {
    return Object.keys(localStorage).some(each => each.startsWith(guide.answers))
  } catch { /* this browser keeps nothing */ }
}

// What no first view needs.
function afterAll() {
  for (const part of document.querySelectorAll("[data-load]")) use(part.dataset.load, part)
  if (document.querySelector(".phrases")) use("cards")
  if (!guide.form && keptAnswers()) use("answers")
  if (location.hash.startsWith("#s=")) use("school", document.querySelector("[data-form], .handout"))
}

if ("adoptedStyleSheets" in document) {
  adopt(toolStyles)
  if (!navigator.languages.every(each => each.startsWith(lang))) use("languages")
  if (speech && voice) {
    speech.onvoiceschanged = offerVoice
    offerVoice()
  }
  addEventListener("click", tapped)
  addEventListener("focusin", ({ target }) => target.dataset.days && use("last-day", target))
  addEventListener("toggle", opened, true)
  if (document.readyState == "complete") afterAll()
  else addEventListener("load", afterAll)
}
