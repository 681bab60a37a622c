/* The form in which a proposal is corrected: every field of a claim, each with its fault beside it.
 *
 * What is typed is written to the browser's own store at every stroke, by item and version, so that a reload loses
 * nothing. The server checks everything again; this form only helps to type.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var form = (cm.reviewForm = {});
  var serial = 0;

  var HEDGES = [["none", "stated as it is"], ["about", "about"], ["nearly", "nearly"], ["at_least", "at least"], ["over", "more than"], ["up_to", "up to"],
    ["range", "from … to …"], ["vague", "a word, no number"], ["projection", "could or will be"]];
  var KINDS = [["figure", "a number"], ["presence", "somebody is somewhere"], ["event", "something happened"], ["control", "who holds a place"],
    ["statement", "a position taken"], ["forecast", "what will happen"]];
  var SOURCES = [["", "–"], ["A", "A completely reliable"], ["B", "B usually reliable"], ["C", "C fairly reliable"], ["D", "D not usually reliable"], ["E", "E unreliable"], ["F", "F cannot be judged"]];
  var FACTS = [["", "–"], ["1", "1 confirmed by others"], ["2", "2 probably true"], ["3", "3 possibly true"], ["4", "4 doubtful"], ["5", "5 improbable"], ["6", "6 cannot be judged"]];

  /* ---- drafts: kept by item and version ---- */
  function keyOf(scope, item, version) { return "cm-draft:" + scope + ":" + item + ":" + version; }
  form.drafts = {
    save: function (scope, item, version, values) {
      try { root.localStorage.setItem(keyOf(scope, item, version), JSON.stringify(values)); } catch (full) { root.console.warn("The draft could not be kept: " + full.message); }
    },
    load: function (scope, item, version) {
      try { return JSON.parse(root.localStorage.getItem(keyOf(scope, item, version))); } catch (broken) { return null; }
    },
    drop: function (scope, item, version) { root.localStorage.removeItem(keyOf(scope, item, version)); },
    /* The newest draft of an earlier version, {version, values}; null when there is none. */
    earlier: function (scope, item, version) {
      for (var v = version - 1; v > 0 && v > version - 20; v--) {
        var values = form.drafts.load(scope, item, v);
        if (values) return { version: v, values: values };
      }
      return null;
    }
  };

  function options(pairs, chosen) {
    return pairs.map(function (p) { return cm.el("option", { value: p[0], selected: p[0] === chosen }, p[1]); });
  }

  function text(value) { return value === null || value === undefined ? "" : String(value); }

  /* config: {doc, item, values, fault: {field, sentence}, changed(values), save(), back(), places, geo, leaflet, root}
   * Returns {node, values}. */
  form.make = function (config) {
    var id = "cm-rv-f" + (++serial) + "-", values = Object.assign({}, config.values), doc = config.doc, boxes = {};
    var node = cm.el("form", { "class": "cm-rv-form", novalidate: true, on: { submit: function (event) { event.preventDefault(); config.save(values); } } });

    function set(patch) {
      Object.assign(values, patch);
      config.changed(values);
    }
    function box(name, label, control, extra) {
      var bad = config.fault && config.fault.field === name, wrong = id + name + "-fault";
      control.id = id + name;
      if (bad) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", wrong);
      }
      boxes[name] = cm.el("div", { "class": "cm-rv-box" + (extra ? " " + extra : ""), "data-cm-field": name }, cm.el("label", { "for": id + name }, label), control,
        bad ? cm.el("p", { id: wrong, "class": "cm-rv-fault", role: "alert" }, config.fault.sentence) : null);
      return boxes[name];
    }
    function field(name, label, attrs, extra) {
      return box(name, label, cm.el("input", Object.assign({ type: "text", value: text(values[name]), autocomplete: "off", on: { input: function (e) {
        var patch = {};
        patch[name] = e.target.value;
        set(patch);
      } } }, attrs || {})), extra);
    }
    function select(name, label, pairs, extra, then) {
      return box(name, label, cm.el("select", { on: { change: function (e) {
        var patch = {};
        patch[name] = e.target.value;
        set(patch);
        if (then) then(e.target.value);
      } } }, options(pairs, text(values[name]))), extra);
    }

    /* who: an existing speaker by name, else a new one with a side */
    function who() {
      var byName = new Map(), known = values.speaker && doc.speakers[values.speaker];
      Object.keys(doc.speakers).forEach(function (key) { if (!byName.has(doc.speakers[key].name)) byName.set(doc.speakers[key].name, key); });
      var list = cm.el("datalist", { id: id + "speakers" }, Array.from(byName.keys()).map(function (name) { return cm.el("option", { value: name }); }));
      var side = select("side", "Speaks for", doc.sides.map(function (s) { return [s.id, s.name]; }));
      var party = cm.el("label", { "class": "cm-rv-check" }, cm.el("input", { type: "checkbox", checked: values.is_party, on: { change: function (e) { set({ is_party: e.target.checked }); } } }), " a party to the conflict");
      var fresh = cm.el("div", { "class": "cm-rv-pair cm-rv-fresh", hidden: Boolean(known) }, side, party);
      var input = cm.el("input", { type: "text", list: id + "speakers", autocomplete: "off", value: known ? known.name : values.speaker_name, on: { input: function (e) {
        var name = e.target.value.trim(), key = byName.get(name) || "";
        fresh.hidden = Boolean(key);
        set({ speaker: key, speaker_name: key ? "" : name, side: key ? values.side : values.side || doc.sides[doc.sides.length - 1].id });
      } } });
      return [box("speaker_name", "Claimed by (choose a speaker, or type a new one)", input, "cm-rv-wide"), list, cm.el("div", { "class": "cm-rv-wide" }, fresh)];
    }

    function topic() {
      var fits = doc.topics.filter(function (t) { return t.unit === values.unit || t.id === values.topic; });
      var pairs = [["", "a new group …"]].concat(fits.map(function (t) { return [t.id, t.title]; }));
      var name = field("topic_title", "Title of the new group");
      name.hidden = Boolean(values.topic);
      return [select("topic", "Goes under", pairs, "", function (v) { name.hidden = Boolean(v); }), name];
    }

    function grade() {
      var letter = cm.el("select", { id: id + "grade", on: { change: tell } }, options(SOURCES, values.grade.slice(0, 1)));
      var digit = cm.el("select", { "aria-label": "Grade of the information", on: { change: tell } }, options(FACTS, values.grade.slice(1)));
      function tell() { set({ grade: letter.value && digit.value ? letter.value + digit.value : "" }); }
      return cm.el("div", { "class": "cm-rv-box cm-rv-wide", "data-cm-field": "grade" }, cm.el("label", { "for": id + "grade" }, "Grade (Admiralty code): the source, and the information"),
        cm.el("div", { "class": "cm-rv-pair" }, letter, digit));
    }

    function build() {
      var isFigure = values.kind === "figure", number = { inputmode: "decimal" };
      cm.clear(node);
      [
        field("title", "What is claimed: “<speaker> says …”", { maxlength: 500 }, "cm-rv-wide"),
        isFigure ? cm.el("div", { "class": "cm-rv-three cm-rv-wide" }, field("low", "At least", number), field("best", "Number as stated", number), field("high", "At most", number)) : null,
        isFigure ? [select("hedge", "Hedge", HEDGES), field("value_text", "As printed on the screen"), field("unit", "Unit"), field("counts", "Adds up (killed+wounded)")] : null,
        select("kind", "Kind of claim", KINDS, "", build),
        isFigure ? topic() : null,
        who(),
        field("via", "Passed on by"),
        select("acts", "Who acts", [["", "nobody named"]].concat(doc.sides.map(function (s) { return [s.id, s.name]; }))),
        field("said", "Said (2024-10-29, ../2024-10-30, 2024-10)", { spellcheck: "false" }),
        field(isFigure ? "period" : "happened", isFigure ? "Time that it covers" : "Happened", { spellcheck: "false", placeholder: "2024-08-06/2024-10-25" }),
        cm.reviewPlace.make({ id: id, doc: doc, values: values, set: set, box: box, fault: config.fault, places: config.places, geo: config.geo, leaflet: config.leaflet }),
        grade(),
        field("quote", "The report's words, a few", {}, "cm-rv-wide"),
        field("note", "Note", {}, "cm-rv-wide")
      ].forEach(function add(part) {
        if (Array.isArray(part)) part.forEach(add);
        else if (part) node.appendChild(part);
      });
      if (config.fault && !boxes[config.fault.field]) node.insertBefore(cm.el("p", { "class": "cm-rv-fault cm-rv-wide", role: "alert" }, config.fault.sentence), node.firstChild);
      node.appendChild(cm.el("div", { "class": "cm-rv-acts cm-rv-wide" },
        cm.el("button", { type: "submit", "class": "cm-rv-main" }, "Accept with these values"),
        cm.el("button", { type: "button", on: { click: config.back } }, "Back, keep the draft"),
        cm.el("button", { type: "button", on: { click: config.forget } }, "Drop the draft")));
    }
    build();
    node.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); config.save(values); }
      if (event.key === "Escape" && !event.defaultPrevented) { event.preventDefault(); event.stopPropagation(); config.back(); }
    });
    return {
      node: node,
      values: function () { return values; },
      focus: function () {
        var bad = node.querySelector("[aria-invalid=true]") || node.querySelector("input, select");
        if (bad) bad.focus();
      }
    };
  };
})(window);
