// Keeps pages live over server-sent events. Nothing under the pointer or the focus moves.
(() => {
  'use strict';
  const mark = document.querySelector('.live');
  const banner = document.querySelector('.gone');
  if (!mark || !window.EventSource) {
    return;
  }
  const SILENCE = 12000; // ms: two beats of the server and a little
  const GIVE_UP = 60000; // ms between attempts at most
  let heard = Date.now();
  let source = null;
  let wait = 1000;

  function state(name) {
    if (mark.dataset.state !== name) {
      mark.dataset.state = name;
      mark.textContent = mark.dataset[name];
    }
    const gone = name === 'gone';
    document.body.classList.toggle('stale', gone);
    if (banner) {
      banner.hidden = !gone;
    }
  }

  function hear() {
    heard = Date.now();
    wait = 1000;
    state('live');
  }

  function connect() {
    source = new EventSource('/live');
    source.addEventListener('beat', hear);
    source.addEventListener('incident', event => {
      hear();
      changed(event.data);
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        // Refused: signed out, or too many live pages. Ask again, ever more slowly.
        setTimeout(connect, wait);
        wait = Math.min(wait * 2, GIVE_UP);
      }
    };
  }

  setInterval(() => {
    const silent = Date.now() - heard;
    if (silent > SILENCE) {
      state('gone');
      const age = banner && banner.querySelector('[data-age]');
      if (age) {
        age.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: silent < 120000 ? 'second' : 'minute', unitDisplay: 'long' })
          .format(Math.round(silent / (silent < 120000 ? 1000 : 60000)));
      }
    }
  }, 1000);

  // What changed: a row is drawn anew in its place; a new one comes in only where nobody is reading.
  const list = () => document.querySelector('[data-live="incidents"]');
  const news = () => document.querySelector('.news');
  const fresh = new Set();

  function changed(number) {
    const shown = list();
    const page = document.querySelector('[data-live-incident]');
    if (page && page.dataset.liveIncident === number) {
      const button = document.querySelector('[data-live-reload]');
      if (button) {
        button.hidden = false;
      }
    }
    if (!shown) {
      return;
    }
    const row = shown.querySelector(`tr[data-number="${Number(number)}"]`);
    if (row) {
      redraw(row);
    } else {
      fresh.add(number);
      if (shown.dataset.first !== undefined && !reading(shown)) {
        reload();
      } else {
        tell();
      }
    }
  }

  function redraw(row) {
    const focused = row.contains(document.activeElement);
    const number = row.dataset.number;
    htmx.ajax('GET', `/incidents/TOC-${number}/row`, { target: row, swap: 'outerHTML' }).then(() => {
      const now = list().querySelector(`tr[data-number="${number}"]`);
      if (now && now !== row) {
        now.classList.add('changed');
        setTimeout(() => now.classList.remove('changed'), 1000);
        if (focused) {
          now.querySelector('a.go').focus();
        }
      }
    });
  }

  function reading(shown) {
    return shown.matches(':hover') || shown.contains(document.activeElement) || window.scrollY > 200;
  }

  function tell() {
    const button = news() && news().querySelector('button');
    if (button) {
      button.hidden = false;
      button.querySelector('b').textContent = fresh.size;
    }
  }

  function reload() {
    fresh.clear();
    const button = news() && news().querySelector('button');
    if (button) {
      button.hidden = true;
    }
    htmx.ajax('GET', location.pathname + location.search, { target: '#list', swap: 'outerHTML' });
  }

  document.addEventListener('click', event => {
    if (event.target.closest('.news button')) {
      reload();
    } else if (event.target.closest('[data-live-reload]')) {
      location.reload();
    }
  });
  document.addEventListener('htmx:sendError', () => { heard = Math.min(heard, Date.now() - SILENCE - 1); });

  connect();
})();
