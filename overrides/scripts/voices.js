import { regional } from "./tags.js"

// The voice that suits a language best: of its region, of its script, the phone's own choice, one that needs no connection.
export function voiceFor(lang) {
  const wanted = parts(regional(lang))
  const rank = voice => {
    const { script, region } = parts(voice.lang)
    return 8 * (region == wanted.region) + 4 * (script == wanted.script) + 2 * Boolean(voice.default) + Boolean(voice.localService)
  }
  const able = speechSynthesis.getVoices().filter(voice => parts(voice.lang).language == wanted.language)
  return able.sort((one, other) => rank(other) - rank(one))[0]
}

// A voice names its language as its maker likes: zh-CN, zh_CN_#Hans, cmn-Hans-CN.
function parts(tag) {
  const [first, ...rest] = tag.split(/[-_#]+/)
  const language = first == "cmn" ? "zh" : first
  const [script, region] = [/^[a-z]{4}$/i, /^[a-z]{2}$/i].map(shape => rest.find(part => shape.test(part)))
  try {
    return new Intl.Locale(language, { script, region }).maximize()
  } catch {
    return { language, script, region }
  }
}
