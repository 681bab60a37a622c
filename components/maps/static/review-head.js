/* Above the review: the report and its description, how far it is, what the keys do. */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var KEYS = [["J", "next"], ["K", "previous"], ["A", "accept"], ["E", "edit"], ["R", "reject"], ["M", "same claim"], ["C", "contradicts"], ["U", "open again"], ["?", "keys"]];
  var QUIET = "cm-review-keys";
  var SAID = { title: "Title", publisher: "Publisher", published_on: "Published on", language: "Language (two letters)", url: "Link" };

  cm.reviewKeys = {
    /* Single keys act unless the reader switched them off. */
    on: function () { return root.localStorage.getItem(QUIET) !== "off"; },
    set: function (on) { if (on) root.localStorage.removeItem(QUIET); else root.localStorage.setItem(QUIET, "off"); },
    help: function () {
      return cm.el("div", { "class": "cm-rv-help", role: "region", "aria-label": "Keys" },
        cm.el("ul", {}, KEYS.map(function (k) { return cm.el("li", {}, cm.el("kbd", {}, k[0]), " " + k[1]); })),
        cm.el("p", { "class": "cm-muted" }, "In the form Ctrl+Enter accepts and Escape goes back; what you typed stays as a draft."),
        cm.el("label", { "class": "cm-rv-check" }, cm.el("input", { type: "checkbox", checked: cm.reviewKeys.on(), on: { change: function (e) { cm.reviewKeys.set(e.target.checked); } } }), " single keys act"));
    }
  };

  function description(report, may, fault, done, back) {
    var values = {}, node = cm.el("form", { "class": "cm-rv-describe", novalidate: true, on: {
      submit: function (event) { event.preventDefault(); done(values); },
      keydown: function (event) { if (event.key === "Escape") { event.stopPropagation(); back(); } }
    } });
    Object.keys(SAID).forEach(function (name) {
      values[name] = report[name];
      var bad = fault && fault.field === name, id = "cm-rv-d-" + name;
      node.appendChild(cm.el("div", { "class": "cm-rv-box", "data-cm-field": name }, cm.el("label", { "for": id }, SAID[name]),
        cm.el("input", { id: id, type: name === "published_on" ? "date" : "text", value: report[name], maxlength: 500, "aria-invalid": bad ? "true" : null, on: { input: function (e) { values[name] = e.target.value; } } }),
        bad ? cm.el("p", { "class": "cm-rv-fault", role: "alert" }, fault.sentence) : null));
    });
    node.appendChild(cm.el("div", { "class": "cm-rv-acts" }, cm.el("button", { type: "submit", "class": "cm-rv-main" }, "Save and read again"), cm.el("button", { type: "button", on: { click: back } }, "Back"),
      cm.el("span", { "class": "cm-muted" }, "Open proposals are replaced, decided ones stay.")));
    return node;
  }

  function dateAsked(done, fault) {
    var input = cm.el("input", { type: "date", id: "cm-rv-date" });
    return cm.el("form", { "class": "cm-rv-date-asked", novalidate: true, on: { submit: function (event) { event.preventDefault(); if (input.value) done({ published_on: input.value }); } } },
      cm.el("label", { "for": "cm-rv-date" }, "When was it published? Until this is given, dates such as “on Tuesday” stay open."), input, cm.el("button", { type: "submit" }, "Set the date"),
      fault ? cm.el("p", { "class": "cm-rv-fault", role: "alert" }, fault.sentence) : null);
  }

  /* config: {data, editing, fault, describe(values), edit(on), help(), all}. */
  cm.reviewHead = function (config) {
    var report = config.data.report, items = config.data.items;
    var decided = items.filter(function (i) { return i.verdict !== "open"; }).length, counts = decided + " of " + items.length + " decided";
    var facts = [report.publisher || "publisher not stated", report.published_on ? cm.longDay(report.published_on) : "no date", report.language || null, cm.number(report.chars) + " characters", report.origin];
    var about = cm.el("p", { "class": "cm-rv-facts cm-muted" }, facts.filter(Boolean).map(function (f, i) { return [i ? " · " : "", cm.el("bdi", {}, f)]; }), report.url ? [" · ", cm.webLink(report.url, "open the page")] : null,
      config.data.may.review ? [" ", cm.el("button", { type: "button", "class": "cm-link-button", "aria-expanded": String(config.editing), on: { click: function () { config.edit(!config.editing); } } }, "describe")] : null);
    var like = report.similar.length ? cm.el("p", { "class": "cm-rv-like" }, "Much the same text as ", report.similar.map(function (s, i) {
      return [i ? ", " : "", cm.el("a", { href: cm.pageLink("reports", "report=" + s.id), target: "_self" }, cm.el("bdi", {}, s.title || "a report without a title")), " (" + Math.round(s.share * 100) + " %)"];
    }), ". One origin counts once: where a claim is the same, choose “Same claim”.") : null;
    return cm.el("div", { "class": "cm-rv-head" },
      cm.el("a", { "class": "cm-rv-back", href: cm.pageLink("reports", ""), target: "_self" }, "‹ All reports"),
      cm.el("h1", {}, cm.el("bdi", {}, report.title || "Report without a title")), about, like,
      config.editing ? description(report, config.data.may, config.fault, config.describe, function () { config.edit(false); }) : !report.published_on && config.data.may.review ? dateAsked(config.describe, config.fault) : null,
      cm.el("div", { "class": "cm-rv-progress" }, cm.el("progress", { max: Math.max(1, items.length), value: decided, "aria-label": counts }), cm.el("span", { role: "status" }, counts),
        cm.el("button", { type: "button", "class": "cm-link-button", "aria-expanded": String(config.helping), on: { click: config.help } }, "Keys ", cm.el("kbd", {}, "?"))),
      config.helping ? cm.reviewKeys.help() : null);
  };
})(window);
