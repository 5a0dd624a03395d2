// Answers from the copies that a reader has kept, but only where the network does not answer: what is newer always wins.
// It always answers, because a browser takes away a worker that fails.
//
// A copy is gzip of JSON, {path below the site: text}. Beside it lie saved.json, what it is (see copies.js), and
// saved.words, what is said with it, in its language (see keep.js).

import { digest, kept, newest, note, storeOf, take, whole } from "./copies.js"
import { day } from "./dates.js"
import sheet from "../styles/missing.css"

const WAIT = 2500 // milliseconds; who waits longer for a network that hangs gets the copy
const DAY = 86_400_000
const SCHOOL = /^s\/[a-z0-9-]+\/school\.json$/ // what school.js asks for; it lies beside the copies as it came
const TYPES = { js: "text/javascript", json: "application/json", html: "text/html", css: "text/css" }
const root = new URL("./", location)
const opened = new Map() // what a copy holds, by the copy's address

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))
addEventListener("fetch", event => {
  const { request } = event
  if (request.method != "GET" || !request.url.startsWith(root)) return
  event.respondWith(answer(request, event))
})

async function answer(request, event) {
  const page = request.mode == "navigate"
  const path = request.url.slice(root.href.length).replace(/[?#].*/, "").replace(/index\.html$/, "")
  const network = fetch(request, page ? { cache: "no-cache" } : {}).catch(() => null)
  const good = network.then(response => (response && fits(response, path) ? response : null))
  if (SCHOOL.test(path)) event.waitUntil(good.then(response => response?.ok && hold(request.url, response.clone())).catch(() => {}))
  if (page) event.waitUntil(good.then(response => response && refresh()).catch(() => {}))
  const patience = new Promise(done => setTimeout(done, WAIT))
  return await Promise.race([good, patience])
    ?? await fromCopies(path, request.url).catch(() => null)
    ?? await network
    ?? (page && await missing(request.url).catch(() => null) || Response.error())
}

// Not a server's trouble, and not a page in place of another file, as a network gives that wants a password first.
function fits(response, path) {
  const file = /\.(?!html)\w+$/.test(path)
  return response.status < 500 && !(file && response.ok && response.headers.get("Content-Type")?.startsWith("text/html"))
}

// The languages kept, those first whose pages lie around an address: {home, list, about}, `about` null where it is broken.
async function languages(store, near = "") {
  const lists = (await store.keys()).map(({ url }) => url).filter(url => url.endsWith("/saved.json")).map(url => new URL(url))
  const found = await Promise.all(lists.map(async list => ({ home: new URL("./", list).href, list, about: await kept(store, list) })))
  const fit = ({ home }) => (near.startsWith(home) ? home.length : 0)
  return found.sort((one, other) => fit(other) - fit(one))
}

async function fromCopies(path, url) {
  const store = await caches.open(storeOf(root))
  for (const { list, about } of await languages(store, url)) {
    const pages = about && await open(store, list, about).catch(() => note(store, list, { ...about, looked: 0 }))
    if (pages && Object.hasOwn(pages, path)) return shown(pages[path], path, about, await wordsFor(store, list))
  }
  return SCHOOL.test(path) ? store.match(url) : undefined
}

// Only who keeps the guide keeps a school with it.
async function hold(url, response) {
  const store = await caches.open(storeOf(root))
  if ((await languages(store)).length) await store.put(url, response)
}

async function open(store, list, about) {
  const { href } = new URL(about.path, list)
  if (!opened.has(href)) {
    const packed = await store.match(href)
    opened.set(href, await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).json())
  }
  return opened.get(href)
}

const wordsFor = async (store, list) => (await store.match(new URL("saved.words", list)))?.json().catch(() => null)

function shown(text, path, about, words) {
  const type = TYPES[path.match(/\.(\w+)$/)?.[1] ?? "html"]
  const said = words && type == TYPES.html ? `<div class="notice" role="status"><p>${safe(words.copy.replace("{date}", day(about.time, about.tag)))}</p></div>` : ""
  return answered(text.replace(/<main[^>]*>/, start => start + said), type)
}

const safe = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt()};`)
const answered = (text, type, more) => new Response(text, { ...more, headers: { "Content-Type": `${type}; charset=utf-8`, ...more?.headers } })

// A page that says so, in the reader's language, with a way back.
async function missing(url) {
  const store = await caches.open(storeOf(root))
  for (const { home, list } of await languages(store, url)) {
    const words = await wordsFor(store, list)
    if (words) return notHere(words, home, url)
  }
}

async function notHere({ lang, dir, title, missing, home: back, again }, home, url) {
  const policy = `default-src 'none'; style-src 'sha256-${await digest(new TextEncoder().encode(sheet))}'`
  const link = (to, words) => `<p><a href="${safe(to)}">${safe(words)}</a></p>`
  return answered(`<!doctype html><html lang="${safe(lang)}" dir="${safe(dir)}"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${safe(title)}</title><style>${sheet}</style><main><h1>${safe(title)}</h1><p>${safe(missing)}</p>${link(home, back)}${link(url, again)}</main>`,
    TYPES.html, { status: 503, headers: { "Content-Security-Policy": policy } })
}

// Once a day, while there is a connection, fetch the copies that are older than the site or no longer whole.
async function refresh() {
  const store = await caches.open(storeOf(root))
  for (const { list, about } of await languages(store)) {
    if (about && Date.now() - (about.looked ?? about.time) > DAY) await renew(store, list, about).catch(() => {})
  }
}

async function renew(store, list, about) {
  const now = await newest(list)
  if (!now) return
  await note(store, list, { ...about, looked: Date.now() })
  if (now.version != about.version || !await whole(store, list, about)) await take(store, list, now)
}
