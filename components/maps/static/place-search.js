/* The place box: type a name in any script, choose, and the map goes there. It filters nothing and tells the host nothing.
 *
 * Places of the situation are found here and stand first; the rest comes from the gazetteer behind `config.places`
 * (without one, only the situation's places are offered). What fits only with another letter is asked, never taken.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var REST_MS = 140, AGAIN_MS = 3000, MOST = 8, MOST_OWN = 4, MOST_CHARS = 80, KEPT = 60;
  var LABEL = "Go to a place", serial = 0, choices = 0;
  var AWAY = "The gazetteer does not answer, so only this situation's places are offered. Try again in a minute.";
  var NONE = "No place of that name. Try another spelling, another script, or coordinates such as 51.19, 35.27.";
  var ALONE = "This page carries no gazetteer: only places of the situation are offered.";

  function countryName(code) {
    return code ? new root.Intl.DisplayNames(["en"], { type: "region", fallback: "code" }).of(code) : "";
  }

  /* A place of the situation as an offer. Without a spot on the map it cannot be gone to. */
  function ownOffer(data, known) {
    var place = data.places[known.id], spot = place.lat !== null ? place : place.anchor;
    return {
      name: known.name, alias: "", what: cm.scaleText[place.scale], where: countryName(place.country), precision: "", place: known.id,
      kind: place.scale, lat: spot ? spot.lat : null, lon: spot ? spot.lon : null, radius_km: place.radius_km || 0, guess: false
    };
  }

  function claims(data) {
    var counts = Object.create(null);
    data.claims.forEach(function (c) {
      [c.place, c.said_at].forEach(function (id, i, all) { if (id && all.indexOf(id) === i) counts[id] = (counts[id] || 0) + 1; });
    });
    return counts;
  }

  /* Places of the situation of which a word begins as typed. */
  function ownFinder(data) {
    var places = cm.placesOf(data);
    return function (typed) {
      var text = cm.fold(typed.trim());
      if (!text) return [];
      return places.filter(function (p) { return p.names.some(function (n) { return n.indexOf(text) === 0 || n.indexOf(" " + text) > 0; }); })
        .sort(function (a, b) { return b.count - a.count; }).slice(0, MOST_OWN).map(function (p) { return ownOffer(data, p); });
    };
  }

  /* The situation's places first, then what fits as typed, then guesses; each place once. */
  cm.mergedOffers = function (own, found) {
    var theirs = Object.create(null), mine = Object.create(null);
    found.forEach(function (o) { if (o.place && !theirs[o.place]) theirs[o.place] = o; });
    var first = own.map(function (o) {
      mine[o.place] = true;
      var told = theirs[o.place];
      return told ? Object.assign({}, o, { what: told.what, where: told.where, precision: told.precision, kind: told.kind, radius_km: told.radius_km || o.radius_km, lat: told.lat, lon: told.lon }) : o;
    });
    var rest = found.filter(function (o) { return !(o.place && mine[o.place]); });
    var rank = function (o) { return (o.guess ? 2 : 0) + (o.place ? 0 : 1); };
    return first.concat(rest.map(function (o, i) { return { o: o, i: i }; }).sort(function (a, b) { return rank(a.o) - rank(b.o) || a.i - b.i; })
      .map(function (x) { return x.o; })).slice(0, MOST);
  };

  /* Asks the gazetteer, one question at a time. */
  function asker(url) {
    var kept = new Map(), running = null;
    return {
      stop: function () { if (running) running.abort(); running = null; },
      ask: function (text) {
        this.stop();
        if (kept.has(text)) return Promise.resolve(kept.get(text));
        var mine = (running = new root.AbortController());
        return root.fetch(url + (url.indexOf("?") < 0 ? "?q=" : "&q=") + encodeURIComponent(text), { credentials: "same-origin", cache: "no-store", signal: mine.signal }).then(function (answer) {
          if ((answer.headers.get("content-type") || "").indexOf("json") < 0) throw new Error("no answer");
          return answer.json();
        }).then(function (told) {
          if (told.state === "ready") kept.set(text, told);
          if (kept.size > KEPT) kept.delete(kept.keys().next().value);
          return told;
        }).catch(function (error) {
          return error.name === "AbortError" ? null : { state: "away", note: AWAY, suggestions: [] };
        });
      }
    };
  }

  function pin() {
    return cm.svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "class": "cm-line-icon", "aria-hidden": "true", focusable: "false" },
      cm.svg("path", { d: "M7 13.200C4.600 10.300 2.700 7.900 2.700 5.300a4.300 4.300 0 0 1 8.600 0c0 2.600-1.900 5-4.300 7.900Z" }), cm.svg("circle", { cx: 7, cy: 5.4, r: 1.5 }));
  }

  cm.placeSearch = {
    /* row: the element that shows the field alone on a phone. config.places: address of the gazetteer. */
    make: function (data, bus, row, config) {
      var id = "cm-place-" + (++serial), own = ownFinder(data), counts = claims(data), url = config && config.places, questions = asker(url);
      var offered = [], active = -1, note = "", pending = false, timer = null, asked = "";
      var list = cm.el("div", { id: id + "-list", role: "listbox", "class": "cm-place-list", "aria-label": "Places" });
      var told = cm.el("p", { "class": "cm-place-note cm-muted" });
      var panel = cm.el("div", { "class": "cm-popover cm-place-panel", popover: "manual" }, list, told);
      var status = cm.el("span", { "class": "cm-hidden", role: "status" });
      var input = cm.el("input", {
        type: "search", id: id, "class": "cm-place-input", placeholder: LABEL, "aria-label": LABEL + ": name or coordinates", autocomplete: "off", spellcheck: "false", maxlength: MOST_CHARS,
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-list", enterkeyhint: "go"
      });
      var close = cm.el("button", { type: "button", "class": "cm-search-close", "aria-label": "Close the place search", on: { click: shut } }, "×");
      var field = cm.el("div", { "class": "cm-search cm-place-field" }, pin(), input, close);
      var open = cm.el("button", { type: "button", "class": "cm-search-open cm-place-open", "aria-label": LABEL, on: { click: function () {
        row.classList.add("cm-placing");
        input.focus();
      } } }, pin());
      var node = cm.el("div", { "class": "cm-place-box" }, open, field, panel, status);

      function shut() {
        row.classList.remove("cm-placing");
        input.value = "";
        type();
        open.focus();
      }
      function hide() {
        if (panel.matches(":popover-open")) panel.hidePopover();
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
        active = -1;
      }
      function option(o, i) {
        var about = [o.what, o.where, o.precision].filter(Boolean).join(" · "), count = o.place ? counts[o.place] || 0 : 0;
        return cm.el("div", { id: id + "-" + i, role: "option", "aria-selected": "false", "class": "cm-place-option", "data-cm-option": i },
          cm.el("span", { "class": "cm-place-name" }, cm.el("b", {}, o.name), o.alias ? cm.el("span", { "class": "cm-muted" }, " as “" + o.alias + "”") : null),
          count ? cm.el("span", { "class": "cm-place-claims" }, count + (count === 1 ? " claim" : " claims")) : o.place ? cm.el("span", { "class": "cm-place-claims" }, "in this situation") : null,
          cm.el("span", { "class": "cm-place-about cm-muted" }, about));
      }
      function fill() {
        var guesses = null;
        cm.clear(list);
        offered.forEach(function (o, i) {
          if (o.guess && !guesses) {
            guesses = cm.el("div", { role: "group", "aria-label": "Did you mean" }, cm.el("div", { "class": "cm-place-guess cm-muted", "aria-hidden": "true" }, "Did you mean"));
            list.appendChild(guesses);
          }
          (guesses || list).appendChild(option(o, i));
        });
      }
      function show() {
        var before = active >= 0 ? JSON.stringify(offered[active]) : "";
        offered = cm.mergedOffers(input.value.trim() ? own(input.value) : [], found());
        fill();
        active = -1;
        var text = !input.value.trim() ? "" : note || (offered.length || pending ? "" : url ? NONE : ALONE);
        told.textContent = text;
        told.hidden = !text;
        list.hidden = !offered.length;
        status.textContent = text || (offered.length && !pending ? offered.length + (offered.length === 1 ? " place" : " places") : "");
        if (!offered.length && !text || document.activeElement !== input) return hide();
        place();
        if (!panel.matches(":popover-open")) panel.showPopover();
        input.setAttribute("aria-expanded", String(offered.length > 0));
        input.removeAttribute("aria-activedescendant");
        offered.some(function (o, i) { return before && JSON.stringify(o) === before && (mark(i), true); });
      }
      function place() {
        var at = field.getBoundingClientRect(), width = Math.min(400, root.innerWidth - 16);
        width = Math.max(width, Math.min(at.width, root.innerWidth - 16));
        panel.style.width = width + "px";
        panel.style.left = Math.max(8, Math.min(at.left, Math.min(root.innerWidth - 8, row.getBoundingClientRect().right) - width)) + "px";
        panel.style.top = at.bottom + 4 + "px";
        panel.style.maxHeight = Math.max(120, (root.visualViewport ? root.visualViewport.height : root.innerHeight) - at.bottom - 12) + "px";
      }
      var answer = null;
      function found() { return answer && asked === input.value.trim() ? answer.suggestions : []; }
      function look() {
        timer = null;
        var text = input.value.trim();
        if (!text || !url) return;
        questions.ask(text).then(function (got) {
          if (!got || text !== input.value.trim()) return;
          pending = false;
          answer = got;
          asked = text;
          note = got.note || "";
          if (got.state === "preparing" && document.activeElement === input) later(AGAIN_MS);
          if (document.activeElement === input && !isChosen()) show();
        });
      }
      function later(ms) {
        if (timer) root.clearTimeout(timer);
        timer = root.setTimeout(look, ms);
      }
      function type() {
        questions.stop();
        note = "";
        pending = Boolean(url && input.value.trim());
        show();
        later(REST_MS);
      }
      function options() { return list.querySelectorAll("[role=option]"); }
      function mark(next) {
        var items = options();
        if (active >= 0) items[active].setAttribute("aria-selected", "false");
        active = (next + items.length) % items.length;
        items[active].setAttribute("aria-selected", "true");
        items[active].scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", items[active].id);
      }
      function isChosen() { var f = bus.get().found; return Boolean(f) && f.name === input.value; }
      function choose(o) {
        if (timer) root.clearTimeout(timer);
        timer = null;
        questions.stop();
        hide();
        input.value = o.name;
        row.classList.remove("cm-placing");
        if (root.matchMedia("(pointer: coarse)").matches) input.blur();
        var own = o.place ? data.places[o.place] : null;
        bus.set({ found: {
          n: ++choices, name: o.name, kind: o.kind, lat: o.lat, lon: o.lon, radius_km: o.radius_km || 0,
          area: own && own.scale === "adm1" ? own.area : null
        } });
        status.textContent = "The map shows " + o.name + (o.where ? ", " + o.where : "") + ". The ring is the search's own, no claim; Escape takes it away.";
      }
      /* Enter without a choice takes the first place that fits as typed; a guess is only pointed at. */
      function enter() {
        if (active >= 0) choose(offered[active]);
        else if (offered.length && !offered[0].guess) choose(offered[0]);
        else if (offered.length) mark(0);
      }
      function forget() { if (bus.get().found) bus.set({ found: null }); }
      input.addEventListener("input", type);
      input.addEventListener("focus", function () { if (input.value.trim() && !isChosen()) show(); });
      input.addEventListener("blur", function () { root.setTimeout(function () { if (document.activeElement !== input) hide(); }, 120); });
      input.addEventListener("keydown", function (event) {
        var shown = panel.matches(":popover-open");
        if (event.isComposing) return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          if (!shown) show();
          if (offered.length) mark(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
        } else if (event.key === "Enter") {
          if (shown) enter(); else if (input.value.trim()) show();
        } else if (event.key === "Escape") {
          if (shown) hide();
          else if (bus.get().found) forget();
          else if (input.value) { input.value = ""; type(); }
          else if (row.classList.contains("cm-placing")) shut();
          else return;
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
      panel.addEventListener("pointerdown", function (event) { event.preventDefault(); });
      list.addEventListener("click", function (event) {
        var at = event.target.closest("[data-cm-option]");
        if (at) choose(offered[+at.getAttribute("data-cm-option")]);
      });
      function escape(event) { if (event.key === "Escape" && !event.defaultPrevented) forget(); }
      document.addEventListener("keydown", escape);
      root.addEventListener("resize", hide);
      /* The ring is the search's own: the reader's next act takes it away, and the name with it. */
      var last = null;
      var offs = [
        bus.on(function (state, keys) { if (!state.playing || keys.indexOf("playing") >= 0 || keys.indexOf("selected") >= 0) forget(); }, ["selected", "focus", "filter", "step", "frame", "clock", "playing"]),
        bus.on(function (state) {
          if (!state.found && last && input.value === last.name) { input.value = ""; status.textContent = ""; }
          last = state.found;
        }, ["found"])
      ];
      return {
        node: node,
        cleanup: function () {
          offs.forEach(function (off) { off(); });
          document.removeEventListener("keydown", escape);
          root.removeEventListener("resize", hide);
          questions.stop();
          if (timer) root.clearTimeout(timer);
        }
      };
    }
  };
})(window);
