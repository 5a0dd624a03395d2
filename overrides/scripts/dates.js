import { regional } from "./tags.js"

// Return a day as people write it in a language, in Western digits; where the browser does not know the language, 24/11/2026.
export function day(time, tag, options = { dateStyle: "long" }) {
  const locale = `${regional(tag)}-u-ca-gregory-nu-latn`
  const known = Intl.DateTimeFormat.supportedLocalesOf(locale).length
  return new Date(time).toLocaleDateString(known ? locale : "en-GB", known ? options : { ...options, dateStyle: "short" })
}
