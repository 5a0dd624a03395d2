// The addresses of the site and of the start page in this language, and how the names of kept answers begin: with
// the path of the site.
export const ROOT = new URL("../..", import.meta.url).href
export const HOME = new URL("./", document.querySelector(".brand").href).href
export const ANSWERS = new URL(ROOT).pathname + "answers:"
