// Says how to print where the browser shown here cannot.
export default function unprinted(control, _event, { say }) {
  say(control, _("Nothing happens? Open this page in your phone’s own browser to print it."))
}
