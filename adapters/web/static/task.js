/* task.js - forms of tasks do more with a script: fields appear as one fills in, files go up at once, drafts are kept by
 * themselves, and what was typed is there again after a lost session. All of it works without. */
'use strict';

(() => {
  const root = document.documentElement;
  const form = () => document.getElementById('task-form');
  if (!form()) return;
  root.classList.add('scripted');

  const words = (name) => document.getElementById('task-words')?.dataset[name] ?? '';
  const say = (text) => { const at = form()?.querySelector('.saved'); if (at) at.textContent = text; };
  const keep = (more) => sessionStorage.setItem(place, JSON.stringify({ fields: values(), ...more }));
  const values = () => [...new FormData(form())].filter(([name, value]) => /^[fn]\./.test(name) && typeof value === 'string');
  const place = 'fasti ' + location.pathname;

  // What the form would send, without its files.
  const texts = () => {
    const all = new FormData();
    for (const [name, value] of new FormData(form())) if (typeof value === 'string') all.append(name, value);
    return all;
  };

  // -- showing the form anew, as the server makes it; what was typed meanwhile stays
  const chosen = (field) => field.type === 'radio' || field.type === 'checkbox';
  const fields = () => [...(form()?.elements ?? [])].filter((field) => /^(f\.|person$)/.test(field.name) && field.type !== 'file' && field.type !== 'hidden');
  const key = (field) => (chosen(field) ? `${field.name}=${field.value}` : field.name);
  const typed = () => new Map(fields().map((field) => [key(field), chosen(field) ? field.checked : field.value]));
  const show = (html, before) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const fresh = page.getElementById('work'), old = document.getElementById('work');
    if (!fresh) return false;
    const now = typed(), at = document.activeElement, id = at?.id, name = at?.name, value = at?.value;
    const from = at?.selectionStart, to = at?.selectionEnd;
    old.replaceWith(fresh);
    for (const field of fields()) {
      const value = now.get(key(field));
      if (value === undefined || value === before.get(key(field))) continue;
      if (chosen(field)) field.checked = value;
      else field.value = value;
    }
    if (sessionStorage.getItem(place)) keep(); /* with what the server has filled in, and the files */
    const again = document.getElementById(id) || [...(form()?.elements ?? [])].find((field) => name && field.name === name && field.value === value);
    if (again) {
      again.focus({ preventScroll: true });
      try { if (from !== null && from !== undefined) again.setSelectionRange(from, to); } catch { /* not a text */ }
    }
    return true;
  };

  let running = null, soon, uploads = 0;
  const update = async () => {
    if (uploads) return; /* what comes back from an upload is the form as it is then */
    const before = typed(), data = texts();
    data.set('do', 'update');
    running?.abort();
    running = new AbortController();
    try {
      const reply = await fetch(form().action, { method: 'POST', body: new URLSearchParams(data), signal: running.signal });
      if (!reply.redirected) show(await reply.text(), before);
    } catch { /* the form stays as it is; submitting tells */ }
  };
  document.addEventListener('change', (event) => {
    if (!event.target.closest('#task-form')) return;
    if (event.target.type === 'file') { upload(event.target); return; }
    clearTimeout(soon);
    soon = setTimeout(update, 120);
  });

  // -- files: dropped or chosen, on their way at once
  const upload = (input) => {
    if (!input.files.length) return;
    const before = typed(), data = texts();
    clearTimeout(soon); /* an answer that was asked for before would take the file away again */
    running?.abort();
    uploads++;
    data.append(input.name, input.files[0]);
    data.set('do', 'update');
    const bar = input.closest('.drop').querySelector('progress'), request = new XMLHttpRequest();
    bar.hidden = false;
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; };
    request.onload = () => {
      uploads--;
      if (!show(request.responseText, before)) form().submit();
      else update();
    };
    request.onerror = () => { uploads--; bar.hidden = true; say(words('failed')); };
    request.open('POST', form().action);
    request.send(data);
  };
  for (const [name, over] of [['dragover', true], ['dragleave', false], ['drop', false]])
    document.addEventListener(name, (event) => {
      const drop = event.target.closest?.('.drop');
      if (!drop) return;
      event.preventDefault();
      drop.classList.toggle('over', over);
      if (name !== 'drop' || !event.dataTransfer.files.length) return;
      const input = drop.querySelector('input[type=file]');
      input.files = event.dataTransfer.files;
      upload(input);
    });

  // -- what was typed is kept in this window until it is submitted, and every half minute as a draft
  let saved = JSON.stringify(values()), dirty = false;
  document.addEventListener('input', (event) => {
    if (!event.target.closest('#task-form')) return;
    dirty = true;
    keep();
  });
  document.addEventListener('submit', (event) => {
    if (event.target !== form()) return;
    const button = event.submitter;
    if (button?.formTarget === '_blank') { setTimeout(() => delete event.target.dataset.sent); return; }
    if (button?.value === 'complete' || button?.value === 'draft') keep({ sent: true });
    else if (button?.name === 'remove') sessionStorage.removeItem(place); /* the items behind it get other numbers */
    else keep();
    dirty = false;
  });
  setInterval(async () => {
    const now = JSON.stringify(values());
    if (!form()?.dataset.draft || !dirty || now === saved) return;
    const data = texts();
    data.set('do', 'draft');
    try {
      const reply = await fetch(form().action, { method: 'POST', body: new URLSearchParams(data) });
      const page = new DOMParser().parseFromString(await reply.text(), 'text/html'), fresh = page.getElementById('task-form');
      if (!fresh) { say(words('lost')); return; }
      form().elements.entries.value = fresh.elements.entries.value;
      saved = now;
      say(words('saved') + ' ' + new Date().toTimeString().slice(0, 5));
    } catch { say(words('failed')); }
  }, 30000);

  // -- and is there again after a lost session
  const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null');
  const done = document.querySelector('.done'), problems = document.getElementById('problems');
  if (kept && (done || problems)) sessionStorage.removeItem(place);
  else if (kept && kept.fields.some(([name, value]) => !name.startsWith('n.') && form().elements[name] &&
    !values().some(([other, now]) => other === name && now === value))) {
    const note = document.createElement('p'), drop = document.createElement('button');
    for (const [name, value] of kept.fields) {
      const field = form().elements[name];
      if (!field || name.startsWith('n.')) continue;
      for (const one of field instanceof RadioNodeList ? field : [field])
        if (one.type === 'radio') one.checked = one.value === value;
        else if (one.type === 'checkbox') one.checked = one.checked || one.value === value;
        else if (one.type !== 'file') one.value = value;
    }
    note.className = 'kept';
    note.setAttribute('role', 'status');
    note.textContent = words('kept');
    drop.type = 'button';
    drop.className = 'small';
    drop.textContent = words('drop');
    drop.onclick = () => { sessionStorage.removeItem(place); location.reload(); };
    note.append(drop);
    document.getElementById('work').before(note);
    dirty = true;
    update();
  }
})();
