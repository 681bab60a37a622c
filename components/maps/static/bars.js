/* Figures that do not make a series: one row per claim on one axis from zero, parts inside their whole.
 *
 * Never a sum, never a mean: what stands in a bar is what somebody said. Returns pictures; figures.js places them.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var bars = (cm.bars = {});
  var TITLE = 18;
  var ROW = 18;
  var COUNTS = ["killed", "wounded", "captured", "missing"];

  function r1(v) { return cm.r1(v); }
  function targets(claim, kind) { return claim.rel.filter(function (r) { return r[0] === kind; }).map(function (r) { return r[1]; }); }
  function meets(a, b) { return (a.from || "") <= (b.to || b.from) && (b.from || "") <= (a.to || a.from); }
  function zeros(n) { return /0*$/.exec(String(Math.round(n)))[0].length; }

  /* Printings of one statement become one entry, shown by its rounder form and its better known day. */
  function merged(claims) {
    var out = [];
    claims.forEach(function (c) {
      var twin = out.filter(function (e) { return e.claims.some(function (o) { return cm.lanes.sameSaying(o, c) && meets(o.said, c.said); }); })[0];
      if (twin) twin.claims.push(c);
      else out.push({ claims: [c] });
    });
    out.forEach(function (e) {
      e.claim = e.claims.slice().sort(function (a, b) { return cm.height(a) === null ? 0 : zeros(cm.height(b)) - zeros(cm.height(a)); })[0];
      e.dated = e.claims.filter(function (c) { return c.said.precision === "exact"; })[0] || e.claim;
      e.period = e.claims.map(function (c) { return c.period && c.period.text; }).filter(Boolean)[0] || "";
      if (e.dated.period) e.period = e.dated.period.text;
      e.ids = e.claims.map(function (c) { return c.id; });
      e.day = cm.saidOn(e.dated);
      e.parts = [];
    });
    return out;
  }

  /* Rows of a topic, newest first; a part of a whole of the same speaker lies inside it. */
  bars.rows = function (claims) {
    var all = merged(claims), home = new Map();
    all.forEach(function (e) { e.ids.forEach(function (id) { home.set(id, e); }); });
    var rows = all.filter(function (e) {
      var whole = null;
      e.claims.forEach(function (c) {
        targets(c, "part_of").forEach(function (id) {
          var w = home.get(id);
          if (w && w !== e && w.claim.by.join() === c.by.join()) whole = w;
        });
      });
      if (whole) whole.parts.push(e);
      return !whole;
    });
    rows.forEach(function (e) {
      e.parts.sort(function (a, b) { return COUNTS.indexOf((a.claim.fig || {}).counts) - COUNTS.indexOf((b.claim.fig || {}).counts); });
    });
    return rows.sort(function (a, b) { return a.day < b.day ? 1 : a.day > b.day ? -1 : 0; });
  };

  function ceil(v) {
    var power = Math.pow(10, Math.floor(Math.log10(v)));
    return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(function (f) { return f * power; }).filter(function (s) { return s >= v * 0.999; })[0];
  }

  function top(e) {
    var f = e.claim.fig;
    return !f ? 0 : Math.max(f.low || 0, f.best || 0, f.high || 0);
  }

  bars.height = function (rows, limit) {
    var n = Math.min(rows.length, limit || rows.length);
    return n === 1 ? TITLE + 18 : TITLE + n * ROW + (rows.some(top) ? 14 : 2);
  };

  /* How many rows fit a height; at least one. */
  bars.fitting = function (rows, height) {
    for (var n = rows.length; n > 1; n--) if (bars.height(rows, n) + (n < rows.length ? 14 : 0) <= height) return n;
    return 1;
  };

  function text(x, y, cls, anchor, children) { return cm.svg("text", { x: r1(x), y: r1(y), "class": cls, "text-anchor": anchor || null }, children); }
  function rect(x, y, w, h, cls) { return cm.svg("rect", { x: r1(x), y: y, width: r1(Math.max(0, w)), height: h, "class": cls }); }

  function partyText(data, rows) {
    var claims = rows.map(function (e) { return e.claim; }), n = claims.filter(function (c) { return cm.isParty(data, c); }).length;
    if (!n) return "";
    return n === rows.length ? "by a party to the conflict" : n + " of " + rows.length + " by a party to the conflict";
  }

  function titleLine(data, topic, rows, width, right) {
    var one = rows.length === 1 ? rows[0] : null, unit = cm.laneLayout.unit(topic), named = topic.title.toLowerCase().indexOf(unit) >= 0;
    if (named) unit = "";
    var tail = one ? [one.period, "said " + (one.dated.said.precision === "before" ? "before " : "") + cm.shortDay(one.day)].filter(Boolean).join(", ") : "";
    var tag = partyText(data, rows), room = width - cm.textWidth(topic.title, 13.5, 600) - 7 - right;
    var choices = [[unit, topic.sub, tail, tag], [unit, tail, tag], [one ? "said " + cm.shortDay(one.day) : "", tag], [tag]].map(function (c) { return c.filter(Boolean).join(" · "); });
    var sub = choices.filter(function (c) { return cm.textWidth(c, 12, 400) <= room; })[0] || "";
    return text(0, 12, "cm-lane-name", null, [cm.svg("tspan", { "class": "cm-value" }, topic.title), sub ? cm.svg("tspan", { "class": "cm-muted cm-small", dx: 7 }, sub) : null]);
  }

  /* The bar itself, from zero, at (x0, y). */
  function barOf(e, x0, y, h, k) {
    var f = e.claim.fig, out = [];
    if (!f || !top(e)) return f && f.hedge === "vague" ? [rect(x0, y + 2, 34, h - 4, "cm-bar cm-bar-vague")] : [];
    var ranged = f.low !== null && f.high !== null && f.low < f.high, end = cm.height(e.claim) * k;
    var open = f.best === null && f.low === null;
    out.push(rect(x0, y, (ranged ? f.low * k : end), h, "cm-bar" + (e.parts.length ? " cm-bar-whole" : open ? " cm-bar-open" : "")));
    if (ranged) out.push(rect(x0 + f.low * k, y + h * 0.25, (f.high - f.low) * k, h * 0.5, "cm-bar cm-bar-range"));
    var x = x0;
    e.parts.forEach(function (p, i) {
      var w = (cm.height(p.claim) || 0) * k, f2 = p.claim.fig, label = f2.text + (f2.counts ? " " + f2.counts.replace(/\+/g, ", ") : ""), room = w - 12;
      var fits = cm.textWidth(label, 12, i ? 400 : 600) <= room;
      out.push(cm.svg("g", { "data-cm-id": p.ids[0], "data-cm-ids": p.ids.join(" "), "class": "cm-part cm-part-" + Math.min(i, 2) },
        rect(x + (i ? 1 : 0), y, w - (i ? 1 : 0), h, "cm-bar"), fits ? text(x + 8, y + h / 2 + 4, "cm-part-name", null, label) : null));
      x += w;
    });
    return out;
  }

  function caps(e, x, y, n) {
    var f = e.claim.fig, half = n * 6 + 2;
    if (!f || f.best !== null || (f.low !== null && f.high !== null)) return null;
    if (f.high !== null) return cm.svg("path", { d: "M" + r1(x + half + 0.5) + " " + (y - 6) + "v12M" + r1(x - half) + " " + (y - 3) + "l-4 3l4 3", "class": "cm-cap" });
    return f.low !== null ? cm.svg("path", { d: "M" + r1(x + half + 0.5) + " " + (y - 3) + "l4 3l-4 3", "class": "cm-cap" }) : null;
  }

  /* Value and speaker at the right edge; where both do not fit there, the speaker goes into or behind the bar. */
  function ending(data, e, end, m) {
    var who = cm.speakerShort(data, e.claim), value = m.named ? cm.bareValue(e.claim, m.topic) : cm.value(e.claim), quoted = value.charAt(0) === "“", room = m.width - m.plot - 8;
    var vw = cm.textWidth(value, 12.5, quoted ? 500 : 600, quoted), ww = cm.textWidth(who, 12.5, 400), start = Math.min(m.plot + 8, m.width - vw - 4 - ww);
    var both = start >= m.plot + 8 || start > end + 14;
    return { value: value, who: both ? who : "", apart: both ? "" : who, quoted: quoted, x: both ? start : Math.min(m.plot + 8, m.width - vw), room: room };
  }

  function endText(l, end, y) {
    return [l.x - end > 20 ? cm.svg("path", { d: "M" + r1(end + 5) + " " + y + "H" + r1(l.x - 5), "class": "cm-leader" }) : null,
      text(l.x, y + 4, "cm-halo", null, [cm.svg("tspan", { "class": l.quoted ? "cm-serif" : "cm-value" }, l.value), l.who ? cm.svg("tspan", { "class": "cm-muted", dx: 4 }, l.who) : null])];
  }

  function row(data, e, y, h, x0, m, several) {
    var sides = cm.speakers(data, e.claim).map(function (s) { return s.side; }), has = top(e) > 0, r = 4.8, mid = y + h / 2, n = sides.length;
    var x = has ? x0 + cm.height(e.claim) * m.k : x0 + r + 2, cap = e.claim.fig && has && e.claim.fig.best === null ? 6 : 0;
    var end = (has ? Math.max(x, x0 + top(e) * m.k) : x) + n * 6 + cap, label = ending(data, e, end, m);
    var counts = several && e.claim.fig && !e.parts.length ? e.claim.fig.counts.replace(/\+/g, ", ").replace("unspecified", "") : "";
    var words = [label.apart, counts].filter(Boolean).join(", "), long = cm.textWidth(words, 11, 400), inside = words && has && !e.parts.length && x - x0 > long + 20;
    if (words && !inside && end + long + 14 > label.x) words = "";
    e.ring = cm.svg("circle", { "class": "cm-ring", r: 8 });
    e.sign = cm.svg("g", { "class": "cm-mark cm-" + sides[0], transform: "translate(" + r1(x) + " " + mid + ")", "data-cm-id": e.ids[0],
      "data-cm-ids": e.ids.length > 1 ? e.ids.join(" ") : null }, e.ring,
      sides.map(function (s, i) { return cm.svg("g", { transform: "translate(" + r1((i - (n - 1) / 2) * 11) + " 0)" }, cm.sign(s, 0, 0, r, { attrs: { transform: null } })); }));
    e.node = cm.svg("g", { "class": "cm-row cm-" + sides[0], "data-cm-hit": e.ids[0] },
      rect(0, y - (ROW - h) / 2, m.width, ROW, "cm-hit"),
      several ? text(0, mid + 4, "cm-muted cm-small", null, cm.whenText(e.dated.said)) : null,
      barOf(e, x0, y, h, m.k), words ? text(inside ? x0 + 6 : end + 4, mid + 4, "cm-tiny" + (inside ? "" : " cm-muted"), null, words) : null,
      endText(label, end + (words && !inside ? long + 6 : 0), mid), caps(e, x, mid, n), e.sign);
    return e.node;
  }

  function axis(max, x0, m, y, height) {
    return [0, 0.5, 1].map(function (share) {
      var x = x0 + share * max * m.k;
      return [cm.svg("path", { d: "M" + r1(x) + " " + TITLE + "V" + r1(height), "class": share ? "cm-grid" : "cm-zero" }),
        text(x, y, "cm-muted cm-tiny", share === 0 ? "start" : share === 1 ? "end" : "middle", cm.number(share * max))];
    });
  }

  function sentence(data, topic, rows) {
    return topic.title + ": " + rows.map(function (e) {
      return cm.speakerShort(data, e.claim) + " says " + (cm.value(e.claim) || e.claim.title) + ", " + cm.shortDay(e.day) +
        e.parts.map(function (p) { return ", of which " + cm.value(p.claim) + " " + p.claim.fig.counts; }).join("");
    }).join("; ") + ". Each is a row of the deployment timeline.";
  }

  /* Draws the rows of a topic. Returns {node, nodes: [[ids, node]], clock(iso), marks}. */
  bars.draw = function (data, topic, all, width, size, limit) {
    var rows = all.slice(0, limit || all.length), several = rows.length > 1, height = bars.height(all, rows.length);
    var max = ceil(rows.reduce(function (v, e) { return Math.max(v, top(e)); }, 0) || 1), has = rows.some(top);
    var x0 = !several ? 0 : Math.ceil(rows.reduce(function (w, e) { return Math.max(w, cm.textWidth(cm.whenText(e.dated.said), 12, 400)); }, 40)) + 9;
    var m = { width: width, plot: width - size.gutter, topic: topic, named: false };
    m.k = (m.plot - x0) / max;
    var scaleText = has && !several ? "0–" + cm.number(max) : "", scaleWidth = scaleText ? cm.textWidth(scaleText, 11, 400) + 8 : 0;
    var title = titleLine(data, topic, rows, width, scaleWidth);
    m.named = title.textContent.toLowerCase().indexOf(cm.laneLayout.unit(topic)) >= 0;
    var node = cm.svg("svg", { width: width, height: height, viewBox: [0, 0, width, height].join(" "), "class": "cm-bars", role: "img", "aria-label": sentence(data, topic, rows) },
      title,
      scaleText ? text(width, 12, "cm-muted cm-tiny", "end", scaleText) : null,
      several && has ? axis(max, x0, m, height - 2, height - 13) : null,
      rows.map(function (e, i) { return several ? row(data, e, TITLE + i * ROW + 3, ROW - 6, x0, m, true) : row(data, e, TITLE, 16, x0, m, false); }));
    var nodes = [];
    rows.forEach(function (e) {
      nodes.push([e.ids, e.node], [e.ids, e.sign]);
      e.parts.forEach(function (p) { nodes.push([p.ids, e.node]); });
    });
    return {
      node: node, nodes: nodes, hidden: all.length - rows.length,
      clock: function (iso) { rows.forEach(function (e) { e.node.classList.toggle("cm-later", !cm.isKnown(e.dated, iso)); }); }
    };
  };
})(window);
