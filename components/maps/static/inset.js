/* The inset: where the troops are said to have come from. Eurasia on the left with the way nobody has shown, the Far East
 * on the right at a larger scale; a click swaps the frames of inset and map.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var inset = (cm.inset = {});
  var SPLIT = 0.46;
  var EURASIA = { west: 24, east: 146, lat: 52 };
  var FAR_EAST = { west: 112.5, east: 147, lat: 45.5 };

  /* Does the period hold anything that the inset would show? */
  inset.isNeeded = function (data, state) {
    var shown = new Set(cm.shown(data, state).map(function (c) { return c.id; }));
    return data.routes.some(function (r) { return shown.has(r.claim) && r.mode !== "unknown"; });
  };

  function heading(data, state) {
    var index = cm.index(data);
    var ship = data.routes.filter(function (r) { return r.mode === "ship"; }).map(function (r) { return index.claim.get(r.claim); })
      .filter(function (c) { return c && c.fig && c.when && cm.isKnown(c, state.clock); })[0];
    if (!ship) return "Where the troops are said to come from";
    var who = cm.speakers(data, ship)[0];
    return cm.value(ship) + " shipped " + cm.whenText(ship.when) + ", says " + (who.capital || who.short);
  }

  function base(outlines, projection, darker, width) {
    return cm.svg("g", {}, cm.ground.land(outlines, projection, { darker: darker }),
      cm.svg("path", { d: outlines.features.map(function (f) { return cm.geo.path(f, projection); }).join(""), "class": "cm-border", "stroke-width": width }));
  }

  /* The land of both frames: the dear part, kept for as long as the inset has this size. */
  function land(geo, size, darker) {
    var w = size.w, h = size.h, w2 = Math.round(w * SPLIT), w1 = w - w2;
    var left = cm.geo.frame(w1, h, EURASIA.west, EURASIA.east, EURASIA.lat), right = cm.geo.frame(w2, h, FAR_EAST.west, FAR_EAST.east, FAR_EAST.lat);
    var svg = cm.svg("svg", { width: w, height: h, "class": "cm-inset-map", role: "group" }), far = cm.svg("svg", { x: w1, y: 0, width: w2, height: h });
    var made = { svg: svg, left: left, right: right, w1: w1, w2: w2, h: h, leftMarks: cm.svg("g", {}), rightMarks: cm.svg("g", {}) };
    svg.appendChild(base(geo.world, left, darker, 0.5));
    svg.appendChild(made.leftMarks);
    far.appendChild(cm.svg("rect", { width: w2, height: h, "class": "cm-sea" }));
    far.appendChild(base(geo.world, right, darker, 0.6));
    if (geo.far_east) far.appendChild(base(geo.far_east, right, darker, 0.8));
    far.appendChild(made.rightMarks);
    far.appendChild(cm.svg("rect", { x: 0.5, y: 0, width: w2 - 1, height: h, "class": "cm-inset-frame cm-nk" }));
    svg.appendChild(far);
    return made;
  }

  /* Draws into `host`; what it drew before is kept in `kept` (an object of the caller's) and reused. */
  inset.draw = function (host, data, state, geo, bus, size, kept) {
    var swapped = state.frame === "world", items = cm.scene.items(data, state), text = heading(data, state);
    if (!kept.land || kept.w !== size.w) {
      kept.land = land(geo, size, cm.ground.darker(data));
      kept.w = size.w;
      kept.title = cm.el("b", {});
      kept.swap = cm.el("span", { "class": "cm-muted" });
      kept.head = cm.el("button", { type: "button", "class": "cm-inset-head", on: {
        click: function () { bus.set({ frame: bus.get().frame === "world" ? "theatre" : "world" }); }
      } }, kept.title, kept.swap);
      cm.clear(host).appendChild(kept.head);
      host.appendChild(kept.land.svg);
    }
    kept.title.textContent = text;
    kept.swap.textContent = swapped ? "back to Kursk ⤢" : "swap frames ⤢";
    kept.head.setAttribute("aria-label", text + ". " + (swapped ? "Show the theatre on the large map" : "Show the whole way on the large map"));
    kept.land.svg.setAttribute("aria-label", text + ". Route not known.");
    var l = kept.land;
    cm.clear(l.leftMarks).appendChild(eurasia(data, state, items, l.left, geo, l.w1, l.h));
    cm.clear(l.rightMarks).appendChild(farEast(data, state, items, l.right, geo, l.w2, l.h));
  };

  function eurasia(data, state, items, projection, geo, w, h) {
    var g = cm.svg("g", {}), frame = cm.geo.box(0, 0, w, h), focus = cm.geo.named(geo.areas, "code", data.focus);
    var spot = focus ? focus.properties.label : [51.7, 36.2], k = projection.at(spot[0], spot[1]);
    var nw = projection.at(52.2, 123.5), se = projection.at(38.6, 140), mid = projection.at(47.5, 131);
    g.appendChild(cm.svg("rect", { x: cm.r1(nw.x), y: cm.r1(nw.y), width: cm.r1(se.x - nw.x), height: cm.r1(se.y - nw.y), "class": "cm-inset-frame cm-inset-tint cm-nk" }));
    var index = cm.index(data), shown = new Set(cm.shown(data, state).map(function (c) { return c.id; }));
    var west = data.routes.filter(function (r) { return r.mode === "unknown" && shown.has(r.claim) && cm.isKnown(index.claim.get(r.claim), state.clock); })[0];
    if (west) {
      var id = index.claim.get(west.claim);
      g.appendChild(cm.scene.mark(data, [id], { "class": "cm-mark cm-route cm-route-unknown cm-nk" }, [
        cm.svg("path", { d: "M" + cm.r1(nw.x - 3) + " " + cm.r1(mid.y - 6) + "L" + cm.r1(k.x + 20) + " " + cm.r1(k.y + 1), "class": "cm-route-line cm-thin cm-focus-line" }),
        cm.svg("path", { d: "M" + cm.r1(k.x + 10) + " " + cm.r1(k.y) + "l10 -5v10z", "class": "cm-route-head" })]));
    }
    g.appendChild(cm.svg("rect", { x: cm.r1(k.x - 8), y: cm.r1(k.y - 6), width: 16, height: 12, "class": "cm-inset-here" }));
    var said = cm.scene.saidHere(data, inBox(items, data, 40, 100), projection, frame, { r: 3.8, size: 11.5 });
    g.appendChild(said.node);
    var list = said.labels.map(function (l) { return Object.assign({}, l, { sides: ["e", "w"], text: l.name + ", a meeting" }); });
    list.push({ text: "Kursk", at: { x: k.x, y: k.y + 6 }, priority: 1, size: 12, weight: 600, cls: "cm-name-story", sides: ["s", "e"], gap: 3 });
    if (west) list.push({ text: "route not known", at: { x: (nw.x + k.x) / 2, y: (mid.y + k.y) / 2 + 4 }, priority: 2, size: 11.5, italic: true, cls: "cm-muted", sides: ["s", "n"], gap: 3 });
    cm.labels.place(list, [], frame).forEach(function (p) { g.appendChild(cm.labels.draw(p)); });
    return g;
  }

  /* Only statements made between two longitudes (the capitals west of them are edge chips). */
  function inBox(items, data, west, east) {
    var said = new Map();
    items.said.forEach(function (claims, id) { var p = data.places[id]; if (p.lon > west && p.lon < east) said.set(id, claims); });
    return { said: said, places: new Map(), areas: new Map() };
  }

  function farEast(data, state, items, projection, geo, w, h) {
    var g = cm.svg("g", {}), frame = cm.geo.box(0, 0, w, h), list;
    var routes = cm.scene.routes(data, state, projection, cm.geo.box(-400, -400, w + 800, h + 800), geo.areas, { flat: true, noHead: true, open: true });
    g.appendChild(routes.node);
    var places = cm.scene.places(data, items, projection, frame, { r: 3.6, size: 11.5, flat: true });
    var ends = cm.scene.ends(data, state, items, projection, frame, 3.6);
    g.appendChild(ends.node);
    g.appendChild(places.node);
    list = ends.labels.concat(places.labels.map(function (l) { return Object.assign(l, { weight: 400, cls: "cm-name", sides: null }); }));
    cm.labels.place(list, [], frame).forEach(function (p) { g.appendChild(cm.labels.draw(p)); });
    return g;
  }
})(window);
