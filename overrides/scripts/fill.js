// Filling in a form on the phone: keep the answers, share them as text, save them to a file, print them in full.
//
// Answers are {name: text} for places to write and {name: [value, …]} for options. Names are those of the definition, so
// answers given in one language open in every other one.

import { day } from "./dates.js"
import sheet from "../styles/fill.css"
import { adopt, element } from "./elements.js"

adopt(sheet)

const DAYS = 30 // how long answers are kept after the last change

const form = document.querySelector("form[name]")
const key = "answers:" + form.name
const lang = document.documentElement.lang
const places = [...form.querySelectorAll("input[type=text], textarea")]
const keep = document.querySelector("[data-do=keep]")
let guide
let started = false

const acts = { share, save, open, clear, keep: store }

export default function fill(tool, event, given) {
  guide = given
  if (!started) start()
  if (event?.type == "click") acts[tool.dataset.do]?.(tool)
}

function start() {
  started = true
  const kept = stored()
  if (kept) {
    keep.checked = true
    restore(kept.answers)
    sayUntil(kept.until)
  }
  places.forEach(mirror)
  form.addEventListener("input", ({ target }) => {
    if (places.includes(target)) mirror(target)
    if (keep.checked) store()
  })
}

// --- answers ---

function answers() {
  const found = {}
  for (const control of form.querySelectorAll("[name]")) {
    if (places.includes(control)) {
      if (control.value.trim()) found[control.name] = control.value
    } else if (control.checked) (found[control.name] ??= []).push(control.value)
  }
  return found
}

function restore(given) {
  for (const control of form.querySelectorAll("[name]")) {
    const answer = given[control.name]
    if (places.includes(control)) control.value = typeof answer == "string" ? answer : ""
    else control.checked = Array.isArray(answer) && answer.includes(control.value)
  }
  places.forEach(mirror)
}

// A printed box cuts off what does not fit into it: on paper, a copy of the text stands in its place.
function mirror(place) {
  const copy = place.nextElementSibling?.matches(".answer") ? place.nextElementSibling : element("p", { className: "answer", "aria-hidden": "true", dir: "auto" })
  copy.textContent = place.value
  place.after(copy)
  place.classList.toggle("filled", Boolean(place.value.trim()))
}

function clear(tool) {
  restore({})
  forget()
  keep.checked = false
  guide.say(tool, _("Your answers are gone from this phone."))
  sayUntil()
}

// --- kept on this phone ---

