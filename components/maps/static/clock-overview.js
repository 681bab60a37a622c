/* The overview under the clock: the whole span, the window as a box that is dragged or pulled by its ends, the areas said to be held.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };

  function set(node, attrs) { Object.keys(attrs).forEach(function (k) { node.setAttribute(k, attrs[k]); }); }

  cm.overview = function (data, bus, topic) {
    var svg = cm.svg("svg", { "class": "cm-clock-strip" });
    var m = null, scale = null, lit = null, nodes = new Map(), hand = null;
    var first = cm.day(data.span.from), last = cm.day(data.span.to);
    var grip = function (role, label) {
      return cm.svg("g", { "class": "cm-clock-grip cm-clock-" + role, "data-cm-grip": role, role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": first, "aria-valuemax": last },
        cm.svg("rect", { "class": "cm-clock-hit" }), cm.svg("rect", { "class": "cm-clock-grip-body" }));
    };
    var body = grip("window", "Period"), head = grip("from", "Start of the period"), tail = grip("to", "End of the period");
    var needle = cm.svg("path", { "class": "cm-clock-needle" });

    function change(from, to, clock) {
      var state = bus.get();
      bus.set(Object.assign(cm.windowPatch(data, state, cm.iso(from), cm.iso(to), clock), { playing: false }));
    }

    /* Moves one end or the whole window to where `day` says, inside the span and never under a week. */
    function move(role, day) {
      var state = bus.get(), from = cm.day(state.from), to = cm.day(state.to), least = cm.shortestWindow - 1;
      if (role === "from") change(Math.max(first, Math.min(day, to - least)), to);
      else if (role === "to") change(from, Math.min(last, Math.max(day, from + least)));
      else {
        var start = Math.max(first, Math.min(day, last - (to - from)));
        change(start, start + (to - from));
      }
    }

    function draw(measures) {
      m = measures;
      svg.style.display = m.stripH ? "" : "none";
      if (!m.stripH) return;
      var state = bus.get(), wide = { x0: m.x0, x1: m.x1 };
      scale = cm.axis.scale(data.span.from, data.span.to, wide.x0, wide.x1);
      var claims = data.claims.filter(function (c) { return cm.passes(data, c, state.filter); });
      var strip = cm.axis.strip(data, claims, cm.axis.areaClaims(data, claims, topic), scale, m);
      var top = m.strip, bottom = top + m.stripH;
      set(svg, { width: m.w, height: m.h, viewBox: "0 0 " + m.w + " " + m.h });
      var focused = [body, head, tail].filter(function (g) { return svg.getRootNode().activeElement === g; })[0];
      cm.clear(svg);
      nodes.clear();
      lit = null;
      var add = function (n) { svg.appendChild(n); };
      add(cm.svg("rect", { "class": "cm-clock-strip-ground", x: m.x0, y: top, width: cm.r1(m.x1 - m.x0), height: m.stripH }));
      add(cm.svg("path", { "class": "cm-clock-strip-bars", d: strip.path }));
      add(needle);
      add(cm.svg("rect", { "class": "cm-clock-hit", "data-cm-grip": "jump", x: m.x0, y: top - 2, width: cm.r1(m.x1 - m.x0), height: m.h - top + 2 }));
      [body, head, tail].forEach(add);
      strip.labels.forEach(function (l) {
        add(cm.svg("text", { "class": "cm-halo cm-clock-area cm-" + l.sign.side, x: cm.r1(l.x), y: top + m.stripH / 2 + 4, "font-size": 11 }, l.text));
      });
      strip.signs.forEach(function (s) {
        var sign = cm.sign(s.side, s.x, s.y, m.r);
        var group = cm.svg("g", { "class": "cm-clock-sign", "data-cm-id": s.claim.id },
          cm.svg("title", {}, cm.speakerShort(data, s.claim) + " says " + cm.value(s.claim) + ", " + cm.whenText(s.claim.said)),
          cm.svg("circle", { "class": "cm-clock-hit", cx: cm.r1(s.x), cy: cm.r1(s.y), r: m.r + 4 }), sign);
        nodes.set(s.claim.id, group);
        add(group);
      });
      var labels = cm.axis.stripLabels(data.span, scale);
      labels.forEach(function (l) {
        add(cm.svg("text", { "class": "cm-muted", x: cm.r1(l.x), y: m.h - 2, "text-anchor": l.anchor, "font-size": 11 }, l.text));
      });
      if (strip.signs.length) legend(labels, strip.signs, add);
      if (focused) focused.focus({ preventScroll: true });
      tick(state);
      mark(state);
    }

    /* The strip's own legend word, in the first gap between the month names that is wide enough. */
    function legend(labels, signs, add) {
      var sides = signs.map(function (s) { return s.side; }).filter(function (v, i, all) { return all.indexOf(v) === i; });
      var text = "area said to be held, km²", width = sides.length * 11 + cm.axis.textWidth(text, 11) + 24;
      var ends = labels.map(function (l) {
        var w = cm.axis.textWidth(l.text, 11);
        return l.anchor === "start" ? [l.x, l.x + w] : l.anchor === "end" ? [l.x - w, l.x] : [l.x - w / 2, l.x + w / 2];
      });
      for (var i = 0; i + 1 < ends.length; i++) {
        if (ends[i + 1][0] - ends[i][1] < width) continue;
        var x = ends[i][1] + 16;
        sides.forEach(function (side, j) { add(cm.sign(side, x + j * 11, m.h - 6, 3.4)); });
        add(cm.svg("text", { "class": "cm-muted", x: cm.r1(x + sides.length * 11 - 4), y: m.h - 2, "font-size": 11 }, text));
        return;
      }
    }

    function tick(state) {
      if (!m || !m.stripH) return;
      var clamp = function (x) { return Math.max(m.x0, Math.min(m.x1, x)); };
      var a = clamp(scale.x(cm.day(state.from))), b = clamp(scale.x(cm.day(state.to) + 1)), top = m.strip - 1, h = m.stripH + 2;
      var line = cm.r1(scale.x(cm.day(state.clock) + 1));
      needle.setAttribute("d", "M" + line + " " + top + "v" + h);
      var key = [state.from, state.to, m.w, m.h].join();
      if (key === tick.key && body.parentNode === svg) return;
      tick.key = key;
      var rect = function (g, x, w, hx, hw) {
        set(g.lastChild, { x: cm.r1(x), y: top, width: cm.r1(w), height: h });
        set(g.firstChild, { x: cm.r1(hx), y: top - 1, width: cm.r1(hw), height: m.h - top + 1 });
      };
      rect(body, a, b - a, a + 4, Math.max(1, b - a - 8));
      rect(head, a - 2, 4, a - 20, 24);
      rect(tail, b - 2, 4, b - 4, 24);
      set(body, { "aria-valuenow": cm.day(state.from), "aria-valuetext": cm.period(state.from, state.to) });
      set(head, { "aria-valuenow": cm.day(state.from), "aria-valuetext": cm.longDay(state.from) });
      set(tail, { "aria-valuenow": cm.day(state.to), "aria-valuetext": cm.longDay(state.to) });
    }

    function mark(state) {
      nodes.forEach(function (g, id) { g.classList.toggle("cm-selected", id === state.selected); });
      if (lit) lit.classList.remove("cm-lit");
      lit = nodes.get(state.hover) || null;
      if (lit) lit.classList.add("cm-lit");
    }

    var at = function (event) { return event.clientX - svg.getBoundingClientRect().left; };
    var idOf = function (event) { var g = event.target.closest("[data-cm-id]"); return g ? g.getAttribute("data-cm-id") : null; };
    var soon = cm.perFrame(function () { if (hand && hand.day !== null) move(hand.role, hand.day); });

    svg.addEventListener("pointerdown", function (event) {
      var g = event.target.closest("[data-cm-grip]");
      if (!g || event.button !== 0 || !event.isPrimary) return;
      var role = g.getAttribute("data-cm-grip"), x = at(event), state = bus.get();
      if (role === "jump") {
        var iso = cm.iso(scale.dayAt(x)), around = cm.windowAround(data, state, iso, 0.5);
        bus.set({ clock: iso, from: around.from, to: around.to, step: null, playing: false });
        role = "window";
      }
      hand = { role: role, day: null, by: x - scale.x(cm.day(role === "to" ? bus.get().to : bus.get().from)) };
      svg.setPointerCapture(event.pointerId);
      (role === "window" ? body : g).focus({ preventScroll: true });
      event.preventDefault();
    });
    svg.addEventListener("pointermove", function (event) {
      if (!hand) return;
      hand.day = scale.edgeAt(at(event) - hand.by);
      soon();
    });
    ["pointerup", "pointercancel", "lostpointercapture"].forEach(function (name) {
      svg.addEventListener(name, function () { hand = null; });
    });
    svg.addEventListener("click", function (event) {
      var id = idOf(event);
      if (id) bus.set({ selected: bus.get().selected === id ? null : id });
    });
    svg.addEventListener("pointerover", function (event) { var id = idOf(event); if (id) bus.set({ hover: id }); });
    svg.addEventListener("pointerout", function (event) { if (idOf(event)) bus.set({ hover: null }); });
    svg.addEventListener("keydown", function (event) {
      var g = event.target.closest("[data-cm-grip]"), role = g && g.getAttribute("data-cm-grip"), state = bus.get();
      if (!g) return;
      var now = cm.day(role === "to" ? state.to : state.from);
      if (KEYS[event.key]) move(role, now + KEYS[event.key]);
      else if (event.key === "Home") move(role, first);
      else if (event.key === "End") move(role, last);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    var off = bus.on(mark, ["hover", "selected"]);

    return { node: svg, draw: draw, tick: tick, cleanup: off };
  };
})(window);
