/* Signs and text: the one place where a shape, a number or a date gets its look.
 *
 * Shape and colour together name who speaks; colour alone never does. All text goes in as text nodes.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var SVG = "http://www.w3.org/2000/svg";
  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  function build(node, attrs, children) {
    Object.keys(attrs || {}).forEach(function (name) {
      var value = attrs[name];
      if (value === null || value === undefined || value === false) return;
      if (name === "on") Object.keys(value).forEach(function (e) { node.addEventListener(e, value[e]); });
      else if (name === "style" && typeof value === "object") Object.assign(node.style, value);
      else node.setAttribute(name, value === true ? "" : String(value));
    });
    children.forEach(function add(child) {
      if (child === null || child === undefined || child === false) return;
      if (Array.isArray(child)) child.forEach(add);
      else node.appendChild(child.nodeType ? child : document.createTextNode(String(child)));
    });
    return node;
  }

  cm.el = function (tag, attrs) {
    return build(document.createElement(tag), attrs, Array.prototype.slice.call(arguments, 2));
  };

  cm.svg = function (tag, attrs) {
    return build(document.createElementNS(SVG, tag), attrs, Array.prototype.slice.call(arguments, 2));
  };

  cm.clear = function (node) {
    while (node.firstChild) node.removeChild(node.firstChild);
    return node;
  };

  /* A link out of the page, in a tab of its own; null for anything but http and https. The one place that makes one. */
  cm.webLink = function (url, text, title) {
    if (!url || !/^https?:\/\//i.test(url)) return null;
    return cm.el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: title }, text);
  };

  var r1 = (cm.r1 = function (v) { return Math.round(v * 10) / 10; });

  /* Path of a side's shape about (0, 0); r is the half width of a circle of the same visual weight. */
  var SHAPES = {
    ua: function (r) { var h = r * 0.86; return "M" + -h + " " + -h + "H" + h + "V" + h + "H" + -h + "Z"; },
    ru: function (r) { return "M0 " + -r * 1.1 + "L" + r * 1.08 + " " + r * 0.8 + "L" + -r * 1.08 + " " + r * 0.8 + "Z"; },
    nk: function (r) { return "M0 " + -r * 1.2 + "L" + r * 1.1 + " 0L0 " + r * 1.2 + "L" + -r * 1.1 + " 0Z"; },
    kr: function (r) {
      var t = r * 0.38, R = r * 1.05;
      return "M" + -t + " " + -R + "H" + t + "V" + -t + "H" + R + "V" + t + "H" + t + "V" + R + "H" + -t + "V" + t + "H" + -R + "V" + -t + "H" + -t + "Z";
    },
    ot: function (r) {
      return "M0 " + -r + "L" + r * 0.87 + " " + -r / 2 + "V" + r / 2 + "L0 " + r + "L" + -r * 0.87 + " " + r / 2 + "V" + -r / 2 + "Z";
    },
    us: function (r) { return "M" + -r + " 0a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 " + -2 * r + " 0Z"; }
  };

  cm.shape = function (side, r) { return (SHAPES[side] || SHAPES.ot)(r); };

  /* A sign at (x, y). hollow = said here; ghost = said after the clock's date. */
  cm.sign = function (side, x, y, r, options) {
    var o = options || {};
    var known = SHAPES[side] ? side : "ot";
    return cm.svg("path", Object.assign({
      d: cm.shape(known, r),
      transform: "translate(" + r1(x) + " " + r1(y) + ")",
      "class": "cm-sign cm-" + known + (o.hollow ? " cm-hollow" : "") + (o.ghost ? " cm-ghost" : "")
    }, o.attrs || {}));
  };

  /* A sign as an inline picture beside text (decorative: the text names the side). */
  cm.icon = function (side, r, options) {
    var size = Math.ceil(r * 2.5);
    return cm.svg("svg", {
      width: size, height: size, viewBox: [-size / 2, -size / 2, size, size].join(" "),
      "class": "cm-icon", "aria-hidden": "true", focusable: "false"
    }, cm.sign(side, 0, 0, r, options));
  };

  /* ---- numbers and days ---- */
  cm.number = function (n) { return n.toLocaleString("en-GB", { maximumFractionDigits: 1 }); };

  /* Day numbers: whole days since 1970-01-01 UTC, so that no time zone ever shifts a date. */
  cm.day = function (iso) { return Math.round(Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / 864e5); };
  cm.iso = function (day) { return new Date(day * 864e5).toISOString().slice(0, 10); };
  cm.addDays = function (iso, n) { return cm.iso(cm.day(iso) + n); };
  cm.clampDay = function (iso, from, to) { return iso < from ? from : iso > to ? to : iso; };

  cm.shortDay = function (iso) { return +iso.slice(8, 10) + " " + MONTHS[+iso.slice(5, 7) - 1].slice(0, 3); };
  cm.mediumDay = function (iso) { return cm.shortDay(iso) + " " + iso.slice(0, 4); };
  cm.longDay = function (iso) { return +iso.slice(8, 10) + " " + MONTHS[+iso.slice(5, 7) - 1] + " " + iso.slice(0, 4); };
  cm.monthName = function (iso) { return MONTHS[+iso.slice(5, 7) - 1].slice(0, 3); };

  cm.period = function (from, to) {
    var left = from.slice(0, 4) === to.slice(0, 4) ? cm.shortDay(from) : cm.mediumDay(from);
    return left + " – " + cm.mediumDay(to);
  };

  /* Date text of a row: short, with the sign of its precision. `when` is {from, to, precision}. */
  cm.whenText = function (when) {
    if (when.precision === "unknown" || !when.from) return when.to ? "by " + cm.shortDay(when.to) : "no date";
    if (when.precision === "before") return "by " + cm.shortDay(when.to);
    if (when.precision === "after") return "after " + cm.shortDay(when.from);
    if (when.precision === "approx") return "c. " + cm.shortDay(cm.middle(when));
    if (when.from === when.to) return cm.shortDay(when.from);
    if (when.from.slice(0, 7) === when.to.slice(0, 7)) return +when.from.slice(8) + "–" + cm.shortDay(when.to);
    return cm.shortDay(when.from) + "–" + cm.shortDay(when.to);
  };

  cm.middle = function (when) { return cm.iso(Math.round((cm.day(when.from || when.to) + cm.day(when.to || when.from)) / 2)); };

  /* Ticks of a day axis: at most `max` of them, on whole weeks or month starts. Returns ISO days. */
  cm.ticks = function (from, to, max) {
    var a = cm.day(from), b = cm.day(to), out = [], d;
    var step = [1, 2, 7, 14].filter(function (s) { return (b - a) / s <= max; })[0];
    if (step) {
      for (d = a; d <= b; d += step) out.push(cm.iso(d));
      return out;
    }
    var months = Math.ceil((b - a) / 30.4 / max);
    for (d = a; d <= b; d++) {
      var iso = cm.iso(d);
      if (iso.slice(8) === "01" && (+iso.slice(5, 7) - 1) % months === 0) out.push(iso);
    }
    return out;
  };
})(window);
