/* The review: the report's text on one side, what was read from it on the other, one proposal open at a time.
 *
 * The browser asks, the server decides: an act is shown as "saving…" until its answer has come, acts go one batch at a
 * time, and a refused one opens its proposal again with the reason beside the field.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var drawn = new WeakMap(), form = cm.reviewForm;
  var LATE_MS = 20000, LATE = "The server has not answered. Nothing is lost; try again.";

  /* The text comes through a component of its own. */
  function textOf(report) {
    return new Promise(function (done) {
      function look() {
        var told = root.__conflictMapText;
        if (!told || told.report !== report) return;
        root.removeEventListener("cm-text", look);
        done(told.text);
      }
      root.addEventListener("cm-text", look);
      look();
    });
  }

  function Review(box, data, host) {
    var self = this;
    self.box = box;
    self.host = host;
    self.active = new URLSearchParams(root.location.search).get("item");
    self.mode = "read";
    self.pending = {};
    self.faults = {};
    self.queue = [];
    self.flight = null;
    self.seen = 0;
    self.bus = cm.bus(root);
    self.offTheme = cm.followTheme(self.bus);
    self.key = function (event) { self.press(event); };
    document.addEventListener("keydown", self.key);
    box.classList.add("cm-root", "cm-rv");
    self.news(data, host);
  }
  var P = Review.prototype;

  P.news = function (data, host) {
    var self = this;
    self.data = data;
    self.host = host;
    cm.home = data.home;
    self.answers(data.outcomes || []);
    var url = new URL(data.paths.document, host.root).href;
    if (self.url && self.url !== url) delete (root.__conflictMapData || {})[self.url];
    self.url = url;
    return Promise.all([textOf(data.report.id), cm.loadJson(root, url)]).then(function (both) {
      if (drawn.get(self.box) !== self || self.data !== data) return;
      self.text = both[0];
      self.doc = both[1];
      self.draw();
    }).catch(function (error) {
      cm.clear(self.box).appendChild(cm.el("p", { "class": "cm-fault", role: "alert" }, error.message));
      root.console.error(error);
    });
  };

  /* ---- what was asked, and the answers ---- */
  P.ask = function (act) {
    act.n = ++P.last;
    this.queue.push(act);
    if (act.item) this.pending[act.item] = act;
    delete this.faults[act.item || "report"];
    this.flush();
  };
  P.last = Date.now();

  P.flush = function () {
    var self = this;
    if (self.flight || !self.queue.length) return;
    self.flight = self.queue.slice();
    self.queue = [];
    self.host.send(self.flight);
    self.timer = root.setTimeout(function () {
      self.flight.forEach(function (a) { self.refuse(a, { field: "act", sentence: LATE }); });
      self.land();
      self.draw();
    }, LATE_MS);
  };
  P.land = function () {
    root.clearTimeout(this.timer);
    this.flight = null;
    this.flush();
  };
  P.refuse = function (act, fault) {
    var key = act.item || "report";
    delete this.pending[key];
    this.faults[key] = Object.assign({ act: act.act }, fault);
    if (!act.item) { this.describing = this.describing || Boolean(this.data.report.published_on); return; }
    this.active = act.item;
    this.mode = fault.conflict ? "conflict" : act.act === "accept" ? "edit" : act.act === "reject" ? "reject" : "read";
  };
  P.answers = function (outcomes) {
    var self = this, flight = self.flight || [];
    outcomes.forEach(function (o) {
      var act = flight.filter(function (a) { return a.n === o.n; })[0];
      if (!act) return;
      if (o.ok) {
        if (act.item) {
          delete self.pending[act.item];
          form.drafts.drop(self.scope(), act.item, act.version);
        } else self.describing = false;
      } else self.refuse(act, o);
    });
    if (flight.length && outcomes.some(function (o) { return o.n === flight[flight.length - 1].n; })) self.land();
  };

  P.scope = function () { return this.data.situation + ":" + this.data.report.id; };
  P.item = function (id) { return this.data.items.filter(function (i) { return i.id === (id || this.active); }, this)[0]; };
  P.choice = function (item) { return form.drafts.load(this.scope(), item.id, item.version) || item.choice || this.data.blank; };
  P.list = function () { var open = this.onlyOpen, self = this; return this.data.items.filter(function (i) { return !open || i.verdict === "open" || i.id === self.active; }); };

  /* ---- moving and acting ---- */
  P.open = function (id, mode, focus) {
    this.active = id;
    this.mode = mode || "read";
    this.draw(focus !== false);
  };
  P.step = function (by) {
    var list = this.list(), at = list.map(function (i) { return i.id; }).indexOf(this.active);
    var next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))];
    if (next) this.open(next.id);
  };
  /* After an act: the next proposal that is open and not on its way. */
  P.onward = function () {
    var self = this, items = self.data.items, at = items.indexOf(self.item()), rest = items.slice(at + 1).concat(items.slice(0, at));
    var next = rest.filter(function (i) { return i.verdict === "open" && !self.pending[i.id]; })[0];
    self.open(next ? next.id : self.active);
  };
  P.act = function (name) {
    var item = this.item();
    if (!item || this.pending[item.id] || !this.data.may.review) return;
    var open = item.verdict === "open";
    if (name === "accept" && open) {
      var draft = form.drafts.load(this.scope(), item.id, item.version);
      if (!draft && !item.choice) { this.open(item.id, "edit"); return; }
      this.ask({ act: "accept", item: item.id, version: item.version, choice: draft || item.choice });
      this.onward();
    } else if (name === "reopen" ? !open : open) this.open(item.id, name);
  };
  P.submit = function (extra) {
    var item = this.item();
    this.ask(Object.assign({ item: item.id, version: item.version }, extra));
    this.onward();
  };

  var KEYS = { a: "accept", e: "edit", r: "reject", m: "merge", c: "against", u: "reopen" };
  P.press = function (event) {
    var at = event.target, key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable || !this.doc || !cm.reviewKeys.on()) return;
    if (key === "j" || key === "k") this.step(key === "j" ? 1 : -1);
    else if (key === "?") { this.helping = !this.helping; this.draw(); }
    else if (KEYS[key]) this.act(KEYS[key]);
    else if (key === "escape" && this.mode !== "read") this.open(this.active);
    else return;
    event.preventDefault();
  };

  /* ---- drawing ---- */
  /* What a reader came for: the first figure that waits, else the first that waits, else the first. */
  P.opening = function () {
    var waiting = this.data.items.filter(function (i) { return i.verdict === "open"; });
    var figure = waiting.filter(function (i) { return i.kind === "figure"; })[0];
    return (figure || waiting[0] || this.data.items[0] || {}).id || null;
  };
  P.draw = function (focus) {
    var self = this, data = self.data;
    if (!self.doc) return;
    if (!self.item()) self.active = self.opening();
    var marksKey = data.report.id + data.items.map(function (i) { return i.id; }).join();
    if (self.marksKey !== marksKey) {
      self.marksKey = marksKey;
      self.words = cm.reviewText.render(self.text, data.items, function (id) { self.open(id, "read", false); });
      self.headBox = cm.el("div", {});
      self.listBox = cm.el("div", { "class": "cm-rv-side" });
      self.scroll = cm.el("ol", { "class": "cm-rv-list", "aria-label": "Proposals" });
      cm.clear(self.box);
      [self.headBox, cm.el("div", { "class": "cm-rv-cols" }, cm.el("div", { "class": "cm-rv-left" }, cm.reviewText.legend(), self.words.node), self.listBox)].forEach(function (n) { self.box.appendChild(n); });
      self.rows = new Map();
      self.listBox.appendChild(self.listHead());
      self.listBox.appendChild(self.scroll);
    }
    var typing = self.headBox.contains(document.activeElement) && /INPUT/.test(document.activeElement.tagName);
    if (!typing || !self.describing) cm.clear(self.headBox).appendChild(cm.reviewHead({
      data: data, editing: Boolean(self.describing), helping: Boolean(self.helping), fault: self.faults.report,
      describe: function (values) { self.ask({ act: "describe", version: data.report.version, values: values }); },
      edit: function (on) { self.describing = on; self.draw(); }, help: function () { self.helping = !self.helping; self.draw(); }
    }));
    self.drawList(focus);
    var verdicts = {};
    data.items.forEach(function (i) { verdicts[i.id] = i.verdict; });
    self.words.show(self.active, verdicts, self.shownItem !== self.active);
    self.shownItem = self.active;
    self.box.dataset.cmReady = "true";
  };

  P.listHead = function () {
    var self = this;
    return cm.el("div", { "class": "cm-rv-listhead" }, cm.el("h2", {}, "Proposals"), cm.el("label", { "class": "cm-rv-check" }, cm.el("input", { type: "checkbox", on: { change: function (e) { self.onlyOpen = e.target.checked; self.draw(); } } }), " only open ones"));
  };

  /* Rows that have not changed are left alone, so that an open form keeps its caret. */
  P.drawList = function (focus) {
    var self = this, list = self.list(), kept = new Map();
    list.forEach(function (item, i) {
      var isOpen = item.id === self.active, mark = JSON.stringify([item.version, item.verdict, Boolean(self.pending[item.id]), isOpen && self.mode, isOpen && self.why, self.faults[item.id], isOpen && item.alike, item.choice]);
      var row = self.rows.get(item.id);
      if (!row || row.mark !== mark) {
        var fresh = self.row(item, isOpen);
        if (row) row.node.replaceWith(fresh.node);
        row = fresh;
        row.mark = mark;
      }
      if (self.scroll.children[i] !== row.node) self.scroll.insertBefore(row.node, self.scroll.children[i] || null);
      kept.set(item.id, row);
    });
    self.rows = kept;
    while (self.scroll.children.length > list.length) self.scroll.lastChild.remove();
    if (!list.length) self.scroll.appendChild(cm.el("li", { "class": "cm-rv-none cm-muted" }, self.data.items.length ? "Every proposal is decided." : "Nothing was found that could be a claim."));
    var now = self.rows.get(self.active);
    if (now && focus) {
      if (now.panel) now.panel.focus(); else now.button.focus({ preventScroll: true });
      cm.reviewText.into(self.scroll, now.node);
    }
  };

  P.row = function (item, isOpen) {
    var self = this, choice = self.choice(item), draft = item.verdict === "open" && form.drafts.load(self.scope(), item.id, item.version);
    var button = cm.el("button", { type: "button", "class": "cm-rv-row", "aria-expanded": String(isOpen), on: { click: function () { self.open(item.id); } } }, cm.reviewCard.row(self.doc, item, item.choice || draft ? choice : null, self.pending[item.id]));
    var node = cm.el("li", { "class": "cm-rv-item" + (isOpen ? " cm-rv-open" : ""), "data-cm-verdict": item.verdict, "data-cm-id": item.id }, button), panel = null;
    if (!isOpen && item.address) {
      node.classList.add("cm-rv-linked");
      node.appendChild(cm.el("a", { "class": "cm-rv-go", href: cm.pageLink("", item.address), target: "_self" }, "On the map"));
    }
    if (isOpen) panel = cm.reviewPanel(self, item, choice, Boolean(draft), node);
    return { node: node, button: button, panel: panel };
  };

  cm.review = {
    mount: function (box, data, host) {
      var now = drawn.get(box);
      if (now && now.data.report.id === data.report.id) return now.news(data, host);
      cm.review.unmount(box);
      var made = Object.create(P);
      drawn.set(box, made);
      Review.call(made, box, data, host);
    },
    unmount: function (box) {
      var now = drawn.get(box);
      if (!now) return;
      document.removeEventListener("keydown", now.key);
      now.offTheme();
      root.clearTimeout(now.timer);
      drawn.delete(box);
      cm.clear(box);
    }
  };
})(window);
