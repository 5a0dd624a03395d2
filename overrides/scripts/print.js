// Prints the page, and says how to where the browser shown here cannot.

export default function print(control, _event, { say }) {
  const wait = setTimeout(() => say(control, _("Nothing happens? Open this page in your phone’s own browser to print it.")), 1500)
  addEventListener("beforeprint", () => clearTimeout(wait))
  window.print?.()
}
