// Paints a tree of frames on a canvas: only what is at least half a pixel wide.
(() => {
  'use strict';
  const ROW = 20; // px
  const LEAST = 0.5; // px
  const TEXT_FROM = 28; // px: narrower boxes hold no letters
  const PAD = 4; // px
  const STEPS = 4;

  /** The style sheet's colours, as a canvas takes them. */
  function palette() {
    const probe = document.createElement('i');
    probe.hidden = true;
    document.body.append(probe);
    const colour = name => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const colours = { ink: colour('flame-ink'), smaller: colour('flame-smaller'), hit: colour('flame-hit') };
    colours.own = [0, 1, 2, 3, 4, 5].map(i => colour(`flame-own-${i}`));
    for (const whose of ['library', 'platform', 'native', 'jvm', 'kernel']) {
      colours[whose] = colour(`flame-${whose}`);
    }
    colours.same = colour('flame-same');
    colours.more = [1, 2, 3, 4].map(i => colour(`flame-more-${i}`));
    colours.less = [1, 2, 3, 4].map(i => colour(`flame-less-${i}`));
    colours.font = `12px ${getComputedStyle(document.documentElement).getPropertyValue('--mono')}`;
    probe.remove();
    return colours;
  }

  class Painter {
    constructor(canvas, tree) {
      this.canvas = canvas;
      this.context = canvas.getContext('2d', { alpha: true });
      this.tree = tree;
      this.greatest = tree.greatestChange();
      this.restyle();
    }

    restyle() {
      this.colours = palette();
      this.context.font = this.colours.font;
      this.letter = this.context.measureText('M').width;
    }

    colour(node) {
      const { tree, colours } = this;
      const frame = tree.frame[node];
      const whose = tree.frames.whose(frame);
      if (whose === 'smaller') {
        return colours.smaller;
      }
      if (tree.sides === 2) {
        const change = tree.change(node);
        const strength = this.greatest === 0 ? 0 : Math.sqrt(Math.abs(change) / this.greatest);
        const step = Math.ceil(strength * STEPS - 0.4) - 1;
        return step < 0 ? colours.same : (change > 0 ? colours.more : colours.less)[Math.min(step, STEPS - 1)];
      }
      return whose === 'own' ? colours.own[tree.frames.hue(frame)] : colours[whose];
    }

    /**
     * @param view width and height in px; from and to of the whole, 0 to 1; top in px; matches by
     *     frame or null; flip to have the roots below
     */
    paint(view) {
      const { canvas, context } = this;
      const ratio = globalThis.devicePixelRatio || 1;
      const width = Math.round(view.width * ratio);
      const height = Math.round(view.height * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, view.width, view.height);
      const boxes = new Map();
      const texts = [];
      this.collect(view, boxes, texts);
      for (const [style, coordinates] of boxes) {
        context.globalAlpha = style.dim ? 0.35 : 1;
        context.fillStyle = style.colour;
        for (let i = 0; i < coordinates.length; i += 3) {
          context.fillRect(coordinates[i], coordinates[i + 1], coordinates[i + 2], ROW - 1);
        }
      }
      this.write(texts);
    }

    collect(view, boxes, texts) {
      const { tree } = this;
      const scale = view.width / (view.to - view.from);
      const firstRow = Math.floor(view.top / ROW) - 1;
      const lastRow = Math.ceil((view.top + view.height) / ROW);
      const styles = new Map();
      const run = { row: -1, from: 0, to: 0 };
      for (let i = 0; i < tree.size;) {
        const row = tree.depth[i];
        const left = (tree.x[i] - view.from) * scale;
        const right = left + tree.w[i] * scale;
        const line = view.flip ? tree.rows - 1 - row : row;
        if (right <= 0 || left >= view.width || (!view.flip && row > lastRow)) {
          i = tree.end[i];
          continue;
        }
        if (right - left < LEAST) {
          this.gather(run, row, left, right, view, boxes, styles);
          i = tree.end[i];
          continue;
        }
        if (line >= firstRow && line <= lastRow) {
          this.box(i, Math.max(0, left), Math.min(view.width, right), line * ROW - view.top, view, boxes, styles, texts);
        }
        i++;
      }
      this.flush(run, view, boxes, styles);
    }

    /** Many too small to be seen beside each other are drawn as one, so that no time seems to be missing. */
    gather(run, row, left, right, view, boxes, styles) {
      if (run.row === row && left - run.to < LEAST) {
        run.to = right;
        return;
      }
      this.flush(run, view, boxes, styles);
      run.row = row;
      run.from = left;
      run.to = right;
    }

    flush(run, view, boxes, styles) {
      if (run.row >= 0 && run.to - run.from >= LEAST) {
        const line = view.flip ? this.tree.rows - 1 - run.row : run.row;
        this.push(boxes, styles, this.colours.smaller, view.matches !== null, run.from, line * ROW - view.top, run.to - run.from);
      }
      run.row = -1;
    }

    box(node, left, right, top, view, boxes, styles, texts) {
      const frame = this.tree.frame[node];
      const hit = view.matches !== null && view.matches[frame] === 1;
      const dim = view.matches !== null && !hit;
      const width = right - left;
      const shown = width > 3 ? width - 1 : width;
      this.push(boxes, styles, hit && this.tree.sides === 1 ? this.colours.hit : this.colour(node), dim, left, top, shown);
      if (width >= TEXT_FROM) {
        texts.push({ node, left, top, width: shown - 2 * PAD, dim });
      }
    }

    push(boxes, styles, colour, dim, left, top, width) {
      const key = dim ? `dim ${colour}` : colour;
      let style = styles.get(key);
      if (!style) {
        style = { colour, dim };
        styles.set(key, style);
        boxes.set(style, []);
      }
      boxes.get(style).push(left, top, width);
    }

    write(texts) {
      const { context, colours } = this;
      context.fillStyle = colours.ink;
      context.font = colours.font;
      context.textBaseline = 'middle';
      for (const text of texts) {
        context.globalAlpha = text.dim ? 0.6 : 1;
        const cut = this.cut(this.words(text.node), text.width);
        if (cut !== '') {
          context.fillText(cut, text.left + PAD, text.top + ROW / 2);
        }
      }
      context.globalAlpha = 1;
    }

    /** In a difference the number goes first: it is what the colour means. */
    words(node) {
      const label = this.tree.frames.label(this.tree.frame[node]);
      if (this.tree.sides === 1) {
        return label;
      }
      const points = this.tree.change(node) * 100;
      return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${Math.abs(points).toFixed(1)} ${label}`;
    }

    /** What fits; letters are of one width, unless they are not of Latin script. */
    cut(text, width) {
      const plain = /^[\x20-\x7e±−…]*$/.test(text);
      const fits = plain ? t => t.length * this.letter <= width : t => this.context.measureText(t).width <= width;
      if (fits(text)) {
        return text;
      }
      let low = 0;
      let high = Math.min(text.length, Math.floor(width / this.letter) + 1);
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (fits(`${text.slice(0, middle)}…`)) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low < 2 ? '' : `${text.slice(0, low)}…`;
    }
  }

  globalThis.Tocsin = Object.assign(globalThis.Tocsin || {}, { FlamePainter: Painter, flameRow: ROW });
})();
