/* fasti.js - what the pages do more with a script. Each works without it. */
'use strict';

(() => {
  document.documentElement.classList.add('script');

  // A button that opens a dialogue of the page.
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  });

  // A second click on the button of a form that is on its way does nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent && Date.now() - form.dataset.sent < 5000) event.preventDefault();
    else form.dataset.sent = Date.now();
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Problems are read out and can be reached at once.
  const problems = document.getElementById('problems');
  if (problems) problems.focus();

  // A menu closes when something else is chosen.
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('details.menu[open]'))
      if (!menu.contains(event.target)) menu.open = false;
  });

  // Keys: / search, j and k along the rows, Enter opens, c claims, ? tells.
  const rows = () => [...document.querySelectorAll('#rows > .row')];
  let at = -1;
  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    const link = all[at].querySelector('a.title');
    if (link) link.focus();
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') document.querySelector('.find input')?.focus();
    else if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
    else if (event.key === 'c') rows()[at]?.querySelector('button[data-key="c"]')?.click();
    else if (event.key === '?') document.getElementById('keys')?.showModal();
    else return;
    event.preventDefault();
  });
})();
