/* The map's own window as a fragment of the address: #map=zoom/lat/lon. */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});

  cm.windowHash = function (w) { return "#map=" + w.zoom.toFixed(2) + "/" + w.lat.toFixed(4) + "/" + w.lon.toFixed(4); };

  cm.parseWindow = function (hash) {
    var m = /^#map=(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash || "");
    if (!m) return null;
    var w = { zoom: +m[1], lat: +m[2], lon: +m[3] };
    return w.zoom <= 18 && Math.abs(w.lat) <= 85 && Math.abs(w.lon) <= 360 ? w : null;
  };
})(window);
