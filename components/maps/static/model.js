/* Reading the page's data document: who speaks, what passes the filter, what stands at the clock's date.
 *
 * A claim belongs to the day on which it was *said* (that is when a reader could have known it), not to the
 * day on which the thing is said to have happened. The filter's twin in Python is `view.py`; one table of
 * cases is run against both.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var indexes = new WeakMap();

  /* Lookups over one document: claim by id, claims of a statement, of a topic. */
  cm.index = function (data) {
    var known = indexes.get(data);
    if (known) return known;
    var index = { claim: new Map(), statement: new Map(), topic: new Map(), topics: new Map(), sides: new Map() };
    var push = function (map, key, claim) { if (map.has(key)) map.get(key).push(claim); else map.set(key, [claim]); };
    data.claims.forEach(function (claim) {
      index.claim.set(claim.id, claim);
      push(index.statement, claim.st, claim);
      if (claim.topic) push(index.topic, claim.topic, claim);
    });
    data.topics.forEach(function (topic) { index.topics.set(topic.id, topic); });
    data.sides.forEach(function (side) { index.sides.set(side.id, side); });
    indexes.set(data, index);
    return index;
  };

  cm.speakers = function (data, claim) { return claim.by.map(function (id) { return data.speakers[id]; }); };
  cm.side = function (data, claim) { return cm.speakers(data, claim)[0].side; };
  cm.sideName = function (data, side) { return cm.index(data).sides.get(side).name; };

  /* "Pentagon", "Kyiv, Seoul": what a label can carry. */
  cm.speakerShort = function (data, claim) {
    return cm.speakers(data, claim).map(function (s) { return s.short; }).join(", ");
  };
  cm.speakerName = function (data, claim) {
    return cm.speakers(data, claim).map(function (s) { return s.name; }).join("; ");
  };

  cm.isParty = function (data, claim) { return cm.speakers(data, claim).some(function (s) { return s.party; }); };

  /* First and last day of a date ("" = open). */
  function overlaps(when, from, to) {
    return Boolean(when) && (!when.from || when.from <= to) && (!when.to || when.to >= from);
  }

  cm.inPeriod = function (claim, from, to) {
    return overlaps(claim.said, from, to) || overlaps(claim.when, from, to);
  };

  cm.saidOn = function (claim) { return claim.said.precision === "approx" ? cm.middle(claim.said) : claim.said.from || claim.said.to; };

  /* Said by the clock's date? Open starts count from their known end. */
  cm.isKnown = function (claim, clock) { return (claim.said.from || claim.said.to) <= clock; };

  var among = function (list, value) { return !list.length || list.indexOf(value) >= 0; };

  cm.passes = function (data, claim, filter) {
    if (filter.off.length && cm.speakers(data, claim).every(function (s) { return filter.off.indexOf(s.side) >= 0; })) return false;
    if (!among(filter.kinds, claim.kind) || !among(filter.dates, claim.said.precision)) return false;
    if (!among(filter.scales, data.places[claim.place].scale) || claim.origins < filter.origins) return false;
    if (!among(filter.grades, claim.grade || "none")) return false;
    return filter.q.toLowerCase().split(/\s+/).every(function (word) { return claim.find.indexOf(word) >= 0; });
  };

  cm.inFocus = function (claim, focus) {
    if (!focus) return true;
    if (focus.kind === "said") return claim.said_at === focus.id;
    if (focus.kind === "place") return claim.place === focus.id;
    return claim.src.indexOf(focus.id) >= 0;
  };

  var memo = { key: "", data: null, list: [] };
  /* Claims of the period that pass the filter, oldest first (the document's own order). */
  cm.shown = function (data, state) {
    var key = JSON.stringify([state.filter, state.from, state.to]);
    if (memo.data === data && memo.key === key) return memo.list;
    var list = data.claims.filter(function (c) { return cm.inPeriod(c, state.from, state.to) && cm.passes(data, c, state.filter); });
    memo = { key: key, data: data, list: list };
    return list;
  };

  /* Who else counts what this statement counts: other speakers' claims with a value on its topics, nearest in time,
   * at most two a topic and four in all. Nothing is said about whether they agree. */
  cm.others = function (data, id) {
    var index = cm.index(data), claim = index.claim.get(id), out = [];
    if (!claim) return out;
    var mine = index.statement.get(claim.st), heard = new Set(mine.map(function (c) { return cm.speakerShort(data, c); }));
    mine.forEach(function (own) {
      if (!own.topic || !own.fig) return;
      var day = cm.day(cm.saidOn(own)), far = function (c) { return Math.abs(cm.day(cm.saidOn(c)) - day); }, found = 0;
      index.topic.get(own.topic).filter(function (c) { return c.st !== own.st && c.fig; }).sort(function (a, b) { return far(a) - far(b); })
        .forEach(function (c) {
          if (found === 2 || heard.has(cm.speakerShort(data, c))) return;
          heard.add(cm.speakerShort(data, c));
          out.push(c);
          found += 1;
        });
    });
    return out.slice(0, 4);
  };

  /* Claims about the same matter: they stay lit when one is selected. */
  cm.related = function (data, id) {
    var index = cm.index(data), claim = index.claim.get(id), ids = new Set();
    if (!claim) return ids;
    index.statement.get(claim.st).forEach(function (c) {
      ids.add(c.id);
      c.rel.forEach(function (r) { ids.add(r[1]); });
    });
    cm.others(data, id).forEach(function (c) { ids.add(c.id); });
    return ids;
  };

  cm.statementIds = function (data, id) {
    var claim = cm.index(data).claim.get(id);
    return new Set(claim ? cm.index(data).statement.get(claim.st).map(function (c) { return c.id; }) : []);
  };

  /* The number as it is printed: its own hedge and words, never a value of ours. */
  cm.value = function (claim) { return claim.fig ? claim.fig.text : claim.label || ""; };

  /* Where a mark stands on a number axis: the stated number, else the one bound that was given. */
  cm.height = function (claim) {
    var f = claim.fig;
    if (!f) return null;
    return f.best !== null ? f.best : f.high !== null ? f.high : f.low;
  };

  /* The newest claim with a value on each lead topic at the clock's date, in the topics' order. Of several on one
   * day it takes a side not heard yet: the sentence is about who disagrees. */
  cm.leading = function (data, state) {
    var shown = cm.shown(data, state), heard = [];
    return data.lead.map(function (topic) {
      var known = shown.filter(function (c) { return c.topic === topic && c.fig && cm.isKnown(c, state.clock); });
      var last = known.reduce(function (day, c) { return cm.saidOn(c) > day ? cm.saidOn(c) : day; }, "");
      var newest = known.filter(function (c) { return cm.saidOn(c) === last; });
      var claim = newest.filter(function (c) { return heard.indexOf(cm.side(data, c)) < 0; })[0] || newest[0] || null;
      if (claim) heard.push(cm.side(data, claim));
      return claim;
    }).filter(Boolean);
  };

  /* The one-sentence deck under the title, in parts: [{side, text, id}]. */
  cm.deck = function (data, state) {
    var topics = cm.index(data).topics;
    return cm.leading(data, state).map(function (claim, i) {
      var speakers = cm.speakers(data, claim);
      var names = speakers.map(function (s) { return s.capital || s.short; }).filter(function (n, j, all) { return all.indexOf(n) === j; });
      return { side: speakers[0].side, id: claim.id, text: names.join(" and ") + (i ? " " : " says ") + cm.value(claim) + " " + topics.get(claim.topic).phrase };
    });
  };

  /* Statements about the whole focus area on the lead topics, said in the period up to the clock. */
  cm.focusClaims = function (data, state) {
    var seen = new Set();
    return cm.shown(data, state).filter(function (c) {
      var place = data.places[c.place];
      if (data.lead.indexOf(c.topic) < 0 || place.area !== data.focus || place.scale !== "adm1") return false;
      if (!cm.isKnown(c, state.clock) || seen.has(c.st)) return false;
      seen.add(c.st);
      return true;
    });
  };

  cm.relationText = {
    part_of: "part of", has_part: "includes", in_addition_to: "on top of", has_addition: "and, on top,",
    contradicts: "against", confirms: "confirms", confirmed_by: "confirmed by", same_as: "same statement as",
    denies: "denies", denied_by: "denied by", answers: "answers", answered_by: "answered by"
  };

  cm.scaleText = {
    exact: "exact place", vicinity: "within 100 m", locality: "within 1 km", settlement: "town known", near: "near a town",
    adm2: "whole district", adm1: "whole oblast", feature: "a wider area, no point", country: "country only",
    sea_air: "at sea or in the air", unknown: "place not stated"
  };

  cm.precisionText = {
    exact: "day known", days: "within a few days", week: "within a week", month: "month known", year: "year known",
    before: "some day before", after: "some day after", approx: "approximate day", unknown: "day not known"
  };
})(window);
