/* What stands under the open row: the fields and the buttons, or the form, the reasons, the claims to choose, the conflict. */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var form = cm.reviewForm;

  function button(label, key, act, main) {
    return cm.el("button", { type: "button", "class": main ? "cm-rv-main" : null, "data-cm-act": act[0], on: { click: act[1] } }, label, key ? cm.el("kbd", { "aria-hidden": "true" }, key) : null);
  }

  function read(self, item, choice, hasDraft) {
    var fault = self.faults[item.id], open = item.verdict === "open", go = function (name) { return [name, function () { self.act(name); }]; };
    var parts = [cm.reviewCard.fields(self.doc, item, choice, self.why)];
    if (item.fault) parts.push(cm.el("p", { "class": "cm-rv-fault" }, item.fault));
    if (fault) parts.push(cm.el("p", { "class": "cm-rv-fault", role: "alert" }, fault.sentence));
    if (hasDraft) parts.push(cm.el("p", { "class": "cm-rv-told" }, "With your corrections, not yet accepted."));
    if (open && item.alike.length) parts.push(cm.el("div", { "class": "cm-rv-alike" }, cm.el("span", { "class": "cm-muted" }, "Looks like "), item.alike.slice(0, 2).map(function (id, i) { return [i ? "; " : "", cm.reviewCard.claim(self.doc, id)]; })));
    if (!open) parts.push(cm.el("p", { "class": "cm-rv-told" }, cm.reviewCard.VERDICTS[item.verdict] + " by " + item.who + " on " + cm.mediumDay(item.at) + (item.why ? ": " : ""), item.why ? cm.el("bdi", {}, item.why) : null));
    var acts = !self.data.may.review ? [] : open ? [
      button("Accept", "A", go("accept"), true), button("Edit", "E", go("edit")), button("Reject", "R", go("reject")), button("Same claim", "M", go("merge")), button("Contradicts", "C", go("against"))
    ] : [
      item.address ? cm.el("a", { "class": "cm-rv-main", href: cm.pageLink("", item.address), target: "_self" }, "On the map") : null, button("Open again", "U", go("reopen"))
    ];
    acts.push(cm.el("button", { type: "button", "class": "cm-link-button cm-rv-whybutton", "aria-pressed": String(Boolean(self.why)), on: { click: function () { self.why = !self.why; self.draw(); } } }, "How it was found"));
    parts.push(cm.el("div", { "class": "cm-rv-acts" }, acts));
    return parts;
  }

  function earlier(self, item) {
    var old = item.verdict === "open" && form.drafts.earlier(self.scope(), item.id, item.version);
    if (!old) return null;
    return cm.el("div", { "class": "cm-rv-told" }, "You have a draft from before somebody decided. ",
      cm.el("button", { type: "button", "class": "cm-link-button", on: { click: function () {
        form.drafts.save(self.scope(), item.id, item.version, old.values);
        form.drafts.drop(self.scope(), item.id, old.version);
        self.open(item.id, "edit");
      } } }, "Use it"), " · ", cm.el("button", { type: "button", "class": "cm-link-button", on: { click: function () { form.drafts.drop(self.scope(), item.id, old.version); self.rows.delete(item.id); self.draw(); } } }, "Drop it"));
  }

  /* Both texts, field by field where they differ. */
  function conflict(self, item, choice) {
    var fault = self.faults[item.id], told = fault.conflict, theirs = told.stored || {}, mine = told.offered || {};
    var names = Object.keys(Object.assign({}, theirs, mine)).filter(function (k) { return JSON.stringify(theirs[k]) !== JSON.stringify(mine[k]); });
    var cell = function (v) { return cm.el("td", {}, cm.el("bdi", {}, v === null || v === undefined || v === "" ? "–" : typeof v === "object" ? JSON.stringify(v) : String(v))); };
    return [
      cm.el("p", { "class": "cm-rv-fault", role: "alert" }, fault.sentence),
      cm.el("table", { "class": "cm-rv-both" }, cm.el("caption", {}, "Both texts, where they differ"), cm.el("thead", {}, cm.el("tr", {}, cm.el("th", { scope: "col" }, "field"), cm.el("th", { scope: "col" }, "stored, " + (item.who || "somebody")), cm.el("th", { scope: "col" }, "yours"))),
        cm.el("tbody", {}, names.map(function (n) { return cm.el("tr", {}, cm.el("th", { scope: "row" }, n.replace(/_/g, " ")), cell(theirs[n]), cell(mine[n])); }))),
      cm.el("div", { "class": "cm-rv-acts" },
        cm.el("button", { type: "button", "class": "cm-rv-main", on: { click: function () { delete self.faults[item.id]; self.open(item.id); } } }, "Leave theirs, keep my draft"),
        cm.el("button", { type: "button", on: { click: function () {
          delete self.faults[item.id];
          if (told.choice) form.drafts.drop(self.scope(), item.id, told.version);
          self.open(item.id);
        } } }, "Drop mine"))
    ];
  }

  /* Fills node with the panel of the mode; returns {focus} where something in it takes the focus. */
  cm.reviewPanel = function (self, item, choice, hasDraft, node) {
    var box = cm.el("div", { "class": "cm-rv-panel" }), back = function () { delete self.faults[item.id]; self.open(item.id); }, made = null, fault = self.faults[item.id];
    node.appendChild(box);
    function add(parts) { parts.forEach(function (p) { if (p) box.appendChild(p); }); }
    if (self.pending[item.id] && self.mode !== "conflict") { add(read(self, item, choice, hasDraft)); return null; }
    if (self.mode === "edit") {
      made = form.make({
        doc: self.doc, item: item, values: Object.assign({}, self.data.blank, choice), fault: fault, places: new URL(self.data.paths.places, self.host.root).href, leaflet: self.host.leaflet,
        geo: Object.keys(self.data.paths.geo).reduce(function (all, k) { all[k] = new URL(self.data.paths.geo[k], self.host.root).href; return all; }, {}),
        changed: function (values) { form.drafts.save(self.scope(), item.id, item.version, values); }, back: back,
        forget: function () { form.drafts.drop(self.scope(), item.id, item.version); self.rows.delete(item.id); node.remove(); back(); },
        save: function (values) { form.drafts.save(self.scope(), item.id, item.version, values); self.submit({ act: "accept", choice: values }); }
      });
    } else if (self.mode === "reject") {
      made = cm.reviewReason({ label: "Why is it no claim?", main: "Reject", usual: true, missing: "Say why; the history keeps the reason.", fault: fault && fault.sentence, back: back,
        done: function (why) { self.submit({ act: "reject", why: why }); } });
    } else if (self.mode === "reopen") {
      made = cm.reviewReason({ label: "Why is it opened again?", main: "Open again", missing: "Say why; the history keeps the reason.", fault: fault && fault.sentence, back: back,
        done: function (why) { self.ask({ act: "reopen", item: item.id, version: item.version, why: why }); self.open(item.id); } });
    } else if (self.mode === "merge") {
      made = cm.reviewTie({ doc: self.doc, alike: item.alike, many: false, title: "Same claim as", main: "It is the same claim: add this source to it", back: back,
        done: function (ids) { self.submit({ act: "merge", claim: ids[0], choice: choice, why: "the same claim" }); } });
    } else if (self.mode === "against") {
      made = cm.reviewTie({ doc: self.doc, alike: [], many: true, title: "Contradicts", main: "Accept, and mark as contradicting", back: back,
        done: function (ids) { self.submit({ act: "accept", against: ids, choice: choice }); } });
    } else if (self.mode === "conflict" && fault && fault.conflict) add(conflict(self, item, choice));
    else {
      add(read(self, item, choice, hasDraft).concat(earlier(self, item)));
      box.addEventListener("click", function (event) {
        var go = event.target.closest("[data-cm-go]");
        if (go) self.open(go.dataset.cmGo);
      });
    }
    if (made) box.appendChild(made.node);
    return made;
  };
})(window);
