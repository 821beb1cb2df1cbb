// Before the Tab key is pressed through a page: what it should come to, and a note of each place that it does come to.
() => {
  const SEEN = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'color',
    'borderTopColor', 'borderBottomWidth', 'textDecorationLine', 'textDecorationThickness']
  const all = (selector) => [...document.querySelectorAll(selector)]
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const says = (element) => element.outerHTML.slice(0, 120)
  // One stop for a group of radios: the chosen one, or the first.
  const stands_for_group = (element) => {
    if (element.type !== 'radio') return true
    const group = all('input[type=radio]').filter((one) => one.name === element.name && one.form === element.form && shown(one))
    return element === (group.find((one) => one.checked) || group[0])
  }
  const looks = (element) => {
    const parts = [[element, null], ...[...(element.labels || [])].flatMap((label) => [[label, '::before'], [label, '::after']])]
    return JSON.stringify(parts.map(([of, part]) => { const style = getComputedStyle(of, part); return SEEN.map((name) => style[name]) }))
  }
  const reachable = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable], iframe'
  const stops = all(reachable).filter((one) => one.tabIndex >= 0 && !one.disabled && !one.closest('[inert]') && shown(one)).filter(stands_for_group)
  const plain = new Map(stops.map((one) => [one, looks(one)]))
  const scrolls = (element) => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight
  const walk = window.walk = { came: [], unseen: [] }
  document.addEventListener('focusin', ({ target }) => {
    const stop = stops.indexOf(target)
    if (stop < 0 && scrolls(target)) return  // what scrolls can be scrolled by keys
    walk.came.push(stop < 0 ? says(target) : stop)
    if (plain.get(target) === looks(target)) walk.unseen.push(says(target))
  })
  const inner = new Set(all('a, button, label, summary, input, select, textarea, option').flatMap((one) => [one, ...one.querySelectorAll('*')]))
  const hand = (element) => getComputedStyle(element).cursor === 'pointer' || element.onclick || element.matches('[role=button], [role=link], [onclick]')
  return {
    stops: stops.map(says),
    inner_stops: stops.filter((one) => ['date', 'time', 'datetime-local', 'month', 'week'].includes(one.type)).length,
    begun: document.activeElement !== document.body,
    jumping: all('[tabindex]').filter((one) => one.tabIndex > 0).map(says),
    for_the_mouse: all('body *').filter((one) => !inner.has(one) && hand(one) && shown(one)).map(says),
  }
}
