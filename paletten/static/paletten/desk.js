// Starts the kit's parts; every page works without them.
import { initAll } from './kit/govuk-frontend.min.js'

initAll()
document.addEventListener('htmx:afterSwap', (event) => initAll({ scope: event.detail.target }))
