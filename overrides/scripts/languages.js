// The first language that the phone asks for, and the page is not in, stands first in the bar. Where it was out of sight,
// it changes places with the last one that is not the page's: the row is as long as before.

const base = tag => tag.split("-")[0]

export default function languages() {
  const [row, more] = document.querySelectorAll(".languages")
  const others = [...document.querySelectorAll(".languages a:not([aria-current])")]
  const own = navigator.languages.map(tag => others.find(link => base(link.lang) == base(tag))).find(Boolean)
  if (!own) return
  if (more?.contains(own)) more.prepend(others.filter(link => row.contains(link)).pop().parentElement)
  row.prepend(own.parentElement)
}
