/* The detail of a claim: who, the words, the source, how sure place and day are, and what others say.
 *
 * One element, used inside the timeline's row and in the phone's sheet. Also the one-line tooltip.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var detail = (cm.detail = {});
  var PHONE = "(max-width: 640px)";
  var NEAR_KM = 500;

  /* ---- tooltip: one for the page ---- */
  cm.tip = {
    node: null,
    show: function (text, x, y) {
      if (!text) { cm.tip.hide(); return; }
      if (!cm.tip.node) cm.tip.node = cm.el("div", { "class": "cm-root cm-tip", role: "tooltip" });
      var tip = cm.tip.node;
      if (!tip.isConnected) document.body.appendChild(tip);
      if (tip.textContent !== text) {
        tip.textContent = text;
        tip.hidden = false;
        cm.tip.w = tip.offsetWidth;
        cm.tip.h = tip.offsetHeight;
      }
      tip.hidden = false;
      var left = Math.max(4, Math.min(x + 12, root.innerWidth - cm.tip.w - 8)), top = y - cm.tip.h - 12;
      tip.style.transform = "translate(" + Math.round(left) + "px," + Math.round(top < 4 ? y + 18 : top) + "px)";
    },
    hide: function () { if (cm.tip.node) cm.tip.node.hidden = true; }
  };

  cm.tipText = function (data, id) {
    var claim = cm.index(data).claim.get(id);
    return claim ? cm.speakerShort(data, claim) + " says " + claim.title + ", " + claim.said.text : "";
  };

  /* ---- pieces ---- */
  function join(parts, sep) {
    return [].concat.apply([], parts.filter(Boolean).map(function (p, i) { return i ? [sep, p] : [p]; }));
  }

  detail.source = function (data, id) {
    var s = data.sources[id], agency = s.agency && s.agency !== s.publisher ? " (" + s.agency + ")" : "";
    var name = s.publisher + agency + (s.on ? ", " + (s.precision === "exact" ? "" : cm.precisionWord(s.precision) + " ") + cm.mediumDay(s.on) : "");
    return cm.webLink(s.url, name, s.title) || cm.el("span", { title: s.title }, name + ", " + (s.link_note || "no link"));
  };

  cm.precisionWord = function (code) { return { before: "before", after: "after", approx: "about", month: "in the month of", year: "in the year of" }[code] || ""; };

  /* A reference to another claim: its speaker's sign, who, how much, when. */
  function ref(data, claim, state, bus, from) {
    var topic = claim.topic ? cm.index(data).topics.get(claim.topic) : null, value = cm.value(claim);
    var what = claim.fig ? value + (topic && topic.phrase ? " " + topic.phrase : "") : value || claim.title;
    return cm.el("span", { "class": "cm-ref-box" }, cm.isKnown(claim, state.clock) || !cm.isKnown(from, state.clock) ? null : cm.el("span", {}, "later "),
      cm.el("button", { type: "button", "class": "cm-ref", "data-cm-id": claim.id, title: cm.tipText(data, claim.id), on: { click: function () { bus.set({ selected: claim.id }); } } },
        cm.icon(cm.side(data, claim), 4.2), " ", cm.speakerShort(data, claim) + ", " + what + ", " + cm.shortDay(cm.saidOn(claim))));
  }

  var AGAINST = ["contradicts", "denies", "denied_by"];
  var ALONG = ["part_of", "has_part", "in_addition_to", "has_addition", "same_as", "confirms", "confirmed_by", "answers", "answered_by"];
  var WORDS = {
    contradicts: "Against this", denies: "Denies", denied_by: "Denied by", part_of: "Part of", has_part: "Includes",
    in_addition_to: "On top of", has_addition: "On top of this", same_as: "Same statement", confirms: "Confirms",
    confirmed_by: "Confirmed by", answers: "Answers", answered_by: "Answered by"
  };

  function relationLines(data, claim, state, bus) {
    var index = cm.index(data), used = new Set(), lines = [];
    var fresh = function (c) { var isNew = !used.has(c.id); used.add(c.id); return isNew; };
    var mine = [claim].concat(index.statement.get(claim.st).filter(function (c) { return c !== claim; }));
    function tell(c, kinds) {
      kinds.forEach(function (kind) {
        var list = c.rel.filter(function (r) { return r[0] === kind; }).map(function (r) { return index.claim.get(r[1]); })
          .filter(function (o) { return o && o.st !== claim.st; }).filter(fresh);
        if (list.length) lines.push([c === claim ? WORDS[kind] : "On " + (cm.value(c) || "the rest") + ", " + WORDS[kind].toLowerCase(), list]);
      });
    }
    tell(claim, AGAINST);
    var others = cm.others(data, claim.id).filter(fresh).sort(function (a, b) { return cm.saidOn(a) < cm.saidOn(b) ? -1 : 1; });
    if (others.length) lines.push(["Others say", others]);
    tell(claim, ALONG);
    mine.slice(1).forEach(function (c) { tell(c, AGAINST.concat(ALONG)); });
    return lines.map(function (l) {
      return cm.el("p", { "class": "cm-rel" }, cm.el("span", { "class": "cm-muted" }, l[0] + " "), join(l[1].map(function (c) { return ref(data, c, state, bus, claim); }), " · "));
    });
  }

  /* All that was said in the same breath: number, what it counts, and the words where they are not the number. */
  function values(data, claim, bus) {
    var index = cm.index(data), list = index.statement.get(claim.st);
    if (list.length < 2) return null;
    return cm.el("p", { "class": "cm-values" }, join(list.map(function (c) {
      var topic = c.topic && index.topics.get(c.topic), value = cm.value(c), name = topic && value ? topic.phrase || topic.short : c.title;
      var counts = c.fig && c.fig.counts && c.fig.counts !== "unspecified" ? c.fig.counts.replace(/\+/g, ", ") : "";
      var said = c !== claim && c.quote && value !== "“" + c.quote + "”" ? cm.el("span", { "class": "cm-serif" }, " “" + c.quote + "”") : null;
      return cm.el("button", { type: "button", "class": "cm-ref" + (c.id === claim.id ? " cm-ref-on" : ""), "data-cm-id": c.id, on: { click: function () { bus.set({ selected: c.id }); } } },
        value ? cm.el("b", {}, value) : null, (value ? " " : "") + (counts || name), said);
    }), " · "));
  }

  /* The words that carry the number, else our summary; with words the summary follows below the source. */
  function words(claim) {
    return claim.quote ? cm.el("p", { "class": "cm-quote" }, "“" + claim.quote + "”") : cm.el("p", { "class": "cm-summary cm-summary-first" }, claim.summary || claim.title);
  }

  function sureness(data, claim) {
    var place = data.places[claim.place], happened = claim.when;
    return cm.el("p", { "class": "cm-src" }, join([
      join(claim.src.map(function (id) { return detail.source(data, id); }), "; "),
      claim.via ? "through " + claim.via : null,
      cm.precisionText[claim.said.precision],
      place.name + ": " + cm.scaleText[place.scale],
      happened ? "happened " + happened.text + (happened.precision === "exact" ? "" : " (" + cm.precisionText[happened.precision] + ")") : null,
      claim.grade ? "graded " + claim.grade : "not graded",
      cm.isParty(data, claim) ? "by a party to the conflict" : null
    ], " · "));
  }

  var AREAS = { adm1: "the whole oblast", adm2: "the whole district", country: "the country", feature: "a wider area", sea_air: "sea or air" };

  /* Geodesic distances of a place that is a point; a claim about an area has none. */
  detail.distances = function (data, id, clock) {
    var place = data.places[id];
    if (place.lat === null || place.lat === undefined) {
      return AREAS[place.scale] ? "The claim means " + AREAS[place.scale] + ": no point, no distance." : "The place is not stated: no point, no distance.";
    }
    var near = place.near.filter(function (n) { return n[1] <= NEAR_KM; }).slice(0, 2).map(function (n) {
      var back = data.places[n[0]].near.filter(function (b) { return b[0] === id; })[0];
      return cm.number(Math.round(n[1])) + " km " + (back ? back[3] : "") + " of " + data.places[n[0]].name;
    });
    var dates = Object.keys(place.line).sort(), on = dates.filter(function (d) { return d <= clock; }).pop() || dates[0], line = on && place.line[on];
    var parts = near.concat(line ? cm.number(Math.round(line.km)) + " km from the approximate line of " + cm.shortDay(on) + (line.inside ? ", inside the held area" : "") : []);
    return parts.length ? place.name + ": " + parts.join(" · ") + "." : "";
  };

  /* The way back to the words that a claim was read from. */
  function report(claim) {
    return claim.report ? cm.el("p", { "class": "cm-src" }, cm.el("a", { href: cm.pageLink("reports", claim.report), target: "_self" }, "In the report: highlighted sentence")) : null;
  }

  /* "Pat Ryder, Pentagon spokesman, in Washington" */
  detail.who = function (data, claim) {
    var at = claim.said_at && data.places[claim.said_at];
    return cm.speakerName(data, claim) + (at ? ", in " + at.name : "");
  };

  detail.render = function (data, claim, state, bus) {
    var far = detail.distances(data, claim.place, state.clock);
    return cm.el("div", { "class": "cm-detail", "data-cm-detail": claim.id }, words(claim), sureness(data, claim),
      report(claim), relationLines(data, claim, state, bus), claim.quote && claim.summary ? cm.el("p", { "class": "cm-summary" }, claim.summary) : null,
      values(data, claim, bus), far ? cm.el("p", { "class": "cm-src" }, far) : null,
      claim.note ? cm.el("p", { "class": "cm-src cm-note" }, "Note: " + claim.note) : null);
  };

  /* ---- the phone's sheet: half the screen, above the clock; it lives in the body, whoever hosts its part ---- */
  cm.sheet = {
    render: function (element, data, bus) {
      var phone = root.matchMedia(PHONE), before = null, shown = null;
      var close = cm.el("button", { type: "button", "class": "cm-sheet-close", "aria-label": "Close", on: { click: function () { bus.set({ selected: null }); } } }, "×");
      var day = cm.el("span", { "class": "cm-muted" }), inner = cm.el("div", { "class": "cm-sheet-body" });
      var box = cm.el("section", { "class": "cm-root cm-sheet", role: "dialog", "aria-label": "The selected claim", hidden: true, on: {
        keydown: function (event) { if (event.key === "Escape") { event.stopPropagation(); bus.set({ selected: null }); } }
      } }, cm.el("div", { "class": "cm-sheet-grip", "aria-hidden": "true" }), cm.el("div", { "class": "cm-sheet-top" }, day, close), inner);

      function hide() {
        if (box.hidden) return;
        var had = box.contains(document.activeElement);
        box.hidden = true;
        shown = null;
        if (had && before && before.isConnected) before.focus({ preventScroll: true });
      }
      function update(state, keys) {
        var claim = phone.matches && state.selected ? cm.index(data).claim.get(state.selected) : null;
        if (!claim) { hide(); return; }
        if (claim.id === shown) return;
        var fresh = box.hidden, inside = inner.contains(document.activeElement);
        shown = claim.id;
        day.textContent = claim.said.text + ", " + cm.precisionText[claim.said.precision];
        cm.clear(inner).appendChild(cm.el("h3", { "class": "cm-sheet-who" }, cm.icon(cm.side(data, claim), 5), " " + detail.who(data, claim)));
        inner.appendChild(detail.render(data, claim, state, bus));
        inner.scrollTop = 0;
        if (inside) close.focus({ preventScroll: true });
        if (!fresh) return;
        box.hidden = false;
        before = document.activeElement;
        if (keys && keys.indexOf("step") < 0 && !state.playing) close.focus({ preventScroll: true });
      }
      document.body.appendChild(box);
      var off = bus.on(update, ["selected"]), turn = function () { update(bus.get()); };
      phone.addEventListener("change", turn);
      update(bus.get());
      element.dataset.cmReady = "true";
      return function () {
        off();
        phone.removeEventListener("change", turn);
        box.remove();
      };
    }
  };
})(window);
