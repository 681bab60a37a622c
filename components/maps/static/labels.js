/* Labels that never touch: each has a priority and a few places it may stand; the lower one gives way.
 *
 * A label is {text, lines, at: {x, y}, spots: [{x, y}], priority, size, weight, cls, sides, dot, gap}; `spots` are further
 * places to try after `at`. Boxes already taken (badge, inset,
 * chips, marks) are given as obstacles. Nothing is overprinted: what finds no room is not drawn.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var labels = (cm.labels = {});
  var canvas = null;
  var LINE = 1.22;

  labels.width = function (text, size, weight, italic) {
    canvas = canvas || document.createElement("canvas").getContext("2d");
    canvas.font = (italic ? "italic " : "") + (weight || 400) + " " + size + 'px "Source Sans", sans-serif';
    return canvas.measureText(text).width;
  };

  var SIDES = {
    e: function (p, w, h, g) { return { x: p.x + g, y: p.y - h / 2, anchor: "start" }; },
    w: function (p, w, h, g) { return { x: p.x - g - w, y: p.y - h / 2, anchor: "end" }; },
    n: function (p, w, h, g) { return { x: p.x - w / 2, y: p.y - g - h, anchor: "middle" }; },
    s: function (p, w, h, g) { return { x: p.x - w / 2, y: p.y + g, anchor: "middle" }; },
    ne: function (p, w, h, g) { return { x: p.x + g * 0.7, y: p.y - g * 0.7 - h, anchor: "start" }; },
    se: function (p, w, h, g) { return { x: p.x + g * 0.7, y: p.y + g * 0.7, anchor: "start" }; },
    nw: function (p, w, h, g) { return { x: p.x - g * 0.7 - w, y: p.y - g * 0.7 - h, anchor: "end" }; },
    sw: function (p, w, h, g) { return { x: p.x - g * 0.7 - w, y: p.y + g * 0.7, anchor: "end" }; },
    c: function (p, w, h) { return { x: p.x - w / 2, y: p.y - h / 2, anchor: "middle" }; }
  };

  labels.linesOf = function (label) {
    return label.lines || [{ text: label.text, size: label.size, weight: label.weight, cls: label.cls, italic: label.italic }];
  };

  labels.measure = function (label) {
    var lines = labels.linesOf(label);
    return {
      w: Math.max.apply(null, lines.map(function (l) { return labels.width(l.text, l.size, l.weight, l.italic) + (l.spacing ? l.spacing * l.text.length : 0); })) + 2,
      h: lines.reduce(function (h, l) { return h + l.size * LINE; }, 0)
    };
  };

  /* Chooses a place for each label. Returns [{label, box, anchor}], most important first. */
  labels.place = function (list, obstacles, frame) {
    var taken = obstacles.slice(), placed = [];
    list.forEach(function (l) { if (l.dot) taken.push(cm.geo.box(l.at.x - l.dot, l.at.y - l.dot, 2 * l.dot, 2 * l.dot)); });
    list.slice().sort(function (a, b) { return a.priority - b.priority; }).forEach(function (label) {
      var size = labels.measure(label), gap = label.gap === undefined ? (label.dot || 0) + 5 : label.gap;
      var own = label.dot ? cm.geo.box(label.at.x - label.dot, label.at.y - label.dot, 2 * label.dot, 2 * label.dot) : null;
      var sides = label.sides || ["e", "w", "n", "s", "ne", "se", "nw", "sw"];
      [label.at].concat(label.spots || []).some(function (at) {
        return sides.some(function (side) {
          var spot = SIDES[side](at, size.w, size.h, gap), box = cm.geo.box(spot.x, spot.y, size.w, size.h);
          var free = cm.geo.within(box, frame) && !taken.some(function (t) {
            return !(own && t.x === own.x && t.y === own.y && t.w === own.w) && cm.geo.touch(box, t, 2);
          });
          if (!free) return false;
          taken.push(box);
          placed.push({ label: label, box: box, anchor: spot.anchor });
          return true;
        });
      });
    });
    return placed;
  };

  labels.draw = function (placement) {
    var box = placement.box, y = box.y;
    var x = { start: box.x + 1, end: box.x + box.w - 1, middle: box.x + box.w / 2 }[placement.anchor];
    return cm.svg("g", { "class": "cm-label" }, labels.linesOf(placement.label).map(function (line) {
      y += line.size * LINE;
      return cm.svg("text", {
        x: cm.r1(x), y: cm.r1(y - line.size * 0.28), "font-size": line.size, "font-weight": line.weight || 400,
        "text-anchor": placement.anchor, "font-style": line.italic ? "italic" : null,
        "letter-spacing": line.spacing || null, "class": "cm-halo " + (line.cls || "")
      }, line.text);
    }));
  };
})(window);
