/* The reader's light or dark, read off the page itself; it changes without a rerun of anything. */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});

  function isDark(color) {
    var rgb = (color.match(/\d+(\.\d+)?/g) || [255, 255, 255]).slice(0, 3).map(Number);
    return rgb[0] * 0.299 + rgb[1] * 0.587 + rgb[2] * 0.114 < 128;
  }

  /* Keeps `theme` in the state and on the page's root element; returns the clean-up. */
  cm.followTheme = function (bus) {
    var page = bus.host.document.documentElement, body = bus.host.document.body;
    var app = bus.host.document.querySelector(".stApp") || body;
    function read() {
      var theme = isDark(bus.host.getComputedStyle(app).backgroundColor) ? "dark" : "light";
      page.dataset.cmTheme = theme;
      bus.set({ theme: theme });
    }
    read();
    var watch = new root.MutationObserver(read);
    watch.observe(bus.host.document.head, { childList: true, subtree: true, characterData: true });
    watch.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
    return function () { watch.disconnect(); };
  };

  cm.theme = { render: function (element, data, bus) { return cm.followTheme(bus); } };
})(window);
