/* Geometry for drawing: projections, paths, boxes. Coordinates in files are [lon, lat], WGS 84.
 *
 * A projection is {at(lat, lon) -> {x, y}, kmPx(lat) -> pixels per kilometre}. Screen y grows southwards.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var geo = (cm.geo = {});
  var DEG = Math.PI / 180;
  var KM_PER_DEG = 111.32;

  function mercatorY(lat) { return Math.log(Math.tan(Math.PI / 4 + (lat * DEG) / 2)) / DEG; }

  /* A fixed frame w pixels wide from west to east, centred on latitude lat0 (spherical Mercator). */
  geo.frame = function (w, h, west, east, lat0) {
    var k = w / (east - west), y0 = mercatorY(lat0);
    return {
      at: function (lat, lon) { return { x: (lon - west) * k, y: h / 2 - (mercatorY(lat) - y0) * k }; },
      kmPx: function (lat) { return k / (KM_PER_DEG * Math.cos(lat * DEG)); }
    };
  };

  /* The projection of a Leaflet map in the pixels of its layers. */
  geo.ofMap = function (map) {
    return {
      at: function (lat, lon) { return map.latLngToLayerPoint([lat, lon]); },
      kmPx: function (lat) {
        var world = 256 * Math.pow(2, map.getZoom());
        return world / 360 / (KM_PER_DEG * Math.cos(lat * DEG));
      }
    };
  };

  function polygons(geometry) {
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  }
  function lines(geometry) {
    return geometry.type === "LineString" ? [geometry.coordinates] : geometry.type === "MultiLineString" ? geometry.coordinates : [];
  }

  /* Points closer than half a pixel are left out: at low zoom most of an outline is. */
  function draw(ring, projection, close) {
    var d = "", last = null;
    for (var i = 0; i < ring.length; i++) {
      var p = projection.at(ring[i][1], ring[i][0]);
      if (last && i < ring.length - 1 && Math.abs(p.x - last.x) + Math.abs(p.y - last.y) < 0.5) continue;
      d += (last ? "L" : "M") + cm.r1(p.x) + " " + cm.r1(p.y);
      last = p;
    }
    return d + (close ? "Z" : "");
  }

  geo.path = function (feature, projection) {
    var g = feature.geometry;
    return polygons(g).map(function (polygon) {
      return polygon.map(function (ring) { return draw(ring, projection, true); }).join("");
    }).join("") + lines(g).map(function (line) { return draw(line, projection, false); }).join("");
  };

  geo.named = function (collection, key, value) {
    return collection.features.filter(function (f) { return f.properties[key] === value; })[0] || null;
  };

  geo.bounds = function (feature) {
    var box = { south: 90, west: 360, north: -90, east: -360 };
    polygons(feature.geometry).concat([lines(feature.geometry)]).forEach(function (polygon) {
      polygon.forEach(function (ring) {
        ring.forEach(function (c) {
          box.south = Math.min(box.south, c[1]); box.north = Math.max(box.north, c[1]);
          box.west = Math.min(box.west, c[0]); box.east = Math.max(box.east, c[0]);
        });
      });
    });
    return box;
  };

  geo.isInside = function (feature, lat, lon) {
    return polygons(feature.geometry).some(function (polygon) {
      return polygon.reduce(function (inside, ring) {
        for (var i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          var a = ring[i], b = ring[j];
          if (a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
        }
        return inside;
      }, false);
    });
  };

  /* Where a straight line from outside (x0, y0) to (x1, y1) first enters the shape, in pixels; the end when never. */
  geo.entry = function (feature, projection, from, to) {
    var best = { x: to.x, y: to.y, t: 1 };
    polygons(feature.geometry).forEach(function (polygon) {
      polygon.forEach(function (ring) {
        for (var i = 1; i < ring.length; i++) {
          var a = projection.at(ring[i - 1][1], ring[i - 1][0]), b = projection.at(ring[i][1], ring[i][0]);
          var dx = to.x - from.x, dy = to.y - from.y, ex = b.x - a.x, ey = b.y - a.y, det = dx * ey - dy * ex;
          if (!det) continue;
          var t = ((a.x - from.x) * ey - (a.y - from.y) * ex) / det, u = ((a.x - from.x) * dy - (a.y - from.y) * dx) / det;
          if (t >= 0 && t < best.t && u >= 0 && u <= 1) best = { x: from.x + dx * t, y: from.y + dy * t, t: t };
        }
      });
    });
    return best;
  };

  /* ---- boxes, for labels that must not touch ---- */
  geo.box = function (x, y, w, h) { return { x: x, y: y, w: w, h: h }; };
  geo.touch = function (a, b, gap) {
    var g = gap || 0;
    return a.x < b.x + b.w + g && b.x < a.x + a.w + g && a.y < b.y + b.h + g && b.y < a.y + a.h + g;
  };
  geo.within = function (a, frame) { return a.x >= frame.x && a.y >= frame.y && a.x + a.w <= frame.x + frame.w && a.y + a.h <= frame.y + frame.h; };

  /* Dates for which our line is known, newest on or before the clock ("" when none is). */
  geo.dated = function (data, clock) {
    return data.ground.map(function (g) { return g.on; }).filter(function (on) { return on <= clock; }).sort().pop() || "";
  };
})(window);
