// Writes a form's answers into its letters, and hands a letter on: as text to copy, to share or to mail, or to print.
// Nothing is sent from here. Everything that a language needs stands in the letter itself; the phone's own is never asked.

const LIMIT = 2000 // letters of a mail address with all it carries, which every mail program still takes whole

const letters = document.querySelector(".letters")
const form = letters.closest("form")
const articles = [...letters.querySelectorAll("article")]
const rooms = articles.map(article => ({ article, days: article.dataset.days.split("|"), written: article.dataset.written }))
let guide

export default function letter(tool, _event, given) {
  if (!guide) start(given)
  write()
  const { language, act } = tool.dataset
  if (language) choose(language)
  else if (act) acts[act](tool)
}

function start(given) {
  guide = given
  form.addEventListener("input", write)
  form.addEventListener("answers", write)
  addEventListener("pageshow", write)
}

const chosen = () => articles.find(each => !each.hidden && !each.closest("details"))

function choose(language) {
  for (const article of articles) if (!article.closest("details")) article.hidden = article.lang != language
  for (const button of letters.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", button.dataset.language == language)
}

// --- the answers in their places ---

function write() {
  for (const room of rooms) {
    for (const place of room.article.querySelectorAll("[data-place]")) place.textContent = answer(place.dataset.place, room)
    for (const each of room.article.querySelectorAll("[data-when]")) each.hidden = !answered(each.dataset.when, room)
    for (const each of room.article.querySelectorAll("[data-option]")) each.hidden = !ticked(each.dataset.option)
  }
}

const control = name => form.querySelector(`[name="${name}"]`)
const typed = name => control(name)?.value.trim() ?? ""
const ticked = option => {
  const [name, value] = option.split("=")
  return form.querySelector(`[name="${name}"][value="${value}"]`)?.checked
}

// A day has three boxes, whose names begin alike.
function answer(name, room) {
  if (name == "today") return today(room)
  if (name == "language") return room.written
  return name.endsWith(":") ? day(["day", "month", "year"].map(part => typed(name + part)), room)
    : typed(name) || guide.school?.(name, room.article.lang) || ""
}

function answered(name, room) {
  return Boolean(form.querySelector(`[name="${name}"]:checked`)) || (!/checkbox|radio/.test(control(name)?.type) && Boolean(answer(name, room)))
}

// A day as the letter's language writes it; what is no day stays as it was typed.
function day([d, m, y], { days }) {
  const found = new Date(Date.UTC(y, m - 1, d))
  const real = y >= 1000 && found.getUTCMonth() == m - 1 && found.getUTCDate() == d
  if (real) return days[m - 1].replace("{d}", Number(d)).replace("{y}", Number(y))
  return [d, m, y].filter(Boolean).join("/")
}

function today(room) {
  const now = new Date()
  return day([now.getDate(), now.getMonth() + 1, now.getFullYear()], room)
}

// --- handed on ---

const acts = { copy, share, print, mail }

// A letter as text: paragraphs with a line between them; a line whose place is empty is left out, an empty place elsewhere
// is there to be filled in.
function asText() {
  const shown = [...chosen().querySelectorAll(".letter:not([hidden])")].at(-1)
  const lines = block => [...block.children].filter(line => !line.querySelector(".place:empty")).map(line => line.textContent.trim()).join("\n")
  const blocks = [...shown.querySelectorAll("p, ul")].filter(each => !each.closest("[hidden]") && each.textContent.trim())
  const text = blocks.map(block => {
    if (block.matches(".lines")) return lines(block)
    if (block.matches("ul")) return [...block.children].filter(each => !each.hidden).map(each => `- ${words(each)}`).join("\n")
    return words(block)
  })
  return { title: text[0], text: text.slice(1).filter(Boolean).join("\n\n") }
}

function words(block) {
  const copy = block.cloneNode(true)
  for (const place of copy.querySelectorAll(".place:empty")) place.textContent = "________"
  return copy.textContent.trim()
}

const kept = () => _("Write down below how and when you sent it. You need this if no answer comes.")

async function copy(tool) {
  const { title, text } = asText()
  try {
    await navigator.clipboard.writeText(`${title}\n\n${text}`)
    guide.say(tool, `${_("Copied. Paste it into a message.")} ${kept()}`)
  } catch {
    getSelection().selectAllChildren(chosen())
    guide.say(tool, _("Press and hold the text, then choose “Copy”."))
  }
}

async function share(tool) {
  const { title, text } = asText()
  if (!navigator.share) return copy(tool)
  try {
    await navigator.share({ title, text: `${title}\n\n${text}` })
    guide.say(tool, kept())
  } catch (error) {
    if (error.name != "AbortError") copy(tool)
  }
}

function print(tool) {
  document.body.classList.add("only-letter")
  addEventListener("afterprint", () => document.body.classList.remove("only-letter"), { once: true })
  window.print?.()
  guide.say(tool, kept())
}

// Mail programs cut long letters without a word, and a letter that is not Latin takes six characters or more.
function mail(tool) {
  const { title, text } = asText()
  const link = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`
  if (link.length > LIMIT) return guide.say(tool, _("The letter is too long to open in an e-mail from here. Copy it, and paste it into your e-mail."))
  location.href = link
  guide.say(tool, kept())
}
