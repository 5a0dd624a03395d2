// The copy of a language, in the browser's store: one compressed file, and beside it saved.json, which says what it is:
// {version, bytes, digest, path, tag}, and {time, looked}, when it was fetched and when its newest one was last asked for.
// Nothing is believed unread: a network that wants a password answers everything with a page of its own.

const SHAPE = { version: /^[0-9a-f]{8}$/, bytes: /^\d+$/, digest: /^[\w+/]{43}=$/, path: /^saved\.[0-9a-f]{8}\.bin$/, tag: /^[\w-]+$/ }

// The store of a site. Sites on one host share their stores, so its name carries the path.
export const storeOf = root => "guide:" + new URL(root).pathname

// Return what a saved.json says, or nothing where it is none.
async function read(response) {
  const found = await response?.json().catch(() => null)
  return found && Object.entries(SHAPE).every(([name, shape]) => shape.test(found[name])) ? found : null
}

export const kept = async (store, list) => read(await store.match(list))
export const newest = list => fetch(list, { cache: "no-cache" }).then(response => response.ok && read(response)).catch(() => null)
export const note = (store, list, about) => store.put(list, new Response(JSON.stringify(about)))

// Return whether the copy itself is there, as it was made.
export async function whole(store, list, about) {
  const response = await store.match(new URL(about.path, list))
  return Boolean(response) && await digest(await response.arrayBuffer()) == about.digest
}

export async function digest(bytes) {
  const found = await crypto.subtle.digest("SHA-256", bytes)
  return btoa(String.fromCharCode(...new Uint8Array(found)))
}

// Fetch the copy that a saved.json names and keep it. What was kept stays until the new copy is whole. Raises what stopped it.
export async function take(store, list, about) {
  const url = new URL(about.path, list)
  const bytes = await (await fetch(url, { cache: "no-store" })).arrayBuffer()
  if (await digest(bytes) != about.digest) throw new Error("not the copy")
  await store.put(url, new Response(bytes))
  await note(store, list, { ...about, time: Date.now() })
  await forget(store, list, each => each.endsWith(".bin") && each != url.href)
}

// Delete what is kept of a language: all of it, or what `which` names.
export async function forget(store, list, which = () => true) {
  const start = list.href.replace(/json$/, "")
  const found = (await store.keys()).map(({ url }) => url).filter(url => url.startsWith(start) && which(url))
  await Promise.all(found.map(url => store.delete(url)))
}
