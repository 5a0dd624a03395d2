// Put texts, {type: text}, on the clipboard, and return whether that went well. Nothing may be awaited before, inside a
// tap. The newer way takes styles away from HTML, because the page's policy allows none.
export function put(texts, shown) {
  const fill = event => {
    event.preventDefault()
    for (const [type, text] of Object.entries(texts)) event.clipboardData.setData(type, text)
  }
  const selection = getSelection()
  if (!shown.select) selection.selectAllChildren(shown)
  shown.select?.()
  addEventListener("copy", fill)
  try {
    const done = document.execCommand("copy")
    if (done && !shown.select) selection.removeAllRanges()
    return done
  } catch {
    return false
  } finally {
    removeEventListener("copy", fill)
  }
}
