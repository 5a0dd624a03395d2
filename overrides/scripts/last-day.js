// Finds the last day from the date on a letter. How many days there are stands on the control: it comes from the ledger.
// A day is a whole day, wherever the phone is: midnight in UTC, which knows no summer time.

import { day } from "./dates.js"
import { element } from "./elements.js"

const DAY = 86_400_000
const BRITISH = { timeZone: "UTC" }

export default function lastDay(input) {
  if (input.type != "date") input.placeholder = "24/11/2026"
  input.oninput = input.onblur = () => show(input)
  show(input)
}

function show(input) {
  const letter = read(input.value)
  const begun = input.value || input.validity.badInput
  const whole = !begun || input.matches(":focus") ? [] : [_("Type the whole date: day, month and year.")]
  const [typed, found] = input.closest("tr").querySelectorAll(".said")
  typed.textContent = letter ? inWords(letter) : ""
  found.replaceChildren(...letter ? answer(letter, Number(input.dataset.days)) : whole)
}

// What a control for dates gives, 2026-11-24, or what is typed where the browser has none, 24/11/2026.
function read(text) {
  const given = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.slice(1)
    ?? /^(\d\d?)\D(\d\d?)\D(\d{4})$/.exec(text.trim())?.slice(1).reverse() ?? []
  const [year, month, date] = given.map(Number)
  const found = new Date(Date.UTC(year, month - 1, date))
  return year > 1999 && found.getUTCMonth() == month - 1 && found.getUTCDate() == date && found
}

function answer(letter, days) {
  const last = new Date(letter)
  last.setUTCDate(letter.getUTCDate() + days)
  const today = read(new Date().toLocaleDateString("en-GB", { timeZone: "Europe/London" }))
  const left = (last - today) / DAY
  const now = element("span", { className: "on-screen" })
  now.append(letter > today ? _("The date that you typed is still to come, so look at the letter again.")
    : left > 0 ? _("Days left: {days}.").replace("{days}", left)
      : left ? _("This day has passed. Ask at once and say why you are late, because the rules may give you more time.")
        : _("This day is today, so act now."))
  const british = element("bdi", { dir: "ltr", textContent: last.toLocaleDateString("en-GB", BRITISH) })
  const check = _("Check your letter, because a last day that stands there comes first.")
  return [element("strong", { textContent: inWords(last) }), " ", british, " ", now, " ", check]
}

const inWords = date => day(date, document.documentElement.lang, { dateStyle: "full", ...BRITISH })
