// Searches the guide in the reader's language. Its whole text is small enough to look through at each letter typed.
//
// The index, written by the build: [[path, title, words, [[id, heading, text], …]], …]; paths are below the index's own folder.

import { element } from "./elements.js"
import { adopt } from "./sheets.js"
import { HOME } from "./site.js"
import sheet from "../styles/search.css"

adopt(sheet)

const MOST = 10 // pages shown
const AROUND = 70 // letters of text shown on each side of what was found
const WORD = /[\p{L}\p{N}\p{M}\p{Cf}]+(?:['’ʼʻ`][\p{L}\p{N}\p{M}\p{Cf}]+)*/gu // su'aal, and what only a browser sees
const WEIGHTS = { title: 8, also: 6, heading: 4, text: 1 }

const lang = document.documentElement.lang
let input, status, list
let base // of the index
let sections // {path, id, title, also, heading, text}, each part {shown, words: [{word, from, to}]}
let vocabulary

export default async function search(tool, _event, { lost, say }) {
  if (!input) makeForm(tool)
  setTimeout(() => tool.parentElement.open && input.focus()) // once the panel is open, and only then
  if (sections) return
  base = new URL("search.json", HOME)
  const index = await fetch(base).then(response => response.ok && response.json()).catch(() => null)
  if (!index) return say(list, lost)
  say(list, "")
  read(index)
  show()
}

function makeForm(tool) {
  const form = element("form", { method: "dialog", role: "search" })
  const label = element("label", { textContent: tool.textContent.trim() })
  input = element("input", { type: "search", autocomplete: "off", enterKeyHint: "search" })
  status = element("p", { role: "status" })
  list = element("ul", { className: "found" })
  label.append(input)
  form.append(label)
  tool.parentElement.querySelector(".panel > .wrap").append(form, status, list)
  input.addEventListener("input", show)
}

function read(index) {
  sections = index.flatMap(([path, title, also, parts]) => parts.map(([id, heading, text], at) =>
    ({ path, id, title: tokens(title), also: tokens(at ? "" : also), heading: tokens(heading), text: tokens(text) })))
  vocabulary = new Set(sections.flatMap(each => Object.keys(WEIGHTS).flatMap(part => each[part].words.map(({ word }) => word))))
}

function tokens(shown) {
  const words = [...shown.matchAll(WORD)].map(({ 0: word, index }) => ({ word: fold(word), from: index, to: index + word.length }))
  return { shown, words }
}

// --- words ---

// One spelling for what readers type in several: no accents, no vowel signs in Arabic script, one letter for each sound,
// Western digits, no apostrophe, and nothing that does not show.
function fold(word) {
  return word.normalize("NFKD").toLowerCase().replace(/ه\u200c/g, "ه").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670\p{Cf}'’ʼʻ`]/gu, "")
    .replace(/[ىیےێ]/g, "ي").replace(/ک/g, "ك").replace(/[ةۀہھە]/g, "ه").replace(/ڕ/g, "ر").replace(/ڵ/g, "ل").replace(/ۆ/g, "و")
    .replace(/\p{Nd}/gu, western)
}

const ZEROS = [..."٠۰०০੦௦൦"].map(zero => zero.charCodeAt())
function western(digit) {
  const zero = ZEROS.find(zero => digit.charCodeAt() - zero >= 0 && digit.charCodeAt() - zero < 10)
  return zero ? digit.charCodeAt() - zero : digit
}

// What is asked for, word by word. Scripts without spaces are cut where the browser sees words, else after two letters.
function askedFor(typed) {
  return tokens(typed).words.flatMap(({ word }) => (HAN.test(word) ? cut(word) : word))
}

const HAN = /\p{Script=Han}/u
function cut(word) {
  if (!globalThis.Intl?.Segmenter) return word.match(/..?/gu)
  return [...new Intl.Segmenter(lang, { granularity: "word" }).segment(word)].map(each => each.segment)
}

// Arabic writes “and”, “in” and “the” onto a word, and a final ة as ت before what is written after it.
const bare = word => word.replace(/^(?:[وفبك]?ال|لل)(?=..)/, "")

// Welsh words change their first letter: cyfarfod, gyfarfod, nghyfarfod, chyfarfod. All of them give the same root here.
const MUTATIONS = [
  [/^(ngh|ng|ch|c|g)(?=.)/, ""], [/^(mh|ph|p|b|m|f)(?!f)/, "b"], [/^(nh|th|dd|t|d|n)/, "d"], [/^ll?/, "l"], [/^rh?/, "r"],
  [/^h(?=[aeiouwy])/, ""],
]
function root(word) {
  const found = lang == "cy" && word.length > 3 && MUTATIONS.find(([pattern]) => pattern.test(word))
  return found ? word.replace(...found) : word
}

// How well a word of the guide answers a word that was asked for: 0 is not at all. Without a stemmer, the last two letters
// of a longer word may differ. In scripts that write small words onto the next one, or write no spaces, a part will do.
function likeness(word, asked) {
  if (word == asked) return 4
  if (word.startsWith(asked)) return 3
  if (lang == "cy" && asked.length > 3 && root(word).startsWith(root(asked))) return 3
  if (HAN.test(asked) && word.includes(asked)) return 2
  if (/\p{Script=Arabic}/u.test(asked) && asked.length > 1 && [bare(asked), bare(asked).replace(/ه$/, "ت")].some(each => word.includes(each))) return 2
  if (asked.length > 4 && root(word).startsWith(root(asked).slice(0, -2)) && word.length - asked.length < 5) return 1
  return 0
}

const best = (words, asked) => words.reduce((most, { word }) => Math.max(most, likeness(word, asked)), 0)

// --- results ---

function find(asked) {
  const pages = new Map()
  for (const section of sections) {
    const scores = asked.map(each => Math.max(...Object.keys(WEIGHTS).map(part => WEIGHTS[part] * best(section[part].words, each))))
    if (scores.includes(0)) continue
    const score = scores.reduce((sum, each) => sum + each, 0)
    if (score > (pages.get(section.path)?.score ?? 0)) pages.set(section.path, { section, score })
  }
  return [...pages.values()].sort((one, other) => other.score - one.score).slice(0, MOST)
}

function show() {
  list.replaceChildren()
  status.textContent = ""
  const asked = askedFor(input.value).filter(Boolean)
  if (!sections || !asked.length || (asked.length == 1 && asked[0].length == 1 && !HAN.test(asked[0]))) return
  let found = find(asked)
  let words = asked
  if (found.length) status.textContent = _("Pages found: {n}").replace("{n}", found.length)
  else {
    words = asked.map(nearest)
    found = words.includes(undefined) ? [] : find(words)
    status.textContent = found.length
      ? _("Nothing found for these letters. This is for: {words}").replace("{words}", words.join(" "))
      : _("Nothing found. Try another word.")
  }
  list.append(...found.map(({ section }) => result(section, words)))
}

// The word of the guide that is one or two slips of the finger away.
function nearest(asked) {
  if (best([...vocabulary].map(word => ({ word })), asked)) return asked
  const slips = asked.length > 6 ? 2 : 1
  const near = [...vocabulary].map(word => [distance(word, asked), word]).filter(([far]) => far <= slips && asked.length > 3)
  return near.sort(([one], [other]) => one - other)[0]?.[1]
}

// Letters added, left out or changed (Levenshtein).
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] != other[j - 1]))
    }
    row = next
  }
  return row[other.length]
}

