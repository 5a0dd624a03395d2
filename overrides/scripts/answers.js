// What is typed into a form: held for the tab in every language of the form, kept on this phone where a reader asks for it,
// and never lost to another tab. Names are those of the definition.

import { button } from "./buttons.js"
import { day } from "./dates.js"
import { element } from "./elements.js"
import { PHONE, TAB, elsewhere, forget, forgetOld, parsed, read, same, sharedId, write } from "./kept.js"
import { ANSWERS } from "./site.js"

const DAYS = 30 // how long answers are kept after the last change
const SHORT = window.GestureEvent && _("An iPhone or iPad deletes them after 7 days without a visit.")

const keep = document.querySelector("[data-do=keep]")
const notice = keep?.closest(".notice").querySelector("p")
const plain = notice?.textContent
const form = document.querySelector("[data-form]")
let guide, key
let last = {} // the answers on this phone, as this tab last saw them
let until = 0 // the end of the days since the last change; 0 while nobody has begun this form

const acts = { clear, keep: choose, share: use(() => import("./share.js")), save: use(file) }

export default function answers(tool, event, given) {
  if (!guide) start(given)
  if (tool) acts[tool.dataset.do]?.(tool, event)
}

function start(given) {
  guide = given
  forgetOld(ANSWERS)
  if (!form) return
  key = ANSWERS + form.dataset.form
  stayAwake()
  bring(typed())
  hold()
  notice.setAttribute("role", "status") // what it says from now on is news
  form.addEventListener("input", changed)
  document.querySelector("[data-do=open]").addEventListener("change", ({ target }) => use(file)(target))
  addEventListener("storage", event => event.key == key && event.storageArea == window[PHONE] && told(parsed(event.newValue, PHONE)))
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return
    bring({})
    hold()
  })
}

// Firefox shows a page that it froze for Back the tab's answers of that time, whatever was typed since. It freezes no page
// that holds a lock.
function stayAwake() {
  navigator.locks?.request(key, { mode: "shared" }, () => new Promise(() => {})).catch(() => {})
}

function file() {
  return import("./file.js")
}

function use(from) {
  return (tool, event) => from().then(
    module => module.default(tool, event, { ...guide, form, typed, replace, ask }), () => guide.say(tool, guide.lost))
}

// --- in the form ---

const controls = () => [...form.querySelectorAll("[name]")]
const isPlace = control => !control.matches("[type=checkbox], [type=radio]")

function typed() {
  const found = {}
  for (const control of controls()) {
    if (isPlace(control)) {
      if (control.value.trim()) found[control.name] = control.value
    } else if (control.checked) {
      found[control.name] ??= []
      found[control.name].push(control.value)
    }
  }
  return found
}

// The answers to this form: what is only filled in from others is none.
const mine = () => (until ? typed() : {})

// WebKit resets a form that Back brings to the screen again, after all its events: what it resets to has to be right.
function show(given) {
  for (const control of controls()) {
    const answer = given[control.name]
    if (!isPlace(control)) tick(control, Array.isArray(answer) && answer.includes(control.value))
    else {
      control.value = control.defaultValue = typeof answer == "string" ? answer : ""
      mirror(control)
    }
  }
  form.dispatchEvent(new Event("answers")) // for the letters that they make
}

function tick(control, on) {
  control.checked = control.defaultChecked = on
}

// A printed box cuts off what does not fit into it: on paper, a copy of the text stands in its place.
function mirror(place) {
  const copy = place.nextElementSibling?.matches(".answer") ? place.nextElementSibling : element("p", { className: "answer", "aria-hidden": "true", dir: "auto" })
  copy.textContent = place.value
  place.after(copy)
  place.classList.toggle("filled", Boolean(place.value.trim()))
}

// Put other answers in the place of those in the form, as a reader has asked for.
function replace(given) {
  takeOver()
  show(given)
  store()
}

// --- held and kept ---

// What this tab holds goes before what the phone keeps, unless both are the same answers.
function bring(already) {
  const [tab, phone] = [read(TAB, key), read(PHONE, key)]
  tick(keep, Boolean(phone && (!tab || tab.joined)))
  const held = keep.checked ? phone : tab
  until = held ? held.until ?? 1 : 0
  last = phone?.answers ?? {}
  show({ ...held?.answers, ...already })
  if (Object.keys(already).length) store()
  else if (!until) fillIn()
}

