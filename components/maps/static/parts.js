/* Hosting: puts a part of the page into an element that somebody else owns, and loads the situation's data once.
 *
 * Any host can use it: a Streamlit component, or a page of its own (see `mount`). A part is rendered once per data
 * document; what changes afterwards travels through the bus.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});

  /* First values of the state, unless the page already has some. */
  cm.open = function (bus, data, view) {
    if (bus.get().clock) return;
    bus.set(Object.assign({ clock: data.opens.clock, from: data.opens.from, to: data.opens.to }, view || {}));
  };

  /* A link to another page of ours that stays in this situation. */
  cm.pageLink = function (page, query) { return "./" + page + ([cm.home, query].some(Boolean) ? "?" + [cm.home, query].filter(Boolean).join("&") : ""); };

  var drawn = new WeakMap();

  function fail(element, error) {
    cm.clear(element).appendChild(cm.el("p", { "class": "cm-root cm-fault", role: "alert" }, error.message));
    element.dataset.cmReady = "false";
  }

  /* Renders part `name` into element; calling it again with the same data document does nothing but pass news on.
   * config: {url, view, report}: where the data is, the view Python knows, how to tell Python of another. */
  cm.mount = function (element, name, config) {
    var host = cm.hostWindow(root), bus = cm.bus(host), now = drawn.get(element);
    if (now && now.url === config.url) {
      now.config = config;
      if (now.news) now.news(config);
      return Promise.resolve();
    }
    cm.unmount(element);
    if (config.home !== undefined) cm.home = config.home;
    var mine = { url: config.url, config: config };
    drawn.set(element, mine);
    return cm.loadJson(host, config.url).then(function (data) {
      if (mine.config.view) cm.open(bus, data, mine.config.view);
      return cm.opened(bus).then(function () { return data; });
    }).then(function (data) {
      if (drawn.get(element) !== mine) return;
      var made = cm[name].render(cm.clear(element), data, bus, mine.config);
      mine.cleanup = made && made.cleanup ? made.cleanup : made;
      mine.news = made && made.news;
    }).catch(function (error) {
      fail(element, error);
      root.console.error(error);
    });
  };

  cm.unmount = function (element) {
    var now = drawn.get(element);
    if (now && now.cleanup) now.cleanup();
    drawn.delete(element);
  };
})(window);
