/* The report's text with the words marked that a proposal rests on: figure, event, statement, and who and where.
 *
 * Offsets count Unicode characters, a browser's strings count UTF-16 units: the two are brought together here. Marks
 * may overlap, so the text is cut at every end of a mark, and a piece carries the signs of all marks over it.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var text = (cm.reviewText = {});

  text.KINDS = ["figure", "event", "statement", "source", "place"];

  /* Offset in characters -> offset in UTF-16 units; the same number where no character needs two units. */
  text.units = function (string) {
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(string)) return function (n) { return n; };
    var starts = [], at = 0;
    while (at < string.length) {
      starts.push(at);
      at += string.codePointAt(at) > 0xffff ? 2 : 1;
    }
    starts.push(at);
    return function (n) { return starts[Math.max(0, Math.min(n, starts.length - 1))]; };
  };

  /* [{start, end, kind, id}] of all items, in units, from left to right. */
  text.marks = function (string, items) {
    var at = text.units(string), marks = [];
    function add(pair, kind, id) {
      if (!Array.isArray(pair)) return;
      var start = at(pair[0]), end = at(pair[1]);
      if (start < end) marks.push({ start: start, end: end, kind: kind, id: id });
    }
    items.forEach(function (item) {
      add([item.start, item.end], item.kind, item.id);
      add(item.fields.source_at, "source", item.id);
      add(item.fields.place_at, "place", item.id);
    });
    return marks.sort(function (a, b) { return a.start - b.start || b.end - a.end; });
  };

  /* Pieces of one line: {from, to, marks}; `open` are the marks that reach into it. */
  function pieces(from, to, marks) {
    var cuts = [from, to];
    marks.forEach(function (m) { cuts.push(Math.max(from, m.start), Math.min(to, m.end)); });
    cuts = cuts.sort(function (a, b) { return a - b; }).filter(function (c, i, all) { return c !== all[i - 1]; });
    return cuts.slice(1).map(function (end, i) {
      var start = cuts[i];
      return { from: start, to: end, marks: marks.filter(function (m) { return m.start <= start && m.end >= end; }) };
    });
  }

  /* The whole text as paragraphs. choose(id) is called when a mark is clicked. Returns {node, show}. */
  text.render = function (string, items, choose) {
    var marks = text.marks(string, items), byItem = new Map(), next = 0, open = [], from = 0;
    var node = cm.el("div", { "class": "cm-rv-text", role: "region", "aria-label": "Text of the report", tabindex: "0" });

    function piece(p) {
      var words = string.slice(p.from, p.to);
      if (!p.marks.length) return words;
      var kinds = text.KINDS.filter(function (k) { return p.marks.some(function (m) { return m.kind === k; }); });
      var mark = cm.el("mark", { "class": "cm-rv-mark " + kinds.map(function (k) { return "cm-rv-" + k; }).join(" ") }, words);
      var own = p.marks.filter(function (m) { return m.kind !== "source" && m.kind !== "place"; });
      mark.dataset.cmItem = (own[own.length - 1] || p.marks[p.marks.length - 1]).id;
      p.marks.forEach(function (m) {
        if (!byItem.has(m.id)) byItem.set(m.id, []);
        byItem.get(m.id).push({ node: mark, kind: m.kind });
      });
      return mark;
    }
    string.split("\n").forEach(function (line) {
      var to = from + line.length;
      while (next < marks.length && marks[next].start < to) open.push(marks[next++]);
      open = open.filter(function (m) { return m.end > from; });
      node.appendChild(cm.el("p", { dir: "auto", "class": line.trim() ? null : "cm-rv-gap" }, pieces(from, to, open).map(piece)));
      from = to + 1;
    });
    node.addEventListener("click", function (event) {
      var mark = event.target.closest("[data-cm-item]");
      if (mark && root.getSelection().isCollapsed) choose(mark.dataset.cmItem);
    });

    var lit = [];
    return {
      node: node,
      /* Lights one item's words and brings them into view; verdicts: id -> verdict. */
      show: function (id, verdicts, scroll) {
        lit.forEach(function (n) { n.classList.remove("cm-rv-lit", "cm-rv-along"); });
        lit = [];
        byItem.forEach(function (list, key) {
          list.forEach(function (m) { if (m.kind !== "source" && m.kind !== "place") m.node.dataset.cmVerdict = verdicts[key] || "open"; });
        });
        (byItem.get(id) || []).forEach(function (m) {
          m.node.classList.add(m.kind === "source" || m.kind === "place" ? "cm-rv-along" : "cm-rv-lit");
          lit.push(m.node);
        });
        var first = node.querySelector(".cm-rv-lit");
        if (first && scroll) cm.reviewText.into(node, first);
      }
    };
  };

  /* Scrolls only the box, and only when the words are outside its middle. */
  text.into = function (box, inner) {
    var outer = box.getBoundingClientRect(), at = inner.getBoundingClientRect();
    if (box.scrollHeight <= box.clientHeight + 1) { inner.scrollIntoView({ block: "nearest" }); return; }
    if (at.top > outer.top + 24 && at.bottom < outer.bottom - 60) return;
    box.scrollTo({ top: box.scrollTop + at.top - outer.top - outer.height * 0.3, behavior: cm.reducedMotion() ? "auto" : "smooth" });
  };

  text.legend = function () {
    return cm.el("ul", { "class": "cm-rv-legend", "aria-label": "Signs in the text" }, text.KINDS.map(function (kind) {
      return cm.el("li", {}, cm.el("span", { "class": "cm-rv-mark cm-rv-" + kind }, { source: "who says", place: "where" }[kind] || kind));
    }));
  };
})(window);
