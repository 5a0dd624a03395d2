// Return a page of the guide as a document, or nothing where it cannot be had. The browser itself reads it, so that no
// text is handed to a parser, which the policy forbids.
export function documentAt(url) {
  return new Promise(done => {
    const request = new XMLHttpRequest()
    request.responseType = "document"
    request.onloadend = () => done(request.status == 200 ? request.response : null)
    request.open("GET", url)
    request.send()
  })
}
