/* The bus: one clock, one selection, one filter for every part of a page.
 *
 * The state lives on the *host* window, so that a part inside an iframe of the same origin (the map)
 * and the parts in the page itself share it whichever is loaded first. Only ids, dates, numbers and
 * short texts travel; nothing executable ever does.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var EVENT = "cm";
  var KEY = "__conflictMapState";
  var LOADS = "__conflictMapData";

  var EMPTY_FILTER = Object.freeze({ off: [], kinds: [], scales: [], dates: [], grades: [], origins: 1, q: "" });

  cm.emptyFilter = EMPTY_FILTER;

  cm.initialState = function () {
    return {
      clock: "", from: "", to: "",
      selected: null, hover: null, focus: null,
      filter: EMPTY_FILTER,
      playing: false, speed: 1, step: null, open: null,
      layers: { ground: true, rivers: true, areas: true },
      borders: "disputed", frame: "theatre", theme: "light"
    };
  };

  function same(a, b) {
    return a === b || JSON.stringify(a) === JSON.stringify(b);
  }

  /* The window whose state is shared: the nearest ancestor of our own origin, else this window. */
  cm.hostWindow = function (win) {
    var host = win;
    try {
      while (host.parent !== host && host.parent.document) host = host.parent;
    } catch (crossOrigin) {
      if (crossOrigin.name !== "SecurityError") throw crossOrigin;
    }
    return host;
  };

  cm.bus = function (host) {
    host[KEY] = host[KEY] || Object.freeze(cm.initialState());

    return {
      host: host,
      get: function () { return host[KEY]; },
      set: function (patch) {
        var before = host[KEY];
        var keys = Object.keys(patch).filter(function (k) { return !same(before[k], patch[k]); });
        if (!keys.length) return before;
        var next = Object.assign({}, before);
        keys.forEach(function (k) { next[k] = patch[k]; });
        host[KEY] = Object.freeze(next);
        host.dispatchEvent(new host.CustomEvent(EVENT, { detail: { keys: keys, state: host[KEY] } }));
        return host[KEY];
      },
      /* Calls fn(state, keys) after a change of one of `keys` (any change when left out). */
      on: function (fn, keys) {
        var heard = function (event) {
          var changed = event.detail.keys;
          if (!keys || changed.some(function (k) { return keys.indexOf(k) >= 0; })) fn(event.detail.state, changed);
        };
        host.addEventListener(EVENT, heard);
        return function () { host.removeEventListener(EVENT, heard); };
      }
    };
  };

  /* The document at `url`, fetched once per page however many parts ask for it. */
  cm.loadJson = function (host, url) {
    var loads = (host[LOADS] = host[LOADS] || {});
    loads[url] = loads[url] || host.fetch(url, { credentials: "same-origin" }).then(function (answer) {
      var type = answer.headers.get("content-type") || "";
      if (!answer.ok || type.indexOf("json") < 0) {
        delete loads[url];
        throw new Error("No data at " + url + " (" + answer.status + " " + type + "). Reload the page.");
      }
      return answer.json();
    });
    return loads[url];
  };

  /* Resolves once some part has opened the view. */
  cm.opened = function (bus) {
    return new Promise(function (done) {
      if (bus.get().clock) return done();
      var off = bus.on(function () { if (bus.get().clock) { off(); done(); } });
    });
  };

  /* Runs fn at most once a frame, whatever the number of calls; the paint is what costs, not the call. */
  cm.perFrame = function (fn) {
    var waiting = false;
    return function () {
      if (waiting) return;
      waiting = true;
      root.requestAnimationFrame(function () { waiting = false; fn(); });
    };
  };

  cm.reducedMotion = function () {
    return Boolean(root.matchMedia && root.matchMedia("(prefers-reduced-motion: reduce)").matches);
  };
})(window);
