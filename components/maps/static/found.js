/* What the place box found: the camera goes there, and a ring says where, until the reader does something else.
 *
 * It is no claim and looks like none: no sign, no colour of a side, a thin broken line and the words that say so.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var found = (cm.found = {});
  var RING = 17, SETTLEMENT_ZOOM = 10, POINT_ZOOM = 11, BARE_ZOOM = 5, BARE_AREA_ZOOM = 7, LEAST_ZOOM = 2, SPEED_S = 0.6, FAR_FRAMES = 4, KM_PER_DEG = 111.32;

  function isArea(what) { return what.radius_km >= 1 && what.kind !== "settlement" && what.kind !== "locality" && what.kind !== "facility"; }

  function outline(what, geo) { return what.area ? cm.geo.named(geo.areas, "code", what.area) : null; }

  /* South-west and north-east of a circle; near a pole or the date line it stops there. */
  function around(what) {
    var up = what.radius_km / KM_PER_DEG, wide = up / Math.max(0.1, Math.cos((what.lat * Math.PI) / 180));
    var fit = function (v, most) { return Math.max(-most, Math.min(most, v)); };
    return [[fit(what.lat - up, 85), fit(what.lon - wide, 180)], [fit(what.lat + up, 85), fit(what.lon + wide, 180)]];
  }

  function boundsOf(what, geo) {
    var feature = outline(what, geo), b = feature && cm.geo.bounds(feature);
    if (b) return [[b.south, b.west], [b.north, b.east]];
    return isArea(what) ? around(what) : null;
  }

  /* Moves the camera: an area fits the map, a settlement stands in its middle. Where the map has no detail to show, it
   * stays far enough away for coasts and borders to say where this is. */
  found.go = function (leaflet, what, geo, hasDetail) {
    var bounds = boundsOf(what, geo), L = root.L, center = L.latLng(what.lat, what.lon);
    var zoom = !hasDetail ? BARE_ZOOM : what.kind === "settlement" ? SETTLEMENT_ZOOM : POINT_ZOOM;
    if (bounds) {
      center = L.latLngBounds(bounds).getCenter();
      zoom = Math.max(LEAST_ZOOM, Math.min(leaflet.getBoundsZoom(bounds, false, L.point(40, 40)), hasDetail ? SETTLEMENT_ZOOM : BARE_AREA_ZOOM));
    }
    var size = leaflet.getSize(), far = leaflet.project(center, leaflet.getZoom()).distanceTo(leaflet.project(leaflet.getCenter(), leaflet.getZoom()));
    if (cm.reducedMotion() || far > FAR_FRAMES * Math.max(size.x, size.y)) leaflet.setView(center, zoom, { animate: false });
    else leaflet.flyTo(center, zoom, { duration: SPEED_S });
  };

  function ring(at) {
    return [cm.svg("circle", { cx: cm.r1(at.x), cy: cm.r1(at.y), r: RING, "class": "cm-found-line" }), cm.svg("circle", { cx: cm.r1(at.x), cy: cm.r1(at.y), r: 2.4, "class": "cm-town" })];
  }

  /* The ring, its label, and the boxes that other labels have to leave free; null when nothing was looked for. */
  found.draw = function (what, projection, geo) {
    if (!what) return null;
    var feature = outline(what, geo), at = projection.at(what.lat, what.lon), radius = isArea(what) ? what.radius_km * projection.kmPx(what.lat) : 0, parts, top = RING + 8;
    if (feature) parts = [cm.svg("path", { d: cm.geo.path(feature, projection), "class": "cm-found-line" })];
    else if (radius > RING) {
      parts = [cm.svg("circle", { cx: cm.r1(at.x), cy: cm.r1(at.y), r: cm.r1(radius), "class": "cm-found-line" })];
    } else parts = ring(at);
    if (feature) at = projection.at(feature.properties.label[0], feature.properties.label[1]);
    var inside = feature || radius > RING;
    return {
      node: cm.svg("g", { "class": "cm-found", "aria-hidden": "true" }, parts),
      obstacles: inside ? [] : [cm.geo.box(at.x - RING, at.y - RING, 2 * RING, 2 * RING)],
      at: at,
      label: {
        at: at, gap: inside ? 4 : top, priority: 0, sides: inside ? ["c", "n", "s", "e", "w"] : ["e", "w", "s", "n"],
        lines: [{ text: what.name, size: 14, weight: 600, cls: "cm-name-story" }, { text: "your search, not a claim", size: 11.5, italic: true, cls: "cm-muted" }]
      }
    };
  };

  /* Labels of the map that would name the same place a second time give way. */
  found.without = function (drawn, labels) {
    if (!drawn) return labels;
    var name = drawn.label.lines[0].text.toLowerCase();
    return labels.filter(function (l) {
      return (l.name || l.text || "").toLowerCase() !== name || Math.hypot(l.at.x - drawn.at.x, l.at.y - drawn.at.y) > 2 * RING;
    });
  };
})(window);
