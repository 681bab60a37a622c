/* What is claimed, as marks on a map: areas with a badge, places, routes. One sign, one meaning:
 * filled = happened here (the sign is who acts), hollow = said here (the sign is who speaks).
 *
 * A pin stands only where the place itself has a point. A claim about an oblast is the oblast, hatched, with a badge;
 * "near" is a dashed circle; what has no place on a map is counted, not drawn.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var scene = (cm.scene = {});
  var MIN_RADIUS_PX = 12;

  function push(map, key, value) { if (map.has(key)) map.get(key).push(value); else map.set(key, [value]); }

  /* The claims known at the clock's date, sorted by how their place can be drawn. */
  scene.items = function (data, state) {
    var out = { areas: new Map(), places: new Map(), said: new Map(), unplaced: [] };
    cm.shown(data, state).forEach(function (claim) {
      if (!cm.isKnown(claim, state.clock)) return;
      var place = data.places[claim.place];
      if (claim.said_at) push(out.said, claim.said_at, claim);
      if (place.scale === "adm1" || place.scale === "adm2") {
        if (place.area) push(out.areas, place.area, claim); else out.unplaced.push(claim);
      } else if (place.lat !== null && place.lat !== undefined) push(out.places, claim.place, claim);
      else if (place.scale === "near" && place.anchor) push(out.places, claim.place, claim);
      else out.unplaced.push(claim);
    });
    return out;
  };

  scene.newest = function (claims) {
    return claims.reduce(function (best, c) { return cm.saidOn(c) >= cm.saidOn(best) ? c : best; }, claims[0]);
  };

  scene.sentence = function (data, claim) {
    return cm.speakerShort(data, claim) + " says " + claim.title + ", " + claim.said.text;
  };

  function ids(claims) { return claims.map(function (c) { return c.id; }); }

  /* A group that can be pointed at, clicked and reached by Tab. */
  scene.mark = function (data, claims, attrs, children) {
    var newest = scene.newest(claims);
    var more = claims.length > 1 ? " (" + claims.length + " claims)" : "";
    return cm.svg("g", Object.assign({
      "data-cm-id": newest.id, "data-cm-ids": ids(claims).join(" "), role: "button", tabindex: "0",
      "aria-label": scene.sentence(data, newest) + more
    }, attrs), children);
  };

  scene.actingSide = function (data, claims) {
    var newest = scene.newest(claims);
    return newest.acts || cm.side(data, newest);
  };

  /* Marks of the places of one drawing. Returns {node, labels, obstacles}. */
  scene.places = function (data, items, projection, frame, options) {
    var o = options || {}, r = o.r || 6, made = { node: cm.svg("g", { "class": "cm-layer-places" }), labels: [], obstacles: [] };
    items.places.forEach(function (claims, id) {
      var place = data.places[id], near = place.lat === null || place.lat === undefined;
      var spot = near ? place.anchor : place;
      var at = projection.at(spot.lat, spot.lon);
      if (!cm.geo.within({ x: at.x, y: at.y, w: 0, h: 0 }, frame)) return;
      var side = scene.actingSide(data, claims);
      var km = place.scale === "near" ? Math.max(25, place.radius_km || 0) : place.scale === "settlement" ? Math.max(5, place.radius_km || 0) : place.radius_km || 0;
      var radius = o.flat ? 0 : km * projection.kmPx(spot.lat);
      var parts = [];
      if (radius > MIN_RADIUS_PX) parts.push(cm.svg("circle", { r: cm.r1(radius), "class": "cm-extent" + (place.scale === "near" ? " cm-extent-near" : "") }));
      parts.push(cm.svg("circle", { r: 12, "class": "cm-hit" }), cm.svg("circle", { r: r + 4, "class": "cm-ring" }));
      if (!near) parts.push(cm.sign(side, 0, 0, r));
      else parts.push(cm.svg("rect", { x: -r, y: -r, width: 2 * r, height: 2 * r, rx: 2, "class": "cm-near-badge" }),
        cm.svg("text", { y: 4, "font-size": 11, "font-weight": 600, "text-anchor": "middle", "class": "cm-near-count" }, String(claims.length)));
      made.node.appendChild(scene.mark(data, claims, { transform: "translate(" + cm.r1(at.x) + " " + cm.r1(at.y) + ")", "class": "cm-mark cm-" + side }, parts));
      var isEnd = data.routes.some(function (route) { return route.from === id || route.to === id; });
      made.labels.push({
        text: near ? "near " + place.anchor.name.split(" (")[0] : place.name, at: at, dot: r + (o.flat ? 0.5 : 2), priority: isEnd ? 3 : 5, size: o.size || 13, weight: 600, cls: "cm-name-story",
        name: place.name, sides: o.sides && o.sides[place.name]
      });
    });
    return made;
  };

  /* Signs where something was said, when that place is inside the frame. */
  scene.saidHere = function (data, items, projection, frame, options) {
    var r = (options && options.r) || 5.5, made = { node: cm.svg("g", { "class": "cm-layer-said" }), labels: [] };
    items.said.forEach(function (claims, id) {
      var place = data.places[id];
      if (place.lat === null || place.lat === undefined) return;
      var at = projection.at(place.lat, place.lon);
      if (!cm.geo.within({ x: at.x, y: at.y, w: 0, h: 0 }, frame)) return;
      var side = cm.side(data, scene.newest(claims)), both = items.places.has(id);
      if (both) at = { x: at.x + 2.6 * r, y: at.y };
      made.node.appendChild(scene.mark(data, claims, { transform: "translate(" + cm.r1(at.x) + " " + cm.r1(at.y) + ")", "class": "cm-mark cm-" + side },
        [cm.svg("circle", { r: 12, "class": "cm-hit" }), cm.svg("circle", { r: r + 4, "class": "cm-ring" }), cm.sign(side, 0, 0, r, { hollow: true })]));
      if (!both) made.labels.push({ text: place.name, at: at, dot: r + 2, priority: 4, size: (options && options.size) || 12.5, weight: 500, cls: "cm-name", name: place.name });
    });
    return made;
  };

  /* Routes whose claim is known: dashed when the way is not known. An end outside the frame becomes the frame's edge. */
  scene.routes = function (data, state, projection, frame, areas, options) {
    var o = options || {}, made = { node: cm.svg("g", { "class": "cm-layer-routes" }), labels: [], obstacles: [], shown: 0 };
    var index = cm.index(data), shown = new Set(ids(cm.shown(data, state)));
    data.routes.forEach(function (route) {
      var claim = index.claim.get(route.claim);
      if (!claim || !shown.has(claim.id) || !cm.isKnown(claim, state.clock)) return;
      var a = spotOf(data, route.from, areas), b = spotOf(data, route.to, areas);
      if (!a || !b) return;
      var p = projection.at(a.lat, a.lon), q = projection.at(b.lat, b.lon);
      var startIn = cm.geo.within({ x: p.x, y: p.y, w: 0, h: 0 }, frame), endIn = cm.geo.within({ x: q.x, y: q.y, w: 0, h: 0 }, frame);
      if (!endIn && !o.open) return;
      if (!startIn) p = edge(q, p, frame);
      if (b.feature && !o.flat) q = cm.geo.entry(b.feature, projection, p, q);
      var side = route.acts || "nk";
      made.node.appendChild(arrow(data, claim, route, p, q, side, o));
      made.shown += 1;
      if (!startIn && o.label) {
        made.labels.push({
          at: along(p, q, 0.0, -12), spots: [along(p, q, 0.1, -12), along(p, q, 0.25, -12), along(p, q, 0.02, 12), along(p, q, 0.15, 12)],
          gap: 0, priority: 1, sides: ["nw", "sw"], side: side,
          lines: [{ text: route.title.split(",")[0], size: 13, weight: 600, cls: "cm-as-" + side }, { text: "reported, route not known", size: 12, cls: "cm-muted" }]
        });
        for (var i = 0; i < 16; i++) {
          var a0 = along(p, q, i / 16, 0), a1 = along(p, q, (i + 1) / 16, 0);
          made.obstacles.push(cm.geo.box(Math.min(a0.x, a1.x), Math.min(a0.y, a1.y) - 4, Math.abs(a0.x - a1.x), Math.abs(a0.y - a1.y) + 8));
        }
      }
    });
    return made;
  };

  /* A point at the share t of the way from p to q, moved down by dy pixels. */
  function along(p, q, t, dy) { return { x: p.x + (q.x - p.x) * t - 6, y: p.y + (q.y - p.y) * t + dy }; }

  /* Ends of known routes that are no place of a claim of their own (a port named in passing). */
  scene.ends = function (data, state, items, projection, frame, r) {
    var made = { node: cm.svg("g", { "class": "cm-layer-ends" }), labels: [] }, done = new Set(), index = cm.index(data);
    data.routes.forEach(function (route) {
      var claim = index.claim.get(route.claim), place = data.places[route.from];
      if (!claim || !place || place.lat === null || place.lat === undefined || !cm.isKnown(claim, state.clock)) return;
      if (items.places.has(route.from) || done.has(route.from) || !cm.inPeriod(claim, state.from, state.to)) return;
      done.add(route.from);
      var at = projection.at(place.lat, place.lon);
      if (!cm.geo.within({ x: at.x, y: at.y, w: 0, h: 0 }, frame)) return;
      var side = route.acts || "nk";
      made.node.appendChild(scene.mark(data, [claim], { transform: "translate(" + cm.r1(at.x) + " " + cm.r1(at.y) + ")", "class": "cm-mark cm-" + side },
        [cm.svg("circle", { r: 12, "class": "cm-hit" }), cm.svg("circle", { r: r + 4, "class": "cm-ring" }), cm.sign(side, 0, 0, r)]));
      made.labels.push({ text: place.name, at: at, dot: r + 1.5, priority: 4, size: 11.5, weight: 400, cls: "cm-name", name: place.name });
    });
    return made;
  };

  function spotOf(data, id, areas) {
    var place = data.places[id];
    if (!place) return null;
    if (place.area && place.scale === "adm1" && areas) {
      var feature = cm.geo.named(areas, "code", place.area);
      if (feature) return { lat: feature.properties.label[0], lon: feature.properties.label[1], feature: feature };
    }
    if (place.lat !== null && place.lat !== undefined) return { lat: place.lat, lon: place.lon };
    return place.anchor ? { lat: place.anchor.lat, lon: place.anchor.lon } : null;
  }
  scene.spotOf = spotOf;

  /* The point where the line from inside to outside leaves the frame. */
  function edge(inside, outside, frame) {
    var dx = outside.x - inside.x, dy = outside.y - inside.y, t = 1;
    if (dx > 0) t = Math.min(t, (frame.x + frame.w - inside.x) / dx);
    if (dx < 0) t = Math.min(t, (frame.x - inside.x) / dx);
    if (dy > 0) t = Math.min(t, (frame.y + frame.h - inside.y) / dy);
    if (dy < 0) t = Math.min(t, (frame.y - inside.y) / dy);
    return { x: inside.x + dx * t, y: inside.y + dy * t };
  }

  function arrow(data, claim, route, p, q, side, o) {
    var dx = q.x - p.x, dy = q.y - p.y, length = Math.hypot(dx, dy) || 1, ux = dx / length, uy = dy / length;
    var head = o.head || 15, back = { x: q.x - ux * head, y: q.y - uy * head }, w = head / 2;
    var line = "M" + cm.r1(p.x) + " " + cm.r1(p.y) + "L" + cm.r1(back.x) + " " + cm.r1(back.y);
    var tip = "M" + cm.r1(q.x) + " " + cm.r1(q.y) + "L" + cm.r1(back.x - uy * w) + " " + cm.r1(back.y + ux * w) + "L" + cm.r1(back.x + uy * w) + " " + cm.r1(back.y - ux * w) + "Z";
    var dashed = route.mode === "ship" ? "cm-route-ship" : route.mode === "onward" ? "cm-route-onward" : "cm-route-unknown";
    return scene.mark(data, [claim], { "class": "cm-mark cm-route cm-" + side + " " + dashed, "aria-label": route.title + ": " + scene.sentence(data, claim) }, [
      cm.svg("path", { d: line, "class": "cm-hit-line" }), cm.svg("path", { d: line, "class": "cm-route-line cm-focus-line" }),
      o.noHead ? null : cm.svg("path", { d: tip, "class": "cm-route-head" })
    ]);
  }

  /* Text of an area's badge: how many statements, and the span of their numbers in the claimants' words. */
  scene.badgeFacts = function (data, state, area, claims) {
    var lead = cm.focusClaims(data, state).filter(function (c) { return data.places[c.place].area === area; });
    var counted = lead.length ? lead : claims;
    var statements = new Set(counted.map(function (c) { return c.st; }));
    var pool = lead.length ? claims.filter(function (c) { return data.lead.indexOf(c.topic) >= 0; }) : claims;
    var valued = pool.filter(function (c) { return c.fig; }).sort(function (a, b) {
      return (cm.height(a) || 0) - (cm.height(b) || 0) || Number(!a.quote) - Number(!b.quote) || (cm.saidOn(a) < cm.saidOn(b) ? 1 : -1);
    });
    var newest = scene.newest(counted);
    var low = valued[0], high = valued[valued.length - 1];
    var span = lead.length && valued.length && low !== high ? cm.value(low) + " to " + cm.value(high)
      : lead.length && valued.length ? cm.value(low) + ", " + cm.speakerShort(data, low)
      : "newest: " + cm.speakerShort(data, newest) + ", " + cm.shortDay(cm.saidOn(newest));
    return { count: statements.size, claims: counted, lead: lead.length > 0, span: span };
  };
})(window);
