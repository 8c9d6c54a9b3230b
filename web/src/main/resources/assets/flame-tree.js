// Profiles as trees of frames: layout, totals by method, search, callers and callees. Draws nothing.
(() => {
  'use strict';
  const WHOSE = ['own', 'library', 'platform', 'native', 'jvm', 'kernel', 'smaller'];

  /** The frames of one answer; trees made of it share them. */
  class Frames {
    constructor(answer) {
      this.classes = answer.classes;
      this.classOf = answer.frames.class_index;
      this.method = answer.frames.method;
      this.whoseOf = answer.frames.whose;
      this.size = this.method.length;
      this.labels = new Array(this.size);
      this.hues = new Int8Array(this.size).fill(-1);
    }

    whose(frame) {
      return WHOSE[this.whoseOf[frame]];
    }

    /** Class.method without the package, as it fits a box. */
    label(frame) {
      let label = this.labels[frame];
      if (label === undefined) {
        const name = this.classes[this.classOf[frame]];
        const java = this.whoseOf[frame] <= 2 && name !== '';
        label = java ? `${name.slice(name.lastIndexOf('.') + 1)}.${this.method[frame]}` : this.method[frame];
        this.labels[frame] = label;
      }
      return label;
    }

    full(frame) {
      const name = this.classes[this.classOf[frame]];
      return this.whoseOf[frame] <= 2 && name !== '' ? `${name}.${this.method[frame]}` : this.method[frame];
    }

    /** Package, or library of a native frame. */
    place(frame) {
      const name = this.classes[this.classOf[frame]];
      return this.whoseOf[frame] <= 2 ? name.slice(0, Math.max(0, name.lastIndexOf('.'))) : name;
    }

    /** One of six for own code, by package. */
    hue(frame) {
      if (this.hues[frame] < 0) {
        let hash = 7;
        for (const c of this.place(frame)) {
          hash = (hash * 31 + c.charCodeAt(0)) | 0;
        }
        this.hues[frame] = Math.abs(hash) % 6;
      }
      return this.hues[frame];
    }

    /** Which frames hold the text; null for no text. */
    matching(text) {
      const wanted = text.trim().toLowerCase();
      if (wanted === '') {
        return null;
      }
      const found = new Uint8Array(this.size);
      for (let f = 0; f < this.size; f++) {
        found[f] = this.full(f).toLowerCase().includes(wanted) ? 1 : 0;
      }
      return found;
    }
  }

  /** Nodes in preorder, so that a subtree is a range: from a node to end[node], exclusive. */
  class Tree {
    /**
     * @param totals weight of all samples by side; shares are of these
     * @param self weights of samples that ended at a node, by side
     */
    constructor(frames, totals, frame, depth, self) {
      const n = frame.length;
      this.frames = frames;
      this.totals = totals;
      this.sides = totals.length;
      this.size = n;
      this.frame = Int32Array.from(frame);
      this.depth = Int32Array.from(depth);
      this.self = self.map(weights => Float64Array.from(weights));
      this.total = this.self.map(weights => Float64Array.from(weights));
      this.parent = new Int32Array(n).fill(-1);
      this.end = new Int32Array(n);
      this.x = new Float64Array(n);
      this.w = new Float64Array(n);
      this.rows = 0;
      this.link();
      this.layOut();
    }

    link() {
      const path = [];
      for (let i = 0; i < this.size; i++) {
        const depth = this.depth[i];
        this.parent[i] = depth === 0 ? -1 : path[depth - 1];
        path[depth] = i;
        this.rows = Math.max(this.rows, depth + 1);
        this.end[i] = i + 1;
      }
      for (let i = this.size - 1; i >= 0; i--) {
        const parent = this.parent[i];
        if (parent >= 0) {
          this.end[parent] = Math.max(this.end[parent], this.end[i]);
          for (const total of this.total) {
            total[parent] += total[i];
          }
        }
      }
    }

    /** Widths as parts of 1: of two sides the mean of both shares, so that nothing that is in either is lost. */
    layOut() {
      let roots = 0;
      for (let i = 0; i < this.size; i++) {
        for (let side = 0; side < this.sides; side++) {
          this.w[i] += this.share(i, side);
        }
        roots += this.parent[i] < 0 ? this.w[i] : 0;
      }
      const next = new Float64Array(this.rows + 1);
      for (let i = 0; i < this.size; i++) {
        this.w[i] /= roots || 1;
        const depth = this.depth[i];
        this.x[i] = next[depth];
        next[depth] += this.w[i];
        next[depth + 1] = this.x[i];
      }
    }

    share(node, side) {
      return this.total[side][node] / (this.totals[side] || 1);
    }

    selfShare(node, side) {
      return this.self[side][node] / (this.totals[side] || 1);
    }

    /** Share after less share before. */
    change(node) {
      return this.share(node, 1) - this.share(node, 0);
    }

    greatestChange() {
      let greatest = 0;
      for (let i = 0; this.sides === 2 && i < this.size; i++) {
        greatest = Math.max(greatest, Math.abs(this.change(i)));
      }
      return greatest;
    }

    /** The node under a place, -1 for none. */
    at(position, row) {
      let i = 0;
      let end = this.size;
      while (i < end) {
        if (position < this.x[i] || position >= this.x[i] + this.w[i]) {
          i = this.end[i];
        } else if (this.depth[i] === row) {
          return i;
        } else {
          end = this.end[i];
          i++;
        }
      }
      return -1;
    }

    firstChild(node) {
      const child = node + 1;
      return child < this.end[node] ? child : -1;
    }

    /** The neighbour under the same parent, -1 for none. */
    sibling(node, step) {
      const parent = this.parent[node];
      const end = parent < 0 ? this.size : this.end[parent];
      if (step > 0) {
        return this.end[node] < end ? this.end[node] : -1;
      }
      let i = parent + 1;
      let before = -1;
      while (i < node) {
        before = i;
        i = this.end[i];
      }
      return before;
    }

    /** By side, the part of all samples that lies under a matching frame; each sample once. */
    matched(matches) {
      const sums = this.totals.map(() => 0);
      for (let i = 0; i < this.size;) {
        if (matches[this.frame[i]]) {
          sums.forEach((_, side) => { sums[side] += this.share(i, side); });
          i = this.end[i];
        } else {
          i++;
        }
      }
      return sums;
    }

    /** Own and whole weight of each method, by side; a recursive one counts once in a stack. */
    methods() {
      const rows = new Map();
      const open = new Uint32Array(this.frames.size);
      const path = [];
      for (let i = 0; i < this.size; i++) {
        const frame = this.frame[i];
        while (path.length > this.depth[i]) {
          open[path.pop()]--;
        }
        let row = rows.get(frame);
        if (!row) {
          row = { frame, self: this.totals.map(() => 0), total: this.totals.map(() => 0) };
          rows.set(frame, row);
        }
        for (let side = 0; side < this.sides; side++) {
          row.self[side] += this.self[side][i];
          row.total[side] += open[frame] === 0 ? this.total[side][i] : 0;
        }
        open[frame]++;
        path.push(frame);
      }
      return [...rows.values()].filter(row => this.frames.whose(row.frame) !== 'smaller');
    }

    /** Outermost nodes of a method. */
    outermost(frame) {
      const found = [];
      for (let i = 0; i < this.size;) {
        if (this.frame[i] === frame) {
          found.push(i);
          i = this.end[i];
        } else {
          i++;
        }
      }
      return found;
    }

    /** What the method calls, from all of its places. */
    callees(frame) {
      const merged = new Growing(this);
      for (const node of this.outermost(frame)) {
        const path = [];
        for (let i = node; i < this.end[node]; i++) {
          const depth = this.depth[i] - this.depth[node];
          path[depth] = merged.child(depth === 0 ? -1 : path[depth - 1], this.frame[i]);
          merged.add(path[depth], this.self.map(weights => weights[i]));
        }
      }
      return merged.tree();
    }

    /** Who calls the method: it is the root, its callers stand under it. */
    callers(frame) {
      const merged = new Growing(this);
      for (const node of this.outermost(frame)) {
        let at = -1;
        for (let i = node; i >= 0; i = this.parent[i]) {
          at = merged.child(at, this.frame[i]);
        }
        merged.add(at, this.total.map(weights => weights[node]));
      }
      return merged.tree();
    }
  }

  /** A tree while stacks are added to it. */
  class Growing {
    constructor(like) {
      this.like = like;
      this.frame = [];
      this.self = [];
      this.roots = new Map();
      this.children = [];
    }

    child(parent, frame) {
      const among = parent < 0 ? this.roots : this.children[parent];
      let node = among.get(frame);
      if (node === undefined) {
        node = this.frame.push(frame) - 1;
        this.self.push(this.like.totals.map(() => 0));
        this.children.push(new Map());
        among.set(frame, node);
      }
      return node;
    }

    add(node, weights) {
      weights.forEach((weight, side) => { this.self[node][side] += weight; });
    }

    /** With the heaviest child first. */
    tree() {
      const size = this.frame.map((_, i) => this.self[i].reduce((sum, weight, side) => sum + weight / (this.like.totals[side] || 1), 0));
      for (let i = size.length - 1; i >= 0; i--) {
        this.children[i].forEach(child => { size[i] += size[child]; });
      }
      const ordered = among => [...among.values()].sort((a, b) => size[a] - size[b]);
      const frame = [];
      const depth = [];
      const self = this.like.totals.map(() => []);
      const open = ordered(this.roots).map(node => [node, 0]);
      while (open.length > 0) {
        const [node, at] = open.pop();
        frame.push(this.frame[node]);
        depth.push(at);
        self.forEach((weights, side) => weights.push(this.self[node][side]));
        ordered(this.children[node]).forEach(child => open.push([child, at + 1]));
      }
      return new Tree(this.like.frames, this.like.totals, frame, depth, self);
    }
  }

  function read(answer) {
    const frames = new Frames(answer);
    return new Tree(frames, answer.totals, answer.nodes.frame, answer.nodes.depth, answer.nodes.self);
  }

  globalThis.Tocsin = Object.assign(globalThis.Tocsin || {}, { flameTree: read });
})();
