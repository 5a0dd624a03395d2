// On the page at an old address: go on to the new one, with the reader's query and place. Without it, the page's own
// `refresh` does so, and the link stays for all.

const { hash, search } = location
const links = [...document.links]
const to = new URL(links.find(each => "#" + each.dataset.place == hash) ?? links[0])
to.search = search
to.hash ||= hash
location.replace(to)
