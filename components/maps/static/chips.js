/* Edge chips: who spoke outside the frame. A statement is never a reason to move the map to the capital where it was
 * made, so the city stands at the frame's edge on its side, with a count; a click narrows the panel to it.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var chips = (cm.chips = {});

  /* Cities with statements outside the frame: [{id, name, side, ids, edge: "w"|"e"}], most statements first. */
  chips.list = function (data, items, projection, frame) {
    var out = [];
    items.said.forEach(function (claims, id) {
      var place = data.places[id], edge = "w";
      if (place.lat !== null && place.lat !== undefined) {
        var at = projection.at(place.lat, place.lon);
        if (cm.geo.within({ x: at.x, y: at.y, w: 0, h: 0 }, frame)) return;
        edge = at.x > frame.x + frame.w / 2 ? "e" : "w";
      }
      var statements = new Set(claims.map(function (c) { return c.st; }));
      out.push({ id: id, name: place.name, side: cm.side(data, cm.scene.newest(claims)), ids: claims.map(function (c) { return c.id; }), count: statements.size, edge: edge });
    });
    return out.sort(function (a, b) { return b.count - a.count || (a.name < b.name ? -1 : 1); });
  };

  /* Measures of the style sheet, so that the boxes of the chips are known without reading the layout back. */
  var TITLE_H = 21, CHIP_H = 24, GAP = 5, PADDING = 50;

  /* How high the chips of an edge stand, of which at most `most` are drawn. */
  chips.height = function (list, edge, most) {
    var n = list.filter(function (c) { return c.edge === edge; }).length;
    return TITLE_H + Math.min(n, most) * (CHIP_H + GAP) + (n > most ? TITLE_H : 0);
  };

  /* Draws the chips; returns their boxes relative to a frame `wide` pixels wide. */
  chips.draw = function (host, data, list, bus, tops, most, wide) {
    var boxes = [];
    cm.clear(host);
    ["w", "e"].forEach(function (edge) {
      var here = list.filter(function (c) { return c.edge === edge; });
      if (!here.length) return;
      var box = cm.el("div", { "class": "cm-chips cm-chips-" + edge, style: { top: tops[edge] + "px" } });
      var y = tops[edge], place = function (w, h) {
        boxes.push(cm.geo.box(edge === "w" ? 0 : wide - w, y, w, h));
        y += h;
      };
      if (most > 3) {
        box.appendChild(cm.el("div", { "class": "cm-chips-title" }, "said off the map"));
        place(112, TITLE_H);
      }
      var rest = here.slice(most);
      here.slice(0, most).forEach(function (c) {
        place(cm.labels.width(c.name, 12) + cm.labels.width(String(c.count), 12, 600) + PADDING, CHIP_H + GAP);
        box.appendChild(cm.el("button", {
          type: "button", "class": "cm-chip", "data-cm-id": c.ids[c.ids.length - 1], "data-cm-ids": c.ids.join(" "), "data-cm-said": c.id,
          "aria-label": c.count + (c.count === 1 ? " statement" : " statements") + " made in " + c.name + ": show them in the panel",
          on: {
            click: function () {
              var focus = bus.get().focus, same = focus && focus.kind === "said" && focus.id === c.id;
              bus.set({ focus: same ? null : { kind: "said", id: c.id } });
            },
            pointerenter: function () { bus.set({ hover: c.ids[c.ids.length - 1] }); },
            pointerleave: function () { bus.set({ hover: null }); }
          }
        },
        edge === "w" ? cm.el("i", { "aria-hidden": "true" }, "←") : null, cm.icon(c.side, 4.6, { hollow: true }),
        cm.el("span", {}, c.name), cm.el("b", {}, String(c.count)), edge === "e" ? cm.el("i", { "aria-hidden": "true" }, "→") : null));
      });
      if (rest.length) {
        var names = "and " + rest.map(function (c) { return c.name; }).join(", ");
        box.appendChild(cm.el("div", { "class": "cm-chips-title" }, names));
        place(cm.labels.width(names, 12) + 20, TITLE_H);
      }
      host.appendChild(box);
    });
    return boxes;
  };
})(window);
