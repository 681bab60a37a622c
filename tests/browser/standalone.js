/* A host of the parts that is not Streamlit: fetches the document and the outlines, then draws every part once. */
(function () {
  "use strict";
  var cm = window.ConflictMap, bus = cm.bus(window), asked = new URLSearchParams(location.search);
  var roles = ["world", "theatre", "far_east", "areas", "rivers", "names", "ground"];
  function json(url) { return fetch(url).then(function (answer) { return answer.ok ? answer.json() : null; }); }

  Promise.all([cm.loadJson(window, asked.get("data") || "data.json")].concat(roles.map(function (r) { return json((asked.get("geo") || "geo") + "/" + r + ".geojson"); }))).then(function (got) {
    var data = got[0], geo = {};
    roles.forEach(function (r, i) { if (got[i + 1]) geo[r] = got[i + 1]; });
    cm.open(bus, data, null);
    window.__drawn = ["head", "legend", "figures", "timeline", "clock", "sheet", "theme", "link"].map(function (name) {
      return cm[name].render(document.getElementById(name), data, bus, {});
    });
    window.__drawn.push(cm.map.render(document.getElementById("map"), data, bus, { geo: geo }));
  });
})();
