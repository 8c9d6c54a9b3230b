// Times in the reader's zone, keyboard, copying, menus. Pages work without it.
(() => {
  'use strict';
  const root = document.documentElement;
  const language = root.lang || 'en';

  // Times: the server writes UTC; here they become the reader's.
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });
  const dayClock = new Intl.DateTimeFormat(language, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
  const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

  function ago(date) {
    const seconds = Math.round((date - Date.now()) / 1000);
    for (const [unit, size] of units) {
      if (Math.abs(seconds) >= size || unit === 'second') {
        return relative.format(Math.trunc(seconds / size), unit);
      }
    }
    return '';
  }

  function today(date) {
    return date.toDateString() === new Date().toDateString();
  }

  function showTime(element) {
    const date = new Date(element.dateTime);
    if (Number.isNaN(date.getTime())) {
      return;
    }
    element.title = exact.format(date);
    switch (element.dataset.time) {
      case 'clock': element.textContent = today(date) ? clock.format(date) : dayClock.format(date); break;
      case 'absolute': element.textContent = full.format(date); break;
      default: element.textContent = ago(date);
    }
  }

  function showTimes(within) {
    within.querySelectorAll('time[data-time]').forEach(showTime);
  }

  setInterval(() => document.querySelectorAll('time[data-time="ago"]').forEach(showTime), 10000);

  // Local times that a form sends become instants.
  document.addEventListener('submit', event => {
    event.target.querySelectorAll('input[data-instant]').forEach(input => {
      const typed = event.target.querySelector(`[data-local="${input.name}"]`);
      const date = typed && typed.value ? new Date(typed.value) : null;
      input.value = date && !Number.isNaN(date.getTime()) ? date.toISOString() : '';
    });
    const button = event.submitter;
    if (button && button.classList.contains('btn')) {
      button.setAttribute('aria-busy', 'true');
    }
  });

  function showLocalInputs(within) {
    within.querySelectorAll('input[data-local]').forEach(input => {
      const date = new Date(input.dataset.value || '');
      if (!Number.isNaN(date.getTime())) {
        const local = new Date(date.getTime() - date.getTimezoneOffset() * 60000);
        input.value = local.toISOString().slice(0, 16);
      }
    });
  }

  // Copying.
  async function copy(button) {
    const source = button.dataset.copy;
    const text = source.startsWith('#') ? document.querySelector(source).textContent : source;
    try {
      await navigator.clipboard.writeText(text);
      button.classList.add('done');
      setTimeout(() => button.classList.remove('done'), 1200);
    } catch {
      button.disabled = true;
    }
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (button) {
      event.preventDefault();
      copy(button);
    }
    document.querySelectorAll('details.menu[open]').forEach(menu => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
    const row = event.target.closest('tr[data-href]');
    if (row && !event.target.closest('a, button, input, summary') && !String(getSelection())) {
      row.querySelector('a.go').click();
    }
  });

  document.addEventListener('toggle', event => {
    const menu = event.target;
    if (menu.matches && menu.matches('details.menu[open]')) {
      const first = menu.querySelector('.panel textarea, .panel select, .panel input:not([type="hidden"])');
      if (first) {
        first.focus();
      }
    }
  }, true);

  document.addEventListener('change', event => {
    if (event.target.matches('[data-submit]')) {
      event.target.form.requestSubmit();
    }
  });

  // A link to a log line opens it.
  function openLine() {
    const line = location.hash.startsWith('#log-') ? document.getElementById(location.hash.slice(1)) : null;
    if (line instanceof HTMLDetailsElement) {
      line.open = true;
      line.scrollIntoView({ block: 'center' });
      line.querySelector('summary').focus({ preventScroll: true });
    }
  }

  window.addEventListener('hashchange', openLine);

  // Keyboard: "/" searches, j and k or arrows walk through a list, Enter opens, Escape closes.
  function stops() {
    return [...document.querySelectorAll('.list a.go, .logs details > summary')].filter(e => e.offsetParent !== null);
  }

  function walk(step) {
    const all = stops();
    if (all.length === 0) {
      return false;
    }
    const at = all.indexOf(document.activeElement.closest('tr, details')?.querySelector('a.go, summary') ?? document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({ block: 'nearest' });
    return true;
  }

  document.addEventListener('keydown', event => {
    const open = document.querySelector('details.menu[open]');
    if (event.key === 'Escape') {
      if (open) {
        open.open = false;
        open.querySelector('summary').focus();
      } else if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
      return;
    }
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === '/') {
      const box = document.querySelector('#find');
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    } else if (event.key === 'j' || (event.key === 'ArrowDown' && (stops().includes(document.activeElement) || document.activeElement === document.body))) {
      if (walk(1)) event.preventDefault();
    } else if (event.key === 'k' || (event.key === 'ArrowUp' && stops().includes(document.activeElement))) {
      if (walk(-1)) event.preventDefault();
    }
  });

  // htmx: the CSRF token goes along; what was swapped in gets its times.
  document.addEventListener('htmx:configRequest', event => {
    const csrf = document.querySelector('meta[name="csrf"]');
    if (csrf) {
      event.detail.headers[csrf.dataset.header] = csrf.content;
    }
  });
  document.addEventListener('htmx:load', event => {
    showTimes(event.detail.elt);
    showLocalInputs(event.detail.elt);
  });
  document.addEventListener('htmx:afterRequest', event => {
    event.detail.elt.querySelectorAll?.('button[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
  });
  // Buttons only: a drawing that is under way says itself when it is done.
  window.addEventListener('pageshow', () => {
    document.querySelectorAll('button[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
  });

  showTimes(document);
  showLocalInputs(document);
  openLine();
})();
