/* Hosting the map: Leaflet's controls, the events that reach the bus, the camera, and what is redrawn when.
 *
 * `prepare` and `show` are called by the Folium map inside its own document; `render` makes a Leaflet map of its own.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var map = (cm.map = {});
  var REDRAW = ["clock", "from", "to", "filter", "frame", "layers", "borders"];
  var SPEED_S = 0.6;

  map.prepare = function (leaflet) {
    var L = root.L, box = leaflet.getContainer();
    L.control.zoom({ position: "bottomright" }).addTo(leaflet);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 140 }).addTo(leaflet);
    fullscreen(L, box).addTo(leaflet);
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom, Tab goes from mark to mark. The same data stands in the table under the map.");
    leaflet.options.zoomSnap = 0;
    if (root.matchMedia && root.matchMedia("(pointer: coarse)").matches) twoFingers(leaflet, box);
    map.held = leaflet;
  };

  function fullscreen(L, box) {
    var Control = L.Control.extend({
      options: { position: "bottomright" },
      onAdd: function () {
        var button = cm.el("button", { type: "button", title: "Full screen", "aria-label": "Full screen", "class": "leaflet-bar cm-full", on: {
          click: function () { if (document.fullscreenElement) document.exitFullscreen(); else if (box.requestFullscreen) box.requestFullscreen(); }
        } },
          cm.svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, cm.svg("path", { d: "M1 5V1H5M9 1H13V5M13 9V13H9M5 13H1V9", fill: "none", stroke: "currentColor", "stroke-width": 1.6 })));
        L.DomEvent.disableClickPropagation(button);
        return button;
      }
    });
    return new Control();
  }

  /* On a touch screen one finger scrolls the page past the map; two move it. */
  function twoFingers(leaflet, box) {
    leaflet.dragging.disable();
    box.style.touchAction = "pan-y";
    box.addEventListener("touchstart", function (e) { if (e.touches.length > 1) leaflet.dragging.enable(); else leaflet.dragging.disable(); }, { passive: true });
  }

  function geometry(urls) {
    var roles = Object.keys(urls);
    return Promise.all(roles.map(function (r) {
      return root.fetch(urls[r], { credentials: "same-origin" }).then(function (a) {
        if (!a.ok || (a.headers.get("content-type") || "").indexOf("json") < 0) throw new Error("No outlines at " + urls[r] + " (" + a.status + "). Reload the page.");
        return a.json();
      });
    })).then(function (all) {
      return roles.reduce(function (geo, r, i) { geo[r] = all[i]; return geo; }, {});
    });
  }

  var current = null;

  /* Called by the map's own document whenever the addresses of data or outlines have changed. */
  map.show = function (leaflet, config) {
    var host = cm.hostWindow(root), bus = cm.bus(host);
    Promise.all([cm.loadJson(host, new URL(config.data, root.location.href).href), geometry(config.geo), cm.opened(bus)]).then(function (got) {
      if (current) current();
      current = map.attach(leaflet, got[0], got[1], bus, { tiles: config.tiles });
    }).catch(function (error) {
      leaflet.getContainer().appendChild(cm.el("p", { "class": "cm-root cm-fault", role: "alert" }, error.message));
      root.console.error(error);
    });
  };

  /* A map of its own in `element`; options.geo holds the outlines by role. */
  map.render = function (element, data, bus, options) {
    var leaflet = root.L.map(element, { zoomControl: false, attributionControl: false, zoomSnap: 0, zoomDelta: 0.5, minZoom: 2, maxZoom: 13 }).setView([51.5, 36.5], 7);
    map.prepare(leaflet);
    var off = map.attach(leaflet, data, options.geo, bus, {});
    return function () { off(); leaflet.remove(); };
  };

  map.attach = function (leaflet, data, geo, bus, options) {
    var box = leaflet.getContainer(), drawing = new cm.Drawing(leaflet, data, geo, bus, box, options.tiles && options.tiles.attribution), paint = cm.perFrame(function () { drawing.paint(); });
    var fitted = false;
    var tiles = options.tiles ? root.L.tileLayer(options.tiles.url, { className: "cm-tiles" }).addTo(leaflet) : null;
    box.classList.toggle("has-tiles", Boolean(tiles));
    document.documentElement.dataset.cmTheme = bus.get().theme;
    root.__conflictMapMounts = (root.__conflictMapMounts || 0) + 1;

    function publish() {
      var c = leaflet.getCenter();
      if (fitted) bus.set({ window: { zoom: leaflet.getZoom(), lat: c.lat, lon: c.lng } });
    }
    function moved() { drawing.stale.base = true; paint(); publish(); }
    function animate(e) {
      var scale = leaflet.getZoomScale(e.zoom, drawing.zoom), at = leaflet._latLngToNewLayerPoint(drawing.origin, e.zoom, e.center);
      root.L.DomUtil.setTransform(drawing.svg, at, scale);
    }
    leaflet.on("moveend viewreset", moved);
    leaflet.on("resize", function () { if (!bus.get().window) drawing.fit(); });
    leaflet.on("zoomanim", animate);

    var offs = [
      bus.on(function (state, keys) {
        if (keys.indexOf("layers") >= 0 || keys.indexOf("borders") >= 0) drawing.stale.base = true;
        drawing.stale.marks = true;
        if (keys.indexOf("frame") >= 0) { fitted = true; drawing.fit(); }
        paint();
      }, REDRAW),
      bus.on(paint, ["hover", "selected", "focus"]),
      bus.on(function (state) { document.documentElement.dataset.cmTheme = state.theme; }, ["theme"]),
      bus.on(function (state) { see(drawing, leaflet, state.selected && cm.index(data).claim.get(state.selected)); }, ["selected"]),
      bus.on(function (state) { if (state.goto) go(drawing, leaflet, data.places[state.goto.place], true); }, ["goto"]),
      bus.on(function (state) {
        drawing.stale.marks = true;
        if (state.found) { fitted = true; cm.found.go(leaflet, state.found, geo, drawing.hasDetail(state.found.lat, state.found.lon)); }
        paint();
      }, ["found"])
    ];
    function unfind() { if (bus.get().found) bus.set({ found: null }); }
    leaflet.on("click", unfind);
    var undo = pointers(box, drawing, bus);

    var asked = cm.parseWindow(bus.host.location.hash);
    leaflet.invalidateSize({ animate: false });
    if (asked) leaflet.setView([asked.lat, asked.lon], asked.zoom, { animate: false }); else drawing.fit();
    drawing.stale.base = true;
    /* Only a move of the reader's is worth a place in the address. */
    leaflet.once("dragend zoomend", function () { fitted = true; });
    if (asked) { fitted = true; publish(); }
    paint();

    return function () {
      leaflet.off("moveend viewreset", moved);
      leaflet.off("zoomanim", animate);
      leaflet.off("click", unfind);
      offs.concat(undo).forEach(function (f) { f(); });
      if (tiles) tiles.remove();
      [drawing.svg, drawing.ui].forEach(function (n) { if (n.parentNode) n.parentNode.removeChild(n); });
    };
  };

  function markOf(target) { return target && target.closest ? target.closest("[data-cm-id]") : null; }

  /* Pointer and keyboard on marks: hover lights the claim everywhere, click and Enter open its row. */
  function pointers(box, drawing, bus) {
    var over = function (e) {
      var node = markOf(e.target);
      if (!node || node.classList.contains("cm-chip")) return;
      bus.set({ hover: node.getAttribute("data-cm-id") });
      drawing.tooltip(node);
    };
    var out = function (e) {
      if (!markOf(e.target) || markOf(e.relatedTarget) === markOf(e.target)) return;
      bus.set({ hover: null });
      drawing.tooltip(null);
    };
    var choose = function (node) {
      var id = node.getAttribute("data-cm-id");
      bus.set({ selected: bus.get().selected === id ? null : id });
    };
    var click = function (e) {
      var node = markOf(e.target);
      if (node && !node.classList.contains("cm-chip")) { choose(node); e.stopPropagation(); }
    };
    var key = function (e) {
      if (e.key === "Escape") { bus.set(bus.get().found ? { found: null } : { selected: null, focus: null }); return; }
      var node = markOf(e.target);
      if (!node || (e.key !== "Enter" && e.key !== " ") || node.classList.contains("cm-chip")) return;
      choose(node);
      e.preventDefault();
    };
    var heard = { pointerover: over, pointerout: out, focusin: over, focusout: out, click: click, keydown: key };
    Object.keys(heard).forEach(function (name) { box.addEventListener(name, heard[name]); });
    return [function () { Object.keys(heard).forEach(function (name) { box.removeEventListener(name, heard[name]); }); }];
  }

  /* The camera holds; it moves only when what was chosen is out of the frame and not shown by the inset. */
  function see(drawing, leaflet, claim) {
    if (!claim) return;
    var inset = drawing.insetHost, shown = !inset.hidden && Array.prototype.some.call(inset.querySelectorAll("[data-cm-ids]"), function (n) {
      return n.getAttribute("data-cm-ids").split(" ").indexOf(claim.id) >= 0;
    });
    if (!shown) go(drawing, leaflet, drawing.data.places[claim.place], false);
  }

  function go(drawing, leaflet, place, always) {
    var spot = place && cm.scene.spotOf({ places: { p: place } }, "p", drawing.geo.areas);
    if (!spot || (!always && leaflet.getBounds().contains([spot.lat, spot.lon]))) return;
    var zoom = place.scale === "adm1" ? 7 : Math.max(leaflet.getZoom(), 7.5);
    if (cm.reducedMotion()) leaflet.setView([spot.lat, spot.lon], zoom, { animate: false });
    else leaflet.flyTo([spot.lat, spot.lon], zoom, { duration: SPEED_S });
  }
})(window);
