/* The map: one drawing over a Leaflet map, redrawn in parts. Land, rivers and borders are drawn when the window has
 * moved; marks and ground when the date or the filter has; hover and selection only switch classes.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var L = root.L;
  var PAD = 0.35;
  var WORLD = { west: 20, east: 148, lat: 51 };
  /* What the fine outlines cover. */
  var FINE = { theatre: L.latLngBounds([[43, 20], [58, 60]]), far_east: L.latLngBounds([[32, 117], [56, 152]]) };
  var NARROW_PX = 560, CONTROLS_PX = 100;
  var CHIP_H = 24;
  var CREDITS = ["Natural Earth, GeoNames", "outlines approximate", "no position on borders"];

  function Drawing(map, data, geo, bus, box, credit) {
    this.map = map; this.data = data; this.geo = geo; this.bus = bus; this.box = box;
    this.credit = (credit ? [credit] : []).concat(CREDITS).join(" · ");
    this.svg = cm.svg("svg", { "class": "cm-scene leaflet-zoom-animated", role: "group", "aria-label": "Map marks" });
    map.getPanes().overlayPane.appendChild(this.svg);
    this.ui = cm.el("div", { "class": "cm-root cm-map-ui" });
    box.appendChild(this.ui);
    this.chipHost = this.ui.appendChild(cm.el("div", { "class": "cm-chip-host" }));
    this.insetHost = this.ui.appendChild(cm.el("div", { "class": "cm-inset" }));
    this.noteHost = this.ui.appendChild(cm.el("div", { "class": "cm-map-note" }));
    this.tip = this.ui.appendChild(cm.el("div", { "class": "cm-tip", role: "status" }));
    this.painted = 0;
    this.insetKept = {};
    this.stale = { base: true, marks: true };
  }

  Drawing.prototype.frame = function () {
    var size = this.map.getSize(), o = this.map.containerPointToLayerPoint([0, 0]);
    return cm.geo.box(o.x, o.y, size.x, size.y);
  };

  Drawing.prototype.isNarrow = function () { return this.map.getSize().x < NARROW_PX; };

  /* Outlines that fit the window: the fine ones where they cover it, else the world. */
  Drawing.prototype.outlines = function () {
    var b = this.map.getBounds().pad(-0.02), g = this.geo;
    if (this.map.getZoom() >= 4.6 && FINE.theatre.contains(b)) return g.theatre;
    if (this.map.getZoom() >= 4.6 && FINE.far_east.contains(b)) return g.far_east;
    return g.world;
  };

  /* Whether there is more to see at a place, close up, than an empty sheet. */
  Drawing.prototype.hasDetail = function (lat, lon) {
    return this.box.classList.contains("has-tiles") || Object.keys(FINE).some(function (role) { return FINE[role].contains([lat, lon]); });
  };

  Drawing.prototype.drawBase = function () {
    var map = this.map, size = map.getSize(), state = this.bus.get(), data = this.data;
    var min = map.containerPointToLayerPoint(size.multiplyBy(-PAD)).round(), w = Math.round(size.x * (1 + 2 * PAD)), h = Math.round(size.y * (1 + 2 * PAD));
    this.origin = map.layerPointToLatLng(min); this.zoom = map.getZoom();
    cm.clear(this.svg);
    this.svg.setAttribute("width", w); this.svg.setAttribute("height", h);
    this.svg.setAttribute("viewBox", [min.x, min.y, w, h].join(" "));
    L.DomUtil.setPosition(this.svg, min);
    this.projection = cm.geo.ofMap(map);
    var defs = cm.ground.defs(this.projection.kmPx(51.3)), outlines = this.outlines(), fine = outlines === this.geo.theatre, darker = cm.ground.darker(data);
    this.defs = defs;
    var clip = cm.ground.stateClip(outlines, this.projection, darker, defs.id);
    if (clip) defs.node.appendChild(clip);
    this.svg.appendChild(defs.node);
    this.svg.appendChild(cm.ground.land(outlines, this.projection, { darker: darker, borders: state.borders }));
    this.areaLayer = this.svg.appendChild(cm.svg("g", {}));
    if (fine && state.layers.rivers) this.svg.appendChild(cm.ground.rivers(this.geo.rivers, this.projection));
    this.svg.appendChild(cm.ground.borders(outlines, this.projection, { casing: fine, width: fine ? 1.3 : 0.7, borders: state.borders, id: defs.id }));
    this.groundLayer = this.svg.appendChild(cm.svg("g", {}));
    this.markLayer = this.svg.appendChild(cm.svg("g", {}));
    this.labelLayer = this.svg.appendChild(cm.svg("g", {}));
    this.groundOn = null;
    this.areasDrawn = null;
    this.chromeKey = null;
    this.controls = this.controlBoxes();
  };

  /* Areas meant as a whole: outlines only when what they show has changed. */
  Drawing.prototype.drawAreas = function (items) {
    var self = this, state = this.bus.get(), wanted = [];
    if (state.layers.areas) items.areas.forEach(function (claims, code) {
      var feature = cm.geo.named(self.geo.areas, "code", code);
      if (!feature) return;
      var facts = cm.scene.badgeFacts(self.data, state, code, claims);
      wanted.push({ code: code, feature: feature, facts: facts, claims: claims, side: facts.lead ? cm.scene.actingSide(self.data, facts.claims) : "ot" });
    });
    var key = wanted.map(function (a) { return a.code + a.side; }).join();
    if (key !== this.areasDrawn) {
      this.areasDrawn = key;
      cm.clear(this.areaLayer);
      wanted.forEach(function (a) {
        self.areaLayer.appendChild(cm.ground.area(a.feature, self.projection, a.side, self.defs.id));
      });
    }
    wanted.forEach(function (a, i) {
      var node = self.areaLayer.childNodes[i];
      node.setAttribute("data-cm-ids", a.claims.map(function (c) { return c.id; }).join(" "));
    });
    return wanted;
  };

  Drawing.prototype.drawGround = function () {
    var state = this.bus.get(), on = state.layers.ground && this.geo.ground ? cm.geo.dated(this.data, state.clock) : "";
    if (on === this.groundOn) return on;
    this.groundOn = on;
    var layer = this.groundLayer, old = Array.prototype.slice.call(layer.childNodes), next = cm.svg("g", { "class": "cm-ground" });
    if (on) {
      next.appendChild(cm.ground.front(this.geo.ground, on, this.projection, this.defs.id, this.abroad()));
      next.appendChild(cm.ground.held(this.geo.ground, on, this.projection, this.defs.id));
    }
    layer.appendChild(next);
    var drop = function () { old.forEach(function (node) { if (node.parentNode) node.parentNode.removeChild(node); }); };
    if (cm.reducedMotion()) drop();
    else if (old.length) {
      old.forEach(function (node) { node.setAttribute("class", "cm-ground is-leaving"); });
      next.classList.add("is-arriving");
      root.setTimeout(drop, 300);
    }
    return on;
  };

  /* Areas of the focus's country: there the line is the edge of what is held. */
  Drawing.prototype.abroad = function () {
    var country = (this.data.focus || "").slice(0, 3);
    if (!country) return [];
    return this.geo.areas.features.filter(function (f) { return f.properties.code.indexOf(country) === 0; });
  };

  function badgeText(narrow) { return narrow ? { w: 132, h: 38, block: 26 } : { w: 218, h: 44, block: 32 }; }

  /* A badge inside its area that covers no town of the story and no held ground. */
  Drawing.prototype.badgeSpot = function (area, size, obstacles, frame) {
    var p = this.projection, label = area.feature.properties.label, want = p.at(label[0], label[1]), b = cm.geo.bounds(area.feature);
    var nw = p.at(b.north, b.west), se = p.at(b.south, b.east), best = null, map = this.map;
    for (var y = Math.max(nw.y, frame.y + 6); y <= Math.min(se.y, frame.y + frame.h) - size.h; y += 7) {
      for (var x = Math.max(nw.x, frame.x + 6); x <= Math.min(se.x, frame.x + frame.w) - size.w; x += 9) {
        var box = cm.geo.box(x, y, size.w, size.h), mid = map.layerPointToLatLng([x + size.w / 2, y + size.h / 2]);
        var far = Math.hypot(x + size.w / 2 - want.x, y + size.h / 2 - want.y);
        if (best && far >= best.far) continue;
        if (!cm.geo.isInside(area.feature, mid.lat, mid.lng)) continue;
        if (obstacles.some(function (o) { return cm.geo.touch(box, o, 4); })) continue;
        best = { box: box, far: far };
      }
    }
    return best ? best.box : null;
  };

  Drawing.prototype.badge = function (area, box, narrow) {
    var s = badgeText(narrow), facts = area.facts, name = this.areaName(area), side = area.side;
    var text = narrow ? [{ t: "claims: whole", y: 16 }, { t: name, y: 30 }] : [{ t: (facts.count === 1 ? "claim about " : "claims about ") + name, y: 18 }, { t: facts.span, y: 35, muted: true }];
    var node = cm.scene.mark(this.data, facts.claims, { "class": "cm-mark cm-badge cm-" + side, transform: "translate(" + Math.round(box.x) + " " + Math.round(box.y) + ")", "data-cm-area": area.code }, [
      cm.svg("rect", { width: s.w, height: s.h, rx: 3, "class": "cm-badge-box" }), cm.svg("path", { d: "M3 0H" + s.block + "V" + s.h + "H3a3 3 0 0 1 -3 -3V3a3 3 0 0 1 3 -3Z", "class": "cm-badge-count" }),
      cm.svg("text", { x: s.block / 2, y: s.h / 2 + (narrow ? 6 : 7), "font-size": narrow ? 16 : 19, "font-weight": 700, "text-anchor": "middle", "class": "cm-badge-number" }, String(facts.count)),
      text.map(function (l) { return cm.svg("text", { x: s.block + 9, y: l.y, "font-size": narrow ? 11.5 : l.muted ? 12.5 : 13, "font-weight": l.muted ? 400 : 600, "class": l.muted ? "cm-muted" : "" }, l.t); })]);
    return node;
  };

  Drawing.prototype.areaName = function (area) {
    var places = this.data.places;
    var id = Object.keys(places).filter(function (k) { return places[k].area === area.code && places[k].scale === "adm1"; })[0];
    return id ? places[id].name : area.feature.properties.name;
  };

  Drawing.prototype.names = function (known, fine) {
    var self = this, zoom = this.map.getZoom(), narrow = this.isNarrow();
    return (this.geo.names ? this.geo.names.features : []).filter(function (f) {
      var p = f.properties;
      if (known.has(p.name)) return false;
      if (p.kind !== "town") return p.kind === "country" || zoom >= 5;
      return p.rank <= (zoom >= 8 ? 5 : zoom >= 6.9 ? 4 : zoom >= 6.2 ? 3 : zoom >= 5.5 ? 2 : 1) - (narrow ? 1 : 0);
    }).map(function (f) {
      var p = f.properties, at = self.projection.at(f.geometry.coordinates[1], f.geometry.coordinates[0]);
      if (p.kind === "country") return { lines: [{ text: p.name.toUpperCase(), size: narrow ? 11 : 12.5, weight: 600, cls: "cm-name cm-country", spacing: 2.6 }], at: at, priority: 90, sides: ["c"], gap: 0 };
      if (p.kind === "note") return { text: p.name, at: at, priority: 80, size: 12, italic: true, cls: "cm-name", sides: ["c"], gap: 0 };
      var top = p.rank <= 2, size = p.rank === 1 ? (narrow ? 13 : 15) : top ? 13 : 12.5;
      return { text: p.name, at: at, dot: p.rank === 1 ? 3 : 2.4, town: true, priority: 10 + p.rank, size: size, weight: p.rank === 1 ? 600 : p.rank <= 3 ? 500 : 400, cls: top ? "cm-name-story" : "cm-name", sides: p.side === "w" ? ["w", "e", "n", "s"] : ["e", "w", "n", "s"] };
    }).concat(fine && this.bus.get().layers.rivers && !narrow ? this.riverNames() : []);
  };

  Drawing.prototype.riverNames = function () {
    var frame = this.frame(), p = this.projection;
    return this.geo.rivers.features.filter(function (f) { return f.properties.rank <= 2 && f.properties.name; }).map(function (f) {
      var lines = f.geometry.type === "LineString" ? [f.geometry.coordinates] : f.geometry.coordinates, inside = [];
      lines.forEach(function (line) { line.forEach(function (c) { var at = p.at(c[1], c[0]); if (cm.geo.within({ x: at.x - 30, y: at.y - 12, w: 60, h: 24 }, frame)) inside.push(at); }); });
      if (inside.length < 4) return null;
      return { text: f.properties.name, at: inside[inside.length >> 1], spots: [0.3, 0.7, 0.15, 0.85].map(function (t) { return inside[Math.floor(inside.length * t)]; }), priority: 60, size: 11.5, italic: true, cls: "cm-river-name", sides: ["e", "w", "n", "s"], gap: 5 };
    }).filter(Boolean);
  };

  /* What is fixed to the frame, redrawn only when it says something new: reading its boxes back is dear. Returns them. */
  Drawing.prototype.chrome = function (frame, items, state) {
    var narrow = this.isNarrow(), need = !narrow && cm.inset.isNeeded(this.data, state) && state.frame === "theatre";
    var size = frame.w > 800 ? { w: 470, h: 120 } : { w: 372, h: 100 };
    var list = cm.chips.list(this.data, items, this.projection, frame), key = JSON.stringify([frame.w, frame.h, need, state.frame, items.unplaced.length, list]);
    var known = JSON.stringify([size.w, need, state.from, state.to, Array.from(items.places.keys()), Array.from(items.said.keys()), cm.shown(this.data, state).filter(function (c) { return cm.isKnown(c, state.clock); }).length]);
    this.insetHost.hidden = !need;
    if (need && known !== this.insetKey) cm.inset.draw(this.insetHost, this.data, state, this.geo, this.bus, size, this.insetKept);
    this.insetKey = need ? known : null;
    if (key !== this.chromeKey) {
      this.chromeKey = key;
      var tops = narrow ? { w: 6, e: 6 } : { w: Math.round(frame.h * (state.frame === "world" ? 0.62 : 0.5)), e: Math.round(frame.h * 0.6) };
      /* Many chips start higher, so that the last one does not lie under the controls. */
      if (!narrow) tops.e = Math.min(tops.e, frame.h - CONTROLS_PX - cm.chips.height(list, "e", 6));
      this.fixed = cm.chips.draw(this.chipHost, this.data, list, this.bus, tops, narrow ? 3 : 6, frame.w).concat(this.controls, this.note(items, state, narrow, frame));
      if (need) this.fixed.push(cm.geo.box(frame.w - size.w - 14, 0, size.w + 14, size.h + 40));
    }
    return this.fixed.map(function (b) { return cm.geo.box(frame.x + b.x, frame.y + b.y, b.w, b.h); });
  };

  /* Boxes of Leaflet's own controls; they stay where they are until the map has another size. */
  Drawing.prototype.controlBoxes = function () {
    var o = this.map.getContainer().getBoundingClientRect();
    return Array.prototype.map.call(this.box.querySelectorAll(".leaflet-control"), function (node) {
      var r = node.getBoundingClientRect();
      return cm.geo.box(r.left - o.left - 2, r.top - o.top - 2, r.width + 4, r.height + 4);
    });
  };

  /* The line at the lower edge: what is not on the map, and whose outlines these are. Returns its boxes. */
  Drawing.prototype.note = function (items, state, narrow, frame) {
    var bus = this.bus, n = items.unplaced.length, world = state.frame === "world", right = narrow ? 40 : 44, boxes = [];
    var add = function (node, w, h) {
      right += w + 8;
      boxes.push(cm.geo.box(frame.w - right, frame.h - h - 8, w + 8, h + 8));
      return node;
    };
    var text = narrow ? null : (n ? n + (n === 1 ? " claim has" : " claims have") + " no place on a map · " : "") + this.credit;
    cm.clear(this.noteHost);
    if (text) this.noteHost.appendChild(add(cm.el("span", {}, text), cm.labels.width(text, 11), 14));
    if (narrow || world) {
      var label = world ? "Back to Kursk" : "Where from ⤢";
      var button = cm.el("button", { type: "button", "class": "cm-chip cm-swap", on: { click: function () { bus.set({ frame: world ? "theatre" : "world" }); } } }, label);
      this.noteHost.insertBefore(add(button, cm.labels.width(label, 12) + 16, CHIP_H), this.noteHost.firstChild);
    }
    return boxes;
  };

  Drawing.prototype.drawMarks = function () {
    var self = this, data = this.data, state = this.bus.get(), frame = this.frame(), narrow = this.isNarrow(), items = cm.scene.items(data, state);
    var obstacles = this.chrome(frame, items, state), areas = this.drawAreas(items), on = this.drawGround(), fine = this.outlines() === this.geo.theatre;
    cm.clear(this.markLayer); cm.clear(this.labelLayer);
    var routes = cm.scene.routes(data, state, this.projection, frame, this.geo.areas, { label: true, open: state.frame === "world" });
    var places = cm.scene.places(data, items, this.projection, frame, { r: 6 });
    var said = cm.scene.saidHere(data, items, this.projection, frame);
    var ends = state.frame === "world" ? cm.scene.ends(data, state, items, this.projection, frame, 5) : { node: cm.svg("g"), labels: [] };
    [routes, ends, places, said].forEach(function (made) { self.markLayer.appendChild(made.node); });
    var known = new Set(places.labels.concat(said.labels, ends.labels).map(function (l) { return l.name; }));
    var names = this.names(known, fine), held = on && fine ? this.heldLabel(on) : null;
    var looked = cm.found.draw(state.found, this.projection, this.geo);
    if (looked) this.markLayer.appendChild(looked.node);
    names = cm.found.without(looked, names);
    obstacles = obstacles.concat(routes.obstacles, looked ? looked.obstacles : []);
    var towns = names.filter(function (l) { return l.dot && l.priority <= 13; }), avoid = obstacles.slice();
    cm.labels.place(towns, obstacles, frame).forEach(function (p) { avoid.push(p.box); });
    towns.forEach(function (t) { avoid.push(cm.geo.box(t.at.x - 6, t.at.y - 6, 12, 12)); });
    places.labels.forEach(function (l) { avoid.push(cm.geo.box(l.at.x - 10, l.at.y - 10, 20, 20)); });
    if (held) avoid.push(held.area);
    areas.forEach(function (a) {
      var small = narrow, box = self.badgeSpot(a, badgeText(small), avoid, frame);
      if (!box && !narrow) {
        small = true;
        box = self.badgeSpot(a, badgeText(small), avoid, frame);
      }
      if (!box) return;
      self.markLayer.appendChild(self.badge(a, box, small));
      obstacles.push(box); avoid.push(box);
    });
    var list = routes.labels.concat(cm.found.without(looked, places.labels), ends.labels, said.labels, names, held ? [held.label] : [], looked ? [looked.label] : []);
    var placed = cm.labels.place(list, obstacles, frame);
    names.forEach(function (n) { if (n.town && placed.some(function (p) { return p.label === n; })) self.labelLayer.appendChild(cm.svg("circle", { cx: cm.r1(n.at.x), cy: cm.r1(n.at.y), r: n.dot, "class": "cm-town" })); });
    placed.forEach(function (p) {
      if (held && p.label === held.label) self.labelLayer.appendChild(held.leader(p.box));
      self.labelLayer.appendChild(cm.labels.draw(p));
    });
    this.mark();
  };

  Drawing.prototype.heldLabel = function (on) {
    var facts = cm.ground.heldFacts(this.geo.ground, on);
    if (!facts) return null;
    var narrow = this.isNarrow(), p = this.projection.at(facts.label[0], facts.label[1]), r = Math.sqrt(facts.area_km2 / Math.PI) * this.projection.kmPx(facts.label[0]) * 0.8;
    var side = facts.side.toLowerCase(), name = cm.sideName(this.data, side);
    return {
      area: cm.geo.box(p.x - r, p.y - r, 2 * r, 2 * r),
      label: { at: p, gap: r + 22, priority: 2, sides: ["se", "sw", "s", "e", "w", "n"], lines: [
        { text: "Held by " + name + ", " + (narrow ? "" : "as of ") + cm.shortDay(on) + (narrow ? "" : " " + on.slice(0, 4)), size: narrow ? 11.5 : 12.5, weight: 600, cls: "cm-as-" + side },
        { text: "approximate, from settlements" + (facts.edge_km ? ": ± " + Math.round(facts.edge_km) + " km" : ""), size: narrow ? 11 : 12, cls: "cm-muted" }] },
      leader: function (box) {
        var x = Math.min(Math.max(p.x, box.x), box.x + box.w), y = Math.min(Math.max(p.y, box.y), box.y + box.h), d = Math.hypot(x - p.x, y - p.y) || 1;
        return cm.svg("path", { d: "M" + cm.r1(p.x + ((x - p.x) / d) * r * 0.7) + " " + cm.r1(p.y + ((y - p.y) / d) * r * 0.7) + "L" + cm.r1(x) + " " + cm.r1(y), "class": "cm-leader cm-" + side });
      }
    };
  };

  /* Hover and selection: classes on what is drawn, nothing else. */
  Drawing.prototype.mark = function () {
    var state = this.bus.get(), data = this.data, own = cm.statementIds(data, state.selected), lit = cm.related(data, state.selected);
    var has = function (node, set) { return (node.getAttribute("data-cm-ids") || "").split(" ").some(function (id) { return set.has(id); }); };
    var hover = new Set(state.hover ? [state.hover] : []);
    this.box.querySelectorAll("[data-cm-ids]").forEach(function (node) {
      node.classList.toggle("is-selected", own.size > 0 && has(node, own));
      node.classList.toggle("is-dim", own.size > 0 && !has(node, own) && !has(node, lit));
      node.classList.toggle("is-hover", hover.size > 0 && has(node, hover));
      if (node.hasAttribute("data-cm-said")) node.classList.toggle("is-focus", Boolean(state.focus && state.focus.id === node.getAttribute("data-cm-said")));
    });
  };

  Drawing.prototype.paint = function () {
    if (this.stale.base) this.drawBase();
    if (this.stale.base || this.stale.marks) this.drawMarks(); else this.mark();
    this.stale = { base: false, marks: false };
    this.painted += 1;
    document.documentElement.dataset.cmPainted = String(this.painted);
    document.documentElement.dataset.cmReady = "true";
    this.bus.set({ painted: this.painted });
  };

  Drawing.prototype.fit = function () {
    var t = this.data.theatre, size = this.map.getSize(), narrow = this.isNarrow(), world = this.bus.get().frame === "world";
    var west = world ? WORLD.west : t.west + (narrow ? 1.35 : 0), east = world ? WORLD.east : t.east - (narrow ? 1.85 : 0);
    var lat = world ? WORLD.lat : narrow ? 51.25 : (t.south + t.north) / 2;
    var across = ((size.x / (east - west)) * 360) / 256, zoom = Math.log2(across);
    if (!world && !narrow) {
      var top = L.CRS.EPSG3857.latLngToPoint(L.latLng(t.north, west), 0), low = L.CRS.EPSG3857.latLngToPoint(L.latLng(t.south, west), 0);
      zoom = Math.min(zoom, Math.log2(size.y / (low.y - top.y)));
    }
    this.map.setView([lat, (west + east) / 2], zoom, { animate: false });
  };

  Drawing.prototype.tooltip = function (node) {
    var claim = node && cm.index(this.data).claim.get(node.getAttribute("data-cm-id"));
    this.tip.textContent = claim ? cm.scene.sentence(this.data, claim) : "";
    this.tip.classList.toggle("is-on", Boolean(claim));
    if (!claim) return;
    var box = this.box.getBoundingClientRect(), r = node.getBoundingClientRect(), w = this.tip.offsetWidth;
    var x = Math.min(Math.max(r.left + r.width / 2 - w / 2, box.left + 6), box.right - w - 6) - box.left;
    var y = r.top - box.top > 34 ? r.top - box.top - 30 : r.bottom - box.top + 6;
    this.tip.style.transform = "translate(" + Math.round(x) + "px," + Math.round(Math.min(y, box.height - 30)) + "px)";
  };

  cm.Drawing = Drawing;
})(window);
