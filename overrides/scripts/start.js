// Stands behind every page, once it is shown. It wakes the controls that need JavaScript; what they do is loaded when a
// reader first uses them: data-use names the module of a control, data-load that of a part that wakes once all is there.
// Each module's default function gets the control, the reader's event if any, and `guide`:
//   say(control, …words)  puts a short message after a control: words, and buttons
//   lost                  what to say when there is no connection
//   school(slot, lang)    what letters and shared answers say of the school from whose page a reader came, if any
//   about                 the address of what is known of that school

const base = tag => tag.split(/[-_]/)[0]
const lang = base(document.documentElement.lang)
const speech = window.speechSynthesis
const voice = document.querySelector(".listen")
const guide = { say, lost: _("This needs a connection. Try again later.") }
const loaded = {}

function say(control, ...words) {
  const place = control.parentElement.querySelector(":scope > .said") ?? document.createElement("p")
  place.className = "said"
  place.setAttribute("role", "status")
  place.replaceChildren(...words)
  control.after(place)
}

// Some browsers copy and share only inside the tap itself: what is loaded already acts at once.
function use(name, control, event) {
  if (loaded[name]) loaded[name](control, event, guide)
  else import(`./${name}.js`).then(module => {
    loaded[name] = module.default
    use(name, control, event)
  }, () => event && say(control, guide.lost))
}

// A voice is offered where the phone has one for the page.
function offerVoice() {
  voice.hidden = !speech.getVoices().some(each => base(each.lang) == lang)
}

function tapped(event) {
  const control = event.target.closest("[data-use]")
  if (control) use(control.dataset.use, control, event)
}

// What an opened part needs: a panel of the bar to be closed, a text of the newsletter kit to be copied.
function opened({ target }) {
  const name = { drop: "panels", item: "copy" }[target.classList[0]]
  if (name && target.open) use(name, target)
}

// What no first view needs.
function afterAll() {
  for (const part of document.querySelectorAll("[data-load]")) use(part.dataset.load, part)
  if (/[?&]s=/.test(location.search)) use("school")
  try {
    if (localStorage.length) use("answers")
  } catch { /* this browser keeps nothing */ }
}

if ("adoptedStyleSheets" in document) {
  if (!navigator.languages.every(each => each.startsWith(lang))) use("languages")
  if (speech && voice) {
    speech.onvoiceschanged = offerVoice
    offerVoice()
  }
  addEventListener("click", tapped)
  addEventListener("focusin", ({ target }) => target.dataset.days && use("last-day", target))
  addEventListener("toggle", opened, true)
  addEventListener("load", afterAll)
} else for (const control of document.querySelectorAll(".tool, .aids, .search")) control.remove()
