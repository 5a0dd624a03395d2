// Answers saved to a file, and opened again. A file is looked at as a whole before anything is replaced.

import { element } from "./elements.js"
import { areAnswers, same } from "./kept.js"

const MOST = 1_000_000 // bytes

export default function file(tool, _event, guide) {
  return tool.dataset.do == "save" ? save(tool, guide) : open(tool, guide)
}

function save(tool, { form, say, typed }) {
  const today = new Date().toISOString().slice(0, 10)
  const saved = { form: form.dataset.form, language: document.documentElement.lang, saved: today, answers: typed() }
  const url = URL.createObjectURL(new Blob([JSON.stringify(saved, null, 2)], { type: "application/json" }))
  element("a", { href: url, download: `${form.dataset.form}-${today}.json` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  say(tool, _("Saved. No file? Then use “Share or copy as text”."))
}

async function open(tool, { form, say, typed, replace, ask }) {
  const label = tool.parentElement
  const [chosen] = tool.files
  const found = chosen && chosen.size <= MOST ? await chosen.text().then(JSON.parse).catch(() => null) : null
  tool.value = "" // the same file may be chosen again
  if (!chosen) return
  const offered = options(form)
  const given = found?.form == form.dataset.form && areAnswers(found.answers) ? found.answers : {}
  const known = Object.entries(given).filter(([name]) => offered.has(name))
  if (!known.length || !known.every(([name, answer]) => fits(answer, offered.get(name)))) {
    return say(label, _("This file does not hold answers to this form. Choose the file that you saved here."))
  }
  const act = () => {
    replace(Object.fromEntries(known))
    say(label, known.length < Object.keys(given).length
      ? _("Your answers are in the form again, without those to questions that this form no longer asks.")
      : _("Your answers are in the form again."))
  }
  const lost = Object.entries(typed()).some(([name, answer]) => !same(answer, given[name]))
  if (lost) ask(label, _("There are answers in the form already. Replace them with those from the file?"), act)
  else act()
}

// For each name of a form the values that may be chosen; none for a place to write.
function options(form) {
  const found = new Map()
  for (const control of form.querySelectorAll("[name]")) {
    const chosen = control.matches("[type=checkbox], [type=radio]")
    found.set(control.name, chosen ? [...(found.get(control.name) ?? []), control.value] : null)
  }
  return found
}

const fits = (answer, values) => (values ? Array.isArray(answer) && answer.every(each => values.includes(each)) : typeof answer == "string")