function result(section, asked) {
  const item = element("li")
  const link = element("a", { href: new URL(section.path + (section.id && "#" + section.id), base) })
  link.search = location.search // it knows what this page does
  link.append(...marked(section.title, asked, 0, Infinity))
  item.append(link)
  if (section.heading.shown && section.heading.shown != section.title.shown) {
    const heading = element("strong")
    heading.append(...marked(section.heading, asked, 0, Infinity))
    item.append(heading)
  }
  const first = section.text.words.find(({ word }) => asked.some(each => likeness(word, each)))
  if (first) {
    const text = element("p")
    text.append(...around(section.text, asked, first))
    item.append(text)
  }
  return item
}

function around(part, asked, first) {
  const { shown, words } = part
  const from = words.find(({ from }) => from >= first.from - AROUND).from
  const to = words.findLast(({ to }) => to <= first.to + AROUND).to
  return [from ? "… " : "", ...marked(part, asked, from, to), to < shown.length - 1 ? " …" : shown.slice(to)]
}

// A part of a text, what was asked for in <mark>.
function marked({ shown, words }, asked, from, to) {
  const pieces = []
  let at = from
  for (const [first, last] of words.flatMap(word => places(word, asked))) {
    if (first < from || last > to) continue
    pieces.push(shown.slice(at, first), element("mark", { textContent: shown.slice(first, last) }))
    at = last
  }
  return [...pieces, shown.slice(at, to)]
}

// Where what was asked for stands: the whole word, but in Chinese, which has no spaces, each part of it.
function places({ word, from, to }, asked) {
  if (!asked.some(each => likeness(word, each))) return []
  const parts = asked.filter(each => HAN.test(each)).join("|")
  const found = parts && word.length == to - from ? [...word.matchAll(new RegExp(parts, "g"))] : []
  return found.length ? found.map(({ 0: { length }, index }) => [from + index, from + index + length]) : [[from, to]]
}
