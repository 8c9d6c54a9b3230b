// How weights and shares of profiles are written.
(() => {
  'use strict';
  const language = document.documentElement.lang || 'en';
  const share = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  // The same words as the server writes.
  const UNITS = language.startsWith('zh')
    ? { h: '小时', min: '分钟', s: '秒', ms: '毫秒', us: '微秒', ns: '纳秒' }
    : { h: 'h', min: 'min', s: 's', ms: 'ms', us: 'µs', ns: 'ns' };
  const TIMES = [['h', 7200e9, 3600e9], ['min', 120e9, 60e9], ['s', 1e9, 1e9], ['ms', 1e6, 1e6], ['us', 1e3, 1e3], ['ns', 0, 1]];
  const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

  function percent(part) {
    const value = part * 100;
    return `${(Math.abs(value) > 0 && Math.abs(value) < 0.1 ? small : share).format(value)}\u00a0%`;
  }

  function time(nanos) {
    const [unit, , size] = TIMES.find(([, from]) => nanos >= from);
    const value = Number((nanos / size).toPrecision(3));
    return `${new Intl.NumberFormat(language).format(value)}\u00a0${UNITS[unit]}`;
  }

  function bytes(count) {
    let value = count;
    let unit = 0;
    while (value >= 1000 && unit < BYTES.length - 1) {
      value /= 1024;
      unit++;
    }
    return `${Number(value.toPrecision(3))} ${BYTES[unit]}`;
  }

  /** In points of a hundred, always with its sign. */
  function points(change) {
    const value = (Math.abs(change) * 100).toFixed(1);
    return `${Number(value) === 0 ? '±' : change > 0 ? '+' : '−'}${value}`;
  }

  globalThis.Tocsin = Object.assign(globalThis.Tocsin || {}, {
    flameFigures: { percent, points, weight: (value, type) => (type === 'alloc' ? bytes(value) : time(value)) },
  });
})();
