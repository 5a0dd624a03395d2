// The answers as text, to share or to copy; each question also in another language.

import { button } from "./buttons.js"
import { put } from "./clipboard.js"
import { documentAt } from "./documents.js"
import { element } from "./elements.js"
import { adopt } from "./sheets.js"
import sheet from "../styles/dialog.css"

adopt(sheet)

const { lang } = document.documentElement
let form, guide

export default function share(_tool, _event, given) {
  guide = given
  form = given.form
  const dialog = element("dialog", { className: "share" })
  const title = element("h2", { textContent: _("Share or copy as text"), id: "share-title" })
  dialog.setAttribute("aria-labelledby", title.id)
  const text = element("textarea", { readOnly: true, rows: 9, dir: "auto" })
  text.setAttribute("aria-labelledby", title.id)
  const buttons = element("p", { className: "buttons" })
  if (navigator.share) buttons.append(button(_("Share"), ({ currentTarget }) => send(text, currentTarget)))
  buttons.append(button(_("Copy"), ({ currentTarget }) => copy(text, currentTarget)), button(_("Close"), () => dialog.close()))
  dialog.append(title, languages(page => write(text, page)), text, buttons)
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

async function write(text, page) {
  text.value = asText()
  const other = page && await documentAt(page)
  if (other) text.value = asText(other)
  if (text.isConnected) guide.say(text, page && !other ? guide.lost : "")
}

// Which language stands beside each question: English or Welsh, or none.
function languages(write) {
  const group = element("fieldset", { className: "field" })
  group.append(element("legend", { textContent: _("A second language beside each question") }))
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

async function send(text, tool) {
  try {
    await navigator.share({ title: document.title, text: text.value })
  } catch (error) {
    if (error.name == "AbortError") return // the reader has thought better of it
    text.select()
    guide.say(tool, _("Your phone did not share it. Choose “Copy”, and paste the text into a message."))
  }
}

// Everything up to the first `await` is inside the tap.
async function copy(text, tool) {
  try {
    if (!put({ "text/plain": text.value }, text)) await navigator.clipboard.writeText(text.value)
    guide.say(tool, _("Copied. Paste it into a message."))
  } catch {
    text.focus()
    text.select()
    guide.say(tool, _("Press and hold the text, then choose “Copy”."))
  }
}

const isPlace = control => !control.matches("[type=checkbox], [type=radio]")

// The words of a form's page: {name: label}, {name=value: option}, and for each question, row and section its own.
function wordsOf(page) {
  const words = {}
  const root = page.querySelector("[data-form]")
  for (const control of root?.querySelectorAll("[name]") ?? []) {
    const named = isPlace(control) ? control.name : `${control.name}=${control.value}`
    words[named] = own(control.closest("label") ?? root.querySelector(`[for="${control.id}"]`))
  }
  for (const part of ["section", ".field", ".row"]) {
    root?.querySelectorAll(part).forEach((each, index) => {
      words[part + index] = own(each.querySelector(":scope > :is(legend, label, h3, .label)"))
    })
  }
  words.title = root && own(page.querySelector("h1"))
  return words
}

// Its own words, without what “also in” has put beside them.
function own(element) {
  const copy = element?.cloneNode(true)
  for (const each of copy?.querySelectorAll(".second, .answer, textarea") ?? []) each.remove()
  return copy?.textContent.trim().replace(/\s+/g, " ") ?? ""
}

// The answered questions as text; each question also in the other page's language, on a line of its own.
function asText(other) {
  const [ours, theirs] = [wordsOf(document), other ? wordsOf(other) : {}]
  const both = (name, before = "") => [...new Set([ours[name], theirs[name]])].filter(Boolean).map(each => before + each)
  const lines = both("title").map(strong)
  const to = guide.school?.("all", lang)
  if (to) lines.push(_("To: {to}").replace("{to}", () => to))
  const numbers = part => new Map([...form.querySelectorAll(part)].map((each, index) => [each, part + index]))
  const [sections, fields, rows] = ["section", ".field", ".row"].map(numbers)
  let [section, field, row] = []
  for (const control of form.querySelectorAll("[name]")) {
    const place = isPlace(control)
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
