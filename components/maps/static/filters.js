/* The row of filters: period, actors (the pills are the legend), what is shown, search, and the rest behind "More".
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var serial = 0;

  cm.kindText = { figure: "numbers", presence: "presence", event: "events", control: "who holds what", statement: "statements", forecast: "forecasts" };
  var LAYERS = [["ground", "Front and held areas"], ["rivers", "Rivers"], ["areas", "Oblast outlines"]];
  var BORDERS = [["disputed", "Shown as disputed"], ["recognised", "As recognised by the UN"], ["de_facto", "As held de facto"]];

  /* A panel that opens under its button, above everything else; a click outside or Escape closes it. */
  cm.popover = function (button, panel, align) {
    function place() {
      var at = button.getBoundingClientRect(), width = panel.offsetWidth || parseFloat(root.getComputedStyle(panel).width), room = root.innerWidth - 8;
      var left = align === "end" ? at.right - width : at.left;
      panel.style.left = Math.max(8, Math.min(left, room - width)) + "px";
      panel.style.top = at.bottom + 6 + "px";
      panel.style.maxHeight = Math.max(160, root.innerHeight - at.bottom - 14) + "px";
    }
    function toggled(event) {
      var open = event.newState === "open";
      button.setAttribute("aria-expanded", String(open));
      root[open ? "addEventListener" : "removeEventListener"]("scroll", place, true);
      root[open ? "addEventListener" : "removeEventListener"]("blur", leave);
      if (!open) return;
      place();
      /* On a touch screen the first field would open its keyboard at once. */
      var first = root.matchMedia("(pointer: coarse)").matches ? panel : panel.querySelector("input, button");
      first.focus({ preventScroll: true });
    }
    /* The map is a document of its own: a click there reaches us only as a loss of focus. */
    function leave() { root.setTimeout(function () { if (document.activeElement && document.activeElement.tagName === "IFRAME") panel.hidePopover(); }, 0); }
    panel.id = panel.id || "cm-popover-" + (++serial);
    panel.setAttribute("popover", "auto");
    panel.tabIndex = -1;
    button.popoverTargetElement = panel;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-haspopup", "dialog");
    panel.addEventListener("beforetoggle", function (event) { if (event.newState === "open") place(); });
    panel.addEventListener("toggle", toggled);
    return function () {
      root.removeEventListener("scroll", place, true);
      root.removeEventListener("blur", leave);
    };
  };

  cm.resetAll = function (data, bus) {
    bus.set({
      filter: cm.emptyFilter, focus: null, from: data.opens.from, to: data.opens.to, clock: data.opens.clock, step: null, playing: false,
      layers: { ground: true, rivers: true, areas: true }, borders: "disputed"
    });
  };

  cm.setFilter = function (bus, patch) { bus.set({ filter: Object.assign({}, bus.get().filter, patch) }); };

  function icon(children) {
    return cm.svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "class": "cm-line-icon", "aria-hidden": "true", focusable: "false" }, children);
  }
  cm.searchIcon = function () { return icon([cm.svg("circle", { cx: 6, cy: 6, r: 4.3 }), cm.svg("path", { d: "M9.300 9.300L13 13" })]); };
  function calendar() { return icon([cm.svg("rect", { x: 1, y: 2.5, width: 12, height: 10.5, rx: 1.5 }), cm.svg("path", { d: "M1 6h12M4.500 .8v3M9.500 .8v3" })]); }

  /* ---- period ---- */
  function period(data, bus) {
    var text = cm.el("span", { "class": "cm-period-text" }), short = cm.el("span", { "class": "cm-period-short" });
    var button = cm.el("button", { type: "button", "class": "cm-field cm-period" }, calendar(), text, short);
    var field = function (label) {
      var input = cm.el("input", { type: "date", min: data.span.from, max: data.span.to, required: true, on: { change: typed } });
      return { input: input, node: cm.el("label", { "class": "cm-date" }, cm.el("span", {}, label), input) };
    };
    var from = field("From"), to = field("To"), presets = [];

    function apply(a, b, clock) { bus.set(Object.assign(cm.windowPatch(data, bus.get(), a, b, clock), { playing: false })); }
    function typed(event) {
      var a = from.input.value, b = to.input.value;
      if (!a || !b || !from.input.validity.valid || !to.input.validity.valid) return;
      var least = cm.shortestWindow - 1;
      if (cm.day(b) - cm.day(a) < least) {
        if (event.target === from.input) { b = cm.addDays(a, least); if (b > data.span.to) { b = data.span.to; a = cm.addDays(b, -least); } }
        else { a = cm.addDays(b, -least); if (a < data.span.from) { a = data.span.from; b = cm.addDays(a, least); } }
      }
      apply(a, b);
    }
    function preset(name, a, b, clock) {
      var node = cm.el("button", { type: "button", "class": "cm-choice", on: { click: function () { apply(a, b, clock); } } },
        cm.el("span", {}, name), cm.el("span", { "class": "cm-muted" }, cm.period(a, b)));
      presets.push({ node: node, from: a, to: b });
      return node;
    }
    var panel = cm.el("div", { "class": "cm-popover cm-popover-period", role: "dialog", "aria-label": "Period" },
      cm.el("div", { "class": "cm-dates" }, from.node, to.node),
      preset("Opening view", data.opens.from, data.opens.to, data.opens.clock),
      preset("Everything", data.span.from, data.span.to),
      data.story.length ? cm.el("p", { "class": "cm-popover-head" }, "Story") : null,
      data.story.map(function (step) {
        return preset(step.n + "  " + step.title, cm.clampDay(step.from, data.span.from, data.span.to), cm.clampDay(step.to, data.span.from, data.span.to), step.clock);
      }));

    function update(state) {
      text.textContent = cm.period(state.from, state.to);
      short.textContent = cm.shortDay(state.from) + " – " + cm.shortDay(state.to);
      button.setAttribute("aria-label", "Period: " + cm.period(state.from, state.to));
      from.input.value = state.from;
      to.input.value = state.to;
      presets.forEach(function (p) { p.node.setAttribute("aria-pressed", String(p.from === state.from && p.to === state.to)); });
    }
    return { button: button, panel: panel, update: update };
  }

  /* ---- actors ---- */
  function pills(data, bus) {
    return data.sides.map(function (side) {
      var node = cm.el("button", { type: "button", "class": "cm-pill", title: "Show or hide what " + side.name + " says" }, cm.icon(side.id, 5), cm.el("span", {}, side.name));
      node.addEventListener("click", function () {
        var off = bus.get().filter.off;
        cm.setFilter(bus, { off: off.indexOf(side.id) >= 0 ? off.filter(function (s) { return s !== side.id; }) : off.concat(side.id) });
      });
      return { node: node, update: function (state) { node.setAttribute("aria-pressed", String(state.filter.off.indexOf(side.id) < 0)); } };
    });
  }

  /* ---- the rest ---- */
  function group(title, children) { return cm.el("fieldset", { "class": "cm-group" }, cm.el("legend", {}, title), children); }

  function check(label, count, act) {
    var input = cm.el("input", { type: "checkbox", on: { change: function () { act(input.checked); } } });
    return { input: input, node: cm.el("label", { "class": "cm-check" }, input, cm.el("span", {}, label), count === null ? null : cm.el("span", { "class": "cm-muted cm-check-count" }, count)) };
  }

  /* Boxes for a list filter: all ticked = no filter; the last one cannot be unticked. */
  function boxes(data, bus, key, names, of) {
    var counts = {};
    data.claims.forEach(function (c) { counts[of(c)] = (counts[of(c)] || 0) + 1; });
    var values = Object.keys(names).filter(function (v) { return counts[v]; });
    var made = values.map(function (value) {
      return Object.assign(check(names[value], counts[value], function (on) {
        var now = bus.get().filter[key] || [], ticked = now.length ? now : values;
        var next = values.filter(function (v) { return v === value ? on : ticked.indexOf(v) >= 0; });
        if (next.length) cm.setFilter(bus, { [key]: next.length === values.length ? [] : next });
        else update(bus.get());
      }), { value: value });
    });
    function update(state) {
      var now = state.filter[key] || [];
      made.forEach(function (m) { m.input.checked = !now.length || now.indexOf(m.value) >= 0; });
    }
    return { nodes: made.map(function (m) { return m.node; }), update: update, several: values.length > 1 };
  }

  function radios(name, options, now, act) {
    var made = options.map(function (o) {
      var input = cm.el("input", { type: "radio", name: name, on: { change: function () { act(o[0]); } } });
      return { input: input, value: o[0], node: cm.el("label", { "class": "cm-check" }, input, cm.el("span", {}, o[1])) };
    });
    return {
      nodes: made.map(function (m) { return m.node; }),
      update: function (state) { made.forEach(function (m) { m.input.checked = m.value === now(state); }); }
    };
  }

  function more(data, bus, id) {
    var text = cm.el("span", {}, "More"), badge = cm.el("span", { "class": "cm-badge" });
    var button = cm.el("button", { type: "button", "class": "cm-button cm-more" }, text, badge);
    var told = cm.el("p", { "class": "cm-told" });
    var lists = [
      ["Kinds of claim", boxes(data, bus, "kinds", cm.kindText, function (c) { return c.kind; })],
      ["Place known to", boxes(data, bus, "scales", cm.scaleText, function (c) { return data.places[c.place].scale; })],
      ["Date known to", boxes(data, bus, "dates", cm.precisionText, function (c) { return c.said.precision; })]
    ];
    if (data.claims.some(function (c) { return c.grade; })) {
      var grades = {};
      data.claims.map(function (c) { return c.grade; }).filter(Boolean).sort().forEach(function (g) { grades[g] = g; });
      grades.none = "not graded";
      lists.push(["Grade", boxes(data, bus, "grades", grades, function (c) { return c.grade || "none"; })]);
    }
    var origins = radios(id + "-origins", [[1, "1 or more"], [2, "2 or more"], [3, "3 or more"]], function (s) { return s.filter.origins; },
      function (n) { cm.setFilter(bus, { origins: n }); });
    var layers = LAYERS.map(function (l) {
      return Object.assign(check(l[1], null, function (on) { bus.set({ layers: Object.assign({}, bus.get().layers, { [l[0]]: on }) }); }), { key: l[0] });
    });
    var borders = radios(id + "-borders", BORDERS, function (s) { return s.borders; }, function (v) { bus.set({ borders: v }); });
    var groups = lists.filter(function (l) { return l[1].several; }).map(function (l) { return group(l[0], l[1].nodes); });
    var panel = cm.el("div", { "class": "cm-popover cm-popover-more", role: "dialog", "aria-label": "More filters and layers" },
      cm.el("div", { "class": "cm-more-top" }, told, cm.el("button", { type: "button", "class": "cm-button", on: { click: function () { cm.resetAll(data, bus); } } }, "Reset all")),
      cm.el("div", { "class": "cm-groups" },
        groups, group("Independent sources", origins.nodes),
        group("On the map", layers.map(function (l) { return l.node; })), group("State borders", borders.nodes)));

    function update(state) {
      lists.forEach(function (l) { l[1].update(state); });
      origins.update(state);
      borders.update(state);
      layers.forEach(function (l) { l.input.checked = state.layers[l.key]; });
      var f = state.filter, n = [f.kinds.length, f.scales.length, f.dates.length, f.grades.length, f.origins > 1].filter(Boolean).length;
      badge.textContent = n ? String(n) : "";
      button.setAttribute("aria-label", n ? "More filters, " + n + " in use" : "More filters");
    }
    return { button: button, panel: panel, update: update, tell: function (t) { told.textContent = t; } };
  }

  /* ---- what is shown, and what is not ---- */
  cm.counts = function (data, state) {
    var passing = data.claims.filter(function (c) { return cm.passes(data, c, state.filter) && cm.inFocus(c, state.focus); });
    var shown = passing.filter(function (c) { return cm.inPeriod(c, state.from, state.to); });
    var inPeriod = data.claims.filter(function (c) { return cm.inPeriod(c, state.from, state.to); });
    return { all: data.claims.length, shown: shown.length, filtered: inPeriod.length - shown.length, outside: data.claims.length - inPeriod.length };
  };

  cm.filters = {
    render: function (row, data, bus, options) {
      var id = "cm-filters-" + (++serial);
      var when = period(data, bus), who = pills(data, bus), rest = more(data, bus, id);
      var number = cm.el("span", {}), words = cm.el("span", { "class": "cm-count-words" }, " claims shown");
      var count = cm.el("span", { "class": "cm-count cm-muted", role: "status" }, number, words);
      var focusName = cm.el("span", { "class": "cm-focus-name" });
      var focus = cm.el("button", { type: "button", "class": "cm-pill cm-focus", on: { click: function () { bus.set({ focus: null }); } } }, focusName, cm.el("span", { "class": "cm-x", "aria-hidden": "true" }, "×"));
      var search = cm.search.make(data, bus, row), place = cm.placeSearch.make(data, bus, row, options);
      var scroll = cm.el("div", { "class": "cm-scroll", role: "group", "aria-label": "Filters" }, when.button,
        cm.el("span", { "class": "cm-pills", role: "group", "aria-label": "Who speaks" }, who.map(function (p) { return p.node; })), focus, count, rest.button);
      [scroll, place.node, search.node, when.panel, rest.panel].forEach(function (n) { row.appendChild(n); });

      function focusText(f) {
        if (f.kind === "source") { var s = data.sources[f.id]; return s ? "from " + s.publisher : f.id; }
        var place = data.places[f.id], name = place ? place.name : f.id;
        return f.kind === "said" ? "said in " + name : name;
      }
      function tell(state) {
        var n = cm.counts(data, state);
        number.textContent = n.shown + " of " + n.all;
        rest.tell(n.shown + " of " + n.all + " claims shown. Hidden: " + n.outside + " outside the period, " + n.filtered + " by filters.");
      }
      function update(state, keys) {
        if (!keys || keys.indexOf("from") >= 0 || keys.indexOf("to") >= 0) when.update(state);
        who.forEach(function (p) { p.update(state); });
        rest.update(state);
        focus.hidden = !state.focus;
        row.classList.toggle("cm-focused", Boolean(state.focus));
        if (state.focus) {
          focusName.textContent = focusText(state.focus);
          focus.setAttribute("aria-label", "Only " + focusText(state.focus) + ": show all again");
        }
        tell(state);
      }
      var offs = [
        cm.popover(when.button, when.panel, "start"), cm.popover(rest.button, rest.panel, "end"),
        bus.on(update, ["from", "to", "filter", "focus", "layers", "borders"]), search.cleanup, place.cleanup
      ];
      update(bus.get());
      return function () { offs.forEach(function (off) { off(); }); };
    }
  };
})(window);
