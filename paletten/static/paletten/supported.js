// Says before anything is drawn that scripts run, so that nothing jumps; a file, for the policy lets none stand in a page.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
