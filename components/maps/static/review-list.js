/* The reports of a situation, each with how far its review is and what it is like. */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});

  function link(report) {
    return cm.el("a", { href: cm.pageLink("reports", "report=" + report.id), target: "_self" }, cm.el("bdi", {}, report.title || "Report without a title"));
  }

  function row(report, byId) {
    var done = report.total - report.open, counts = report.total ? done + " of " + report.total + " decided" : "nothing found";
    var like = report.similar.filter(function (s) { return byId.has(s[0]); }).map(function (s, i) { return [i ? ", " : "", link(byId.get(s[0])), " (" + Math.round(s[1] * 100) + " %)"]; });
    return cm.el("li", {}, link(report),
      cm.el("div", { "class": "cm-rv-progress" }, cm.el("progress", { max: Math.max(1, report.total), value: done, "aria-label": counts }), counts),
      cm.el("p", { "class": "cm-rl-about cm-muted" }, cm.el("bdi", {}, report.publisher || "publisher not stated"), " · " + (report.published_on ? cm.longDay(report.published_on) : "no date") + " · brought " + cm.mediumDay(report.added_on)),
      like.length ? cm.el("p", { "class": "cm-rl-about" }, "Much the same text as ", like, ": one origin counts once.") : null);
  }

  /* A page of another situation is loaded anew: nothing of this one may stay in the browser's state. */
  function situations(data) {
    return cm.el("section", { "class": "cm-rl" }, cm.el("ol", {}, data.situations.map(function (s) {
      var here = s.id === data.situation;
      return cm.el("li", {}, cm.el("a", { href: "./?situation=" + encodeURIComponent(s.id), target: "_self", "aria-current": here ? "true" : null }, cm.el("bdi", {}, s.title)),
        cm.el("span", { "class": "cm-muted" }, cm.number(s.records) + " records" + (here ? ", open" : "")));
    })));
  }

  cm.reviewList = {
    mount: function (box, data) {
      cm.home = data.home;
      if (!box.cmOff) box.cmOff = cm.followTheme(cm.bus(root));
      box.className = "cm-review-host cm-root";
      box.dataset.cmReady = "true";
      if (data.situations) { cm.clear(box).appendChild(situations(data)); return; }
      var byId = new Map(data.reports.map(function (r) { return [r.id, r]; }));
      cm.clear(box).appendChild(cm.el("section", { "class": "cm-rl" }, cm.el("h2", {}, data.reports.length ? "Reports of this situation" : "No report yet"),
        data.reports.length ? cm.el("ol", {}, data.reports.map(function (r) { return row(r, byId); })) : cm.el("p", { "class": "cm-muted" }, "Paste one, or try the sample. What is read from it waits here until somebody has decided.")));
    },
    unmount: function (box) { if (box.cmOff) box.cmOff(); box.cmOff = null; }
  };
})(window);
