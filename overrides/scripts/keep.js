// Keeps the guide in this language on the phone, for when there is no connection. See worker.js for how it is read.
//
// The build writes saved.json ({version, bytes, path, tag}) and the copy itself: one compressed file with every page.

import { day } from "./dates.js"
import { element } from "./elements.js"

const STORE = "guide" // the same as in worker.js

let panel

export default async function keep(tool, event, { home, root, lost }) {
  if (panel) return panel.remove(), (panel = null)
  panel = element("div", { className: "keep short" })
  tool.after(panel)
  const list = new URL("saved.json", home)
  if (!("serviceWorker" in navigator && "caches" in window && "DecompressionStream" in window)) {
    return write(_("This browser cannot keep the guide. Open it in Chrome, Safari or Firefox."))
  }
  const copy = await saved(list)
  const newest = await fetch(list, { cache: "no-cache" }).then(response => response.json()).catch(() => null)
  if (copy) {
    write(_("Saved on {date}. It takes {size} KB.").replace("{date}", day(copy.time, copy.tag)).replace("{size}", kilobytes(copy.bytes)),
      newest && newest.version != copy.version && [_("Save the newest pages"), () => store(root, list, newest)],
      [_("Remove it from this phone"), () => remove(list)])
  } else if (newest) {
    write(_("All pages and forms in this language. It takes {size} KB.").replace("{size}", kilobytes(newest.bytes)),
      [_("Save"), () => store(root, list, newest)])
  } else write(lost)
}

function write(words, ...buttons) {
  const text = element("p", { role: "status", textContent: words })
  panel.replaceChildren(text, ...buttons.filter(Boolean).map(([name, act]) => {
    const button = element("button", { type: "button", textContent: name })
    button.addEventListener("click", act)
    return button
  }))
}

const kilobytes = bytes => Math.ceil(bytes / 1000)

// What is kept about a copy, or nothing: {version, bytes, path, tag, time, notice}.
async function saved(list) {
  const response = await caches.match(list, { cacheName: STORE })
  return response?.json()
}

async function store(root, list, newest) {
  write(_("Saving …"))
  try {
    const response = await fetch(new URL(newest.path, list))
    if (!response.ok) throw new Error(response.status)
    const store = await caches.open(STORE)
    const before = await saved(list)
    await store.put(new URL(newest.path, list), response)
    const notice = _("You have no connection. This is the copy that you saved on {date}.")
    await store.put(list, new Response(JSON.stringify({ ...newest, time: Date.now(), notice })))
    if (before && before.path != newest.path) await store.delete(new URL(before.path, list))
    await navigator.serviceWorker.register(new URL("worker.js", root), { scope: root })
    await navigator.serviceWorker.ready
    write(_("Saved. You can open the guide without a connection now."), [_("Remove it from this phone"), () => remove(list)])
  } catch {
    write(_("It could not be saved. Try again when you have a connection and free space."))
  }
}

async function remove(list) {
  const copy = await saved(list)
  const store = await caches.open(STORE)
  await store.delete(list)
  await store.delete(new URL(copy.path, list))
  if (!(await store.keys()).length) {
    await caches.delete(STORE)
    await (await navigator.serviceWorker.getRegistration())?.unregister()
  }
  write(_("It is gone from this phone."))
}