// Fill in what other forms were told already. Until the reader changes something, it is not an answer to this form.
function fillIn() {
  const known = elsewhere(ANSWERS, key)
  const places = controls().filter(({ name }) => known[sharedId(name)])
  if (!places.length) return
  show(Object.fromEntries(places.map(({ name }) => [name, known[sharedId(name)]])))
  const names = places.map(place => place.labels[0].textContent.trim()).join(" · ")
  note(_("These answers come from another form: {names}. Check that they are right.").replace("{names}", names), " ", button(_("Clear these answers"), () => {
    replace(Object.fromEntries(Object.entries(typed()).filter(([name]) => !places.some(place => place.name == name))))
    note()
    places[0].focus()
  }))
}

const note = (...words) => guide.say(document.querySelector("[data-do=clear]"), ...words)

function changed({ target }) {
  if (isPlace(target)) mirror(target)
  takeOver()
  store()
  undone()
}

function store() {
  until = Date.now() + DAYS * 86_400_000
  if (keep.checked) {
    const given = typed()
    if (write(PHONE, key, { answers: given, until })) {
      last = given
      guide.say(keep.parentElement, "")
    } else full()
  }
  hold()
}

function full() {
  keep.checked = Boolean(read(PHONE, key))
  guide.say(keep.parentElement, keep.checked
    ? _("There is no room on this phone for your last changes. Save your answers to a file.")
    : _("This browser does not keep anything. Save your answers to a file."))
}

// Hold the answers for the tab, and say what is true now. A form that nobody has begun leaves nothing.
function hold() {
  const held = write(TAB, key, { answers: mine(), until, joined: keep.checked })
  if (!until) forget(TAB, key)
  const end = keep.checked && read(PHONE, key)?.until
  notice.textContent = end ? `${_("What you type is not sent. It is kept on this phone until {date}.").replace("{date}", day(end, document.documentElement.lang))} ${SHORT ?? ""}`
    : held ? _("What you type is not sent. It stays in this tab, in every language, until you close the tab.") : plain
}

// --- other tabs ---

function takeOver() {
  if (keep.checked) told(read(PHONE, key))
}

// Another tab has changed what the phone keeps: take over what was not changed here, or stop keeping with it.
function told(phone) {
  const ours = mine()
  if (!keep.checked) {
    if (!phone || Object.keys(ours).length) return
    ;[keep.checked, last] = [true, {}]
    show({})
    note()
  }
  if (phone) {
    until = phone.until
    const theirs = Object.keys({ ...last, ...phone.answers }).filter(name => !same(phone.answers[name], last[name]) && same(ours[name], last[name]))
    if (theirs.length) show({ ...ours, ...Object.fromEntries(theirs.map(name => [name, phone.answers[name]])) })
    last = phone.answers
  } else keep.checked = false
  hold()
}

// --- choices ---

function choose() {
  const ours = mine()
  const phone = keep.checked && read(PHONE, key)
  const both = () => {
    show({ ...phone.answers, ...ours })
    keep.checked = true
    store()
  }
  if (!keep.checked) forget(PHONE, key)
  else if (phone) {
    const clash = Object.keys(ours).some(name => name in phone.answers && !same(ours[name], phone.answers[name]))
    if (!clash) return both()
    keep.checked = false
    return ask(keep.parentElement, _("Other answers to this form are kept on this phone. Replace them?"), both)
  }
  store()
}

// Ask before anything is replaced.
function ask(tool, words, act) {
  const answer = (word, then) => button(word, () => {
    guide.say(tool, "")
    then?.()
  })
  guide.say(tool, words, " ", answer(_("Replace"), act), " ", answer(_("Cancel")))
}

let undone = () => {}

// The empty answers go out first: another tab with the same ones empties its form, too.
function clear(tool) {
  const before = typed()
  const joined = keep.checked
  replace({})
  keep.checked = false
  if (joined) forget(PHONE, key)
  hold()
  const undo = button(_("Undo"), () => {
    keep.checked = joined
    last = {}
    show({ ...before, ...typed() })
    store()
    guide.say(tool, _("Your answers are in the form again."))
    tool.focus()
  })
  guide.say(tool, _("Your answers are gone."), " ", ...(Object.keys(before).length ? [undo] : []))
  undone = () => undo.remove()
  addEventListener("pagehide", undone)
}
