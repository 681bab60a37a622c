/* The small panels under a proposal: why it is rejected or opened again, and which claim it is the same as or against.
 *
 * A claim is never merged by itself: likely ones are offered first, others are found by words, a person chooses.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var MOST = 6, serial = 0;
  var REASONS = ["Not a claim about this conflict", "The number counts something else", "Background, told elsewhere with its source", "Told twice in this report", "The reader misread it"];

  /* One line of text and two buttons. config: {label, main, given, usual, fault, done(why), back()}. */
  cm.reviewReason = function (config) {
    var id = "cm-rv-why-" + (++serial), told = cm.el("p", { "class": "cm-rv-fault", role: "alert", id: id + "-fault", hidden: !config.fault }, config.fault || "");
    var input = cm.el("input", { type: "text", id: id, maxlength: 500, list: config.usual ? id + "-list" : null, value: config.given || "", autocomplete: "off", required: true, "aria-describedby": id + "-fault" });
    var node = cm.el("form", { "class": "cm-rv-ask", novalidate: true, on: {
      submit: function (event) {
        event.preventDefault();
        if (input.value.trim()) { config.done(input.value.trim()); return; }
        told.textContent = config.missing;
        told.hidden = false;
        input.setAttribute("aria-invalid", "true");
        input.focus();
      },
      keydown: function (event) { if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); config.back(); } }
    } }, cm.el("label", { "for": id }, config.label), input, config.usual ? cm.el("datalist", { id: id + "-list" }, REASONS.map(function (r) { return cm.el("option", { value: r }); })) : null, told,
    cm.el("div", { "class": "cm-rv-acts" }, cm.el("button", { type: "submit", "class": "cm-rv-main" }, config.main, cm.el("kbd", {}, "Enter")), cm.el("button", { type: "button", on: { click: config.back } }, "Back")));
    return { node: node, focus: function () { input.focus(); } };
  };

  function found(doc, words, likely) {
    var all = words.toLowerCase().split(/\s+/).filter(Boolean);
    if (!all.length) return likely;
    return doc.claims.filter(function (c) { return all.every(function (w) { return c.find.indexOf(w) >= 0; }); }).map(function (c) { return c.id; }).slice(0, MOST);
  }

  /* config: {doc, alike, many, title, main, done(ids, why), back()}. */
  cm.reviewTie = function (config) {
    var id = "cm-rv-tie-" + (++serial), chosen = [], likely = config.alike.filter(function (key) { return cm.index(config.doc).claim.has(key); });
    var list = cm.el("ul", { "class": "cm-rv-ties", "aria-label": "Claims" });
    var told = cm.el("p", { "class": "cm-rv-told cm-muted", role: "status" });
    var wrong = cm.el("p", { "class": "cm-rv-fault", role: "alert", hidden: true }, "Choose a claim first.");
    var find = cm.el("input", { type: "search", id: id, placeholder: "Speaker, place or word", autocomplete: "off", on: { input: fill } });
    function fill() {
      var ids = found(config.doc, find.value, likely);
      chosen.forEach(function (key) { if (ids.indexOf(key) < 0) ids = [key].concat(ids); });
      told.textContent = ids.length ? (find.value.trim() ? ids.length + " found" : "These look alike: one speaker or origin, one number, one time.") : find.value.trim() ? "No claim has all these words." : "No claim looks alike. Search by words.";
      cm.clear(list);
      ids.forEach(function (key) {
        list.appendChild(cm.el("li", {}, cm.el("label", {}, cm.el("input", { type: config.many ? "checkbox" : "radio", name: id, value: key, checked: chosen.indexOf(key) >= 0, on: { change: function (e) {
          chosen = config.many ? chosen.filter(function (k) { return k !== key; }).concat(e.target.checked ? [key] : []) : [key];
          wrong.hidden = true;
        } } }), " ", cm.reviewCard.claim(config.doc, key))));
      });
    }
    fill();
    if (likely.length && !config.many) { chosen = [likely[0]]; fill(); }
    var node = cm.el("form", { "class": "cm-rv-ask", novalidate: true, on: {
      submit: function (event) {
        event.preventDefault();
        if (chosen.length) config.done(chosen);
        else wrong.hidden = false;
      },
      keydown: function (event) {
        if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); config.back(); }
        if (event.key === "Enter" && event.target === find && !chosen.length) {
          event.preventDefault();
          var first = list.querySelector("input");
          if (first) first.focus();
        }
      }
    } }, cm.el("label", { "for": id }, config.title), find, told, list, wrong,
    cm.el("div", { "class": "cm-rv-acts" }, cm.el("button", { type: "submit", "class": "cm-rv-main" }, config.main), cm.el("button", { type: "button", on: { click: config.back } }, "Back")));
    return { node: node, focus: function () { (list.querySelector("input:checked") || find).focus(); } };
  };
})(window);
