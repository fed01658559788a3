/* case.js - the drawing of a case begins where the case is. */
'use strict';

for (const frame of document.querySelectorAll('.diagram .frame')) {
  const now = frame.querySelector('.flag');
  if (!now) continue;
  const box = now.getBoundingClientRect(), around = frame.getBoundingClientRect();
  frame.scrollLeft += box.left + box.width / 2 - around.left - around.width / 2;
  frame.scrollTop += box.top + box.height / 2 - around.top - around.height / 2;
}
