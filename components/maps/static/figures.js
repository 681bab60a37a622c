/* Figures: who claims what. Chooses which groups are open, keeps their order, and folds the rest into one line.
 *
 * A group is what is counted, never who counts. Selecting never changes what is open, so nothing jumps.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var figures = (cm.figures = {});
  var FOLD = 24;
  var PHONE_HEIGHT = 620;

  /* ---- lighting: which nodes show a claim, and the few classes that hover, selection and focus switch ---- */
  cm.lights = function (box, data, nodes) {
    var of = new Map(), lit = new Set(), chosen = new Set(), glow = [];
    nodes.forEach(function (pair) {
      pair[0].forEach(function (id) { if (of.has(id)) of.get(id).push(pair[1]); else of.set(id, [pair[1]]); });
    });
    function gather(ids) {
      var found = new Set();
      ids.forEach(function (id) { (of.get(id) || []).forEach(function (n) { found.add(n); }); });
      return found;
    }
    /* Only nodes that change are touched: style is worked out again for nothing else. */
    function turn(cls, before, now) {
      before.forEach(function (n) { if (!now.has(n)) n.classList.remove(cls); });
      now.forEach(function (n) { if (!before.has(n)) n.classList.add(cls); });
      return now;
    }
    return {
      hover: function (state) {
        glow.forEach(function (n) { n.classList.remove("cm-hover"); });
        glow = state.hover ? of.get(state.hover) || [] : [];
        glow.forEach(function (n) { n.classList.add("cm-hover"); });
      },
      select: function (state) {
        var focused = state.focus && !state.selected ? data.claims.filter(function (c) { return cm.inFocus(c, state.focus); }).map(function (c) { return c.id; }) : [];
        lit = turn("cm-lit", lit, gather(state.selected ? cm.related(data, state.selected) : focused));
        chosen = turn("cm-sel", chosen, gather(cm.statementIds(data, state.selected)));
        box.classList.toggle("cm-has-lit", Boolean(state.selected || state.focus));
      }
    };
  };

  /* Pointer news of everything inside `box` that carries a claim; near(event) helps where nothing was hit. */
  cm.pointing = function (box, data, bus, near) {
    function idAt(event) {
      var t = event.target.closest("[data-cm-id],[data-cm-hit]");
      if (!t || !box.contains(t)) return null;
      if (t.hasAttribute("data-cm-id")) return t.getAttribute("data-cm-id");
      return (near && near(event)) || t.getAttribute("data-cm-hit");
    }
    function move(event) {
      if (event.pointerType === "touch") return;
      var id = idAt(event);
      if (id !== bus.get().hover) bus.set({ hover: id });
      cm.tip.show(id && cm.tipText(data, id), event.clientX, event.clientY);
    }
    function leave() { bus.set({ hover: null }); cm.tip.hide(); }
    function click(event) {
      if (event.target.closest("a,button")) return;
      var id = idAt(event);
      if (id) bus.set({ selected: bus.get().selected === id ? null : id });
    }
    box.addEventListener("pointermove", move);
    box.addEventListener("pointerleave", leave);
    box.addEventListener("click", click);
    return function () {
      box.removeEventListener("pointermove", move);
      box.removeEventListener("pointerleave", leave);
      box.removeEventListener("click", click);
      cm.tip.hide();
    };
  };

  /* ---- which groups ---- */
  function inWindow(claim, state) {
    var s = claim.said;
    return (s.from || s.to) <= state.to && (s.to || s.from) >= state.from;
  }

  /* Topics with claims said in the period, in the order in which they are opened. */
  figures.groups = function (data, state) {
    var claims = new Map();
    cm.shown(data, state).forEach(function (c) {
      if (!c.topic || !inWindow(c, state)) return;
      if (claims.has(c.topic)) claims.get(c.topic).push(c); else claims.set(c.topic, [c]);
    });
    var step = data.story.filter(function (s) { return s.n === state.step; })[0];
    var wanted = (state.open || (step && step.open) || []).concat(data.lead), ranked = data.topics.slice().sort(function (a, b) { return a.rank - b.rank; });
    var place = function (t) { var i = wanted.indexOf(t.id); return i < 0 ? wanted.length + t.rank : i; };
    return ranked.filter(function (t) { return claims.has(t.id); }).sort(function (a, b) { return place(a) - place(b); })
      .map(function (t) { return { topic: t, claims: claims.get(t.id), wanted: wanted.indexOf(t.id) >= 0, rows: t.form === "bar" ? cm.bars.rows(claims.get(t.id)) : null }; });
  };

  function sizeOf(width) {
    if (root.matchMedia("(max-width: 640px)").matches || width < 420) return "phone";
    return width < 500 || root.matchMedia("(max-height: 800px)").matches ? "laptop" : "desk";
  }

  function plan(data, state, groups, width, size, squeeze) {
    var claims = new Map(), topics = groups.map(function (g) { claims.set(g.topic.id, g.claims); return g.topic; });
    topics.sort(function (a, b) { return a.rank - b.rank; });
    return cm.laneLayout.lanes({ data: data, state: state, topics: topics, claims: claims, width: width, size: size, squeeze: squeeze, measure: cm.textWidth });
  }

  function isLane(g) { return g.topic.form === "lane"; }

  /* The groups that fit `height`, in order; a lane may be pressed down to a little over half its height for that. */
  figures.choose = function (data, state, groups, width, size, height) {
    var open = [], squeeze = 1;
    function total(list, press) {
      var lanes = list.filter(isLane), sum = lanes.length ? plan(data, state, lanes, width, size, press).height : 0;
      return list.reduce(function (v, g) { return isLane(g) ? v : v + cm.bars.height(g.rows) + 6; }, sum);
    }
    groups.some(function (g) {
      var lead = isLane(g) && (data.lead.indexOf(g.topic.id) >= 0 || !open.length);
      var fits = (lead ? [1, 0.9, 0.8, 0.7, 0.6, 0.54] : [squeeze, squeeze * 0.95, squeeze * 0.9].concat(isLane(g) ? squeeze * 0.8 : [])).some(function (p) {
        if (p > squeeze) return false;
        if (total(open.concat(g), p) > height) return false;
        open.push(g);
        squeeze = p;
        return true;
      });
      return !fits && !g.wanted || open.length >= 8;
    });
    var first = groups[0];
    if (!open.length && first) {
      open.push(first);
      squeeze = 0.6;
      if (first.rows) first.limit = cm.bars.fitting(first.rows, height - 6);
    }
    return { open: open, squeeze: squeeze };
  };

  /* ---- drawing ---- */
  function keyLine(phone) {
    var mark = function (w, d) { return cm.svg("svg", { width: w, height: 12, viewBox: "0 0 " + w + " 12", "aria-hidden": "true", "class": "cm-key-sign" }, cm.svg("path", { d: d })); };
    return cm.el("p", { "class": "cm-key cm-muted" },
      cm.el("span", {}, phone ? "One mark = one claim, on its day. The sign is who speaks." : "One mark = one claim, on the day it was made; the sign is who speaks."),
      cm.el("span", { "class": "cm-key-part" }, mark(10, "M0 2H10M2 6l3 4l3 -4"), "at most"), cm.el("span", { "class": "cm-key-part" }, mark(8, "M1 7l3 -4l3 4"), "at least"));
  }

  function foldButton(g, bus, open) {
    var label = "+ " + (g.topic.short || g.topic.title) + " " + g.claims.length + ": open the group";
    return cm.el("button", { type: "button", "class": "cm-fold", "data-cm-topic": g.topic.id, "aria-label": label, title: g.topic.title, on: {
      click: function () { bus.set({ open: [g.topic.id].concat(open.map(function (o) { return o.topic.id; })) }); }
    } }, "+ ", cm.el("b", {}, g.topic.short || g.topic.title), " " + g.claims.length);
  }

  function foldLine(groups, open, bus, width) {
    var closed = groups.filter(function (g) { return open.indexOf(g) < 0; }), x = 0, n = 0;
    closed.sort(function (a, b) { return a.topic.rank - b.topic.rank; });
    closed.some(function (g, i) {
      x += cm.textWidth("+ " + (g.topic.short || g.topic.title) + " " + g.claims.length, 12.5, 600) + 15;
      if (x > width - (i < closed.length - 1 ? 64 : 0)) return true;
      n += 1;
      return false;
    });
    var line = cm.el("div", { "class": "cm-folds", role: "group", "aria-label": "Groups that are folded" }, closed.slice(0, n).map(function (g) { return foldButton(g, bus, open); }));
    if (n < closed.length) {
      var rest = cm.el("div", { "class": "cm-folds-rest", hidden: true }, closed.slice(n).map(function (g) { return foldButton(g, bus, open); }));
      var more = cm.el("button", { type: "button", "class": "cm-fold cm-fold-more", "aria-expanded": "false", on: {
        click: function () { rest.hidden = !rest.hidden; more.setAttribute("aria-expanded", String(!rest.hidden)); }
      } }, "+ " + (closed.length - n) + " more");
      line.appendChild(more);
      line.appendChild(rest);
    }
    return line;
  }

  function nothing(data, state, bus) {
    var filtered = JSON.stringify(state.filter) !== JSON.stringify(cm.emptyFilter);
    return cm.el("p", { "class": "cm-nothing" }, "No counted claim of this period (" + cm.period(state.from, state.to) + ")" + (filtered ? " passes the filters. " : " was found. "),
      filtered ? cm.el("button", { type: "button", "class": "cm-link-button", on: { click: function () { bus.set({ filter: cm.emptyFilter }); } } }, "Clear the filters")
        : cm.el("button", { type: "button", "class": "cm-link-button", on: { click: function () { bus.set({ from: data.span.from, to: data.span.to }); } } }, "Show the whole span"));
  }

  function limitOf(el) {
    var max = parseFloat(root.getComputedStyle(el).maxHeight);
    return isFinite(max) ? max : PHONE_HEIGHT;
  }

  figures.render = function (el, data, bus, options) {
    var given = options && (options.height || (options.options && options.options.height));
    var head = cm.el("div", {}), body = cm.el("div", { "class": "cm-figures-body" }), drawn = null, seen = "";
    el.classList.add("cm-root", "cm-figures");
    cm.clear(el).appendChild(head);
    el.appendChild(body);

    function near(event) {
      if (!drawn.lanes) return null;
      var at = drawn.lanes.node.getBoundingClientRect(), x = event.clientX - at.left, y = event.clientY - at.top, best = null, least = 14;
      drawn.lanes.marks.forEach(function (m) {
        var d = Math.hypot(m.x - x, m.signY - y);
        if (d < least) { least = d; best = m.ids[0]; }
      });
      return best;
    }

    function build() {
      var state = bus.get(), width = Math.floor(el.clientWidth), name = sizeOf(width), size = cm.laneLayout.sizes[name];
      if (!width) return;
      var height = given || limitOf(el), groups = figures.groups(data, state);
      var key = name === "phone" || height > 420;
      cm.clear(head).appendChild(cm.el("h2", { "class": "cm-panel-head" }, "How many? It depends who counts"));
      if (key) head.appendChild(keyLine(name === "phone"));
      el.dataset.cmSize = name;
      var room = height - (key ? 46 : 26) - FOLD, chosen = figures.choose(data, state, groups, width, size, room), nodes = [], clocks = [];
      cm.clear(body);
      drawn = { lanes: null };
      var laneGroups = chosen.open.filter(isLane);
      if (laneGroups.length) {
        var p = plan(data, state, laneGroups, width, size, chosen.squeeze);
        drawn.lanes = cm.lanes.draw(data, p, cm.laneLayout.labels(data, p, cm.lanes.groups(data, p), cm.textWidth), state);
        body.appendChild(drawn.lanes.node);
        nodes = nodes.concat(drawn.lanes.nodes);
        clocks.push(drawn.lanes.clock);
      }
      chosen.open.filter(function (g) { return !isLane(g); }).sort(function (a, b) { return a.topic.rank - b.topic.rank; }).forEach(function (g) {
        var b = cm.bars.draw(data, g.topic, g.rows, width, size, g.limit);
        body.appendChild(b.node);
        if (b.hidden) body.appendChild(cm.el("p", { "class": "cm-more cm-muted" }, "and " + b.hidden + " earlier, in the timeline below"));
        nodes = nodes.concat(b.nodes);
        clocks.push(b.clock);
      });
      body.appendChild(groups.length ? foldLine(groups, chosen.open, bus, width) : nothing(data, state, bus));
      drawn.clock = function (s) { clocks.forEach(function (c) { c(s.clock, s.playing); }); };
      drawn.lights = cm.lights(body, data, nodes);
      drawn.clock(state);
      drawn.lights.select(state);
      drawn.lights.hover(state);
      el.ownerDocument.documentElement.style.setProperty("--cm-figures-used", el.offsetHeight + "px");
      seen = width + "x" + height;
    }

    var offs = [
      bus.on(build, ["from", "to", "filter", "open", "step"]),
      bus.on(function (s, keys) {
        if (!drawn) return;
        if (keys.indexOf("hover") >= 0) drawn.lights.hover(s);
        if (keys.indexOf("clock") >= 0) drawn.clock(s);
        if (keys.indexOf("selected") >= 0 || keys.indexOf("focus") >= 0) drawn.lights.select(s);
      }, ["hover", "clock", "selected", "focus"]),
      cm.pointing(body, data, bus, near)
    ];
    var watch = new root.ResizeObserver(function () {
      if (Math.floor(el.clientWidth) + "x" + (given || limitOf(el)) !== seen) build();
    });
    build();
    watch.observe(el);
    watch.observe(el.ownerDocument.documentElement);
    root.document.fonts.ready.then(function () { if (el.isConnected) { cm.forgetWidths(); build(); } });
    root.requestAnimationFrame(function () { el.dataset.cmReady = "true"; });
    return function () {
      watch.disconnect();
      offs.forEach(function (off) { off(); });
    };
  };
})(window);
