// Answers from the copies that a reader has kept, but only where the network does not answer: what is newer always wins.
//
// A copy is one compressed file, {path below the site: text}. Beside it, saved.json says what it is (see keep.js).

import { day } from "./dates.js"

const STORE = "guide"
const DAY = 86_400_000
const TYPES = { js: "text/javascript", json: "application/json", html: "text/html" }
const root = new URL("./", location)

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))
addEventListener("fetch", event => {
  const { request } = event
  if (request.method != "GET" || !request.url.startsWith(root)) return
  event.respondWith(answer(request, event))
})

async function answer(request, event) {
  try {
    const response = await fetch(request, request.mode == "navigate" ? { cache: "no-cache" } : {})
    if (request.mode == "navigate") event.waitUntil(refresh())
    if (response.status < 500) return response
    return (await fromCopies(request)) ?? response
  } catch (error) {
    const found = await fromCopies(request)
    if (found) return found
    throw error
  }
}

// What is kept about every copy: [address of its saved.json, what it holds].
async function lists(store) {
  const found = (await store.keys()).filter(({ url }) => url.endsWith("/saved.json"))
  return Promise.all(found.map(async ({ url }) => [url, await (await store.match(url)).json()]))
}

async function fromCopies(request) {
  const path = request.url.slice(root.href.length).replace(/[?#].*/, "").replace(/index\.html$/, "")
  const store = await caches.open(STORE)
  for (const [url, about] of await lists(store)) {
    const packed = await store.match(new URL(about.path, url))
    const pages = await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).json()
    if (path in pages) return shown(pages[path], path, about)
  }
}

function shown(text, path, about) {
  const type = TYPES[path.match(/\.(\w+)$/)?.[1] ?? "html"]
  const body = type == TYPES.html ? text.replace(/<main[^>]*>/, start => start + notice(about)) : text
  return new Response(body, { headers: { "Content-Type": `${type}; charset=utf-8` } })
}

function notice({ notice, time, tag }) {
  const escaped = notice.replace("{date}", day(time, tag)).replace(/[&<>]/g, sign => `&#${sign.charCodeAt()};`)
  return `<div class="notice" role="status"><p>${escaped}</p></div>`
}

// Once a day, while there is a connection, fetch the copies that are older than the site.
async function refresh() {
  const store = await caches.open(STORE)
  for (const [url, about] of await lists(store)) {
    if (Date.now() - (about.looked ?? about.time) < DAY) continue
    const newest = await (await fetch(url, { cache: "no-cache" })).json()
    let { time } = about
    if (newest.version != about.version) {
      const response = await fetch(new URL(newest.path, url))
      if (!response.ok) continue
      await store.put(new URL(newest.path, url), response)
      time = Date.now()
    }
    await store.put(url, new Response(JSON.stringify({ ...about, ...newest, time, looked: Date.now() })))
    if (newest.path != about.path) await store.delete(new URL(about.path, url))
  }
}
