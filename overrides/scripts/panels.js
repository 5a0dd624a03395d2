// Closes what is open in the bar, the menu, the search, the languages: on Escape, on a tap beside it, when the focus
// leaves it, when what was chosen lies on the same page, and when the page is left. It comes with the first one opened.

const folds = [...document.querySelectorAll(".drop")]
const open = () => folds.find(fold => fold.open)

// Older browsers do not know that one of them closes the other.
export default function panels(opened) {
  folds.filter(fold => fold != opened).forEach(close)
}

function close(fold) {
  if (fold) fold.open = false
}

addEventListener("keydown", ({ key }) => {
  const fold = open()
  if (key != "Escape" || !fold || document.querySelector("dialog[open]")) return
  close(fold)
  fold.querySelector("summary").focus()
})

for (const left of ["pointerup", "focusin"]) {
  addEventListener(left, ({ target }) => {
    const fold = open()
    if (!fold?.contains(target)) close(fold)
  })
}

addEventListener("click", ({ target }) => {
  const link = target.closest?.(".panel a")
  if (link?.hash && link.href.split("#")[0] == location.href.split("#")[0]) close(open())
})

addEventListener("pagehide", () => close(open()))