function stored() {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

function store() {
  if (!keep.checked) {
    forget()
    return sayUntil()
  }
  const until = Date.now() + DAYS * 86_400_000
  try {
    localStorage.setItem(key, JSON.stringify({ until, answers: answers() }))
    sayUntil(until)
  } catch {
    keep.checked = false
    guide.say(keep.parentElement, _("This browser does not keep anything. Save your answers to a file."))
  }
}

function forget() {
  try {
    localStorage.removeItem(key)
  } catch { /* no storage: nothing is there */ }
}

function sayUntil(until) {
  guide.say(keep.parentElement, until ? _("Kept on this phone until {date}.").replace("{date}", day(until, lang)) : "")
}

// --- saved to a file ---

function save(tool) {
  const today = new Date().toISOString().slice(0, 10)
  const saved = { form: form.name, language: lang, saved: today, answers: answers() }
  const url = URL.createObjectURL(new Blob([JSON.stringify(saved, null, 2)], { type: "application/json" }))
  element("a", { href: url, download: `${form.name}-${today}.json` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  guide.say(tool, _("Saved. No file? Then use “Share or copy as text”."))
}

function open(tool) {
  const chooser = element("input", { type: "file", accept: ".json,application/json" })
  chooser.addEventListener("change", async () => {
    try {
      const { form: name, answers: given } = JSON.parse(await chooser.files[0].text())
      if (name != form.name || typeof given != "object") throw new Error(name)
      restore(given)
      if (keep.checked) store()
      guide.say(tool, _("Your answers are in the form again."))
    } catch {
      guide.say(tool, _("This file does not hold answers to this form. Choose the file that you saved here."))
    }
  })
  chooser.click()
}

// --- as text ---

// The words of a form's page: {name: label}, {name=value: option}, and for each question, row and section its own.
function wordsOf(page) {
  const words = {}
  const root = page.querySelector("form[name]")
  for (const control of root.querySelectorAll("[name]")) {
    const place = control.matches("input[type=text], textarea")
    words[place ? control.name : `${control.name}=${control.value}`] = own(control.closest("label") ?? root.querySelector(`[for="${control.id}"]`))
  }
  for (const part of ["section", ".field", ".row"]) {
    root.querySelectorAll(part).forEach((each, index) => {
      words[part + index] = own(each.querySelector(":scope > :is(legend, label, h3, .label)"))
    })
  }
  words.title = own(page.querySelector("h1"))
  return words
}

// Its own words, without what “also in” has put beside them.
function own(element) {
  const copy = element?.cloneNode(true)
  copy?.querySelectorAll(".second, .answer, textarea").forEach(each => each.remove())
  return copy?.textContent.trim().replace(/\s+/g, " ") ?? ""
}

// The answered questions as text; each question also in the other page's language, on a line of its own.
function asText(other) {
  const [ours, theirs] = [wordsOf(document), other ? wordsOf(other) : {}]
  const both = (name, before = "") => [...new Set([ours[name], theirs[name]])].filter(Boolean).map(each => before + each)
  const lines = both("title").map(strong)
  const numbers = part => new Map([...form.querySelectorAll(part)].map((each, index) => [each, part + index]))
  const [sections, fields, rows] = ["section", ".field", ".row"].map(numbers)
  let [section, field, row] = []
  for (const control of form.querySelectorAll("[name]")) {
    const place = places.includes(control)
    if (place ? !control.value.trim() : !control.checked) continue
    const at = { section: control.closest("section"), field: control.closest(".field"), row: control.closest(".row") }
    if (at.section != section) lines.push("", ...both(sections.get(at.section)).map(strong))
    if (at.field != field) lines.push("", ...both(fields.get(at.field)))
    if (at.row && at.row != row) lines.push(...both(rows.get(at.row)))
    ;({ section, field, row } = at)
    if (!place) lines.push(...both(`${control.name}=${control.value}`, "- "))
    else if (ours[control.name] == ours[fields.get(field)]) lines.push(control.value)
    else lines.push(...both(control.name).map(each => `${each}:`), control.value)
  }
  return lines.join("\n")
}

// As messengers show it; elsewhere the stars do no harm.
const strong = words => `*${words}*`

function share() {
  const dialog = element("dialog", { className: "share" })
  const title = element("h2", { textContent: _("Share or copy as text"), id: "share-title" })
  dialog.setAttribute("aria-labelledby", title.id)
  const text = element("textarea", { readOnly: true, rows: 9, dir: "auto" })
  text.setAttribute("aria-labelledby", title.id)
  const write = async page => {
    const other = page && (await otherPage(page))
    text.value = asText(other)
    if (page && !other) guide.say(text, guide.lost)
  }
  const buttons = element("p", { className: "buttons" })
  const button = (words, act) => {
    const made = element("button", { type: "button", textContent: words })
    made.addEventListener("click", () => act(made))
    buttons.append(made)
  }
  if (navigator.share) button(_("Share"), () => navigator.share({ title: document.title, text: text.value }).catch(() => {}))
  button(_("Copy"), made => copy(text, made))
  button(_("Close"), () => dialog.close())
  dialog.append(title, languages(write), text, buttons)
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

// Which language stands beside each question: English or Welsh, or none.
function languages(write) {
  const group = element("fieldset", { className: "field" })
  group.append(element("legend", { textContent: _("Each question also in") }))
  const option = (name, tag, page) => {
    const label = element("label", { className: "option" })
    const radio = element("input", { type: "radio", name: "beside" })
    label.append(radio, element("span", { textContent: name, lang: tag }))
    radio.addEventListener("change", () => write(page))
    group.append(label)
    return radio
  }
  const pages = [...document.querySelectorAll(".aids [data-page]")]
  const radios = pages.map(each => option(each.textContent.trim(), each.lang, each.dataset.page))
  const none = option(_("no other language"), lang, "")
  const chosen = lang == "en" ? none : radios[0] ?? none
  chosen.checked = true
  write(chosen == none ? "" : pages[0].dataset.page)
  return group
}

async function otherPage(page) {
  const response = await fetch(page).catch(() => null)
  return response?.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null
}

async function copy(text, tool) {
  try {
    await navigator.clipboard.writeText(text.value)
    guide.say(tool, _("Copied. Paste it into a message."))
  } catch {
    text.focus()
    text.select()
    guide.say(tool, _("Press and hold the text, then choose “Copy”."))
  }
}
