/* Claims over time: where everything goes. Pure maths over marks (see lanes.js); nothing here touches the page.
 *
 * A plan does not depend on the clock, on hover or on the selection: those only change how its parts look. So a
 * label never moves while the clock runs. Numbers are pixels from the top left corner of the picture.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var layout = (cm.laneLayout = {});

  var HEAD = 16;
  var RAIL = 22;
  var SMALL_RAIL = 14;
  var SMEAR = 22;
  var LINE = 15;
  var FAR = 56;

  /* Measures per size of page; perThousand: pixels per 1,000 where the largest claim allows it. */
  layout.sizes = {
    desk: { gutter: 142, perThousand: 8, tall: 98, r: 5.3, vague: 17, big: 18, text: 12.5 },
    laptop: { gutter: 142, perThousand: 9.5, tall: 92, r: 5.3, vague: 17, big: 18, text: 12.5 },
    phone: { gutter: 134, perThousand: 9, tall: 96, r: 4.8, vague: 15, big: 16, text: 12 }
  };

  layout.unit = function (topic) { return topic.unit === "km2" ? "km²" : topic.unit === "people" ? "" : topic.unit; };

  layout.scale = function (from, to, plot) {
    var first = cm.day(from), days = cm.day(to) - first + 1, slot = plot / days;
    return {
      first: first, last: first + days - 1, slot: slot, plot: plot,
      start: function (day) { return Math.max(0, Math.min(plot, (day - first) * slot)); },
      middle: function (day) { return (day - first + 0.5) * slot; }
    };
  };

  /* ---- sideways: several claims on a day stand side by side inside it ---- */
  function clash(m, x, other, ox, r) {
    var dx = Math.abs(x - ox), dy = Math.abs(m.y - other.y), near = 2 * r - Math.sqrt(dx * dx + dy * dy), cost = near > 0 ? near * near : 0;
    var stems = m.form === "point" && other.form === "point";
    if (stems && dx < 4) cost += 4 - dx;
    if (stems && dx < r + 1) cost += (r + 1 - dx) * 0.6;
    return cost;
  }

  function orders(n) {
    if (n === 1) return [[0]];
    var out = [];
    orders(n - 1).forEach(function (o) {
      for (var i = 0; i < n; i++) out.push(o.slice(0, i).concat(n - 1, o.slice(i)));
    });
    return out;
  }

  function spreadDay(marks, x, room, r, placed) {
    var n = marks.length, step = n > 1 ? Math.min(2 * r + 0.4, 2 * room / (n - 1)) : 0;
    var at = marks.map(function (m, i) { return x + (i - (n - 1) / 2) * step; });
    var best = null, least = Infinity;
    (n <= 4 ? orders(n) : [marks.map(function (m, i) { return i; })]).forEach(function (order) {
      var cost = 0;
      marks.forEach(function (m, i) { placed.forEach(function (o) { if (x - o.x < 3 * r + room) cost += clash(m, at[order[i]], o, o.x, r); }); });
      for (var i = 0; i < n; i++) for (var j = 0; j < i; j++) cost += clash(marks[i], at[order[i]], marks[j], at[order[j]], r);
      if (cost < least - 1e-6) { least = cost; best = order; }
    });
    marks.forEach(function (m, i) { m.x = at[best[i]]; });
  }

  function slideSpan(m, placed, r) {
    var half = (m.sides.length - 1) * (r + 1) + r, middle = (m.x0 + m.x1) / 2, best = middle, least = Infinity;
    for (var x = Math.min(middle, m.x0 + half); x <= Math.max(middle, m.x1 - half); x += 3) {
      var cost = Math.abs(x - middle) * 0.03;
      placed.forEach(function (o) { if (Math.abs(o.y - m.y) < 12 && Math.abs(o.x - x) < half + r + 3) cost += half + r + 3 - Math.abs(o.x - x); });
      if (cost < least) { least = cost; best = x; }
    }
    m.x = best;
  }

  /* x of every mark of a lane; y is the height above zero times -1 here (rail marks stand on one line). */
  layout.sideways = function (marks, scale, r, k) {
    var days = new Map();
    marks.forEach(function (m) {
      m.y = m.value === null ? 0 : -m.value * k;
      m.x0 = scale.start(m.a);
      m.x1 = scale.start(m.b + 1);
      if (m.form === "span") return;
      var key = m.form === "rail" ? "rail" + m.b : m.a;
      m.x = m.form === "rail" && m.a !== m.b ? (m.x0 + m.x1) / 2 : scale.middle(m.a);
      if (days.has(key)) days.get(key).push(m); else days.set(key, [m]);
    });
    var placed = [], rail = [];
    Array.from(days.values()).sort(function (a, b) { return a[0].x - b[0].x; }).forEach(function (list) {
      var row = list[0].form === "rail" ? rail : placed;
      spreadDay(list, list[0].x, Math.max(scale.slot / 2, 3), r, row);
      row.push.apply(row, list);
    });
    marks.forEach(function (m) { if (m.form === "span") { slideSpan(m, placed, r); placed.push(m); } });
    placed.forEach(function (m) {
      m.capBar = m.cap === "max" && !placed.some(function (o) { return o !== m && Math.abs(o.x - m.x) < 6 + r && Math.abs(o.y - m.y + 7.5) < r; });
    });
  };

  /* ---- upwards: one scale per block, each lane from zero ---- */
  function reach(m, k) {
    if (m.value === null) return m.vague ? SMEAR : 0;
    var top = (m.high !== null ? m.high : m.value) * k;
    return top + (m.cap === "min" ? 12 : m.cap === "max" ? 9 : 7);
  }

  function scaleOf(lanes, size, squeeze) {
    var max = lanes.reduce(function (v, lane) {
      return lane.marks.reduce(function (w, m) { return m.value === null ? w : Math.max(w, m.high !== null ? m.high : m.value); }, v);
    }, 0);
    var k = size.perThousand / 1000;
    if (!max) return k;
    return (max > 13000 || max * k < 48 ? size.tall / max : k) * squeeze;
  }

  function headClear(lane, size, gap) {
    var floor = lane.reach + gap - HEAD - 2;
    return lane.marks.every(function (m) {
      if (m.value === null) return true;
      var left = m.form === "span" ? Math.min(m.x0, m.x - 8) : m.x - 8;
      return left > lane.headWidth + 4 || reach(m, lane.k) < floor;
    });
  }

  function stack(lanes, size) {
    var y = 0;
    lanes.forEach(function (lane, i) {
      lane.reach = lane.marks.reduce(function (v, m) { return Math.max(v, reach(m, lane.k)); }, 20);
      if (i === 0 && lane.marks.some(function (m) { return m.vague; })) lane.reach = Math.max(lane.reach, 58);
      var gap = lanes.length > 2 ? 8 : 16;
      while (gap < 18 && !headClear(lane, size, gap)) gap += 2;
      lane.top = y;
      lane.zero = y + gap + lane.reach;
      lane.rail = lane.marks.some(function (m) { return m.value === null; }) ? (i ? SMALL_RAIL : RAIL) : 0;
      lane.railY = lane.zero + (i ? 8 : 13);
      lane.bottom = lane.zero + lane.rail;
      y = lane.bottom + (i === lanes.length - 1 ? 0 : lane.rail === RAIL ? 6 : lane.rail ? 4 : 12);
    });
    return y;
  }

  /* Lanes with their marks in place. input: {data, state, topics, claims: Map topic id -> claims, width, size,
   * squeeze, measure(text, px, weight, serif)}. */
  layout.lanes = function (input) {
    var size = input.size, plot = input.width - size.gutter, scale = layout.scale(input.state.from, input.state.to, plot);
    var sub = null;
    var lanes = input.topics.map(function (topic) {
      var lane = { topic: topic, sub: [layout.unit(topic), topic.sub === sub ? "" : topic.sub].filter(Boolean).join(" · ") };
      sub = topic.sub;
      lane.marks = cm.lanes.marks(input.data, input.claims.get(topic.id) || [], scale, lane);
      lane.headWidth = input.measure(topic.title, 13.5, 600) + (lane.sub ? 7 + input.measure(lane.sub, 12, 400) : 0);
      if (lane.headWidth > plot * 0.8) { lane.sub = ""; lane.headWidth = input.measure(topic.title, 13.5, 600); }
      return lane;
    });
    var blocks = new Map();
    lanes.forEach(function (lane) {
      var key = lane.topic.block || lane.topic.id;
      if (blocks.has(key)) blocks.get(key).push(lane); else blocks.set(key, [lane]);
    });
    blocks.forEach(function (list) {
      var k = scaleOf(list, size, input.squeeze || 1);
      list.forEach(function (lane) {
        lane.k = k;
        layout.sideways(lane.marks, scale, size.r, k);
      });
    });
    var bottom = stack(lanes, size);
    lanes.forEach(function (lane) {
      lane.marks.forEach(function (m) { m.y = m.value === null ? lane.railY : lane.zero - m.value * lane.k; });
    });
    return { lanes: lanes, scale: scale, plot: plot, gutter: plot + 8, width: input.width, size: size, bottom: bottom, height: Math.ceil(bottom + 22) };
  };

  /* Value lines of a lane: 1, 2 or 5 times a power of ten, at least 28 px apart. */
  layout.grid = function (lane) {
    if (!lane.marks.some(function (m) { return m.value !== null; })) return [];
    var least = 28 / lane.k, power = Math.pow(10, Math.floor(Math.log10(least)));
    var step = [1, 2, 5, 10].map(function (f) { return f * power; }).filter(function (s) { return s >= least; })[0], out = [];
    for (var v = step; v * lane.k <= lane.reach; v += step) out.push({ value: v, y: lane.zero - v * lane.k });
    return out;
  };

  /* Dotted lines between the halves of one saying ("... and a couple of thousand more"). */
  layout.ties = function (plan) {
    var at = new Map(), ties = [];
    plan.lanes.forEach(function (lane) { lane.marks.forEach(function (m) { m.ids.forEach(function (id) { at.set(id, m); }); }); });
    at.forEach(function (m, id) {
      m.claim.rel.forEach(function (r) {
        var other = r[0] === "in_addition_to" && m.claim.id === id ? at.get(r[1]) : null;
        if (other && other.lane !== m.lane) ties.push({ from: other, to: m, side: m.sides[0] });
      });
    });
    return ties;
  };

  /* ---- labels: tried in order of weight, dropped where there is no room, never printed over anything ---- */
  function box(x0, y0, x1, y1, own) { return { x0: x0, y0: y0, x1: x1, y1: y1, own: own || null }; }

  /* A faint stem may be crossed, by a label with a halo, when nothing else is free. */
  function hits(a, list, own, lenient) {
    return list.some(function (b) { return (!own || b.own !== own) && !(lenient && b.faint) && a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0; });
  }

  function markBoxes(m, r) {
    var half = (m.sides.length - 1) * (r + 0.7) + r + 1, out = [];
    var up = m.cap === "min" ? 12.5 : m.cap === "max" ? 8.5 : r + 1, down = m.cap === "max" ? 12.5 : r + 1;
    out.push(box(m.x - half, m.y - up, m.x + half, m.y + down, m));
    if (m.high !== null) out.push(box(m.x - 6, m.lane.zero - m.high * m.lane.k - 2, m.x + 6, m.lane.zero - m.low * m.lane.k + 2, m));
    if (m.form === "point") out.push(Object.assign(box(m.x - 1.6, m.y, m.x + 1.6, m.lane.zero, m), { faint: m.cap === "max" || m.high !== null }));
    if (m.form === "more") out.push(box(m.x - 5, m.y - 6, m.x + 5, m.lane.zero, m));
    if (m.form === "span") out.push(box(m.x0, m.y - 4, m.x1, m.y + 4, m));
    if (m.vague) out.push(box(m.x - 6, m.lane.zero - SMEAR, m.x + 6, m.lane.zero, m));
    return out;
  }

  function endLabel(g, plan, measure, big) {
    var size = plan.size, value = measure(g.text, big ? size.big : size.text, 600, big), room = plan.width - plan.gutter;
    var who = [g.speakers, g.capitals].map(function (n) { return n.join(", "); }).filter(Boolean);
    var one = who.filter(function (w) { return value + 4 + measure(w, size.text, 400) <= room; })[0];
    var two = one ? "" : who.filter(function (w) { return measure(w, size.text, 400) <= room; })[0] || g.speakers[0] + ", …";
    return { group: g, lane: g.lane, ids: g.ids, text: g.text, big: big, kind: "end", x: plan.gutter, want: g.y - 7, who: one || two, two: !one, height: (big ? 18 : LINE) + (one ? 0 : 13) };
  }

  /* Labels at the right edge in the order of their heights, as near to them as a line apart allows. */
  function settle(labels, top, bottom) {
    labels.sort(function (a, b) { return a.want - b.want || b.group.mark.x - a.group.mark.x; });
    var blocks = [];
    labels.forEach(function (l) {
      var block = { list: [l], height: l.height, sum: l.want, y: 0 };
      for (;;) {
        block.y = Math.max(top, Math.min(bottom - block.height, block.sum / block.list.length));
        var above = blocks[blocks.length - 1];
        if (!above || above.y + above.height <= block.y) break;
        blocks.pop();
        block = { list: above.list.concat(block.list), height: above.height + block.height, sum: above.sum + block.sum - above.height * block.list.length, y: 0 };
      }
      blocks.push(block);
    });
    var far = 0;
    blocks.forEach(function (block) {
      var y = block.y;
      block.list.forEach(function (l) { l.y = y; y += l.height; far = Math.max(far, Math.abs(l.y - l.want)); });
    });
    return far <= FAR && (!blocks.length || blocks[0].y >= top - 0.01 && blocks.every(function (b) { return b.y + b.height <= bottom + 0.01; }));
  }

  function weight(g, plan, max) { return g.mark.x / plan.plot + 0.5 * g.mark.value / max + (g.marks.length > 1 ? 0.2 : 0); }

  function blocked(g, plan) {
    if (plan.plot - g.mark.x < 30) return false;
    return g.lane.marks.some(function (m) {
      return m.value !== null && m.x > g.mark.x + 1 && g.marks.indexOf(m) < 0 && m.value !== g.mark.value && Math.abs(m.y - g.y) < 6;
    });
  }

  function leader(l, plan, taken) {
    var m = l.group.mark, from = (m.form === "span" ? Math.max(m.x1, m.x + 14) : m.x) + 8, to = plan.gutter - 2, y = l.y + (l.big ? 9 : 8);
    if (to - from < 16) return null;
    var elbow = Math.max(from, plan.plot - 12);
    taken.push(box(from, m.y - 1, elbow, m.y + 1, m));
    return [[from, m.y], [elbow, m.y], [to, y]];
  }

  function inline(g, plan, taken, measure) {
    var m = g.mark, size = plan.size, px = g.quoted ? size.text + 1 : size.text, who = g.speakers.join(", ");
    var value = measure(g.text, px, g.quoted ? 500 : 600, g.quoted), full = g.quoted ? value : value + 4 + measure(who, size.text, 400);
    var side = (m.form === "span" ? (m.x1 - m.x0) / 2 : (m.sides.length - 1) * 6) + size.r + 4, centre = m.form === "span" ? (m.x0 + m.x1) / 2 : m.x;
    var up = m.cap === "min" ? 15 : m.cap === "max" ? 12 : 10;
    var found = null;
    [[full, 0], [value, 0], [value, 1]].some(function (way) {
      var w = way[0], above = m.y - up;
      return [[centre - side - w, m.y + 4], [centre + side, m.y + 4], [m.x - w / 2, above], [m.x + 8 - w, above], [m.x - 8, above], [0, above]].some(function (p) {
        var b = box(p[0] - 2, p[1] - 11, p[0] + w + 2, p[1] + 4, m);
        if (p[0] === 0 && m.x > w || b.x0 < -2 || b.x1 > plan.plot || b.y0 < g.lane.top || b.y1 > g.lane.zero + 4 || hits(b, taken, m, way[1])) return false;
        taken.push(b);
        found = { kind: "inline", lane: g.lane, ids: g.ids, text: g.text, who: w === full && !g.quoted ? who : "", x: p[0], y: p[1], px: px, quoted: g.quoted, mark: m, box: b };
        return true;
      });
    });
    return found;
  }

  function vagueLabel(data, m, plan, taken, measure, first) {
    var size = plan.size, px = first ? size.vague : size.text + 1, text = cm.value(m.claim), by = cm.speakerShort(data, m.claim) + ", " + cm.shortDay(cm.saidOn(m.claim));
    var w = Math.max(measure(text, px, 600, true), first ? measure(by, 12, 400) : 0), high = first ? 36 : 16, found = null;
    [[m.x - 4 - w, "end"], [m.x + 6, "start"]].some(function (p) {
      return [SMEAR + 1, 6].some(function (lift) {
        var b = box(p[0] - 3, m.lane.zero - lift - high, p[0] + w + 3, m.lane.zero - lift, m);
        if (lift < SMEAR) { b.x0 -= 6 * (p[1] === "end" ? 1 : -1); b.x1 -= 6 * (p[1] === "end" ? 1 : -1); }
        if (b.x0 < 0 || b.x1 > plan.plot || b.y0 < m.lane.top + 2 || hits(b, taken, m)) return false;
        taken.push(b);
        found = { kind: "vague", lane: m.lane, ids: m.ids, text: text, who: first ? by : "", px: px, mark: m, anchor: p[1], box: b,
          x: p[1] === "end" ? b.x1 - 3 : b.x0 + 3, y: first ? b.y1 - 20 : b.y1 - 4 };
        return true;
      });
    });
    return found;
  }

  function railLabel(m, plan, taken, measure) {
    var text = cm.value(m.claim), w = text && !m.vague ? measure(text, 11.5, 400) : 0, found = null;
    if (!w) return null;
    [m.x - plan.size.r - 3 - w, m.x + plan.size.r + 3].some(function (x) {
      var b = box(x - 2, m.y - 6, x + w + 2, m.y + 6, m);
      if (b.x0 < 0 || b.x1 > plan.plot || hits(b, taken, m)) return false;
      taken.push(b);
      found = { kind: "rail", lane: m.lane, ids: m.ids, text: text, x: x, y: m.y + 4, mark: m, box: b };
      return true;
    });
    return found;
  }

  function ends(plan, all, measure, taken, out, lead) {
    plan.lanes.forEach(function (lane) {
      var mine = all.filter(function (g) { return g.lane === lane && !g.quoted; });
      var max = mine.reduce(function (v, g) { return Math.max(v, g.mark.value); }, 1), kept = [];
      mine.sort(function (a, b) { return weight(b, plan, max) - weight(a, plan, max); });
      mine.forEach(function (g) {
        if (g.mark.x < plan.plot * 0.55 || blocked(g, plan)) return;
        var label = endLabel(g, plan, measure, lead === lane && g.mark.value === max);
        if (settle(kept.concat(label), lane.top - 2, lane.bottom + 3)) kept.push(label);
      });
      settle(kept, lane.top - 2, lane.bottom + 3);
      kept.forEach(function (l) { l.leader = leader(l, plan, taken); l.group.done = true; out.push(l); });
    });
  }

  /* Labels beside their marks, from the right and from the left: whichever way leaves out fewer. */
  function beside(plan, left, taken, measure) {
    var best = null;
    [1, -1].forEach(function (way) {
      var mine = taken.slice(), found = left.slice().sort(function (a, b) { return b.quoted - a.quoted || way * (b.mark.x - a.mark.x); })
        .map(function (g) { return inline(g, plan, mine, measure); }).filter(Boolean);
      if (!best || found.length > best.found.length) best = { found: found, taken: mine };
    });
    best.taken.slice(taken.length).forEach(function (b) { taken.push(b); });
    return best.found;
  }

  /* All labels of a plan for groups of marks (see lanes.groups), each {kind: end|inline|vague|rail, ids, text, who, x, y}. */
  layout.labels = function (data, plan, all, measure) {
    var taken = [], out = [], lead = plan.lanes[0];
    plan.lanes.forEach(function (lane, i) {
      taken.push(box(0, lane.top, lane.headWidth + 4, lane.top + HEAD));
      lane.caption = lane.rail && !i ? ["no number given", "no number"].filter(function (t, n) {
        return (n || plan.size.r > 5) && lane.marks.every(function (m) { return m.value !== null || m.x - 8 > measure(t, 11, 400); });
      })[0] || "" : "";
      if (lane.caption) taken.push(box(0, lane.railY - 7, measure(lane.caption, 11, 400) + 6, lane.railY + 7));
      lane.marks.forEach(function (m) { taken.push.apply(taken, markBoxes(m, plan.size.r)); });
    });
    layout.ties(plan).forEach(function (t) { taken.push(Object.assign(box(t.from.x - 2, t.from.y, t.from.x + 2, t.to.y), { faint: true })); });
    ends(plan, all, measure, taken, out, data.lead[0] === lead.topic.id ? lead : null);
    plan.lanes.forEach(function (lane) {
      lane.marks.filter(function (m) { return m.vague; }).sort(function (a, b) { return b.x - a.x; }).forEach(function (m, i) {
        out.push(vagueLabel(data, m, plan, taken, measure, lane === lead && i === 0));
      });
    });
    out = out.concat(beside(plan, all.filter(function (g) { return !g.done; }), taken, measure));
    plan.lanes.forEach(function (lane) { lane.marks.forEach(function (m) { if (m.value === null) out.push(railLabel(m, plan, taken, measure)); }); });
    plan.lanes.forEach(function (lane) {
      lane.grid = layout.grid(lane);
      lane.grid.forEach(function (g) {
        g.text = cm.number(g.value);
        g.shown = !hits(box(0, g.y - 14, measure(g.text, 11, 400) + 4, g.y + 1), taken);
      });
    });
    return out.filter(Boolean);
  };
})(window);
