// The methods of a flame graph as a table: for eyes that want numbers, and for ears.
(() => {
  'use strict';
  const SHOWN = 25;
  const { percent, points, weight } = Tocsin.flameFigures;

  const COLUMNS = {
    self: { value: (row, totals) => row.self[0] / (totals[0] || 1), text: (row, totals) => percent(row.self[0] / (totals[0] || 1)) },
    selfvalue: { value: row => row.self[0], text: (row, totals, type) => weight(row.self[0], type) },
    total: { value: (row, totals) => row.total[0] / (totals[0] || 1), text: (row, totals) => percent(row.total[0] / (totals[0] || 1)) },
    before: { value: (row, totals) => row.total[0] / (totals[0] || 1), text: (row, totals) => percent(row.total[0] / (totals[0] || 1)) },
    after: { value: (row, totals) => row.total[1] / (totals[1] || 1), text: (row, totals) => percent(row.total[1] / (totals[1] || 1)) },
    change: { value: (row, totals) => Math.abs(totalChange(row, totals)), text: (row, totals) => points(totalChange(row, totals)), sign: totalChange },
    selfchange: { value: (row, totals) => Math.abs(selfChange(row, totals)), text: (row, totals) => points(selfChange(row, totals)), sign: selfChange },
  };

  function totalChange(row, totals) {
    return row.total[1] / (totals[1] || 1) - row.total[0] / (totals[0] || 1);
  }

  function selfChange(row, totals) {
    return row.self[1] / (totals[1] || 1) - row.self[0] / (totals[0] || 1);
  }

  class MethodTable {
    /** @param pick called with the frame whose button was pressed */
    constructor(table, tree, type, pick) {
      this.table = table;
      this.tree = tree;
      this.type = type;
      this.pick = pick;
      this.rows = tree.methods();
      this.by = table.querySelector('[aria-sort="descending"]').dataset.column;
      this.shown = SHOWN;
      this.matches = null;
      table.querySelectorAll('th button').forEach(button => {
        button.onclick = () => this.sort(button.closest('th').dataset.column);
      });
      this.more = table.parentElement.querySelector('.flame-more');
      this.more.onclick = () => { this.shown = Infinity; this.fill(); };
      this.fill();
    }

    sort(column) {
      this.by = column;
      this.table.querySelectorAll('th[data-column]').forEach(th => {
        if (th.dataset.column === column) {
          th.setAttribute('aria-sort', 'descending');
        } else {
          th.removeAttribute('aria-sort');
        }
      });
      this.fill();
    }

    highlight(matches) {
      this.matches = matches;
      this.fill();
    }

    /** The method with the most of its own, or the greatest change. */
    first() {
      const column = COLUMNS[this.tree.sides === 2 ? 'selfchange' : 'self'];
      return this.rows.reduce((best, row) => (best === null || column.value(row, this.tree.totals) > column.value(best, this.tree.totals) ? row : best), null);
    }

    fill() {
      const { totals, frames } = this.tree;
      const value = COLUMNS[this.by].value;
      const wanted = this.rows.filter(row => this.matches === null || this.matches[row.frame]);
      const whole = row => row.total.reduce((sum, weight) => sum + weight, 0);
      wanted.sort((a, b) => value(b, totals) - value(a, totals) || whole(b) - whole(a));
      const columns = [...this.table.querySelectorAll('th[data-column]')].map(th => [th.dataset.column, th.classList.contains('hide-s')]);
      const body = document.createElement('tbody');
      for (const row of wanted.slice(0, this.shown)) {
        const line = body.insertRow();
        const name = document.createElement('th');
        name.scope = 'row';
        name.append(this.button(row.frame), this.place(frames.place(row.frame)));
        line.append(name);
        for (const [column, wide] of columns) {
          const cell = line.insertCell();
          cell.className = 'num';
          cell.textContent = COLUMNS[column].text(row, totals, this.type);
          const sign = COLUMNS[column].sign ? COLUMNS[column].sign(row, totals) : 0;
          cell.classList.toggle('more', sign > 0.0005);
          cell.classList.toggle('less', sign < -0.0005);
          cell.classList.toggle('hide-s', wide);
        }
      }
      this.table.tBodies[0].replaceWith(body);
      this.more.hidden = wanted.length <= this.shown;
      this.more.querySelector('b').textContent = wanted.length;
    }

    button(frame) {
      const { frames } = this.tree;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = `btn bare frame ${frames.whose(frame)}${frames.whose(frame) === 'own' ? ` o${frames.hue(frame)}` : ''}`;
      button.title = frames.full(frame);
      button.textContent = frames.label(frame);
      button.onclick = () => this.pick(frame);
      return button;
    }

    place(text) {
      const place = document.createElement('span');
      place.className = 'because';
      place.textContent = text;
      return place;
    }
  }

  globalThis.Tocsin.MethodTable = MethodTable;
})();
