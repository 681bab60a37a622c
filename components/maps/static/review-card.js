/* A proposal as one row of the list, and, opened, with every field: what it says, the rule that found it, how sure.
 *
 * A row reads like the timeline of the situation page: day, sign of who speaks, who says what. Nothing here decides.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var card = (cm.reviewCard = {});
  var UNSURE = 0.6;

  card.VERDICTS = { accepted: "accepted", merged: "same as a claim", rejected: "rejected", open: "open" };
  card.HEDGES = {
    none: "as stated", about: "about", up_to: "up to", nearly: "nearly", at_least: "at least", over: "more than", range: "a range",
    vague: "a word, no number", projection: "projected"
  };

  /* "2024-10-29" -> "29 October 2024"; intervals and open ends as a reader says them; anything else as it is. */
  card.day = function (edtf) {
    if (!edtf) return "";
    var one = function (t) { return /^\d{4}-\d{2}-\d{2}$/.test(t) ? cm.longDay(t) : /^\d{4}-\d{2}$/.test(t) ? cm.monthName(t + "-01") + " " + t.slice(0, 4) : t; };
    if (edtf.indexOf("/") < 0) return /^\d{4}-\d{2}-\d{2}~$/.test(edtf) ? "about " + cm.longDay(edtf.slice(0, 10)) : one(edtf);
    var ends = edtf.split("/");
    if (ends[0] === "..") return "by " + one(ends[1]);
    if (ends[1] === "..") return "from " + one(ends[0]);
    return one(ends[0]) + " – " + one(ends[1]);
  };

  function short(edtf) {
    var day = (edtf || "").replace(/^\.\.\//, "").slice(0, 10), by = /^\.\.\//.test(edtf || "");
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? (by ? "by " : "") + cm.shortDay(day) : day.length === 7 ? cm.monthName(day + "-01") + " " + day.slice(0, 4) : day || "no date";
  }

  card.speaker = function (doc, choice) {
    var known = choice.speaker && doc.speakers[choice.speaker];
    return known ? { name: known.name, short: known.short, side: known.side, fresh: false }
      : { name: choice.speaker_name, short: choice.speaker_name, side: choice.side || "ot", fresh: true };
  };

  card.place = function (doc, choice) {
    var known = choice.place && doc.places[choice.place];
    if (known) return { name: known.name, scale: known.scale, fresh: false, lat: known.lat, lon: known.lon };
    return choice.place_name ? { name: choice.place_name, scale: choice.scale, fresh: true, lat: choice.lat, lon: choice.lon } : null;
  };

  card.claim = function (doc, id) {
    var claim = cm.index(doc).claim.get(id);
    if (!claim) return cm.el("span", {}, id);
    return cm.el("span", { "class": "cm-rv-claim" }, cm.icon(cm.side(doc, claim), 4.2), " ", cm.el("b", {}, cm.speakerShort(doc, claim)), " says " + claim.title + ", " + claim.said.text);
  };

  function sign(item, pending) {
    if (pending) return cm.el("span", { "class": "cm-rv-status cm-muted" }, "saving…");
    if (item.verdict === "open") return cm.el("span", { "class": "cm-rv-status" }, cm.el("span", { "class": "cm-rv-mark cm-rv-" + item.kind }, item.kind));
    var word = { accepted: "✓ accepted", merged: "= same claim", rejected: "× rejected" }[item.verdict];
    return cm.el("span", { "class": "cm-rv-status cm-rv-done" }, word);
  }

  card.row = function (doc, item, choice, pending) {
    var who = choice ? card.speaker(doc, choice) : null;
    return [
      cm.el("span", { "class": "cm-rv-date cm-muted" }, choice ? short(item.kind === "event" ? choice.happened || choice.said : choice.said) : ""),
      who ? cm.icon(who.side, 4.6) : cm.el("span"),
      cm.el("span", { "class": "cm-rv-line" }, who ? [cm.el("b", {}, cm.el("bdi", {}, who.short)), " says ", cm.el("bdi", {}, choice.title)] : cm.el("bdi", {}, item.fields.text)),
      sign(item, pending)
    ];
  };

  /* ---- the fields of an open row ---- */
  var KEYS = {
    value: ["value", "text", "low", "best", "high", "bound", "hedge", "hedge_text", "modality"], counted: ["kind", "unit", "subject"],
    who: ["source", "attribution", "original", "to", "medium", "stance", "about"], said: ["said"], place: ["place"],
    period: ["ref_date"], happened: ["date", "precision"]
  };

  function sureness(item, name) {
    var rules = item.fields.rules || {}, sure = item.fields.confidence || {};
    return KEYS[name].filter(function (k) { return k in rules || k in sure; }).map(function (k) {
      return { key: k, rule: rules[k] || "", sure: typeof sure[k] === "number" ? sure[k] : null };
    });
  }

  function line(item, name, label, content, why) {
    if (content === null) return null;
    var told = sureness(item, name), low = told.some(function (t) { return t.sure !== null && t.sure < UNSURE; });
    return [
      cm.el("dt", {}, label),
      cm.el("dd", {}, cm.el("div", {}, content, low ? cm.el("span", { "class": "cm-rv-unsure", title: "The reader is not sure of this; compare it with the text." }, "check") : null),
        why && told.length ? cm.el("div", { "class": "cm-rv-why cm-muted" }, told.map(function (t) {
          return cm.el("span", {}, t.key.replace(/_/g, " ") + (t.rule ? ": " + t.rule : "") + (t.sure === null ? "" : ", " + Math.round(t.sure * 100) + " % sure"));
        })) : null)
    ];
  }

  function bounds(choice) {
    var n = function (v) { return cm.number(v); }, parts = [];
    if (choice.best !== null) parts.push(n(choice.best));
    if (choice.low !== null && choice.high !== null) parts.push(n(choice.low) + " to " + n(choice.high));
    else if (choice.low !== null) parts.push("at least " + n(choice.low));
    else if (choice.high !== null) parts.push("at most " + n(choice.high));
    return parts.join(", ");
  }

  /* What the printed value does not say by itself: the hedge, where other words carry it, and both ends of a range. */
  function hedged(choice) {
    var word = card.HEDGES[choice.hedge], ends = choice.low !== null && choice.high !== null ? bounds(choice) : "";
    return [choice.hedge === "none" || choice.value_text.indexOf(word) === 0 ? "" : word, ends].filter(Boolean).map(function (t) { return " · " + t; }).join("");
  }

  /* The fields as a list of terms. why: show rules and confidences. */
  card.fields = function (doc, item, choice, why) {
    var who = card.speaker(doc, choice), place = card.place(doc, choice), topic = choice.topic && cm.index(doc).topics.get(choice.topic);
    var side = who.side && cm.index(doc).sides.get(who.side), grey = function (t) { return cm.el("span", { "class": "cm-muted" }, t); };
    var isFigure = choice.kind === "figure";
    return cm.el("dl", { "class": "cm-rv-fields" },
      isFigure ? line(item, "value", "Value", [cm.el("b", { "class": "cm-rv-value" }, cm.el("bdi", {}, choice.value_text)), grey(hedged(choice))], why) : null,
      isFigure ? line(item, "counted", "Counts", [choice.unit, topic ? grey(" under " + topic.title) : choice.topic_title ? grey(" under a new group, " + choice.topic_title) : null], why) : null,
      line(item, "who", "Claimed by", [cm.icon(who.side, 4.6), " ", cm.el("bdi", {}, who.name), grey(" " + (who.fresh ? "new speaker, " : "") + (side ? side.name : "")), choice.via ? grey(", through " + choice.via) : null], why),
      line(item, "said", "Said", choice.said ? card.day(choice.said) : grey("not known"), why),
      choice.happened || item.kind === "event" ? line(item, "happened", "Happened", choice.happened ? card.day(choice.happened) : grey("open: the report's date is not known"), why) : null,
      line(item, "place", "Place", place ? [cm.el("bdi", {}, place.name), grey(" " + cm.scaleText[place.scale] + (place.fresh && place.lat === null ? ", no point" : "") + (place.fresh ? ", new" : ""))] : grey("not stated"), why),
      rivals(item, place),
      choice.period ? line(item, "period", "Covers", card.day(choice.period), why) : null,
      choice.quote ? [cm.el("dt", {}, "Words"), cm.el("dd", { "class": "cm-serif" }, "“", cm.el("bdi", {}, choice.quote), "”")] : null,
      tie(item),
      choice.grade ? [cm.el("dt", {}, "Grade"), cm.el("dd", {}, choice.grade)] : null,
      choice.note ? [cm.el("dt", {}, "Note"), cm.el("dd", {}, cm.el("bdi", {}, choice.note))] : null);
  };

  function rivals(item, place) {
    var found = item.fields.found;
    if (!place || !place.fresh || !found || !found.rivals || !found.rivals.length) return null;
    return [cm.el("dt", {}, "Or"), cm.el("dd", { "class": "cm-muted" }, found.rivals.slice(0, 3).join("; "))];
  }

  function tie(item) {
    var link = item.fields.link;
    if (!link) return null;
    return [cm.el("dt", {}, "Tied to"), cm.el("dd", {}, link.tie === "part_of" ? "part of " : "on top of ",
      cm.el("button", { type: "button", "class": "cm-link-button", "data-cm-go": link.to }, "another figure of this report"))];
  }
})(window);
