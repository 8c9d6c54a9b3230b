// One flame graph on its canvas: zoom, pan, keyboard, tip. What it shows is given; where it stands is its own.
(() => {
  'use strict';
  const ROW = Tocsin.flameRow;
  const LEAST_SPAN = 1e-9; // of the whole
  const STILL = matchMedia('(prefers-reduced-motion: reduce)');

  class FlameView {
    /**
     * @param box has .flame-scroll > canvas, .flame-mark and .flame-at
     * @param told say(node) words of a node; tip(node) its lines; pick(frame) a method was chosen
     */
    constructor(box, tree, told, flip) {
      this.box = box;
      this.tree = tree;
      this.told = told;
      this.flip = flip === true;
      this.scroll = box.querySelector('.flame-scroll');
      this.canvas = box.querySelector('canvas');
      this.mark = box.querySelector('.flame-mark');
      this.at = box.querySelector('.flame-at');
      this.painter = new Tocsin.FlamePainter(this.canvas, tree);
      this.from = 0;
      this.to = 1;
      this.node = -1;
      this.matches = null;
      this.asked = false;
      this.canvas.style.marginBottom = `${-this.scroll.clientHeight}px`;
      this.scroll.querySelector('.flame-room').style.height = `${tree.rows * ROW}px`;
      this.listen();
      if (this.flip) {
        this.scroll.scrollTop = this.scroll.scrollHeight;
      }
      this.draw();
    }

    listen() {
      const stop = this.stop = new AbortController();
      const on = (target, name, act, more) => target.addEventListener(name, act, { signal: stop.signal, ...more });
      on(this.scroll, 'scroll', () => this.draw());
      on(this.scroll, 'wheel', event => this.wheel(event), { passive: false });
      on(this.scroll, 'pointerdown', event => this.grab(event));
      on(this.scroll, 'pointermove', event => this.move(event));
      on(this.scroll, 'pointerup', event => this.release(event));
      on(this.scroll, 'pointercancel', () => { this.held = null; });
      on(this.scroll, 'pointerleave', () => this.hover(-1));
      on(this.scroll, 'keydown', event => this.key(event));
      on(this.scroll, 'focus', () => this.select(this.node < 0 ? this.first() : this.node));
      on(matchMedia('(prefers-color-scheme: dark)'), 'change', () => { this.painter.restyle(); this.draw(); });
      this.sized = new ResizeObserver(() => this.draw());
      this.sized.observe(this.scroll);
    }

    close() {
      this.stop.abort();
      this.sized.disconnect();
    }

    draw() {
      if (!this.asked) {
        this.asked = true;
        requestAnimationFrame(() => { this.asked = false; this.paint(); });
      }
    }

    paint() {
      const width = this.scroll.clientWidth;
      const height = this.scroll.clientHeight;
      if (width === 0) {
        return;
      }
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
      this.canvas.style.marginBottom = `${-height}px`;
      this.painter.paint({ width, height, from: this.from, to: this.to, top: this.scroll.scrollTop, matches: this.matches, flip: this.flip });
      this.place();
    }

    line(node) {
      return this.flip ? this.tree.rows - 1 - this.tree.depth[node] : this.tree.depth[node];
    }

    /** The outline of the node that is pointed at or chosen. */
    place() {
      const node = this.pointed >= 0 ? this.pointed : this.node;
      this.mark.hidden = node < 0;
      if (node >= 0) {
        const scale = this.scroll.clientWidth / (this.to - this.from);
        const left = Math.max(0, (this.tree.x[node] - this.from) * scale);
        const right = Math.min(this.scroll.clientWidth, (this.tree.x[node] + this.tree.w[node] - this.from) * scale);
        this.mark.hidden = right < 0 || left > this.scroll.clientWidth;
        this.mark.style.left = `${left}px`;
        this.mark.style.width = `${Math.max(2, right - left)}px`;
        this.mark.style.top = `${this.line(node) * ROW}px`;
      }
    }

    under(event) {
      const area = this.scroll.getBoundingClientRect();
      const position = this.from + (event.clientX - area.left) / this.scroll.clientWidth * (this.to - this.from);
      const line = Math.floor((event.clientY - area.top + this.scroll.scrollTop) / ROW);
      return this.tree.at(position, this.flip ? this.tree.rows - 1 - line : line);
    }

    hover(node, event) {
      if (node !== this.pointed) {
        this.pointed = node;
        this.place();
      }
      this.told.tip(node, event);
    }

    grab(event) {
      if (event.button === 0 && event.pointerType === 'mouse') {
        this.held = { x: event.clientX, y: event.clientY, from: this.from, top: this.scroll.scrollTop, moved: false };
      } else {
        this.held = null;
      }
    }

    move(event) {
      if (!this.held) {
        this.hover(this.under(event), event);
        return;
      }
      const dx = event.clientX - this.held.x;
      const dy = event.clientY - this.held.y;
      if (!this.held.moved && Math.hypot(dx, dy) > 4) {
        this.held.moved = true;
        this.scroll.setPointerCapture(event.pointerId);
        this.hover(-1);
      }
      if (this.held.moved) {
        const span = this.to - this.from;
        this.range(this.held.from - dx / this.scroll.clientWidth * span, span);
        this.scroll.scrollTop = this.held.top - dy;
      }
    }

    release(event) {
      const moved = this.held && this.held.moved;
      this.held = null;
      const node = this.under(event);
      if (!moved && node >= 0 && event.button === 0) {
        this.select(node);
        this.zoom(node);
      }
    }

    wheel(event) {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const area = this.scroll.getBoundingClientRect();
        this.scaleAt((event.clientX - area.left) / this.scroll.clientWidth, Math.exp(event.deltaY / 300));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        const span = this.to - this.from;
        this.range(this.from + (event.deltaX || event.deltaY) / this.scroll.clientWidth * span, span);
      }
    }

    scaleAt(part, factor) {
      const span = Math.min(1, Math.max(LEAST_SPAN, (this.to - this.from) * factor));
      this.range(this.from + part * (this.to - this.from - span), span);
    }

    range(from, span) {
      this.from = Math.min(Math.max(0, from), 1 - span);
      this.to = this.from + span;
      this.draw();
    }

    /** Until the node fills the width; what is chosen shows before the movement ends. */
    zoom(node) {
      const from = node < 0 ? 0 : this.tree.x[node];
      const span = node < 0 ? 1 : Math.max(LEAST_SPAN, this.tree.w[node]);
      this.box.classList.toggle('zoomed', span < 0.999999);
      if (STILL.matches) {
        this.range(from, span);
        return;
      }
      const start = performance.now();
      const first = { from: this.from, span: this.to - this.from };
      const turn = this.turn = {};
      const step = now => {
        if (this.turn !== turn) {
          return;
        }
        const part = Math.min(1, Math.max(0, now - start) / 160);
        const eased = 1 - (1 - part) ** 3;
        this.from = first.from + (from - first.from) * eased;
        this.to = this.from + first.span + (span - first.span) * eased;
        this.paint();
        if (part < 1) {
          requestAnimationFrame(step);
        }
      };
      requestAnimationFrame(step);
    }

    reset() {
      this.zoom(-1);
    }

    first() {
      return this.tree.size > 0 ? 0 : -1;
    }

    select(node) {
      this.node = node;
      this.place();
      if (node >= 0) {
        this.at.textContent = this.told.say(node);
        const top = this.line(node) * ROW;
        if (top < this.scroll.scrollTop) {
          this.scroll.scrollTop = top;
        } else if (top + ROW > this.scroll.scrollTop + this.scroll.clientHeight) {
          this.scroll.scrollTop = top + ROW - this.scroll.clientHeight;
        }
        const right = this.tree.x[node] + this.tree.w[node];
        if (this.tree.x[node] >= this.to || right <= this.from) {
          this.range(this.tree.x[node], this.to - this.from);
        }
      }
    }

    step(key) {
      const { tree, node } = this;
      const inward = this.flip ? 'ArrowUp' : 'ArrowDown';
      switch (key) {
        case 'Home': return this.first();
        case 'ArrowLeft': return tree.sibling(node, -1);
        case 'ArrowRight': return tree.sibling(node, 1);
        default: return key === inward ? tree.firstChild(node) : tree.parent[node];
      }
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const node = this.node < 0 ? this.first() : this.node;
      switch (event.key) {
        case 'ArrowUp': case 'ArrowDown': case 'ArrowLeft': case 'ArrowRight': case 'Home': {
          const next = this.node < 0 ? this.first() : this.step(event.key);
          if (next >= 0) {
            this.select(next);
          }
          break;
        }
        case 'Enter': this.zoom(node); break;
        case '+': case '=': this.scaleAt(0.5, 0.5); break;
        case '-': this.scaleAt(0.5, 2); break;
        case '0': this.reset(); break;
        case 's': this.told.pick(this.tree.frame[node]); break;
        case 'Escape':
          if (this.to - this.from > 0.999999) {
            return;
          }
          this.reset();
          break;
        default: return;
      }
      event.preventDefault();
      event.stopPropagation();
    }

    highlight(matches) {
      this.matches = matches;
      this.draw();
    }
  }

  globalThis.Tocsin.FlameView = FlameView;
})();
