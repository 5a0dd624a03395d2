// Reads the page aloud, sentence by sentence, with the phone's own voices, and marks the sentence.

import { blocks, own } from "./blocks.js"
import { button } from "./buttons.js"
import { element } from "./elements.js"
import { adopt } from "./sheets.js"
import { voiceFor } from "./voices.js"
import sheet from "../styles/listen.css"

adopt(sheet)

const speech = window.speechSynthesis
let sentences = []
let at = 0
let speaking = null // the utterance that counts; another one's end means nothing
let player, say

export default function listen(tool, _event, guide) {
  say = guide.say
  say(tool, "")
  if (!player) player = makePlayer(tool)
  sentences = blocks(document).filter(block => block.checkVisibility?.() ?? true).flatMap(inBlock)
  at = 0
  player.box.hidden = false
  player.pause.focus()
  speak()
}

addEventListener("pagehide", () => speech.cancel())

// A pause is a stop that remembers the sentence: many phones cannot pause a voice.
function speak() {
  mark()
  const sentence = sentences[at]
  if (!sentence) return stop()
  const utterance = new SpeechSynthesisUtterance(sentence.text)
  utterance.lang = sentence.lang
  utterance.voice = voiceFor(sentence.lang)
  utterance.onend = () => {
    if (speaking != utterance) return
    at += 1
    speak()
  }
  utterance.onerror = ({ error }) => speaking == utterance && fail(error)
  speaking = utterance
  speech.cancel()
  speech.speak(utterance)
  player.pause.textContent = _("Pause")
}

function pause() {
  speaking = null
  speech.cancel()
  player.pause.textContent = _("Go on")
}

function stop() {
  const { box, tool } = player
  speaking = null
  speech.cancel()
  mark(null)
  if (box.contains(document.activeElement)) tool.focus() // not behind an open menu
  box.hidden = true
}

// The next sentence would fail as well.
function fail(error) {
  stop()
  say(player.tool, error == "network" ? _("This voice needs a connection. Try again later.")
    : error == "not-allowed" ? _("This browser does not read aloud here. Open this page in your phone’s own browser.")
      : _("The voice of your phone does not work now. Try again later."))
}

function mark(sentence = sentences[at]) {
  document.querySelector(".heard")?.classList.remove("heard")
  globalThis.CSS?.highlights?.delete("heard")
  if (!sentence) return
  if (globalThis.Highlight && CSS.highlights) CSS.highlights.set("heard", new Highlight(sentence.range))
  else sentence.block.classList.add("heard")
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  sentence.block.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" })
}

// The sentences of a block, and of its other language where that is shown. Without a voice for it, a sentence is left out.
function inBlock(block) {
  const seconds = [...block.querySelectorAll(":scope > .second, :scope > span > .second")]
  return [own(block), ...seconds.map(each => [each])].flatMap(nodes => inNodes(nodes, block))
}

function inNodes(nodes, block) {
  const texts = nodes.flatMap(textsOf)
  if (!texts.length) return []
  const { lang } = texts[0].parentElement.closest("[lang]")
  if (!voiceFor(lang)) return []
  const whole = texts.map(each => each.data).join("")
  return split(whole, lang).map(([start, end]) => ({
    text: whole.slice(start, end), lang, block, range: rangeOver(texts, start, end),
  }))
}

function textsOf(node) {
  if (node.nodeType == Node.TEXT_NODE) return [node]
  return [...node.childNodes].filter(each => !each.matches?.(".second")).flatMap(textsOf)
}

function split(whole, lang) {
  const pieces = globalThis.Intl?.Segmenter
    ? [...new Intl.Segmenter(lang, { granularity: "sentence" }).segment(whole)].map(each => [each.index, each.index + each.segment.length])
    : [...whole.matchAll(/[^.!?؟。]+[.!?؟。]*\s*/g)].map(each => [each.index, each.index + each[0].length])
  return pieces.filter(([start, end]) => whole.slice(start, end).trim())
}

function rangeOver(texts, start, end) {
  const range = new Range()
  let before = 0
  for (const node of texts) {
    const after = before + node.length
    if (start >= before && start <= after) range.setStart(node, start - before)
    if (end > before && end <= after) range.setEnd(node, end - before)
    before = after
  }
  return range
}

function makePlayer(tool) {
  const box = element("div", { className: "player", role: "group", "aria-label": tool.textContent.trim() })
  const made = { tool, box, pause: button(_("Pause"), () => (speaking ? pause() : speak())) }
  box.append(made.pause, button(_("Stop"), stop))
  document.getElementById("content").append(box)
  return made
}
