// Copies the kit's own examples that our field templates can express into tests/kit/fixtures.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'

const WANTED = {
  input: ['default', 'with hint text', 'with error message', 'with error and hint', 'with width-10 class', 'with label as page heading', 'value', 'zero value', 'inputmode', 'with autocomplete attribute', 'with spellcheck disabled', 'custom type'],
  textarea: ['default', 'with hint', 'with error message', 'with default value', 'with custom rows', 'with label as page heading', 'with hint and error message'],
  radios: ['default', 'with hint', 'inline', 'with fieldset and error message', 'with hint and error message', 'with very long option text'],
  checkboxes: ['default', 'with error message and hint', 'with legend as a page heading', 'small with hint', 'with very long option text'],
  select: ['default', 'with hint text and error message', 'with label as page heading', 'with selected value'],
  'date-input': ['default', 'with values and name prefix', 'with error message and hint'],
  'file-upload': ['default', 'with hint text', 'with error message and hint', 'with label as page heading'],
  'password-input': ['default', 'with hint text', 'with error message', 'with new-password autocomplete'],
  'error-summary': ['default', 'without links', 'mixed with and without links', 'with everything'],
  button: ['default', 'secondary', 'warning', 'link', 'start link', 'name', 'value', 'prevent double click'],
}
const to = new URL('../../../tests/kit/fixtures/', import.meta.url)
mkdirSync(to, { recursive: true })
for (const [component, names] of Object.entries(WANTED)) {
  const all = JSON.parse(readFileSync(new URL(`./node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`, import.meta.url)))
  const kept = names.map((name) => {
    const { options, html } = all.fixtures.find((one) => one.name === name)
    return { name, options, html }
  })
  writeFileSync(new URL(`${component}.json`, to), JSON.stringify(kept, null, 1) + '\n')
}
