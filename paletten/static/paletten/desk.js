// Starts the kit's parts; every page works without them.
import { initAll } from './kit/govuk-frontend.min.js'

initAll()
// Where the answer is another page (the session has ended), that page is shown and nothing is put into this one.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (new URL(event.detail.xhr.responseURL).pathname === location.pathname) return
  event.detail.shouldSwap = false
  location.reload()
})
document.addEventListener('htmx:afterSwap', (event) => initAll({ scope: event.target }))
