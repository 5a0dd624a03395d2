// What a language's tag leaves open: English is British here, Portuguese is of Portugal.
const OURS = { en: "en-GB", pt: "pt-PT" }

// Return a language's tag as the browser shall understand it.
export const regional = tag => OURS[tag] ?? tag
