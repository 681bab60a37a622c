/* Search: typing filters the claims; places and people of the situation are offered below the field.
 *
 * Choosing a place takes the map there and keeps only its claims; choosing a person searches for the name.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var REST_MS = 200, PLACES = 6, PEOPLE = 4;
  var serial = 0;
  var LABEL = "Place, person or word";

  /* Lower case, without accents and apostrophes: how a reader types a name. */
  var fold = (cm.fold = function (text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’ʼ`]/g, "");
  });

  /* 3 = begins with it, 2 = a word begins with it, 1 = contains it, 0 = no. */
  function rank(name, typed) {
    var at = name.indexOf(typed);
    if (at < 0) return 0;
    return at === 0 ? 3 : /[\s(\-,;]/.test(name[at - 1]) ? 2 : 1;
  }

  function best(list, typed, most) {
    return list.map(function (o) {
      return { o: o, rank: Math.max.apply(null, o.names.map(function (n) { return rank(n, typed); })) };
    }).filter(function (r) { return r.rank; })
      .sort(function (a, b) { return b.rank - a.rank || b.o.count - a.o.count || (a.o.name < b.o.name ? -1 : 1); })
      .slice(0, most).map(function (r) { return r.o; });
  }

  /* How many claims rest on each place and speaker. No prototype: an id may be any word, "constructor" too. */
  function usesOf(data) {
    var uses = { place: Object.create(null), said: Object.create(null), speaker: Object.create(null) };
    function add(table, key) { table[key] = (table[key] || 0) + 1; }
    data.claims.forEach(function (c) {
      add(uses.place, c.place);
      if (c.said_at) add(uses.said, c.said_at);
      c.by.forEach(function (s) { add(uses.speaker, s); });
    });
    return uses;
  }

  /* The situation's places that have a spot on the map. */
  cm.placesOf = function (data) {
    var uses = usesOf(data);
    return Object.keys(data.places).filter(function (id) {
      var p = data.places[id];
      return p.lat !== null || p.anchor || p.area;
    }).map(function (id) {
      var p = data.places[id];
      var here = uses.place[id] || 0, said = uses.said[id] || 0;
      return { kind: here || !said ? "place" : "said", id: id, name: p.name, note: here || !said ? cm.scaleText[p.scale] : "said here", names: [p.name, p.local || ""].map(fold), count: here || said };
    });
  };

  /* Everything that can be offered, with the number of claims that rest on it. */
  cm.suggestions = function (data) {
    var uses = usesOf(data), places = cm.placesOf(data);
    var people = Object.keys(data.speakers).map(function (id) {
      var s = data.speakers[id];
      return { kind: "speaker", id: id, name: s.name, side: s.side, note: "", names: [fold(s.name), fold(s.short)], count: uses.speaker[id] || 0 };
    });
    return function (text) {
      var typed = fold(text.trim());
      return typed ? best(places, typed, PLACES).concat(best(people, typed, PEOPLE)) : [];
    };
  };

  cm.search = {
    /* row: the element that shows the field instead of the pills on a phone. Returns {node, cleanup}. */
    make: function (data, bus, row) {
      var id = "cm-search-" + (++serial), find = cm.suggestions(data), offered = [], active = -1, timer = null;
      var list = cm.el("ul", { id: id + "-list", role: "listbox", "class": "cm-popover cm-suggest", "aria-label": "Places and people", popover: "manual" });
      var input = cm.el("input", {
        type: "search", id: id, "class": "cm-search-input", placeholder: "Search claims", "aria-label": "Search claims: " + LABEL.toLowerCase(), autocomplete: "off", spellcheck: "false",
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-list"
      });
      var close = cm.el("button", { type: "button", "class": "cm-search-close", "aria-label": "Close the search", on: { click: shut } }, "×");
      var field = cm.el("div", { "class": "cm-search" }, cm.searchIcon(), input, close);
      var open = cm.el("button", { type: "button", "class": "cm-search-open", "aria-label": "Search claims: " + LABEL.toLowerCase(), on: { click: function () {
        row.classList.add("cm-searching");
        input.focus();
      } } }, cm.searchIcon());
      var node = cm.el("div", { "class": "cm-search-box" }, open, field, list);

      function shut() {
        row.classList.remove("cm-searching");
        input.value = "";
        type();
        open.focus();
      }
      function filter() {
        timer = null;
        if (bus.get().filter.q !== input.value.trim()) cm.setFilter(bus, { q: input.value.trim() });
      }
      function later() {
        if (timer) root.clearTimeout(timer);
        timer = root.setTimeout(filter, REST_MS);
      }
      function hide() {
        if (list.matches(":popover-open")) list.hidePopover();
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
        active = -1;
      }
      function option(o, i) {
        return cm.el("li", { id: id + "-" + i, role: "option", "aria-selected": "false", "class": "cm-option", "data-cm-option": i },
          o.kind === "speaker" ? cm.icon(o.side, 4.6) : cm.svg("svg", { width: 12, height: 12, viewBox: "-6 -6 12 12", "class": "cm-icon", "aria-hidden": "true" }, cm.svg("circle", { r: 2.6, "class": "cm-dot" })),
          cm.el("span", { "class": "cm-option-name" }, o.name),
          cm.el("span", { "class": "cm-muted cm-option-note" }, (o.note ? o.note + " · " : "") + o.count + (o.count === 1 ? " claim" : " claims")));
      }
      function show() {
        cm.clear(list);
        active = -1;
        if (!offered.length) { hide(); return; }
        offered.forEach(function (o, i) { list.appendChild(option(o, i)); });
        var at = field.getBoundingClientRect(), width = Math.max(at.width, Math.min(340, root.innerWidth - 16));
        list.style.width = width + "px";
        list.style.left = Math.max(8, Math.min(at.left, root.innerWidth - 8 - width, at.right - width < 8 ? at.left : at.right - width)) + "px";
        list.style.top = at.bottom + 4 + "px";
        if (!list.matches(":popover-open")) list.showPopover();
        input.setAttribute("aria-expanded", "true");
        input.removeAttribute("aria-activedescendant");
      }
      function mark(next) {
        var items = list.children;
        if (active >= 0) items[active].setAttribute("aria-selected", "false");
        active = (next + items.length) % items.length;
        items[active].setAttribute("aria-selected", "true");
        items[active].scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", items[active].id);
      }
      function choose(o) {
        if (timer) root.clearTimeout(timer);
        hide();
        offered = [];
        var state = bus.get(), q = o.kind === "speaker" ? o.name : "";
        input.value = q;
        var patch = { filter: Object.assign({}, state.filter, { q: q }) };
        if (o.kind !== "speaker") {
          patch.focus = { kind: o.kind, id: o.id };
          patch.goto = { place: o.id, n: state.goto ? state.goto.n + 1 : 1 };
          row.classList.remove("cm-searching");
        }
        bus.set(patch);
      }
      function type() {
        offered = find(input.value);
        show();
        later();
      }
      input.addEventListener("input", type);
      input.addEventListener("blur", function () { root.setTimeout(hide, 120); });
      input.addEventListener("keydown", function (event) {
        var shown = list.matches(":popover-open");
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          if (!shown) { offered = find(input.value); show(); }
          if (!offered.length) return;
          mark(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
        } else if (event.key === "Enter") {
          if (shown && active >= 0) choose(offered[active]);
          else { hide(); filter(); }
        } else if (event.key === "Escape") {
          if (shown) hide();
          else if (input.value) { input.value = ""; filter(); }
          else if (row.classList.contains("cm-searching")) shut();
          else return;
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
      list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
      list.addEventListener("click", function (event) {
        var at = event.target.closest("[data-cm-option]");
        if (at) choose(offered[+at.getAttribute("data-cm-option")]);
      });
      /* The search of a link, or of a reset, comes from outside. */
      var off = bus.on(function (state) { if (state.filter.q !== input.value.trim() && !timer) input.value = state.filter.q; }, ["filter"]);
      input.value = bus.get().filter.q;

      return {
        node: node,
        cleanup: function () {
          off();
          if (timer) root.clearTimeout(timer);
        }
      };
    }
  };
})(window);
