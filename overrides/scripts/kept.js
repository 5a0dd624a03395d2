// Answers in the browser's two stores: sessionStorage holds them for the tab, localStorage keeps them on the phone until a
// day, 30 days after the last change. An entry is {answers, until}, in the tab {answers, until, joined}: whether the phone
// keeps them, too. What is no such entry counts as nothing, and harms no other one.
//
// Answers are {name: text} for places to write and {name: [value, …]} for options.

export const TAB = "sessionStorage"
export const PHONE = "localStorage"

const isAnswer = each => typeof each == "string" || (Array.isArray(each) && each.every(one => typeof one == "string"))
export const areAnswers = given => Object.prototype.toString.call(given) == "[object Object]" && Object.values(given).every(isAnswer)

export const same = (one, other) => JSON.stringify(one) == JSON.stringify(other)

// Return the entry that a text holds, or nothing.
export function parsed(text, where) {
  try {
    const entry = JSON.parse(text)
    return areAnswers(entry.answers) && (where == TAB || entry.until > Date.now()) ? entry : null
  } catch {
    return null
  }
}

export const read = (where, key) => attempt(() => parsed(window[where].getItem(key), where)) ?? null
export const write = (where, key, entry) => attempt(() => window[where].setItem(key, JSON.stringify(entry)) ?? true) ?? false
export const forget = (where, key) => attempt(() => window[where].removeItem(key))

// Delete what was kept until a day that has passed, and what cannot be read.
export function forgetOld(start) {
  for (const key of keys(PHONE, start)) if (!read(PHONE, key)) forget(PHONE, key)
}

const keys = (where, start) => (attempt(() => Object.keys(window[where])) ?? []).filter(key => key.startsWith(start))

// What several forms ask has one id on each of them, of which the names of the places to write it are made.
const SHARED = /^(child|class|meeting-date|school|parent|contact|speak|read):(line|name)$/

export const sharedId = name => SHARED.exec(name)?.[1]

// Return {id: text} of what the other forms share, each from the newest that has it, and nothing of a second child. It is
// looked for anew each time: what is cleared, or too old, in its own form is gone from here, too.
export function elsewhere(start, own) {
  const found = {}
  for (const { answers } of others(start, own)) {
    const theirs = sharedIn(answers)
    if (!theirs.child || theirs.child == (found.child ?? theirs.child)) Object.assign(found, { ...theirs, ...found })
  }
  return found
}

function sharedIn(answers) {
  const shared = Object.entries(answers).filter(([name, text]) => sharedId(name) && typeof text == "string" && text.trim())
  return Object.fromEntries(shared.map(([name, text]) => [sharedId(name), text]))
}

function others(start, own) {
  const entries = [TAB, PHONE].flatMap(where => keys(where, start).filter(key => key != own).map(key => read(where, key)))
  return entries.filter(Boolean).sort((one, other) => (other.until ?? 0) - (one.until ?? 0))
}

// A browser may keep nothing, or be full.
function attempt(act) {
  try {
    return act()
  } catch { /* then there is nothing */ }
}
