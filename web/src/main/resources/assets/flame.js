// Flame graphs of a page: fetches, shows, and keeps search and chosen method in the address.
(() => {
  'use strict';
  const { percent, points, weight } = Tocsin.flameFigures;

  class Flame {
    constructor(root) {
      this.root = root;
      this.words = root.dataset;
      this.mini = root.dataset.flame === 'mini';
      this.part = name => root.querySelector(name);
      this.load();
    }

    async load() {
      this.show('loading');
      try {
        const answer = await fetch(this.words.source, { headers: { Accept: 'application/json' } });
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        this.take(await answer.json());
      } catch (problem) {
        const told = this.part('[data-problem]');
        if (told) {
          told.textContent = problem instanceof TypeError ? this.words.gone : problem.message;
        }
        this.show('error');
      }
    }

    /** One of "loading", "error", "none", "drawn". */
    show(state) {
      this.root.dataset.state = state;
      this.root.setAttribute('aria-busy', String(state === 'loading'));
    }

    take(answer) {
      this.type = answer.type;
      this.tree = Tocsin.flameTree(answer);
      if (this.tree.size === 0) {
        this.show('none');
        return;
      }
      this.show('drawn');
      const left = this.part('[data-left-out]');
      if (left) {
        left.hidden = answer.left_out === 0;
        left.querySelector('b').textContent = answer.left_out;
      }
      const other = this.part('[data-other]');
      if (other) {
        const share = Math.max(...answer.other.map((weight, side) => weight / Math.max(1, answer.totals[side])));
        other.hidden = share === 0;
        other.querySelector('b').textContent = `${(share * 100).toFixed(1)} %`;
      }
      this.view = this.viewOf(this.part('[data-part="whole"]'), this.tree);
      this.root.flame = this;
      if (this.mini) {
        this.view.highlight(this.words.method ? this.exactly(this.words.method) : null);
        return;
      }
      this.table = new Tocsin.MethodTable(this.part('table'), this.tree, this.type, frame => this.sandwich(frame));
      this.lead();
      this.controls();
      const asked = new URLSearchParams(location.search);
      if (asked.get('q')) {
        this.part('[data-find]').value = asked.get('q');
        this.find();
      }
      if (asked.get('method')) {
        const frame = this.exactly(asked.get('method')).indexOf(1);
        if (frame >= 0) {
          this.sandwich(frame);
        }
      }
    }

    exactly(name) {
      const { frames } = this.tree;
      return Uint8Array.from({ length: frames.size }, (_, f) => (frames.full(f) === name ? 1 : 0));
    }

    viewOf(box, tree, flip) {
      return new Tocsin.FlameView(box, tree, {
        say: node => this.say(tree, node),
        tip: (node, event) => this.tip(tree, node, event),
        pick: frame => this.sandwich(frame),
      }, flip);
    }

    /** What a colleague would say first. */
    lead() {
      const row = this.table.first();
      if (row) {
        const { totals, frames } = this.tree;
        const text = this.tree.sides === 2
          ? this.fill(this.words.leadDifference, frames.label(row.frame), percent(row.self[0] / (totals[0] || 1)), percent(row.self[1] / (totals[1] || 1)))
          : this.fill(this.words.lead, frames.label(row.frame), percent(row.self[0] / totals[0]), weight(totals[0], this.type));
        this.part('[data-lead]').textContent = text;
      }
    }

    fill(pattern, ...values) {
      return pattern.replace(/\[(\d)\]/g, (_, at) => values[Number(at)]);
    }

    controls() {
      const find = this.part('[data-find]');
      find.addEventListener('input', () => this.find());
      find.addEventListener('keydown', event => {
        if (event.key === 'Escape' && find.value !== '') {
          find.value = '';
          this.find();
          event.stopPropagation();
        }
      });
      this.part('[data-reset]').onclick = () => { this.view.reset(); };
      this.part('[data-in]').onclick = () => this.view.scaleAt(0.5, 0.5);
      this.part('[data-out]').onclick = () => this.view.scaleAt(0.5, 2);
      this.part('[data-back]').onclick = () => this.whole();
      const method = this.part('[data-method]');
      method.onclick = () => this.sandwich(this.tree.frame[this.view.node]);
    }

    find() {
      const text = this.part('[data-find]').value;
      const matches = this.tree.frames.matching(text);
      this.matches = matches;
      this.views().forEach(view => view.highlight(matches));
      this.table.highlight(matches);
      const told = this.part('[data-found]');
      told.textContent = matches === null ? '' : this.fill(this.words.found, this.tree.matched(matches).map(percent).join(' → '));
      this.address('q', text.trim());
    }

    views() {
      return this.pair ? [this.view, ...this.pair] : [this.view];
    }

    address(name, value) {
      const url = new URL(location.href);
      if (value) {
        url.searchParams.set(name, value);
      } else {
        url.searchParams.delete(name);
      }
      history.replaceState(history.state, '', url);
    }

    sandwich(frame) {
      if (this.mini) {
        return;
      }
      (this.pair || []).forEach(view => view.close());
      const name = this.tree.frames.full(frame);
      this.part('[data-name]').textContent = name;
      this.root.classList.add('sandwich');
      this.pair = [
        this.viewOf(this.part('[data-part="callers"]'), this.tree.callers(frame), true),
        this.viewOf(this.part('[data-part="callees"]'), this.tree.callees(frame)),
      ];
      this.pair.forEach(view => view.highlight(this.matches || null));
      this.address('method', name);
      this.part('.flame-sandwich').scrollIntoView({ block: 'nearest' });
      this.part('[data-back]').focus({ preventScroll: true });
      this.tip(this.tree, -1);
    }

    whole() {
      (this.pair || []).forEach(view => view.close());
      this.pair = null;
      this.root.classList.remove('sandwich');
      this.address('method', '');
      this.view.draw();
      this.part('[data-part="whole"] .flame-scroll').focus();
    }

    lines(tree, node) {
      if (tree.sides === 2) {
        return [
          [this.words.total, `${percent(tree.share(node, 0))} → ${percent(tree.share(node, 1))} (${points(tree.change(node))})`],
          [this.words.self, `${percent(tree.selfShare(node, 0))} → ${percent(tree.selfShare(node, 1))}`],
          [this.words.weight, `${weight(tree.total[0][node], this.type)} → ${weight(tree.total[1][node], this.type)}`],
        ];
      }
      return [
        [this.words.total, `${percent(tree.share(node, 0))} · ${weight(tree.total[0][node], this.type)}`],
        [this.words.self, `${percent(tree.selfShare(node, 0))} · ${weight(tree.self[0][node], this.type)}`],
      ];
    }

    say(tree, node) {
      const lines = this.lines(tree, node).map(line => line.join(' '));
      return [tree.frames.full(tree.frame[node]), ...lines].join(', ');
    }

    tip(tree, node, event) {
      const tip = this.part('.flame-tip');
      if (!tip) {
        return;
      }
      tip.hidden = node < 0 || !event;
      if (tip.hidden) {
        return;
      }
      const frame = tree.frame[node];
      const name = document.createElement('b');
      name.textContent = tree.frames.full(frame);
      const whose = document.createElement('span');
      whose.className = 'because';
      whose.textContent = this.words[tree.frames.whose(frame)];
      tip.replaceChildren(name, whose, ...this.lines(tree, node).map(([key, value]) => {
        const line = document.createElement('span');
        const strong = document.createElement('span');
        strong.className = 'id';
        strong.textContent = value;
        line.append(`${key} `, strong);
        return line;
      }));
      const right = event.clientX + 16 + tip.offsetWidth > innerWidth;
      tip.style.left = `${Math.max(8, right ? event.clientX - 16 - tip.offsetWidth : event.clientX + 16)}px`;
      tip.style.top = `${Math.max(8, Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8))}px`;
    }
  }

  function start(within) {
    within.querySelectorAll('[data-flame]:not([data-state])').forEach(root => new Flame(root));
  }

  document.addEventListener('htmx:load', event => start(event.detail.elt));
  document.addEventListener('click', event => {
    const again = event.target.closest('[data-again]');
    if (again) {
      const root = again.closest('[data-flame]');
      delete root.dataset.state;
      start(root.parentElement);
    }
  });
  start(document);
})();
