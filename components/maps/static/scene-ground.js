/* The ground of a map: land, rivers, borders, oblasts, and the front and held areas on the date they are known for.
 *
 * Nothing here is interpolated: the ground steps from one dated state to the next and says its own date.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var ground = (cm.ground = {});
  var serial = 0;
  /* Standard deviation of the blur per kilometre of error: the tint fades over about the error on both sides. */
  var SOFT_PER_KM = 0.48;

  function blur(id, deviation) {
    return cm.svg("filter", { id: id, x: "-60%", y: "-60%", width: "220%", height: "220%" }, cm.svg("feGaussianBlur", { stdDeviation: cm.r1(Math.max(1.2, deviation)) }));
  }

  /* Patterns and filters of one drawing; ids carry a number because a page may hold several drawings. */
  ground.defs = function (kmPx) {
    var id = "cm" + ++serial;
    var hatch = function (name, color) {
      return cm.svg("pattern", { id: id + name, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        cm.svg("rect", { width: 7, height: 7, fill: color, "class": "cm-hatch-ground" }),
        cm.svg("rect", { width: 1.1, height: 7, fill: color, "class": "cm-hatch-line" }));
    };
    return {
      id: id,
      node: cm.svg("defs", {},
        ["ua", "us", "kr", "ru", "nk", "ot"].map(function (side) { return hatch("-hatch-" + side, "var(--cm-" + side + ")"); }),
        hatch("-disputed", "var(--cm-muted)"),
        blur(id + "-soft", 2.4 * kmPx))
    };
  };

  /* Which tone a country has: the country of the focus area is the darker one, so that a border shows without a line. */
  function tone(name, darker) { return name === darker ? "cm-land2" : "cm-land"; }

  ground.darker = function (data) {
    return { RU: "Russia", UA: "Ukraine", BY: "Belarus" }[(data.focus || "").slice(0, 2)] || "";
  };

  ground.land = function (outlines, projection, options) {
    var o = options || {};
    var g = cm.svg("g", { "class": "cm-layer-land" });
    outlines.features.forEach(function (f) {
      var p = f.properties, as = p.n;
      if (p.disputed) as = o.borders === "de_facto" ? "Russia" : "Ukraine";
      g.appendChild(cm.svg("path", { d: cm.geo.path(f, projection), "class": tone(as, o.darker) }));
    });
    return g;
  };

  ground.borders = function (outlines, projection, options) {
    var o = options || {}, g = cm.svg("g", { "class": "cm-layer-borders" });
    var plain = outlines.features.filter(function (f) { return !f.properties.disputed; });
    var d = plain.map(function (f) { return cm.geo.path(f, projection); }).join("");
    if (o.casing) g.appendChild(cm.svg("path", { d: d, "class": "cm-border-casing" }));
    g.appendChild(cm.svg("path", { d: d, "class": "cm-border", "stroke-width": o.width || 1.3 }));
    outlines.features.filter(function (f) { return f.properties.disputed; }).forEach(function (f) {
      var shape = cm.geo.path(f, projection);
      if ((o.borders || "disputed") === "disputed") g.appendChild(cm.svg("path", { d: shape, fill: "url(#" + o.id + "-disputed)" }));
      g.appendChild(cm.svg("path", { d: shape, "class": "cm-border cm-border-disputed", "stroke-width": o.width || 1.3 }));
    });
    return g;
  };

  ground.rivers = function (rivers, projection) {
    var width = { 1: 2.2, 2: 1.7, 3: 1.1 };
    return cm.svg("g", { "class": "cm-layer-rivers" }, rivers.features.map(function (f) {
      return cm.svg("path", { d: cm.geo.path(f, projection), "class": "cm-river", "stroke-width": width[f.properties.rank] || 1.1 });
    }));
  };

  /* An area that a claim means as a whole: hatched in the colour of who acts, dotted because the outline is approximate. */
  ground.area = function (feature, projection, side, id) {
    var d = cm.geo.path(feature, projection);
    return cm.svg("g", { "class": "cm-area cm-" + side },
      cm.svg("path", { d: d, fill: "url(#" + id + "-hatch-" + side + ")", "class": "cm-area-fill" }),
      cm.svg("path", { d: d, "class": "cm-area-glow" }),
      cm.svg("path", { d: d, "class": "cm-area-edge" }));
  };

  /* Held areas and front on one date. held is blurred by its error and cut at the state border, whose place is known. */
  ground.held = function (collection, on, projection, id) {
    var held = collection.features.filter(function (f) { return f.properties.on === on && f.properties.kind === "held"; });
    var g = cm.svg("g", { "class": "cm-held", "data-on": on });
    held.forEach(function (f, i) {
      var soft = id + "-held-" + on + "-" + i;
      g.appendChild(blur(soft, SOFT_PER_KM * (f.properties.edge_km || 5) * projection.kmPx(f.properties.label[0])));
      g.appendChild(cm.svg("path", { d: cm.geo.path(f, projection), "class": "cm-held-area cm-" + f.properties.side.toLowerCase(), filter: "url(#" + soft + ")" }));
    });
    return cm.svg("g", { "clip-path": "url(#" + id + "-state)" }, g);
  };

  ground.stateClip = function (outlines, projection, name, id) {
    var f = cm.geo.named(outlines, "n", name);
    return f ? cm.svg("clipPath", { id: id + "-state" }, cm.svg("path", { d: cm.geo.path(f, projection) })) : null;
  };

  /* The front as a band as wide as its error, with a core. Bands are one group, so that pieces do not darken each other.
   * Pieces inside `abroad` are the edge of a held area, whose softness says the same. */
  ground.front = function (collection, on, projection, id, abroad) {
    var bands = cm.svg("g", { "class": "cm-front-bands", filter: "url(#" + id + "-soft)" }), cores = cm.svg("g", {});
    collection.features.forEach(function (f) {
      if (f.properties.on !== on || f.properties.kind !== "front") return;
      var line = f.geometry.type === "LineString" ? f.geometry.coordinates : f.geometry.coordinates[0], mid = line[line.length >> 1];
      if (abroad.some(function (area) { return cm.geo.isInside(area, mid[1], mid[0]); })) return;
      var d = cm.geo.path(f, projection), band = 2 * (f.properties.half_width_km || 2) * projection.kmPx(mid[1]);
      bands.appendChild(cm.svg("path", { d: d, "class": "cm-front-band", "stroke-width": cm.r1(Math.min(26, Math.max(5, band))) }));
      cores.appendChild(cm.svg("path", { d: d, "class": "cm-front-core" }));
    });
    return cm.svg("g", { "class": "cm-front", "data-on": on }, bands, cores);
  };

  /* Facts about the held area of a date for its label, or null. */
  ground.heldFacts = function (collection, on) {
    var held = collection.features.filter(function (f) { return f.properties.on === on && f.properties.kind === "held"; });
    if (!held.length) return null;
    held.sort(function (a, b) { return b.properties.area_km2 - a.properties.area_km2; });
    return held[0].properties;
  };
})(window);
