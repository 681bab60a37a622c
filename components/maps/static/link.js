/* The view and the address: tells the host what the reader looks at once the hand rests, and keeps the map's own
 * window in the fragment (#map=zoom/lat/lon), which the host's own writes to the address would drop.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var REST_MS = 350;
  var VIEW_KEYS = ["clock", "from", "to", "selected", "focus", "filter", "open", "layers", "borders", "frame"];

  function layersText(layers) {
    return list(Object.keys(layers).filter(function (k) { return !layers[k]; }).map(function (k) { return "-" + k; }));
  }

  /* Lists are sets to the host, which writes them in an order of its own. */
  function list(values) { return values.slice().sort().join(","); }

  /* The state as the parameters of the address (all of them; the host leaves out what is as at the opening). */
  cm.toQuery = function (state) {
    var f = state.filter;
    return {
      t: state.clock, from: state.from, to: state.to, sel: state.selected || "",
      focus: state.focus ? state.focus.kind + ":" + state.focus.id : "",
      off: list(f.off), kind: list(f.kinds), place: list(f.scales), date: list(f.dates), grade: list(f.grades),
      origins: String(f.origins), q: f.q, open: state.open ? list(state.open) || "-" : "",
      layers: layersText(state.layers), borders: state.borders, frame: state.frame
    };
  };

  /* Keeps the fragment through every write to the address. Returns a function that gives the window back. */
  function keepFragment(host, bus) {
    var history = host.history;
    var native = { pushState: history.pushState, replaceState: history.replaceState };

    function restore() {
      var w = bus.get().window;
      var hash = w ? cm.windowHash(w) : "";
      if (host.location.hash === hash || !hash) return;
      native.replaceState.call(history, history.state, "", host.location.pathname + host.location.search + hash);
    }
    Object.keys(native).forEach(function (name) {
      history[name] = function () {
        native[name].apply(history, arguments);
        restore();
      };
    });
    var off = bus.on(restore, ["window"]);
    return function () {
      off();
      Object.keys(native).forEach(function (name) { history[name] = native[name]; });
    };
  }

  cm.link = {
    render: function (element, data, bus, config) {
      var sent = config.echo || 0;
      /* What the host knows; a reader who comes back from another page still has the state of before. */
      var reported = JSON.stringify(cm.toQuery(Object.assign({}, bus.get(), config.view)));
      var report = config.report;
      var timer = null;

      function tell() {
        timer = null;
        var query = cm.toQuery(bus.get()), text = JSON.stringify(query);
        if (bus.get().playing || text === reported) return;
        reported = text;
        sent += 1;
        if (report) report(Object.assign({ n: sent }, query));
      }
      function rest() {
        if (timer) root.clearTimeout(timer);
        timer = root.setTimeout(tell, REST_MS);
      }
      rest();
      /* A claim that was chosen elsewhere (a link, a related claim) brings its own time along. */
      function follow() {
        var state = bus.get(), claim = state.selected && cm.index(data).claim.get(state.selected);
        if (claim && !cm.inPeriod(claim, state.from, state.to)) bus.set(cm.clockPatch(data, state, cm.saidOn(claim)));
      }
      var offFollow = bus.on(follow, ["selected"]);
      follow();
      var off = bus.on(rest, VIEW_KEYS.concat("playing"));
      /* A report on its way when the reader leaves by a link would bring the page back: it is dropped. */
      function leave(event) {
        var link = event.target.closest && event.target.closest("a[href]");
        if (!timer || !link || link.target === "_blank") return;
        root.clearTimeout(timer);
        timer = null;
      }
      bus.host.document.addEventListener("pointerdown", leave, true);
      var giveBack = keepFragment(bus.host, bus);
      var page = bus.host.document.documentElement;

      function paint() {
        page.dataset.cmPainted = String(bus.get().painted || 0);
        if (bus.get().painted) page.dataset.cmReady = "true";
      }
      var offPaint = bus.on(paint, ["painted"]);
      paint();

      var offTheme = cm.followTheme(bus);

      return {
        /* `echo` is the number of the last report the host has seen: an older one answers a view that has moved on,
         * the newest with another view means that the reader went back or followed a link. */
        news: function (next) {
          report = next.report;
          if ((next.echo || 0) < sent || timer) return;
          var patch = Object.assign({}, next.view), wanted = JSON.stringify(cm.toQuery(Object.assign({}, bus.get(), patch)));
          if (wanted === reported) return;
          reported = wanted;
          bus.set(Object.assign(patch, { playing: false, step: null }));
        },
        cleanup: function () {
          if (timer) root.clearTimeout(timer);
          offTheme();
          off();
          offFollow();
          bus.host.document.removeEventListener("pointerdown", leave, true);
          offPaint();
          giveBack();
          delete page.dataset.cmReady;
        }
      };
    }
  };
})(window);
