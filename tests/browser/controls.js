// What somebody can press or fill in on a page, by name; hidden fields are nobody's to fill in.
() => {
  const words = (element) => (element.getAttribute('aria-label') || element.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 80)
  const all = (selector) => [...document.querySelectorAll(selector)]
  // What is behind a summary opens without a script as well.
  const shown = (element) => {
    if (element.checkVisibility({ visibilityProperty: true })) return true
    const behind = element.closest('details:not([open])')
    return Boolean(behind) && behind.checkVisibility({ visibilityProperty: true })
  }
  const named = (element) => {
    if (element.matches('a')) return `link ${element.getAttribute('href')}: ${words(element)}`
    if (element.matches('button')) return `button ${element.name} ${element.name && element.value}: ${words(element)}`
    return `field ${element.type || element.localName} ${element.name} ${['radio', 'checkbox'].includes(element.type) ? element.value : ''}`
  }
  // Without a script: a link or a form leads to the same address; what asks again by itself is there after reloading.
  const same = (address, other) => new URL(address, location).pathname === new URL(other, location).pathname
  const does_the_same = (element) => {
    const address = element.getAttribute('hx-get') || element.getAttribute('hx-post')
    if (element.matches('a[href]')) return same(address, element.href)
    if ((element.getAttribute('hx-trigger') || '').startsWith('every')) return same(address, location)
    const form = element.closest('form')
    return Boolean(form) && same(address, form.getAttribute('action') || location) && Boolean(form.querySelector('button'))
  }
  const live = all('[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]')
  const controls = all('a[href], button, input:not([type=hidden]), select, textarea, summary')
  return {
    there: controls.map(named),
    shown: controls.filter(shown).map(named),
    live_only: live.filter((one) => !does_the_same(one)).map((one) => one.outerHTML.slice(0, 150)),
  }
}
