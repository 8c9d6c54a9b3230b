// How weights and shares of profiles are written.
(() => {
  'use strict';
  const language = document.documentElement.lang || 'en';
  const share = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });
  const TIMES = [['second', 1e9], ['millisecond', 1e6], ['microsecond', 1e3], ['nanosecond', 1]];
  const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

  function percent(part) {
    return Math.abs(part) > 0 && Math.abs(part) < 0.001 ? small.format(part) : share.format(part);
  }

  function time(nanos) {
    const [unit, size] = TIMES.find(([, s]) => nanos >= s) || TIMES[3];
    const value = nanos / size;
    if (unit === 'second' && value >= 120) {
      const minutes = value >= 7200 ? ['hour', 3600] : ['minute', 60];
      return number(value / minutes[1], minutes[0]);
    }
    return number(value, unit);
  }

  function number(value, unit) {
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }).format(value);
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
