// Return a new element with the given properties, or attributes where it has no such property.
export function element(name, properties = {}) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value
    else made.setAttribute(key, value)
  }
  return made
}
