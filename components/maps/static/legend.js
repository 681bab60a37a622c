/* The legend: one line under the map, on a phone behind a button. Words shorten before they wrap.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var PHONE = "(max-width: 640px)";
  var serial = 0;

  function picture(w, h, children) {
    return cm.svg("svg", { width: w, height: h, viewBox: "0 0 " + w + " " + h, "aria-hidden": "true", focusable: "false" }, children);
  }

  function oblast(id) {
    return picture(20, 12, [
      cm.svg("pattern", { id: id + "-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        cm.svg("rect", { width: 1.6, height: 5, "class": "cm-legend-nk", opacity: 0.35 })),
      cm.svg("rect", { width: 20, height: 12, fill: "url(#" + id + "-hatch)" }),
      cm.svg("rect", { x: 0.7, y: 0.7, width: 18.6, height: 10.6, fill: "none", "class": "cm-legend-nk-line", "stroke-dasharray": "1.5 3", "stroke-width": 1.3 })
    ]);
  }

  function held(id) {
    return picture(22, 14, [
      cm.svg("filter", { id: id + "-soft", x: "-50%", y: "-80%", width: "200%", height: "260%" }, cm.svg("feGaussianBlur", { stdDeviation: 1.8 })),
      cm.svg("rect", { x: 3, y: 3, width: 16, height: 8, "class": "cm-legend-ua", opacity: 0.6, filter: "url(#" + id + "-soft)" })
    ]);
  }

  function front() {
    var d = "M2 8C8 3 14 9 22 4";
    return picture(24, 12, [
      cm.svg("path", { d: d, "class": "cm-legend-line", "stroke-width": 7, opacity: 0.15, "stroke-linecap": "round" }),
      cm.svg("path", { d: d, "class": "cm-legend-line", "stroke-width": 1.3, opacity: 0.6 })
    ]);
  }

  function arrow() {
    return picture(26, 10, [
      cm.svg("path", { d: "M26 5H8", "class": "cm-legend-nk-line", "stroke-width": 2, "stroke-dasharray": "5 4", fill: "none" }),
      cm.svg("path", { d: "M0 5l9 -4.500v9z", "class": "cm-legend-nk" })
    ]);
  }

  /* key, picture, words, shorter words, the layer without which it means nothing */
  function entries(id) {
    return [
      [cm.icon("us", 4.4, { hollow: true }), "said here", "said here"],
      [cm.icon("nk", 4.4), "happened here", "happened here"],
      [oblast(id), "means the whole oblast", "means the whole oblast", "areas"],
      [held(id), "held by Ukraine, edge = error", "held, edge = error", "ground"],
      [front(), "front, approximate", "front", "ground"],
      [arrow(), "reported, route not known", "reported, route not known"]
    ];
  }

  cm.legend = {
    render: function (element, data, bus) {
      var id = "cm-legend-" + (++serial);
      var phone = root.matchMedia(PHONE);
      element.classList.add("cm-root", "cm-legend");

      function draw() {
        var list = cm.el("ul", { "class": "cm-legend-list", "aria-label": "Legend of the map" }, entries(id).map(function (e) {
          return cm.el("li", { "data-cm-layer": e[3] || null }, e[0], cm.el("span", { "class": "cm-long" }, e[1]), cm.el("span", { "class": "cm-short" }, e[2]));
        }));
        cm.clear(element).appendChild(phone.matches ? cm.el("details", {}, cm.el("summary", {}, "Legend"), list) : list);
        layers(bus.get());
      }
      function layers(state) {
        Array.prototype.forEach.call(element.querySelectorAll("[data-cm-layer]"), function (li) {
          li.hidden = state.layers[li.getAttribute("data-cm-layer")] === false;
        });
      }
      var off = bus.on(layers, ["layers"]);
      phone.addEventListener("change", draw);
      draw();
      root.requestAnimationFrame(function () { element.dataset.cmReady = "true"; });
      return function () {
        off();
        phone.removeEventListener("change", draw);
        delete element.dataset.cmReady;
      };
    }
  };
})(window);
