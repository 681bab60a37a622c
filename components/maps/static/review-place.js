/* Where a claim is about: a place of the situation, one of the gazetteer, or a point clicked on a small map.
 *
 * Typing another name takes the old point away: a coordinate never stays behind under a name that it does not belong to.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var REST_MS = 160, MOST = 8;
  var CLICKED = "clicked on the map";
  var SCALES = ["exact", "vicinity", "locality", "settlement", "near", "adm2", "adm1", "feature", "country", "sea_air", "unknown"];
  var WITH_POINT = ["exact", "vicinity", "locality", "settlement", "near"];

  function own(doc, typed) {
    var text = cm.fold(typed.trim());
    if (!text) return [];
    return cm.placesOf(doc).filter(function (p) { return p.names.some(function (n) { return n.indexOf(text) === 0 || n.indexOf(" " + text) > 0; }); }).slice(0, 4)
      .map(function (p) { var place = doc.places[p.id]; return { place: p.id, name: place.name, about: cm.scaleText[place.scale] + ", in this situation" }; });
  }

  cm.reviewPlace = {
    /* config: {id, doc, values, set, box, fault, places, geo, leaflet}; returns nodes. */
    make: function (config) {
      var values = config.values, doc = config.doc, known = values.place && doc.places[values.place];
      var offered = [], active = -1, timer = null, running = null, picker = null;
      var list = cm.el("ul", { "class": "cm-rv-offers", role: "listbox", id: config.id + "offers", "aria-label": "Places", hidden: true });
      var input = cm.el("input", {
        type: "text", autocomplete: "off", spellcheck: "false", value: known ? known.name : values.place_name, role: "combobox", "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": config.id + "offers", maxlength: 80
      });
      var told = cm.el("p", { "class": "cm-rv-told cm-muted", role: "status" });
      var lat = number("lat"), lon = number("lon"), radius = number("radius_km");
      var scale = cm.el("select", { on: { change: function () { config.set({ scale: scale.value, lat: hasPoint() ? values.lat : null, lon: hasPoint() ? values.lon : null }); refresh(); } } },
        SCALES.map(function (s) { return cm.el("option", { value: s, selected: s === values.scale }, cm.scaleText[s]); }));
      var holder = cm.el("div", { "class": "cm-rv-map", hidden: true });
      var open = cm.el("button", { type: "button", "class": "cm-rv-plain", "aria-expanded": "false", on: { click: toggle } }, "Click on a map");
      var mine = cm.el("div", { "class": "cm-rv-wide cm-rv-newplace" }, cm.el("div", { "class": "cm-rv-four" }, config.box("scale", "How precisely", scale), config.box("lat", "Latitude", lat), config.box("lon", "Longitude", lon), config.box("radius_km", "Within km", radius)));

      function number(name) {
        return cm.el("input", { type: "text", inputmode: "decimal", value: values[name] === null ? "" : String(values[name]), on: { input: function (e) {
          var patch = {};
          patch[name] = e.target.value.trim() === "" ? null : e.target.value.trim();
          patch.place_source = "typed by a person";
          config.set(patch);
        } } });
      }
      function hasPoint() { return WITH_POINT.indexOf(scale.value) >= 0; }
      function show(name, value) { ({ lat: lat, lon: lon, radius_km: radius })[name].value = value === null || value === undefined ? "" : String(value); }
      function refresh() {
        ["lat", "lon", "radius_km"].forEach(function (n) { show(n, values[n]); });
        scale.value = values.scale;
        mine.hidden = Boolean(values.place) || !input.value.trim();
        told.textContent = values.place ? "A place of this situation." : !input.value.trim() ? "No place: the claim is counted, not drawn." : "A new place for this situation.";
        if (picker) picker.point(values.lat, values.lon);
      }
      function type() {
        var name = input.value.trim();
        config.set({ place: "", place_name: name, lat: null, lon: null, radius_km: null, country: "", place_source: "", scale: "unknown" });
        refresh();
        offer(own(doc, name));
        if (timer) root.clearTimeout(timer);
        timer = root.setTimeout(ask, REST_MS);
      }
      function ask() {
        var name = input.value.trim();
        if (running) running.abort();
        if (!name || !config.places) return;
        running = new root.AbortController();
        root.fetch(config.places + (config.places.indexOf("?") < 0 ? "?q=" : "&q=") + encodeURIComponent(name), { credentials: "same-origin", cache: "no-store", signal: running.signal }).then(function (a) { return a.json(); }).then(function (answer) {
          if (name !== input.value.trim()) return;
          var first = own(doc, name), seen = first.map(function (o) { return o.place; });
          offer(first.concat(answer.suggestions.filter(function (s) { return !s.place || seen.indexOf(s.place) < 0; }).map(function (s) {
            return Object.assign({}, s, { about: [s.alias ? "as “" + s.alias + "”" : "", s.what, s.where].filter(Boolean).join(", ") + (s.guess ? " – did you mean?" : "") });
          })).slice(0, MOST));
          if (answer.note) told.textContent = answer.note;
        }).catch(function (error) { if (error.name !== "AbortError") told.textContent = "The gazetteer does not answer; only places of this situation are offered."; });
      }
      function offer(list_) {
        offered = list_;
        active = -1;
        cm.clear(list);
        offered.forEach(function (o, i) {
          list.appendChild(cm.el("li", { role: "option", id: config.id + "o" + i, "aria-selected": "false", "data-cm-n": i }, cm.el("b", {}, cm.el("bdi", {}, o.name)), cm.el("span", { "class": "cm-muted" }, " " + o.about)));
        });
        list.hidden = !offered.length || root.document.activeElement !== input;
        input.setAttribute("aria-expanded", String(!list.hidden));
        input.removeAttribute("aria-activedescendant");
      }
      function mark(n) {
        if (active >= 0) list.children[active].setAttribute("aria-selected", "false");
        active = (n + offered.length) % offered.length;
        list.children[active].setAttribute("aria-selected", "true");
        input.setAttribute("aria-activedescendant", config.id + "o" + active);
      }
      function choose(o) {
        if (timer) root.clearTimeout(timer);
        input.value = o.name;
        offer([]);
        if (o.place) config.set({ place: o.place, place_name: "", lat: null, lon: null, radius_km: null, country: "", place_source: "", scale: "unknown" });
        else {
          var pin = WITH_POINT.indexOf(o.scale) >= 0;
          config.set({ place: "", place_name: o.name, scale: o.scale || "unknown", lat: pin ? o.lat : null, lon: pin ? o.lon : null, radius_km: pin ? o.radius_km || null : null, country: o.country || "", place_source: o.source || "gazetteer" });
        }
        refresh();
        if (picker && o.lat !== null && o.lat !== undefined) picker.look(o.lat, o.lon);
      }
      function toggle() {
        holder.hidden = !holder.hidden;
        open.setAttribute("aria-expanded", String(!holder.hidden));
        if (holder.hidden || picker) return;
        config.leaflet().then(function () {
          picker = cm.reviewPicker.make(holder, doc, config.geo, function (la, lo) {
            var name = input.value.trim() || "Point on the map";
            input.value = name;
            config.set({ place: "", place_name: name, lat: la, lon: lo, scale: WITH_POINT.indexOf(scale.value) >= 0 ? scale.value : "near", place_source: CLICKED });
            refresh();
          });
          picker.point(values.lat, values.lon);
        }).catch(function (error) { holder.textContent = error.message; });
      }
      input.addEventListener("input", type);
      input.addEventListener("blur", function () { root.setTimeout(function () { list.hidden = true; input.setAttribute("aria-expanded", "false"); }, 150); });
      input.addEventListener("keydown", function (event) {
        if (list.hidden || !offered.length) return;
        if (event.key === "ArrowDown") mark(active + 1);
        else if (event.key === "ArrowUp") mark(active < 0 ? -1 : active - 1);
        else if (event.key === "Enter" && active >= 0) choose(offered[active]);
        else if (event.key === "Escape") offer([]);
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
      list.addEventListener("click", function (event) {
        var at = event.target.closest("[data-cm-n]");
        if (at) choose(offered[+at.dataset.cmN]);
      });
      refresh();
      var field = config.box("place_name", "Place (type a name in any script)", input, "cm-rv-wide cm-rv-placebox");
      field.appendChild(list);
      field.appendChild(cm.el("div", { "class": "cm-rv-placeline" }, told, open));
      return [field, holder, mine];
    }
  };

  /* ---- the small map: outlines only ---- */
  cm.reviewPicker = {
    make: function (holder, doc, geo, chosen) {
      var L = root.L, t = doc.theatre, dot = null;
      var map = L.map(holder, { attributionControl: false, zoomSnap: 0.25, minZoom: 1, maxZoom: 12, keyboard: true });
      map.fitBounds([[t.south, t.west], [t.north, t.east]]);
      holder.setAttribute("aria-label", "Map: click where the claim is about; latitude and longitude can be typed instead");
      var style = function () {
        var s = root.getComputedStyle(root.document.documentElement);
        return { color: s.getPropertyValue("--cm-border").trim(), weight: 0.8, fillColor: s.getPropertyValue("--cm-land").trim(), fillOpacity: 1, interactive: false };
      };
      Object.keys(geo).sort().reverse().forEach(function (role) {
        root.fetch(geo[role], { credentials: "same-origin" }).then(function (a) { return a.json(); }).then(function (shape) { L.geoJSON(shape, { style: style, interactive: false, pointToLayer: function () { return null; }, filter: function (f) { return f.geometry.type !== "Point"; } }).addTo(map).bringToBack(); })
          .catch(function (error) { root.console.warn("No outlines: " + error.message); });
      });
      Object.keys(doc.places).forEach(function (key) {
        var place = doc.places[key];
        if (place.lat !== null && place.scale === "settlement") L.circleMarker([place.lat, place.lon], { radius: 2, weight: 0, fillOpacity: 0.8, fillColor: "#777", interactive: false }).addTo(map)
          .bindTooltip(cm.el("span", {}, place.name), { permanent: true, direction: "right", className: "cm-rv-town", interactive: false });
      });
      function point(lat, lon) {
        if (dot) dot.remove();
        dot = null;
        if (typeof lat === "number" && typeof lon === "number") dot = L.circleMarker([lat, lon], { radius: 7, weight: 2, color: "#1f4e79", fillOpacity: 0.25, interactive: false }).addTo(map);
      }
      map.on("click", function (event) {
        var at = event.latlng.wrap(), la = Math.round(at.lat * 1e4) / 1e4, lo = Math.round(at.lng * 1e4) / 1e4;
        point(la, lo);
        chosen(la, lo);
      });
      return { point: point, look: function (lat, lon) { map.setView([lat, lon], Math.max(map.getZoom(), 7)); } };
    }
  };
})(window);
