/* The clock's arithmetic and its still pictures: scales, squares of claims, story marks, the overview.
 *
 * Nothing here listens to anything; clock.js puts the pieces together and moves the few parts that move.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var axis = (cm.axis = {});
  var DISC = 24;
  var pen = null;

  axis.PHONE = "(max-width: 640px)";
  axis.LAPTOP = "(max-width: 1360px), (max-height: 800px)";

  axis.size = function () {
    return root.matchMedia(axis.PHONE).matches ? "phone" : root.matchMedia(axis.LAPTOP).matches ? "laptop" : "desk";
  };

  /* Heights and places per size; x0 and x1 bound the plot inside the right-hand part. */
  var SIZES = {
    desk: { h: 114, base: 59, top: 24, text: 15, flag: 18, square: 4.4, least: 3.2, strip: 81, stripH: 19, r: 3.4, knob: 6.5, pad: 12, end: 2 },
    laptop: { h: 90, base: 44, top: 21, text: 15, flag: 16, square: 3.4, least: 2.2, strip: 64, stripH: 12, r: 3, knob: 6, pad: 12, end: 2 },
    phone: { h: 46, base: 29, top: 0, text: 15, flag: 15, square: 5, least: 2.2, strip: 0, stripH: 0, r: 3, knob: 6.5, pad: 0, end: 0 }
  };

  axis.measures = function (size, width) {
    var m = Object.assign({ size: size, w: width }, SIZES[size]);
    m.x0 = m.pad;
    m.x1 = Math.max(m.x0 + 60, width - m.end);
    return m;
  };

  /* Days to pixels. x(day) is the start of the day, x(day + 1) its end. */
  axis.scale = function (from, to, x0, x1) {
    var first = cm.day(from), days = cm.day(to) - first + 1, slot = (x1 - x0) / days;
    return {
      first: first, days: days, slot: slot, x0: x0, x1: x1,
      x: function (day) { return x0 + (day - first) * slot; },
      middle: function (day) { return x0 + (day - first + 0.5) * slot; },
      dayAt: function (x) { return first + Math.max(0, Math.min(days - 1, Math.floor((x - x0) / slot))); },
      edgeAt: function (x) { return first + Math.round((x - x0) / slot); }
    };
  };

  axis.textWidth = function (text, size, weight) {
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = (weight || 400) + " " + size + "px \"Source Sans\", \"Source Sans 3\", \"Source Sans Pro\", system-ui, sans-serif";
    return pen.measureText(text).width;
  };

  function byDay(claims, scale) {
    var days = new Map();
    claims.forEach(function (claim) {
      var day = cm.day(cm.saidOn(claim));
      if (day < scale.first || day >= scale.first + scale.days) return;
      if (days.has(day)) days.get(day).push(claim.id); else days.set(day, [claim.id]);
    });
    return days;
  }

  function most(days) {
    var max = 0;
    days.forEach(function (ids) { max = Math.max(max, ids.length); });
    return max;
  }

  /* The largest square, in the fewest columns, with which the fullest day still fits. */
  function fitSquares(max, slot, room, m) {
    for (var columns = 1; columns <= 4; columns++) {
      for (var side = slot > 60 ? m.square * 1.5 : m.square; side >= m.least; side -= 0.2) {
        var pitch = side + (side > 3 ? 1 : 0.8);
        if (columns * pitch <= slot - 1 && Math.floor(room / pitch) * columns >= max) return { side: side, pitch: pitch, columns: columns };
      }
    }
    return null;
  }

  function box(x, y, w, h) { return "M" + cm.r1(x) + " " + cm.r1(y) + "h" + cm.r1(w) + "v" + cm.r1(h) + "h" + cm.r1(-w) + "z"; }

  /* One square per claim on the day it was said, or a bar per day where squares no longer fit.
   * Returns {path, of: claim id -> its own piece of the path}. */
  axis.density = function (claims, scale, m) {
    var days = byDay(claims, scale), max = most(days), room = m.base - m.top - 2;
    var fit = scale.slot < 5 ? null : fitSquares(max, scale.slot, room, m);
    var of = new Map(), path = "";
    days.forEach(function (ids, day) {
      if (!fit) {
        var h = Math.max(2, room * 0.94 * ids.length / max), w = Math.max(1.2, Math.min(scale.slot - 0.8, 6));
        var bar = box(scale.middle(day) - w / 2, m.base - h, w, h);
        ids.forEach(function (id) { of.set(id, bar); });
        path += bar;
        return;
      }
      ids.forEach(function (id, i) {
        var row = Math.floor(i / fit.columns), inRow = Math.min(fit.columns, ids.length - row * fit.columns);
        var x = scale.middle(day) - (inRow * fit.pitch - (fit.pitch - fit.side)) / 2 + (i % fit.columns) * fit.pitch;
        var piece = box(x, m.base - (row + 1) * fit.pitch, fit.side, fit.side);
        of.set(id, piece);
        path += piece;
      });
    });
    return { path: path, of: of, squares: Boolean(fit) };
  };

  /* Small ticks on day borders, or on weeks where days are too narrow. */
  axis.notches = function (scale, m) {
    var step = scale.slot >= 5 ? 1 : 7, d = "";
    for (var i = 0; i <= scale.days; i += step) d += "M" + cm.r1(scale.x0 + i * scale.slot) + " " + m.base + "v3";
    return d;
  };

  /* Labels of the window's axis: [{x, text, anchor, width}]. */
  axis.labels = function (state, scale, m) {
    var phone = m.size === "phone";
    var ticks = cm.ticks(state.from, state.to, Math.max(2, Math.floor((m.x1 - m.x0) / (phone ? 70 : 150))));
    var oneYear = state.from.slice(0, 4) === state.to.slice(0, 4);
    var monthly = ticks.length > 1 && ticks.every(function (t) { return t.slice(8) === "01"; });
    var year = "";
    return ticks.map(function (iso) {
      var fresh = !oneYear && iso.slice(0, 4) !== year;
      year = iso.slice(0, 4);
      var text = (monthly ? cm.monthName(iso) : cm.shortDay(iso)) + (fresh ? " " + year : "");
      var x = monthly ? scale.x(cm.day(iso)) : scale.middle(cm.day(iso)), width = axis.textWidth(text, 11.5);
      var anchor = x - width / 2 < m.x0 - m.pad ? "start" : x + width / 2 > m.x1 + m.end ? "end" : "middle";
      if (anchor !== "middle") x = anchor === "start" ? m.x0 : m.x1;
      return { x: x, text: text, anchor: anchor, width: width };
    });
  };

  /* Where each story step's disc and title go: in the window on its date, else at the edge it lies behind. */
  axis.story = function (story, current, scale, m) {
    var end = function (step) { return cm.day(step.clock) + 1; };
    var marks = story.map(function (step) {
      var day = end(step) - 1;
      return { step: step, where: day < scale.first ? "before" : day >= scale.first + scale.days ? "after" : "in", title: null };
    });
    var group = function (where) { return marks.filter(function (k) { return k.where === where; }); };
    var before = group("before"), inside = group("in"), after = group("after");
    before.forEach(function (k, i) { k.x = m.x0 + 18 + i * DISC; });
    after.forEach(function (k, i) { k.x = m.x1 - 20 - (after.length - 1 - i) * DISC; });
    var low = before.length ? before[before.length - 1].x + DISC : m.x0 + 9;
    var high = after.length ? after[0].x - DISC : m.x1 - 9;
    inside.forEach(function (k, i) {
      k.at = scale.x(end(k.step));
      k.x = Math.max(k.at, i ? inside[i - 1].x + DISC : low);
    });
    for (var i = inside.length - 1; i >= 0; i--) inside[i].x = Math.min(inside[i].x, i === inside.length - 1 ? high : inside[i + 1].x - DISC);

    var taken = marks.map(function (k) { return [k.x - 13, k.x + 13]; });
    var free = function (a, b, own) {
      return a >= m.x0 && b <= m.x1 && taken.every(function (t, j) { return j === own || b <= t[0] || a >= t[1]; });
    };
    var name = function (k, sides) {
      var own = marks.indexOf(k), width = axis.textWidth(k.step.title, 12.5, 600) + 6;
      sides.some(function (side) {
        var a = side === "right" ? k.x + 12 : k.x - 12 - width, b = a + width;
        if (!free(a, b, own)) return false;
        k.title = side;
        k.width = width;
        taken.push([a - 8, b + 8]);
        return true;
      });
    };
    inside.slice().sort(function (a, b) { return (b.step === current) - (a.step === current); })
      .forEach(function (k) { name(k, ["right", "left"]); });
    if (after.length) name(after[0], ["left"]);
    return marks;
  };

  /* The overview: bars of claims per day over the whole span, area claims as signs with their numbers. */
  axis.areaClaims = function (data, claims, topic) {
    return claims.filter(function (c) { return c.topic === topic && cm.height(c) !== null; });
  };

  axis.strip = function (data, claims, area, scale, m) {
    var days = byDay(claims, scale), max = Math.max(1, most(days)), bottom = m.strip + m.stripH, d = "";
    days.forEach(function (ids, day) {
      var h = Math.max(1.5, (m.stripH - 2) * ids.length / max), w = Math.max(1, Math.min(2.6, scale.slot * 0.6));
      d += box(scale.middle(day) - w / 2, bottom - h, w, h);
    });
    var top = area.reduce(function (v, c) { return Math.max(v, cm.height(c)); }, 1);
    var signs = area.map(function (c) {
      return {
        claim: c, side: cm.side(data, c), x: scale.middle(cm.day(cm.saidOn(c))),
        y: bottom - m.r - 1 - cm.height(c) / top * (m.stripH - 2 * m.r - 2)
      };
    });
    return { path: d, signs: signs, labels: axis.areaLabels(signs, scale, m) };
  };

  /* Numbers beside the signs where they cross nothing: the first, the largest and the last before the rest. */
  axis.areaLabels = function (signs, scale, m) {
    var taken = signs.map(function (s) { return [s.x - m.r - 1, s.x + m.r + 1]; }), out = [];
    var order = signs.slice().sort(function (a, b) { return cm.height(b.claim) - cm.height(a.claim); });
    if (signs.length) order = [order[0], signs[signs.length - 1]].concat(order.slice(1));
    order.forEach(function (s, rank) {
      if (out.some(function (o) { return o.sign === s; })) return;
      var text = cm.value(s.claim).replace(/\s*(km²|km2|sq\.? km)$/, "") + " km²";
      if (rank === 0) text += " claimed";
      var width = axis.textWidth(text, 11) + 2;
      [s.x + m.r + 5, s.x - m.r - 5 - width].some(function (a) {
        var b = a + width;
        if (a < scale.x0 || b > scale.x1 || taken.some(function (t) { return b > t[0] - 1 && a < t[1] + 1; })) return false;
        taken.push([a - 3, b + 3]);
        out.push({ sign: s, x: a, text: text });
        return true;
      });
    });
    return out;
  };

  /* Months under the overview: the two ends and every other month between, where there is room. */
  axis.stripLabels = function (span, scale) {
    var first = { x: scale.x0, text: cm.mediumDay(span.from), anchor: "start" };
    var last = { x: scale.x1, text: cm.mediumDay(span.to), anchor: "end" };
    var left = scale.x0 + axis.textWidth(first.text, 11), right = scale.x1 - axis.textWidth(last.text, 11);
    var between = cm.ticks(span.from, span.to, 5).map(function (iso) {
      return { x: scale.x(cm.day(iso)), text: cm.monthName(iso) + (iso.slice(5, 7) === "01" ? " " + iso.slice(0, 4) : ""), anchor: "middle" };
    }).filter(function (t) { return t.x > left + 28 && t.x < right - 28; });
    return [first].concat(between, [last]);
  };
})(window);
