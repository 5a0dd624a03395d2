import { element } from "./elements.js"

// Return a new button.
export function button(textContent, act) {
  const made = element("button", { type: "button", textContent })
  made.addEventListener("click", act)
  return made
}
