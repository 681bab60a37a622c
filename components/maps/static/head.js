/* The head: the title, one sentence with what is claimed on the clock's date, and the row of filters under it.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var HINT_KEY = "conflict-map-hint-read";

  /* The reader's own storage, or nothing where the browser refuses it. */
  function storage(host) {
    try {
      return host.localStorage;
    } catch (refused) {
      if (refused.name !== "SecurityError") throw refused;
      return null;
    }
  }

  /* Newest claims known at the clock's date, one per statement. */
  function newest(data, state, count) {
    var seen = new Set(), list = cm.shown(data, state), out = [];
    for (var i = list.length - 1; i >= 0 && out.length < count; i--) {
      if (!cm.isKnown(list[i], state.clock) || seen.has(list[i].st)) continue;
      seen.add(list[i].st);
      out.push(list[i]);
    }
    return out;
  }

  /* What the sentence says: {kind, parts: [{side, id, text}] or text}. */
  cm.headline = function (data, state) {
    var step = cm.stepTold(data, state);
    if (step) return { kind: "step", text: step.sentence };
    var shown = cm.shown(data, state);
    if (!data.claims.length) return { kind: "empty", text: "No claim yet: bring a report and accept what is in it." };
    if (!shown.length) return { kind: "empty", text: "Nothing in this period passes the filters: widen the period or show all actors." };
    var parts = cm.deck(data, state);
    if (!parts.length) {
      parts = newest(data, state, 2).map(function (claim) {
        return { side: cm.side(data, claim), id: claim.id, text: cm.speakerShort(data, claim) + " says " + claim.title };
      });
    }
    if (parts.length) return { kind: "claims", parts: parts };
    return { kind: "early", text: "No claim yet on this date; " + (shown.length === 1 ? "one follows" : shown.length + " follow") + " in the period." };
  };

  function deck(data, bus) {
    var date = cm.el("span", { "class": "cm-deck-date" });
    var said = cm.el("span", { "class": "cm-deck-said" });
    var reset = cm.el("button", { type: "button", "class": "cm-button cm-deck-reset", on: { click: function () { cm.resetAll(data, bus); } } }, "Reset");
    var tail = cm.el("span", { "class": "cm-deck-tail cm-muted" }, "Claims, not facts", cm.el("span", { "class": "cm-deck-front" }, "; approximate front"), ".");
    var node = cm.el("p", { "class": "cm-deck" }, date, said, reset, tail);
    var shown = "";

    function part(p, i, all) {
      return cm.el("span", { "class": "cm-deck-part", role: "button", tabindex: 0, "data-cm-id": p.id }, cm.icon(p.side, 4.8), p.text + (i + 1 < all.length ? "," : "."));
    }
    function update() {
      var state = bus.get(), head = cm.headline(data, state), key = JSON.stringify(head);
      date.textContent = cm.longDay(state.clock) + ".";
      if (key === shown) return;
      shown = key;
      node.className = "cm-deck cm-deck-" + head.kind;
      reset.hidden = head.kind !== "empty" || !data.claims.length;
      cm.clear(said);
      if (head.parts) head.parts.forEach(function (p, i, all) { if (i) said.appendChild(document.createTextNode(" ")); said.appendChild(part(p, i, all)); });
      else said.appendChild(document.createTextNode(head.text));
      said.title = "";
      fit();
    }
    /* Sets the sentence smaller, then in two lines, before it would be cut. */
    function fit() {
      node.classList.remove("cm-tight", "cm-two");
      if (said.scrollWidth > said.clientWidth + 1) node.classList.add("cm-tight");
      if (said.scrollWidth > said.clientWidth + 1) node.classList.add("cm-two");
      if (said.scrollHeight > said.clientHeight + 4) said.title = said.textContent;
    }
    function idOf(event) {
      var at = event.target.closest("[data-cm-id]");
      return at ? at.getAttribute("data-cm-id") : null;
    }
    function choose(event) {
      var id = idOf(event);
      if (id) bus.set({ selected: bus.get().selected === id ? null : id });
      return id;
    }
    said.addEventListener("click", choose);
    said.addEventListener("keydown", function (event) { if ((event.key === "Enter" || event.key === " ") && choose(event)) event.preventDefault(); });
    said.addEventListener("pointerover", function (event) { var id = idOf(event); if (id) bus.set({ hover: id }); });
    said.addEventListener("pointerout", function (event) { if (idOf(event)) bus.set({ hover: null }); });

    function marks(state) {
      Array.prototype.forEach.call(said.querySelectorAll("[data-cm-id]"), function (n) {
        n.classList.toggle("cm-lit", n.getAttribute("data-cm-id") === state.hover);
        n.classList.toggle("cm-selected", n.getAttribute("data-cm-id") === state.selected);
      });
    }
    return { node: node, update: update, marks: marks, fit: fit };
  }

  /* One line for the first visit; gone for good once closed, or once the reader did what it says. */
  function hint(bus) {
    var store = storage(bus.host);
    if (store && store.getItem(HINT_KEY)) return null;
    var node = cm.el("p", { "class": "cm-hint" }, cm.el("span", {}, "Press play, or " + (root.matchMedia("(pointer: coarse)").matches ? "tap" : "click") + " any mark to see who said it."),
      cm.el("button", { type: "button", "class": "cm-hint-close", "aria-label": "Close this hint", on: { click: close } }, "×"));
    var off = bus.on(function (state) { if (state.playing || state.selected) close(); }, ["playing", "selected"]);
    function close() {
      if (store) store.setItem(HINT_KEY, "1");
      off();
      node.remove();
    }
    return { node: node, cleanup: off };
  }

  /* The way past filters and map for whoever goes by keyboard. */
  function skip() {
    return cm.el("button", { type: "button", "class": "cm-skip", on: { click: function () {
      var list = document.querySelector(".cm-tl-list");
      if (list) list.focus();
    } } }, "Skip to the timeline");
  }

  cm.head = {
    render: function (element, data, bus, options) {
      element.classList.add("cm-root", "cm-head");
      var line = deck(data, bus), tip = options && options.hint === false ? null : hint(bus);
      var row = cm.el("div", { "class": "cm-filter-row" });
      element.appendChild(skip());
      element.appendChild(cm.el("div", { "class": "cm-title" }, cm.el("h1", {}, data.title), tip && tip.node));
      element.appendChild(line.node);
      element.appendChild(row);
      var offFilters = cm.filters.render(row, data, bus, options);
      var offs = [
        bus.on(line.update, ["clock", "from", "to", "filter", "step"]),
        bus.on(line.marks, ["hover", "selected"])
      ];
      line.update();
      line.marks(bus.get());
      var watch = new root.ResizeObserver(cm.perFrame(line.fit));
      watch.observe(element);
      if (document.fonts && document.fonts.status !== "loaded") document.fonts.ready.then(line.fit);
      root.requestAnimationFrame(function () { element.dataset.cmReady = "true"; });
      return function () {
        offs.forEach(function (off) { off(); });
        watch.disconnect();
        offFilters();
        if (tip) tip.cleanup();
        delete element.dataset.cmReady;
      };
    }
  };
})(window);
