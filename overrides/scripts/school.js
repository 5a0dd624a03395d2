// A page that was opened from a school's, …?s=SLUG, says which school it is for, and hands it on to the pages that it
// leads to; letters and shared answers name the school. What is said comes from this site alone, by the slug: nothing of
// an address is shown, and a slug that is not there changes nothing.

import { element } from "./elements.js"
import { HOME, ROOT } from "./site.js"

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export default async function school(_control, _event, guide) {
  const slug = new URLSearchParams(location.search).get("s")
  const url = `${ROOT}s/${slug}/school.json`
  const about = SLUG.test(slug) && await read(url)
  if (!about) return
  guide.about = url
  const { lang } = document.documentElement
  const own = about.languages.includes(lang) ? HOME : ROOT
  for (const link of document.links) if (link.href.startsWith(ROOT) && link.pathname.endsWith("/")) link.search ||= `?s=${slug}`
  const form = document.querySelector("[data-form]")
  const place = form ?? document.querySelector(".handout")
  place?.before(shown(about, lang, `${own}s/${slug}/`))
  guide.school = (slot, lang) => ({ "school:line": named(about, lang), "to:line": person(about) || named(about, lang), all: all(about, lang) })[slot]
  form?.dispatchEvent(new Event("answers")) // for its letters
}

async function read(url) {
  try {
    return await (await fetch(url, { redirect: "error" })).json()
  } catch { /* no such school, or no connection */ }
}

const named = (about, lang) => (lang == "cy" && about.name_cy) || about.name
const person = about => [about.alnco, about.alnco_contact].filter(Boolean).join(", ")
const all = (about, lang) => [named(about, lang), about.contact, person(about)].filter(Boolean).join(", ")

function shown(about, lang, page) {
  const box = element("div", { className: "notice" })
  const line = (...words) => {
    const made = element("p")
    made.append(...words)
    box.append(made)
  }
  line(link(page, named(about, lang)))
  if (about.contact) line(`${_("Contact:")} `, reachable(about.contact))
  if (person(about)) line(`${_("ALN co-ordinator (ALNCo):")} `, element("bdi", { textContent: about.alnco }), " ", reachable(about.alnco_contact))
  return box
}

function link(href, words) {
  const made = element("a", { href })
  made.append(element("bdi", { textContent: words }))
  return made
}

// As a page shows a contact: a mail or web address is a link.
function reachable(contact) {
  if (contact.startsWith("https://")) return link(contact, contact)
  if (contact.includes("@") && !contact.includes(" ")) return link(`mailto:${contact}`, contact)
  return element("bdi", { textContent: contact })
}
