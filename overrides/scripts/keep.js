// Keeps the guide in this language on the phone, for when there is no connection. See worker.js for how it is read.

import { button } from "./buttons.js"
import { forget, kept, newest, storeOf, take, whole } from "./copies.js"
import { day } from "./dates.js"
import { element } from "./elements.js"
import { HOME, ROOT } from "./site.js"

const { lang, dir } = document.documentElement
const list = new URL("saved.json", HOME)
let panel, school

export default async function keep(tool, _event, { lost, about: asked }) {
  school = asked
  if (panel) {
    panel.remove()
    panel = null
    return
  }
  panel = element("div", { className: "keep short" })
  tool.after(panel)
  const store = await opened().catch(() => null)
  if (store === null) return write(_("This browser cannot keep the guide. Open it in Chrome, Safari or Firefox."))
  const now = await newest(list)
  const about = store && await kept(store, list)
  const gone = [_("Remove it from this phone"), remove]
  if (about && await whole(store, list, about) && await served()) {
    write(_("Saved on {date}. It takes {size} KB.").replace("{date}", day(about.time, about.tag)).replace("{size}", kilobytes(about.bytes)),
      now && now.version != about.version && [_("Save the newest pages"), () => save(now)], gone)
  } else if (store && await store.match(list)) {
    write(_("The copy on this phone is damaged. Save it again, or remove it."), now && [_("Save it again"), () => save(now)], gone)
  } else if (now) {
    const held = now.left ? _("The main pages and forms in this language. It takes {size} KB.") : _("All pages and forms in this language. It takes {size} KB.")
    write(held.replace("{size}", kilobytes(now.bytes)), [_("Save"), () => save(now)])
  } else write(lost)
}

// The store, undefined where nothing is kept yet, or null where this browser has none.
async function opened() {
  if (!("serviceWorker" in navigator && "caches" in window && "DecompressionStream" in window)) return null
  return await caches.has(storeOf(ROOT)) ? caches.open(storeOf(ROOT)) : undefined
}

function write(words, ...buttons) {
  const text = element("p", { role: "status", textContent: words })
  panel.replaceChildren(text, ...buttons.filter(Boolean).map(([name, act]) => button(name, act)))
}

const kilobytes = bytes => Math.ceil(bytes / 1000)

async function save(now) {
  write(_("Saving …"))
  try {
    const store = await caches.open(storeOf(ROOT))
    await take(store, list, now)
    if (school) await store.add(school).catch(() => {})
    await store.put(new URL("saved.words", list), new Response(JSON.stringify(words())))
    if (!await served()) throw new Error("no worker")
    await navigator.serviceWorker.ready
    write(_("Saved. You can open the guide without a connection now."), [_("Remove it from this phone"), remove])
  } catch {
    write(_("It could not be saved. Try again when you have a connection and free space."))
  }
}

// What the worker says, in the reader's language.
function words() {
  return {
    lang, dir,
    copy: _("You have no connection. This is the copy that you saved on {date}."),
    title: _("This page is not in your copy"),
    missing: _("The copy of the guide on this phone does not hold this page or file. You need a connection to see it."),
    home: _("Go to the start page"),
    again: _("Try again"),
  }
}

const registered = async () => [await navigator.serviceWorker.getRegistration(ROOT)].find(found => found?.scope == ROOT)

// The policy of the pages lets no other text become a script.
const trust = window.trustedTypes?.createPolicy("guide", { createScriptURL: address => address })

// Whether a worker answers for this site. Browsers take one away now and then.
async function served() {
  const address = ROOT + "worker.js"
  return await registered() ?? navigator.serviceWorker.register(trust?.createScriptURL(address) ?? address, { scope: ROOT }).catch(() => null)
}

async function remove() {
  const store = await caches.open(storeOf(ROOT))
  await forget(store, list)
  if (!(await store.keys()).some(({ url }) => url.endsWith("/saved.json"))) {
    await caches.delete(storeOf(ROOT))
    await (await registered())?.unregister()
  }
  write(_("It is gone from this phone."))
}
