/* Claims over time: turns claims into marks, draws a plan of lane-layout.js once, then only switches classes and
 * moves the clock line.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var lanes = (cm.lanes = {});
  var SANS = "\"Source Sans\", \"Source Sans 3\", \"Source Sans Pro\", system-ui, sans-serif";
  var SERIF = "\"Source Serif\", \"Source Serif 4\", \"Source Serif Pro\", Georgia, serif";
  var widths = new Map();
  var pen = null;
  var serial = 0;

  /* Width of a text in pixels, as it will be printed. */
  cm.textWidth = function (text, px, weight, serif) {
    var key = px + "|" + weight + "|" + (serif ? 1 : 0) + "|" + text, known = widths.get(key);
    if (known !== undefined) return known;
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = weight + " " + px + "px " + (serif ? SERIF : SANS);
    var w = pen.measureText(text).width;
    widths.set(key, w);
    return w;
  };
  /* Widths measured before the fonts had arrived are of another font. */
  cm.forgetWidths = function () { widths.clear(); };

  function span(claim) {
    var s = claim.said, a = s.from || s.to, b = s.to || s.from;
    if (s.precision === "approx") { var m = cm.middle(s); return [cm.day(m), cm.day(m)]; }
    return [cm.day(a), cm.day(b)];
  }

  function related(claim, kind) { return claim.rel.some(function (r) { return r[0] === kind; }); }

  /* ---- marks: one for a claim, or for two printings of one ---- */
  /* Two printings of one statement: same day, heights within 2 %. */
  lanes.sameSaying = function (a, b) {
    var x = cm.height(a), y = cm.height(b), tied = a.rel.some(function (r) { return r[0] === "same_as" && r[1] === b.id; });
    return tied && a.topic === b.topic && x !== null && y !== null && Math.abs(x - y) <= 0.02 * Math.max(x, y);
  };

  function makeMark(data, claim, lane) {
    var f = claim.fig, value = cm.height(claim), days = span(claim);
    var ranged = f && f.low !== null && f.high !== null && f.low < f.high;
    var sides = cm.speakers(data, claim).map(function (s) { return s.side; });
    return {
      claim: claim, ids: [claim.id], lane: lane, value: value, a: days[0], b: days[1],
      low: ranged ? f.low : null, high: ranged ? f.high : null,
      sides: sides.filter(function (s, i) { return i < 3; }),
      form: value === null ? "rail" : related(claim, "in_addition_to") ? "more" : days[0] !== days[1] ? "span" : "point",
      vague: Boolean(value === null && f && f.hedge === "vague"),
      cap: !f || ranged || f.best !== null ? null : f.high !== null ? "max" : f.low !== null ? "min" : null
    };
  }

  /* The marks of a lane: those said within the axis. form: point (a day), span (several), more (on top of another
   * number), rail (no number); cap: max (at most), min (at least). */
  lanes.marks = function (data, claims, scale, lane) {
    var marks = [];
    claims.forEach(function (claim) {
      var days = span(claim);
      if (days[1] < scale.first || days[0] > scale.last) return;
      var twin = marks.filter(function (m) { return m.a === days[0] && m.b === days[1] && lanes.sameSaying(m.claim, claim); })[0];
      if (twin) twin.ids.push(claim.id);
      else marks.push(makeMark(data, claim, lane));
    });
    return marks;
  };

  function r1(v) { return cm.r1(v); }
  function path(d, cls, attrs) { return cm.svg("path", Object.assign({ d: d, "class": cls }, attrs || {})); }
  function line(x0, y0, x1, y1, cls) { return path("M" + r1(x0) + " " + r1(y0) + "L" + r1(x1) + " " + r1(y1), cls); }
  function text(x, y, cls, anchor, children) {
    return cm.svg("text", { x: r1(x), y: r1(y), "class": cls, "text-anchor": anchor || null }, children);
  }

  /* Gradients of one side: fading upwards (no top) and fading at both ends (no first and last day). */
  function defs(prefix, sides) {
    var stop = function (at, side, o) { return cm.svg("stop", { offset: at, "stop-color": "var(--cm-" + side + ")", "stop-opacity": o }); };
    return cm.svg("defs", {}, sides.map(function (side) {
      return [
        cm.svg("linearGradient", { id: prefix + "up-" + side, x1: 0, y1: 0, x2: 0, y2: 1 }, stop(0, side, 0), stop(0.45, side, 0.7), stop(1, side, 0.7)),
        cm.svg("linearGradient", { id: prefix + "in-" + side, x1: 0, x2: 1 }, stop(0, side, 0), stop(0.25, side, 0.9), stop(0.75, side, 0.9), stop(1, side, 0))
      ];
    }));
  }

  function capPaths(m, y, half) {
    if (m.cap === "min") return path("M-3 " + r1(y - 7.5) + "l3 -4l3 4", "cm-cap");
    if (m.cap !== "max") return null;
    return [m.capBar ? path("M" + -half + " " + r1(y - 7.5) + "H" + half, "cm-cap cm-cap-bar") : null, path("M-3 " + r1(y + 8) + "l3 4l3 -4", "cm-cap")];
  }

  function stem(m, r) {
    var base = m.lane.zero - m.y, low = m.low !== null ? m.lane.zero - m.low * m.lane.k - m.y : r - 0.3;
    return path("M0 " + r1(low) + "V" + r1(base), "cm-stem" + (m.cap === "max" || m.high !== null ? " cm-stem-open" : ""));
  }

  function rangeBar(m) {
    var top = r1(m.lane.zero - m.high * m.lane.k - m.y), low = r1(m.lane.zero - m.low * m.lane.k - m.y);
    return [path("M-2.5 " + top + "h5V" + low + "h-5z", "cm-range"), path("M-6 " + top + "h12M-6 " + low + "h12", "cm-cap cm-cap-bar")];
  }

  /* The number as printed, without a unit that the group's title already names. */
  cm.bareValue = function (claim, topic) {
    var unit = cm.laneLayout.unit(topic), text = cm.value(claim);
    return unit && text.slice(-unit.length - 1) === " " + unit ? text.slice(0, -unit.length - 1) : text;
  };

  function unique(list) { return list.filter(function (v, i) { return v && list.indexOf(v) === i; }); }

  /* What is to be labelled: claims with the same words on one height share one label with all their speakers. */
  lanes.groups = function (data, plan) {
    var found = new Map();
    plan.lanes.forEach(function (lane, i) {
      lane.marks.forEach(function (m) {
        if (m.value === null) return;
        var text = cm.bareValue(m.claim, lane.topic), key = i + "|" + text + "|" + Math.round(m.value);
        if (!found.has(key)) found.set(key, { lane: lane, marks: [], text: text, y: m.y, quoted: text.charAt(0) === "“" });
        found.get(key).marks.push(m);
      });
    });
    found.forEach(function (g) {
      g.marks.sort(function (a, b) { return b.x - a.x; });
      g.mark = g.marks[0];
      g.ids = [].concat.apply([], g.marks.map(function (m) { return m.ids; }));
      var who = [].concat.apply([], g.marks.map(function (m) { return cm.speakers(data, m.claim); }));
      g.speakers = unique(who.map(function (s) { return s.short; }));
      g.capitals = who.length > 1 && who.every(function (s) { return s.capital; }) ? unique(who.map(function (s) { return s.capital; })) : [];
    });
    return Array.from(found.values());
  };

  /* What lies under the signs of a mark; its origin is the mark's own place. */
  function under(m, r, prefix) {
    var side = m.sides[0], base = m.lane.zero - m.y;
    if (m.form === "rail") {
      return m.vague ? cm.svg("rect", { x: -5.5, y: r1(base - 22), width: 11, height: 22, fill: "url(#" + prefix + "up-" + side + ")" }) : null;
    }
    if (m.form === "more") return cm.svg("rect", { x: -4, y: r1(base - m.value * m.lane.k * 1.3), width: 8, height: r1(m.value * m.lane.k * 1.3), fill: "url(#" + prefix + "up-" + side + ")" });
    if (m.form === "span") {
      return cm.svg("rect", { x: r1(m.x0 - m.x), y: -2.5, width: r1(m.x1 - m.x0), height: 5, "class": "cm-span", fill: "url(#" + prefix + "in-" + side + ")" });
    }
    return [stem(m, r), m.high !== null ? rangeBar(m) : null];
  }

  function signs(m, r) {
    var n = m.sides.length, gap = 2 * r + 1.4, size = m.high !== null ? r * 0.86 : r;
    return m.sides.map(function (side, i) {
      return cm.svg("g", { transform: "translate(" + r1((i - (n - 1) / 2) * gap) + " 0)" }, cm.sign(side, 0, 0, size, { attrs: { transform: null } }));
    });
  }

  function ids(list) { return { "data-cm-id": list[0], "data-cm-ids": list.length > 1 ? list.join(" ") : null }; }

  function drawMark(m, plan, prefix) {
    var r = plan.size.r, y = m.high !== null ? (m.lane.zero - m.high * m.lane.k + m.lane.zero - m.low * m.lane.k) / 2 : m.y;
    var half = (m.sides.length - 1) * (r + 0.7);
    m.signY = y;
    var at = "translate(" + r1(m.x) + " " + r1(m.y) + ")";
    m.under = cm.svg("g", { "class": "cm-under cm-" + m.sides[0], transform: at }, under(m, r, prefix), capPaths(m, 0, half + 6));
    m.ring = cm.svg("circle", { "class": "cm-ring", r: r1(8 + half) });
    m.over = cm.svg("g", Object.assign({ "class": "cm-mark cm-" + m.sides[0], transform: "translate(" + r1(m.x) + " " + r1(y) + ")" }, ids(m.ids)), m.ring, signs(m, r));
    m.hit = cm.svg("circle", { "class": "cm-hit", cx: r1(m.x), cy: r1(y), r: 12, "data-cm-hit": m.ids[0] });
  }

  function drawLabel(l, plan) {
    var cls = "cm-label cm-label-" + l.kind, at = ids(l.ids), muted = function (t) { return cm.svg("tspan", { "class": "cm-muted", dx: 4 }, t); };
    if (l.kind === "end") {
      var px = l.big ? plan.size.big : plan.size.text, y = l.y + (l.big ? 15 : 12);
      return cm.svg("g", Object.assign({ "class": cls }, at),
        cm.svg("text", { x: l.x, y: r1(y), style: "font-size:" + px + "px", "class": l.big ? "cm-serif" : null },
          cm.svg("tspan", { "class": "cm-value" }, l.text),
          l.two || !l.who ? null : cm.svg("tspan", { "class": "cm-muted cm-who", dx: 4, style: "font-size:" + plan.size.text + "px" }, l.who)),
        l.two ? cm.svg("text", { x: l.x, y: r1(y + 13), "class": "cm-muted", style: "font-size:" + plan.size.text + "px" }, l.who) : null);
    }
    if (l.kind === "vague") {
      return cm.svg("g", Object.assign({ "class": cls }, at),
        text(l.x, l.y, "cm-serif cm-halo cm-value", l.anchor, cm.svg("tspan", { style: "font-size:" + l.px + "px" }, l.text)),
        l.who ? text(l.x, l.y + 15, "cm-muted cm-halo cm-small", l.anchor, l.who) : null);
    }
    return cm.svg("g", Object.assign({ "class": cls + (l.quoted ? " cm-quoted" : "") }, at),
      cm.svg("text", { x: r1(l.x), y: r1(l.y), "class": "cm-halo" + (l.quoted ? " cm-serif" : ""), style: l.px ? "font-size:" + l.px + "px" : null },
        l.kind === "rail" ? l.text : cm.svg("tspan", { "class": "cm-value" }, l.text), l.who ? muted(l.who) : null));
  }

  function frameOf(lane, plan, first) {
    var out = [];
    lane.grid.forEach(function (g) {
      out.push(line(0, g.y, plan.plot, g.y, "cm-grid"));
      if (g.shown) out.push(text(1, g.y - 3, "cm-muted cm-tiny", null, g.text));
    });
    out.push(line(0, lane.zero, plan.plot, lane.zero, "cm-zero"));
    if (lane.rail && first) out.push(line(0, lane.railY + 10, plan.plot, lane.railY + 10, "cm-grid"));
    if (lane.caption) out.push(text(1, lane.railY + 4, "cm-muted cm-tiny", null, lane.caption));
    return out;
  }

  function nameOf(lane) {
    return text(0, lane.top + 12, "cm-halo cm-lane-name", null, [cm.svg("tspan", { "class": "cm-value" }, lane.topic.title), lane.sub ? cm.svg("tspan", { "class": "cm-muted cm-small", dx: 7 }, lane.sub) : null]);
  }

  function axis(plan, state) {
    var most = Math.max(2, Math.floor(plan.plot / 62)), y = plan.bottom + 15, right = -Infinity;
    var ticks = cm.ticks(state.from, state.to, most), monthly = ticks.length > 1 && ticks.every(function (t) { return t.slice(8) === "01"; });
    return ticks.map(function (iso, i) {
      var day = cm.day(iso), label = monthly ? cm.monthName(iso) + (iso.slice(5, 7) === "01" || !i ? " " + iso.slice(0, 4) : "") : cm.shortDay(iso);
      var w = cm.textWidth(label, 11.5, 400), x = monthly ? plan.scale.start(day) : plan.scale.middle(day), x0 = Math.max(0, x - w / 2);
      if (x0 < right + 8) return null;
      right = x0 + w;
      return { x0: x0, x1: x0 + w, node: text(x0, y, "cm-muted cm-tick", null, label) };
    }).filter(Boolean);
  }

  function summary(plan, state) {
    return plan.lanes.map(function (lane) {
      return lane.topic.title + ": " + lane.marks.length + (lane.marks.length === 1 ? " claim" : " claims");
    }).join("; ") + "; " + cm.period(state.from, state.to) + ". Every claim is a row of the deployment timeline.";
  }

  /* Draws a plan. Returns {node, marks, labels, clock(iso), nodes: [[ids, node]]}. */
  lanes.draw = function (data, plan, labels, state) {
    var prefix = "cm" + (serial += 1) + "-", marks = [].concat.apply([], plan.lanes.map(function (l) { return l.marks; }));
    var sides = data.sides.map(function (s) { return s.id; });
    var later = cm.svg("rect", { "class": "cm-later-ground", y: 0, height: r1(plan.bottom) });
    var word = text(0, 12, "cm-muted cm-later-word cm-halo", null, plan.size.r < 5 ? "later" : "said later");
    var clockLine = path("M0 0V" + r1(plan.bottom), "cm-clock-line");
    var flagText = text(0, plan.bottom + 15.5, "cm-flag-text", "middle", ""), flagBox = cm.svg("rect", { "class": "cm-flag", y: r1(plan.bottom + 3), height: 17, rx: 3 });
    var flag = cm.svg("g", { "aria-hidden": "true" }, flagBox, flagText);
    var ticks = axis(plan, state);
    var ties = cm.laneLayout.ties(plan).map(function (t) {
      return [t.from.ids.concat(t.to.ids), cm.svg("g", { "class": "cm-tie cm-" + t.side }, line(t.from.x, t.from.y + 7, t.to.x, t.to.y - 7, ""))];
    });
    marks.forEach(function (m) { drawMark(m, plan, prefix); });
    var drawn = labels.map(function (l) { l.node = drawLabel(l, plan); return l; });

    var node = cm.svg("svg", { width: plan.width, height: plan.height, viewBox: [0, 0, plan.width, plan.height].join(" "), "class": "cm-lanes",
      role: "img", "aria-label": summary(plan, state) },
      defs(prefix, sides), later,
      plan.lanes.map(function (lane, i) { return frameOf(lane, plan, i === 0); }),
      word,
      ties.map(function (t) { return t[1]; }),
      drawn.map(function (l) { return l.leader ? path("M" + l.leader.map(function (p) { return r1(p[0]) + " " + r1(p[1]); }).join("L"), "cm-leader") : null; }),
      marks.map(function (m) { return m.hit; }), marks.map(function (m) { return m.under; }),
      clockLine, plan.lanes.map(nameOf), drawn.map(function (l) { return l.node; }), marks.map(function (m) { return m.over; }),
      ticks.map(function (t) { return t.node; }), flag);

    var nodes = marks.map(function (m) { return [m.ids, m.over]; }).concat(marks.map(function (m) { return [m.ids, m.under]; }), drawn.map(function (l) { return [l.ids, l.node]; }), ties);
    return { node: node, marks: marks, nodes: nodes, clock: clockMover() };

    function clockMover() {
      var was = new Map();
      return function (iso, playing) {
        var inside = iso >= state.from && iso <= state.to, x = iso < state.from ? 0 : plan.scale.start(cm.day(iso) + 1);
        marks.concat(drawn).forEach(function (m) {
          var claim = m.claim || (m.group || m).mark && (m.group || m).mark.claim, isLater = !cm.isKnown(claim, iso), before = was.get(m);
          if (isLater === before) return;
          was.set(m, isLater);
          [m.over, m.under, m.node].forEach(function (n) {
            if (!n) return;
            n.classList.toggle("cm-later", isLater);
            n.classList.toggle("cm-landing", Boolean(playing && before === true && !isLater));
          });
        });
        later.setAttribute("x", r1(x));
        later.setAttribute("width", r1(Math.max(0, plan.plot - x)));
        clockLine.setAttribute("transform", "translate(" + r1(x) + " 0)");
        clockLine.style.display = flag.style.display = inside ? "" : "none";
        var w = cm.textWidth(cm.shortDay(iso), 11.5, 600) + 14, fx = Math.max(0, x - w), wordWidth = cm.textWidth(word.textContent, 12, 400) + 6;
        flagBox.setAttribute("x", r1(fx));
        flagBox.setAttribute("width", r1(w));
        flagText.setAttribute("x", r1(fx + w / 2));
        flagText.textContent = cm.shortDay(iso);
        ticks.forEach(function (t) { t.node.style.display = inside && t.x0 < fx + w + 4 && t.x1 > fx - 4 ? "none" : ""; });
        word.setAttribute("x", r1(x + 4));
        var first = plan.lanes[0], at = [12, first.railY + 4].filter(function (y) {
          if (y < 13 && x < first.headWidth + 4 || y > 13 && !first.rail) return false;
          return !marks.some(function (m) { return Math.abs(m.signY - y + 4) < 14 && m.x + 8 > x && m.x - 8 < x + wordWidth; }) &&
            !drawn.some(function (l) { return l.box && l.box.x0 < x + wordWidth && l.box.x1 > x && l.box.y0 < y + 3 && l.box.y1 > y - 11; });
        })[0];
        word.style.display = x + wordWidth < plan.plot && at ? "" : "none";
        word.setAttribute("y", r1(at || 12));
      };
    }
  };
})(window);
