/* The deployment timeline: one row per statement, newest on or before the clock's date first, later ones below.
 *
 * Rows are built once per filter and period. The clock only moves the rows that change sides, so that a tick costs
 * the same whatever the number of rows. The open row's detail lies over a gap under its row, outside the listbox:
 * options may not hold links.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var timeline = (cm.timeline = {});
  var BRUSH_ROWS = 60;
  var CELL = 54;
  var serial = 0;

  var KINDS = { figure: 1, presence: 2, event: 3, control: 3, statement: 4, forecast: 5 };

  /* Statements of the period that pass filter and focus: [{st, claims, first, key, weight}], oldest first. */
  timeline.rows = function (data, state) {
    var found = new Map();
    cm.shown(data, state).forEach(function (c) {
      if (!cm.inFocus(c, state.focus)) return;
      if (found.has(c.st)) found.get(c.st).claims.push(c);
      else found.set(c.st, { st: c.st, claims: [c], first: c, key: c.said.from || c.said.to });
    });
    var rows = Array.from(found.values());
    rows.forEach(function (r) {
      var lead = r.claims.filter(function (c) { return c.fig && data.lead.indexOf(c.topic) >= 0; })[0];
      r.weight = lead ? 0 : KINDS[r.first.kind] || 6;
    });
    return rows.sort(function (a, b) { return a.key < b.key ? -1 : a.key > b.key ? 1 : a.weight - b.weight; });
  };

  /* Where the bar under a date lies on the period's axis, and how its ends look. */
  timeline.dateBar = function (said, state) {
    var first = cm.day(state.from), per = CELL / (cm.day(state.to) - first + 1);
    var a = said.from ? (cm.day(said.from) - first) * per : 0, b = said.to ? (cm.day(said.to) + 1 - first) * per : CELL;
    if (said.precision === "before") a = Math.min(a, b - 16);
    if (said.precision === "after") b = Math.max(b, a + 16);
    if (b <= 0.01) return { cls: "off-left", x: 0, w: 4 };
    if (a >= CELL - 0.01) return { cls: "off-right", x: CELL - 4, w: 4 };
    var x = Math.max(0, a), w = Math.max(3, Math.min(CELL, b) - x);
    var cls = { exact: "day", approx: "soft", before: "before", after: "after" }[said.precision] || "range";
    return { cls: cls, x: Math.min(x, CELL - w), w: w };
  };

  function sentence(data, row) {
    var c = row.first;
    return c.said.text + ": " + cm.speakerName(data, c) + " says " + c.title +
      (row.claims.length > 1 ? "; " + (row.claims.length - 1) + " more in the same statement" : "") + "; " + cm.precisionText[c.said.precision] + ".";
  }

  function rowNode(data, row, state, prefix) {
    var c = row.first, bar = timeline.dateBar(c.said, state);
    row.text = cm.el("span", { "class": "cm-tl-text" }, cm.el("b", {}, cm.speakerShort(data, c)), " says " + c.title);
    row.more = row.claims.length > 1 ? cm.el("span", { "class": "cm-tl-more" }, "+" + (row.claims.length - 1)) : null;
    row.node = cm.el("div", { role: "option", id: prefix + row.st, "class": "cm-tl-row", "aria-selected": "false",
      "aria-label": sentence(data, row), "data-cm-id": c.id, "data-cm-ids": row.claims.map(function (d) { return d.id; }).join(" ") },
      cm.el("span", { "class": "cm-tl-date" }, cm.whenText(c.said), cm.el("i", { "class": "cm-tl-bar cm-tl-" + bar.cls, style: { left: cm.r1(bar.x) + "px", width: cm.r1(bar.w) + "px" } })),
      cm.icon(cm.side(data, c), 4.6), row.text, row.more);
    return row.node;
  }

  function focusText(data, focus) {
    if (focus.kind === "source") return "From " + data.sources[focus.id].publisher;
    return (focus.kind === "said" ? "Said in " : "About ") + data.places[focus.id].name;
  }

  /* ---- the strip above a long list: rows per day, and two handles that narrow the period ---- */
  function brush(rows, outer, bus) {
    var width = 480, height = 24, first = cm.day(outer.from), days = cm.day(outer.to) - first + 1, per = width / days;
    var counts = new Map(), most = 1;
    rows.forEach(function (r) {
      var bin = Math.floor((Math.min(Math.max(cm.day(r.key), first), first + days - 1) - first) * per / 4);
      counts.set(bin, (counts.get(bin) || 0) + 1);
      most = Math.max(most, counts.get(bin));
    });
    var d = "";
    counts.forEach(function (n, bin) { var h = 20 * n / most; d += "M" + bin * 4 + " " + cm.r1(height - h) + "h3v" + cm.r1(h) + "h-3z"; });
    var box = cm.svg("rect", { "class": "cm-brush-box", y: 0.5, height: height - 1 });
    var svg = cm.svg("svg", { viewBox: "0 0 " + width + " " + height, preserveAspectRatio: "none", "class": "cm-brush-plot", "aria-hidden": "true" }, cm.svg("path", { d: d, "class": "cm-brush-bars" }), box);
    var dayAt = function (x) { return first + Math.max(0, Math.min(days - 1, Math.floor(x / svg.getBoundingClientRect().width * days))); };
    var set = function (a, b) {
      var from = cm.iso(Math.max(first, Math.min(a, b))), to = cm.iso(Math.min(first + days - 1, Math.max(a, b))), clock = bus.get().clock;
      bus.set({ from: from, to: to, clock: cm.clampDay(clock, from, to), step: null });
    };
    function handle(edge) {
      var node = cm.el("span", { role: "slider", tabindex: 0, "class": "cm-brush-handle", "aria-label": edge === "from" ? "First day of the list" : "Last day of the list", on: {
        keydown: function (e) {
          var by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[e.key], s = bus.get();
          if (!by) return;
          e.preventDefault();
          e.stopPropagation();
          var a = cm.day(s.from), b = cm.day(s.to);
          if (edge === "from") set(Math.min(a + by, b - 1), b); else set(a, Math.max(b + by, a + 1));
        }
      } });
      return node;
    }
    var handles = { from: handle("from"), to: handle("to") };
    var clear = cm.el("button", { type: "button", "class": "cm-link-button cm-brush-clear", on: { click: function () { bus.set({ from: outer.from, to: outer.to }); } } }, "whole period");
    var start = null;
    var node = cm.el("div", { "class": "cm-brush", role: "group", "aria-label": "Rows per day; drag to narrow the period" }, svg, handles.from, handles.to, clear);
    svg.addEventListener("pointerdown", function (e) { start = dayAt(e.clientX - svg.getBoundingClientRect().left); svg.setPointerCapture(e.pointerId); });
    svg.addEventListener("pointermove", function (e) {
      if (start === null) return;
      var now = dayAt(e.clientX - svg.getBoundingClientRect().left);
      place(Math.min(start, now), Math.max(start, now));
    });
    svg.addEventListener("pointerup", function (e) {
      var now = dayAt(e.clientX - svg.getBoundingClientRect().left), from = start;
      start = null;
      if (from !== null && Math.abs(now - from) >= 2) set(from, now); else update(bus.get());
    });
    function place(a, b) {
      box.setAttribute("x", cm.r1((a - first) * per));
      box.setAttribute("width", cm.r1(Math.max(2, (b + 1 - a) * per)));
      handles.from.style.left = cm.r1((a - first) / days * 100) + "%";
      handles.to.style.left = cm.r1((b + 1 - first) / days * 100) + "%";
    }
    function update(state) {
      place(cm.day(state.from), cm.day(state.to));
      Object.keys(handles).forEach(function (edge) {
        handles[edge].setAttribute("aria-valuemin", first);
        handles[edge].setAttribute("aria-valuemax", first + days - 1);
        handles[edge].setAttribute("aria-valuenow", cm.day(state[edge]));
        handles[edge].setAttribute("aria-valuetext", cm.longDay(state[edge]));
      });
      clear.hidden = state.from === outer.from && state.to === outer.to;
    }
    return { node: node, update: update };
  }

  timeline.render = function (el, data, bus) {
    var prefix = "cm-tl" + (serial += 1) + "-", phone = root.matchMedia("(max-width: 640px)");
    var sub = cm.el("span", { "class": "cm-tl-sub cm-muted" }), chip = cm.el("button", { type: "button", "class": "cm-tl-chip", hidden: true });
    var strip = cm.el("div", { "class": "cm-tl-strip" });
    var list = cm.el("div", { "class": "cm-tl-list", role: "listbox", tabindex: 0, "aria-label": "Deployment timeline: statements, newest first" });
    var gap = cm.el("div", { "class": "cm-tl-sep", "aria-hidden": "true" }, cm.el("span", {}, "said later"));
    var open = cm.el("div", { "class": "cm-tl-open", hidden: true });
    var scroll = cm.el("div", { "class": "cm-tl-scroll" }, cm.el("div", { "class": "cm-tl-inner" }, list, open));
    var all = cm.el("button", { type: "button", "class": "cm-link-button cm-tl-all", on: { click: function () { list.classList.remove("cm-short"); all.hidden = true; } } });
    var rows = [], bySt = new Map(), lights = null, active = null, opened = null, clock = "", outer = null, mine = null, brushed = null;

    el.classList.add("cm-root", "cm-timeline");
    cm.clear(el).appendChild(cm.el("div", { "class": "cm-tl-head" }, cm.el("h2", { "class": "cm-panel-head" }, "Deployment timeline"), chip, sub));
    [strip, scroll, all].forEach(function (n) { el.appendChild(n); });

    function isLater(row, iso) { return row.key > iso; }

    /* Moves the rows whose side of the clock has changed; `later` rows run forward, known ones backward. */
    function tick(state) {
      var before = clock;
      clock = state.clock;
      if (before !== clock) {
        var forward = clock > before, low = forward ? before : clock, high = forward ? clock : before;
        var moved = rows.filter(function (r) { return r.key > low && r.key <= high; });
        if (forward) {
          var top = list.firstChild;
          newestFirst(moved).forEach(function (r) { land(r, state); list.insertBefore(r.node, top); });
        } else {
          var next = gap.nextSibling;
          moved.forEach(function (r) { r.node.classList.add("cm-later"); r.node.classList.remove("cm-landing"); list.insertBefore(r.node, next); });
        }
        gap.hidden = !rows.length || !isLater(rows[rows.length - 1], clock);
        place();
      }
      sub.textContent = rows.length ? (chip.hidden ? "newest up to " + cm.shortDay(clock) + " first · " : "") + rows.length + (rows.length === 1 ? " row" : " rows ↓") : "";
    }
    function land(r, state) {
      r.node.classList.remove("cm-later");
      r.node.classList.toggle("cm-landing", state.playing);
    }
    function newestFirst(list) {
      return list.slice().sort(function (a, b) { return a.key < b.key ? 1 : a.key > b.key ? -1 : a.weight - b.weight; });
    }

    function build() {
      var state = bus.get(), focused = state.focus;
      rows = timeline.rows(data, state);
      bySt = new Map();
      opened = null;
      active = null;
      open.hidden = true;
      cm.clear(list);
      clock = state.clock;
      rows.forEach(function (r) { rowNode(data, r, state, prefix); bySt.set(r.st, r); });
      newestFirst(rows.filter(function (r) { return !isLater(r, clock); })).forEach(function (r) { list.appendChild(r.node); });
      list.appendChild(gap);
      rows.forEach(function (r) { if (isLater(r, clock)) { r.node.classList.add("cm-later"); list.appendChild(r.node); } });
      gap.hidden = !rows.length || !isLater(rows[rows.length - 1], clock);
      if (!rows.length) list.appendChild(cm.el("div", { "class": "cm-nothing" }, data.claims.length ? "No statement passes here: widen the period, or clear search and filters." : "No claim yet."));
      chip.hidden = !focused;
      cm.clear(chip);
      if (focused) {
        chip.appendChild(document.createTextNode(focusText(data, focused) + " ×"));
        chip.setAttribute("aria-label", focusText(data, focused) + ": show all rows again");
      }
      list.classList.toggle("cm-short", rows.length > 12);
      all.hidden = rows.length <= 12;
      all.textContent = "Show all " + rows.length + " rows";
      lights = cm.lights(list, data, rows.map(function (r) { return [r.claims.map(function (c) { return c.id; }), r.node]; }));
      strips(state);
      select(state);
      tick(state);
    }

    /* The strip stays while it is what narrows the period; any other change of period starts afresh. */
    function strips(state) {
      if (!mine || mine.from !== state.from || mine.to !== state.to) {
        outer = { from: state.from, to: state.to };
        brushed = null;
      }
      if (!brushed && rows.length > BRUSH_ROWS) {
        brushed = brush(rows, outer, { get: bus.get, set: function (patch) { mine = { from: patch.from, to: patch.to }; bus.set(patch); } });
        cm.clear(strip).appendChild(brushed.node);
      } else if (!brushed) cm.clear(strip);
      if (brushed) brushed.update(state);
    }

    /* ---- the open row ---- */
    function place() {
      if (!opened || open.hidden) return;
      open.style.top = opened.node.offsetTop + opened.node.offsetHeight + "px";
    }
    function close() {
      if (!opened) return;
      opened.node.classList.remove("cm-open");
      opened.node.style.marginBottom = "";
      opened.node.setAttribute("aria-selected", "false");
      if (!open.hidden) {
        opened.who.replaceWith(opened.text);
        if (opened.more) opened.more.hidden = false;
      }
      open.hidden = true;
      cm.clear(open);
      opened = null;
    }
    function select(state) {
      var claim = state.selected ? cm.index(data).claim.get(state.selected) : null, row = claim && bySt.get(claim.st);
      if (open.contains(document.activeElement)) list.focus({ preventScroll: true });
      close();
      lights.select(state);
      if (!row) return;
      opened = row;
      row.node.setAttribute("aria-selected", "true");
      row.node.classList.add("cm-open");
      setActive(row.node);
      unfold();
    }
    /* Before the next paint, so that the detail is laid out together with everything else that a selection changes. */
    var unfold = cm.perFrame(function () {
      var state = bus.get(), claim = cm.index(data).claim.get(state.selected);
      if (!opened || !claim || claim.st !== opened.st) return;
      if (!phone.matches && open.hidden) {
        opened.who = cm.el("span", { "class": "cm-tl-text" }, cm.el("b", {}, cm.detail.who(data, claim)));
        opened.text.replaceWith(opened.who);
        if (opened.more) opened.more.hidden = true;
        open.appendChild(cm.detail.render(data, claim, state, bus));
        open.hidden = false;
      }
      show(opened.node, true);
    });

    /* Scrolls the list, and nothing but the list, until the row and its detail are in view. All reads come before
     * all writes: the page is laid out once. */
    function show(node, gapToo) {
      var extra = open.hidden || !node.classList.contains("cm-open") ? 0 : open.offsetHeight, top = node.offsetTop, own = node.offsetHeight;
      var view = scroll.clientHeight, at = scroll.scrollTop, bottom = top + own + extra, to = at;
      if (phone.matches) return;
      if (bottom - top > view || top < at) to = top;
      else if (bottom > at + view) to = bottom - view;
      if (gapToo && extra) {
        node.style.marginBottom = extra + "px";
        open.style.top = top + own + "px";
      }
      if (to !== at) scroll.scrollTop = to;
    }
    function setActive(node) {
      if (active) active.classList.remove("cm-active");
      active = node;
      if (!node) { list.removeAttribute("aria-activedescendant"); return; }
      node.classList.add("cm-active");
      list.setAttribute("aria-activedescendant", node.id);
    }
    function keys(event) {
      var options = Array.prototype.slice.call(list.querySelectorAll("[role=option]")), at = options.indexOf(active), to = null;
      if (event.key === "ArrowDown") to = Math.min(options.length - 1, at + 1);
      else if (event.key === "ArrowUp") to = Math.max(0, at - 1);
      else if (event.key === "Home") to = 0;
      else if (event.key === "End") to = options.length - 1;
      else if ((event.key === "Enter" || event.key === " ") && active) bus.set({ selected: active.dataset.cmId });
      else if (event.key === "Escape") bus.set({ selected: null });
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (to === null || !options.length) return;
      list.classList.remove("cm-short");
      setActive(options[to]);
      show(options[to]);
    }
    chip.addEventListener("click", function () { bus.set({ focus: null }); });
    list.addEventListener("keydown", keys);
    list.addEventListener("focus", function () { if (!active || !active.isConnected) setActive(list.querySelector("[role=option]")); });
    open.addEventListener("keydown", function (e) { if (e.key === "Escape") { bus.set({ selected: null }); list.focus({ preventScroll: true }); } });

    var offs = [
      bus.on(build, ["from", "to", "filter", "focus"]),
      bus.on(function (s, changed) {
        if (changed.indexOf("clock") >= 0) tick(s);
        if (changed.indexOf("selected") >= 0) select(s);
        if (changed.indexOf("hover") >= 0) lights.hover(s);
      }, ["clock", "selected", "hover"]),
      cm.pointing(scroll, data, bus)
    ];
    var watch = new root.ResizeObserver(function () {
      if (!opened || open.hidden) return;
      opened.node.style.marginBottom = open.offsetHeight + "px";
      place();
    });
    build();
    watch.observe(scroll);
    root.requestAnimationFrame(function () { el.dataset.cmReady = "true"; });
    return function () {
      watch.disconnect();
      offs.forEach(function (off) { off(); });
    };
  };
})(window);
