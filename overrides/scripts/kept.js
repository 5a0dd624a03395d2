// Answers in the browser's two stores: sessionStorage holds them for the tab, localStorage keeps them on the phone until a
// day. An entry is {answers, until} or {answers, joined}. What is no such entry counts as nothing, and harms no other one.
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
  const keys = attempt(() => Object.keys(window[PHONE])) ?? []
  for (const key of keys) if (key.startsWith(start) && !read(PHONE, key)) forget(PHONE, key)
}

// A browser may keep nothing, or be full.
function attempt(act) {
  try {
    return act()
  } catch { /* then there is nothing */ }
}
