// The blocks of a page in reading order: the innermost elements that hold text. The same page has the same blocks in the
// same order in every language.

const HOLDERS = "h1, h2, h3, h4, p, li, dt, dd, th, td, legend, label, summary"
const INSIDE = `${HOLDERS}, ul, ol, dl, table, div, section, fieldset, details, input, textarea, svg, button, .second`
const OUTSIDE = "nav, details:not(.item), .aids, .notice, .paper, .tool, .said, .answer, .handout, .letters"

// Return a document's blocks.
export function blocks(root) {
  return [...root.querySelectorAll("#content :is(" + HOLDERS + ")")].filter(
    block => !block.closest(OUTSIDE) && own(block).some(node => node.textContent.trim()))
}

// Return the nodes that are a block's own text: not a list inside it, not its other language.
export function own(block) {
  return [...block.childNodes].filter(node => !node.matches?.(INSIDE))
}
