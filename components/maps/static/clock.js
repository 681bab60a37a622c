/* The clock: play, date, story steps, the density of claims in the window, and the overview of the whole span.
 *
 * A window, a filter or a size draws the pictures anew; a tick of the clock moves one group and two rectangles.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var serial = 0;
  var KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };

  function set(node, attrs) { Object.keys(attrs).forEach(function (k) { node.setAttribute(k, attrs[k]); }); }

  /* The left part: what stands there, and what it says at a state. */
  function controls(data, bus, player) {
    var part = {};
    var button = function (cls, text, label, act) {
      return cm.el("button", { type: "button", "class": cls, "aria-label": label, on: { click: act } }, text);
    };
    var go = function (way) { cm.goStep(data, bus, cm.stepBeside(data, bus.get(), way)); };
    part.go = go;
    part.icon = cm.svg("path", {});
    part.play = cm.el("button", { type: "button", "class": "cm-clock-play", on: { click: player.toggle } },
      cm.svg("svg", { width: 44, height: 44, viewBox: "0 0 44 44", "aria-hidden": "true", focusable: "false" }, part.icon));
    part.date = cm.el("div", { "class": "cm-clock-date" });
    part.step = cm.el("div", { "class": "cm-clock-step" });
    part.back = button("cm-clock-button", "‹ step", "Previous story step", function () { go(-1); });
    part.next = button("cm-clock-button", "step ›", "Next story step", function () { go(1); });
    part.speed = button("cm-clock-button cm-clock-speed", "", "", function () {
      var at = cm.speeds.indexOf(bus.get().speed);
      bus.set({ speed: cm.speeds[(at + 1) % cm.speeds.length] });
    });
    part.steps = cm.el("div", { "class": "cm-clock-steps" }, part.back, part.next, part.speed);
    part.steps.addEventListener("keydown", function (event) {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.preventDefault();
      event.stopPropagation();
      go(event.key === "ArrowRight" ? 1 : -1);
    });
    part.node = cm.el("div", { "class": "cm-clock-left" }, part.play,
      cm.el("div", { "class": "cm-clock-words" }, part.date, part.step), part.steps);

    part.speak = function (state, size) {
      var here = cm.stepAt(data, state), reached = here || cm.stepReached(data, state.clock), n = data.story.length;
      part.date.textContent = size === "phone" ? cm.mediumDay(state.clock) : cm.longDay(state.clock);
      var step = reached || data.story[0];
      var number = here ? (size === "phone" ? "" : "step ") + step.n + " of " + n : step && (reached ? "after step " : "before step ") + step.n;
      var told = step ? number + ": " + step.title : "";
      if (part.step.textContent !== told) {
        part.step.textContent = told;
        part.step.title = told;
      }
      part.back.disabled = !cm.stepBeside(data, state, -1);
      part.next.disabled = !cm.stepBeside(data, state, 1);
    };
    part.mode = function (state) {
      part.play.setAttribute("aria-label", state.playing ? "Pause" : "Play");
      part.icon.setAttribute("d", state.playing ? "M14.500 13h5v18h-5zM24.500 13h5v18h-5z" : "M16.500 12.500L32 22L16.500 31.500Z");
      var pace = state.speed === 1 ? "1 day per s" : state.speed + " days per s";
      part.speed.textContent = pace;
      part.speed.setAttribute("aria-label", "Speed: " + pace);
    };
    return part;
  }

  cm.clock = {
    render: function (element, data, bus, options) {
      var topic = (options && options.area) || "area-held";
      var id = "cm-clock-" + (++serial);
      var s = {};                                          /* what the last drawing left: measures, scale, parts */
      var player = cm.player(data, bus, function (position) { place(position); });
      var left = controls(data, bus, player);
      var plot = cm.svg("svg", { "class": "cm-clock-plot" });
      var marks = cm.el("div", { "class": "cm-clock-marks", role: "group", "aria-label": "Story steps" });
      var right = cm.el("div", { "class": "cm-clock-right" }, plot, marks);
      var known = cm.svg("rect", { x: 0, y: 0, height: 200 });
      var overview = cm.overview(data, bus, topic);

      element.classList.add("cm-root", "cm-clock");
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", "Clock");
      element.appendChild(left.node);
      element.appendChild(right);
      right.appendChild(overview.node);

      var knob = cm.svg("g", {
        "class": "cm-clock-handle", role: "slider", tabindex: 0, "aria-label": "Date", "aria-orientation": "horizontal"
      });

      function moveTo(iso) { bus.set(Object.assign(cm.clockPatch(data, bus.get(), iso), { playing: false })); }
      var pending = null;
      var moveSoon = cm.perFrame(function () { if (pending) moveTo(pending); });

      /* ---- still pictures ---- */
      function drawDensity() {
        var state = bus.get();
        s.dots = cm.axis.density(cm.shown(data, state), s.scale, s.m);
        set(s.later, { d: s.dots.path });
        set(s.before, { d: s.dots.path });
        drawChosen(state);
      }

      function drawChosen(state) {
        var d = "";
        cm.statementIds(data, state.selected).forEach(function (claim) { d += s.dots.of.get(claim) || ""; });
        set(s.chosen, { d: d });
        plot.classList.toggle("cm-one", Boolean(d));
      }

      function drawPlot() {
        var state = bus.get(), m = s.m, phone = m.size === "phone";
        s.scale = cm.axis.scale(state.from, state.to, m.x0, m.x1);
        s.labels = cm.axis.labels(state, s.scale, m);
        set(plot, { width: m.w, height: m.h, viewBox: "0 0 " + m.w + " " + m.h });
        s.ground = cm.svg("rect", { "class": "cm-clock-later", y: phone ? 2 : m.top - 2, height: m.base - (phone ? 2 : m.top - 2) });
        s.later = cm.svg("path", { "class": "cm-clock-squares cm-clock-after" });
        s.before = cm.svg("path", { "class": "cm-clock-squares", "clip-path": "url(#" + id + ")" });
        s.chosen = cm.svg("path", { "class": "cm-clock-chosen" });
        s.texts = s.labels.map(function (l) {
          return cm.svg("text", { "class": "cm-muted", x: cm.r1(l.x), y: m.base + m.text, "text-anchor": l.anchor, "font-size": 11.5 }, l.text);
        });
        s.flag = cm.svg("text", { "class": "cm-clock-flag", y: m.base + m.flag, "text-anchor": "middle", "font-size": 12 });
        cm.clear(knob);
        [cm.svg("rect", { x: -12, y: m.base - 14, width: 24, height: 28, "class": "cm-clock-hit" }),
          cm.svg("path", { d: "M0 " + (phone ? 0 : m.top) + "V" + m.base, "class": "cm-clock-line" }),
          cm.svg("circle", { cy: m.base, r: m.knob + 4, "class": "cm-clock-ring" }),
          cm.svg("circle", { cy: m.base, r: m.knob, "class": "cm-clock-knob" })].forEach(function (n) { knob.appendChild(n); });
        var focused = element.getRootNode().activeElement === knob;
        cm.clear(plot);
        [cm.svg("clipPath", { id: id }, known), s.ground,
          s.later, s.before, s.chosen,
          cm.svg("path", { "class": "cm-clock-axis", d: "M" + m.x0 + " " + (m.base + 0.5) + "H" + m.x1 + cm.axis.notches(s.scale, m) }),
          s.texts, phone ? null : s.flag,
          cm.svg("rect", { "class": "cm-clock-hit cm-clock-track", x: m.x0, y: phone ? 0 : m.top, width: m.x1 - m.x0, height: m.base + 16 - (phone ? 0 : m.top) }),
          knob].forEach(function add(n) { if (Array.isArray(n)) n.forEach(add); else if (n) plot.appendChild(n); });
        if (focused) knob.focus({ preventScroll: true });
        set(knob, { "aria-valuemin": cm.day(data.span.from), "aria-valuemax": cm.day(data.span.to) });
        s.standing = undefined;
        drawDensity();
      }

      function drawMarks(state) {
        var here = cm.stepAt(data, state), reached = here || cm.stepReached(data, state.clock);
        var key = (here ? "at " : "past ") + (reached ? reached.n : 0);
        if (key === s.standing) return;
        s.standing = key;
        cm.clear(marks);
        if (s.m.size === "phone") return;
        var laid = cm.axis.story(data.story, here || reached, s.scale, s.m);
        laid.forEach(function (k) {
          var on = k.step === here, width = k.title ? 24 + k.width : 24;
          var button = cm.el("button", {
            type: "button", tabindex: -1, "data-cm-step": k.step.n, "aria-current": on ? "step" : null,
            "aria-label": "Step " + k.step.n + ": " + k.step.title + ", " + cm.mediumDay(k.step.clock), title: k.title ? null : k.step.title,
            "class": "cm-clock-mark cm-clock-" + k.where + (on ? " cm-on" : k.step === reached ? " cm-past" : "") + (k.title === "left" ? " cm-flip" : ""),
            style: { left: cm.r1(k.title === "left" ? k.x + 12 - width : k.x - 12) + "px", width: cm.r1(width) + "px" },
            on: { click: function () { cm.goStep(data, bus, k.step); } }
          }, cm.el("span", { "class": "cm-clock-disc" }, k.step.n), k.title ? cm.el("span", { "class": "cm-clock-name" }, k.step.title) : null);
          marks.appendChild(button);
        });
        [["before", "‹", { left: s.m.x0 - 8 + "px" }], ["after", "›", { left: s.m.x1 - 9 + "px" }]].forEach(function (edge) {
          if (laid.some(function (k) { return k.where === edge[0]; })) marks.appendChild(cm.el("span", { "class": "cm-clock-edge", "aria-hidden": "true", style: edge[2] }, edge[1]));
        });
      }

      /* ---- what moves ---- */
      function place(position) {
        var x = Math.max(s.m.x0, Math.min(s.m.x1, s.scale.x(position)));
        var at = cm.r1(x);
        knob.setAttribute("transform", "translate(" + at + " 0)");
        known.setAttribute("width", at);
        set(s.ground, { x: at, width: cm.r1(s.m.x1 - x) });
        if (s.m.size !== "phone") s.flag.setAttribute("x", Math.max(s.m.x0 + 8, Math.min(s.m.x1 - 14, at)));
        s.labels.forEach(function (label, i) {
          var middle = label.anchor === "start" ? label.x + label.width / 2 : label.anchor === "end" ? label.x - label.width / 2 : label.x;
          var hide = Math.abs(middle - x) < label.width / 2 + (s.m.size === "phone" ? 10 : 24);
          if (label.hidden === hide) return;
          label.hidden = hide;
          s.texts[i].style.visibility = hide ? "hidden" : "visible";
        });
      }

      function tick() {
        var state = bus.get();
        left.speak(state, s.m.size);
        s.flag.textContent = cm.shortDay(state.clock);
        set(knob, { "aria-valuenow": cm.day(state.clock), "aria-valuetext": cm.longDay(state.clock) });
        place(player.position());
        drawMarks(state);
        overview.tick(state);
      }

      function draw() {
        var width = right.clientWidth;
        if (!width) return;
        s.m = cm.axis.measures(cm.axis.size(), width);
        element.dataset.cmSize = s.m.size;
        drawPlot();
        overview.draw(s.m);
        left.mode(bus.get());
        tick();
      }

      /* ---- hands ---- */
      var grab = null;
      plot.addEventListener("pointerdown", function (event) {
        if (event.button !== 0 || !event.isPrimary) return;
        var x = event.clientX - plot.getBoundingClientRect().left;
        grab = { by: knob.contains(event.target) ? x - s.scale.x(cm.day(bus.get().clock) + 1) : null };
        plot.setPointerCapture(event.pointerId);
        if (grab.by === null) moveTo(cm.iso(s.scale.dayAt(x)));
        knob.focus({ preventScroll: true });
        event.preventDefault();
      });
      plot.addEventListener("pointermove", function (event) {
        if (!grab) return;
        var x = event.clientX - plot.getBoundingClientRect().left;
        var day = grab.by === null ? s.scale.dayAt(x) : s.scale.edgeAt(x - grab.by) - 1;
        pending = cm.iso(Math.max(s.scale.first, Math.min(s.scale.first + s.scale.days - 1, day)));
        moveSoon();
      });
      ["pointerup", "pointercancel", "lostpointercapture"].forEach(function (name) {
        plot.addEventListener(name, function () { grab = null; });
      });
      knob.addEventListener("keydown", function (event) {
        var clock = bus.get().clock;
        if (KEYS[event.key]) moveTo(cm.addDays(clock, KEYS[event.key]));
        else if (event.key === "Home") moveTo(data.span.from);
        else if (event.key === "End") moveTo(data.span.to);
        else if (event.key === " ") player.toggle();
        else return;
        event.preventDefault();
        event.stopPropagation();
      });

      /* Left and right walk the story while nothing in the page has the focus. */
      function walk(event) {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
        var page = bus.host.document;
        if (page.activeElement && page.activeElement !== page.body) return;
        event.preventDefault();
        left.go(event.key === "ArrowRight" ? 1 : -1);
      }
      bus.host.document.addEventListener("keydown", walk);

      var watch = new root.ResizeObserver(cm.perFrame(draw));
      watch.observe(element);
      var fonts = root.document.fonts;
      if (fonts && fonts.status !== "loaded") fonts.ready.then(draw);
      var offs = [
        bus.on(function (state, keys) {
          if (!s.m) return;
          if (keys.indexOf("from") >= 0 || keys.indexOf("to") >= 0) drawPlot();
          else if (keys.indexOf("filter") >= 0) drawDensity();
          else if (keys.indexOf("selected") >= 0) drawChosen(state);
          if (keys.indexOf("filter") >= 0) overview.draw(s.m);
          tick();
        }, ["clock", "from", "to", "step", "filter", "selected"]),
        bus.on(function (state) { left.mode(state); if (s.m) place(player.position()); }, ["playing", "speed"])
      ];
      left.mode(bus.get());
      draw();
      root.requestAnimationFrame(function () { element.dataset.cmReady = "true"; });

      return function () {
        offs.forEach(function (off) { off(); });
        watch.disconnect();
        bus.host.document.removeEventListener("keydown", walk);
        overview.cleanup();
        player.cleanup();
        delete element.dataset.cmReady;
      };
    }
  };
})(window);
