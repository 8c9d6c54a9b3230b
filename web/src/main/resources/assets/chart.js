// Latency charts: quantiles over what is usual, with releases as upright marks.
(() => {
  'use strict';
  const language = document.documentElement.lang || 'en';
  const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat(language, { month: '2-digit', day: '2-digit' });
  const exact = new Intl.DateTimeFormat(language, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const HEIGHT = 220; // px
  const LABELS = 44; // px right of the lines, for their names

  function style(name) {
    const probe = document.createElement('i');
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  /** Milliseconds in the unit that suits the highest value. */
  function unitFor(highest) {
    return highest >= 2000 ? ['second', 1000] : highest >= 1 ? ['millisecond', 1] : ['microsecond', 0.001];
  }

  class Chart {
    constructor(root) {
      this.root = root;
      this.words = root.dataset;
      this.stage = root.querySelector('.chart-stage');
      this.said = root.querySelector('.chart-said');
      this.root.dataset.state = 'loading';
      this.load();
    }

    async load() {
      try {
        const answer = await fetch(this.words.source, { headers: { Accept: 'application/json' } });
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        this.take(await answer.json());
      } catch (problem) {
        this.root.querySelector('[data-problem]').textContent = problem instanceof TypeError ? this.words.gone : problem.message;
        this.show('error');
      }
    }

    show(state) {
      this.root.dataset.state = state;
      this.root.setAttribute('aria-busy', 'false');
    }

    take(data) {
      this.data = data;
      if (data.at.length < 2) {
        this.show('none');
        return;
      }
      this.show('drawn');
      const highest = data.p99.reduce((most, value) => Math.max(most, value), 0);
      [this.unit, this.size] = unitFor(highest);
      this.figure = new Intl.NumberFormat(language, { style: 'unit', unit: this.unit, unitDisplay: 'short', maximumSignificantDigits: 3 });
      this.draw();
      this.summary();
      this.sized = new ResizeObserver(() => {
        if (this.plot && this.stage.clientWidth > 0) {
          this.plot.setSize({ width: this.stage.clientWidth, height: HEIGHT });
        }
      });
      this.sized.observe(this.stage);
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
      this.stage.addEventListener('keydown', event => this.key(event));
      this.root.chart = this;
    }

    told(millis) {
      return this.figure.format(millis / this.size);
    }

    draw() {
      if (this.plot) {
        this.plot.destroy();
      }
      const { data, words } = this;
      const ink = style('ink-3');
      const line = style('line');
      const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: `12px ${getComputedStyle(document.body).fontFamily}` };
      const quantile = (label, colour, width) => ({ label, stroke: style(colour), width, points: { show: false } });
      this.plot = new uPlot({
        width: this.stage.clientWidth,
        height: HEIGHT,
        padding: [12, LABELS, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: true, y: false }, points: { size: 7 } },
        scales: { x: { time: true }, y: { range: (plot, low, high) => [0, Math.max(high, 1e-6) * 1.08] } },
        axes: [
          { ...axis, size: 30, values: (plot, splits, index, space, step) => splits.map(at => (step >= 86400 ? day : hour).format(at * 1000)) },
          { ...axis, size: 84, values: (plot, splits) => splits.map(value => this.told(value)) },
        ],
        series: [
          {},
          { label: words.usual, stroke: 'transparent', points: { show: false } },
          { stroke: 'transparent', points: { show: false } },
          quantile('P50', 'hue-1', 1.5),
          quantile('P90', 'hue-0', 2),
          quantile('P99', 'hue-2', 1.5),
        ],
        bands: [{ series: [1, 2], fill: style('band') }],
        hooks: { draw: [plot => this.marks(plot), plot => this.names(plot)], setCursor: [plot => this.point(plot)] },
      }, [data.at, data.high, data.low, data.p50, data.p90, data.p99], this.stage);
      this.plot.root.querySelector('canvas').setAttribute('aria-hidden', 'true');
    }

    /** A release: a thin upright line with its version. */
    marks(plot) {
      const { ctx, bbox } = plot;
      const ratio = devicePixelRatio || 1;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = style('ink-2');
      ctx.lineWidth = ratio;
      ctx.font = `600 ${12 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
      ctx.textBaseline = 'top';
      ctx.textAlign = 'left';
      let free = -Infinity;
      for (const release of this.data.releases) {
        const x = Math.round(plot.valToPos(release.at, 'x', true));
        if (x < bbox.left || x > bbox.left + bbox.width) {
          continue;
        }
        ctx.setLineDash([3 * ratio, 3 * ratio]);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        const width = ctx.measureText(release.version).width;
        const left = x + 4 * ratio + width > bbox.left + bbox.width ? x - 4 * ratio - width : x + 4 * ratio;
        if (left > free) {
          ctx.fillText(release.version, left, bbox.top);
          free = left + width;
        }
      }
      ctx.restore();
    }

    /** A name at each line's end instead of a legend; apart where the lines end together. */
    names(plot) {
      const { ctx, bbox } = plot;
      const ratio = devicePixelRatio || 1;
      ctx.save();
      ctx.font = `600 ${12 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'left';
      let above = Infinity;
      for (const [series, name, colour] of [[3, 'P50', 'hue-1'], [4, 'P90', 'hue-0'], [5, 'P99', 'hue-2']]) {
        const values = plot.data[series];
        const at = plot.series[0].idxs ? plot.series[0].idxs[1] : values.length - 1;
        const y = Math.min(plot.valToPos(values[at], 'y', true), above - 14 * ratio, bbox.top + bbox.height);
        ctx.fillStyle = style(colour);
        ctx.fillText(name, bbox.left + bbox.width + 6 * ratio, y);
        above = y;
      }
      ctx.restore();
    }

    point(plot) {
      const at = plot.cursor.idx;
      if (at === null || at === undefined) {
        this.said.textContent = '';
        return;
      }
      const { data, words } = this;
      const parts = [exact.format(data.at[at] * 1000), `P50 ${this.told(data.p50[at])}`, `P90 ${this.told(data.p90[at])}`, `P99 ${this.told(data.p99[at])}`];
      if (data.high[at] !== null) {
        parts.push(`${words.usual} ${this.told(data.low[at])} – ${this.told(data.high[at])}`);
      }
      parts.push(words.requests.replace('[0]', new Intl.NumberFormat(language).format(data.count[at])));
      this.said.textContent = parts.join(' · ');
    }

    /** What there is to see, for those who do not see it. */
    summary() {
      const { data } = this;
      const first = data.p90[0];
      const last = data.p90[data.p90.length - 1];
      const releases = data.releases.map(release => `${release.version} ${exact.format(release.at * 1000)}`);
      this.stage.setAttribute('aria-label', [`${this.words.title}: P90 ${this.told(first)} → ${this.told(last)}`, ...releases].join(', '));
    }

    key(event) {
      const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
      const last = this.data.at.length - 1;
      const now = this.plot.cursor.idx ?? last;
      let at = event.key in steps ? now + steps[event.key] : null;
      at = event.key === 'Home' ? 0 : event.key === 'End' ? last : at;
      if (event.key === 'Escape') {
        this.plot.setScale('x', { min: this.data.at[0], max: this.data.at[last] });
      } else if (at !== null) {
        at = Math.min(last, Math.max(0, at));
        this.plot.setCursor({ left: this.plot.valToPos(this.data.at[at], 'x'), top: 0 });
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    }
  }

  document.querySelectorAll('[data-chart]').forEach(root => new Chart(root));
})();
