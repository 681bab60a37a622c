/* Every publication with what rests on it; and the theme alone, for pages without other parts of ours. */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});

  function claimItem(data, claim) {
    return cm.el("li", { "data-cm-id": claim.id }, cm.icon(cm.side(data, claim), 4.4), " ",
      cm.el("a", { href: cm.pageLink("", "sel=" + encodeURIComponent(claim.id)), target: "_self" }, cm.speakerShort(data, claim)), " says " + claim.title,
      cm.el("span", { "class": "cm-muted" }, " · " + claim.said.text));
  }

  function sourceItem(data, id, claims) {
    var s = data.sources[id];
    var agency = s.agency && s.agency !== s.publisher ? " (text of " + s.agency + ")" : "";
    return cm.el("article", { "class": "cm-source", id: "source-" + id },
      cm.el("h3", {}, s.publisher + agency), cm.el("p", { "class": "cm-muted" }, [s.on ? cm.mediumDay(s.on) : "no date on the page", " · ", s.kind, " · ", cm.webLink(s.url, s.host || s.url) || (s.link_note || "no link")]),
      cm.el("p", {}, s.title), s.note ? cm.el("p", { "class": "cm-muted" }, s.note) : null,
      cm.el("ul", {}, claims.map(function (c) { return claimItem(data, c); })));
  }

  cm.sources = {
    render: function (element, data) {
      element.classList.add("cm-root", "cm-sources");
      var resting = new Map();
      data.claims.forEach(function (c) { c.src.forEach(function (id) { if (!resting.has(id)) resting.set(id, []); resting.get(id).push(c); }); });
      var ids = Object.keys(data.sources).sort(function (a, b) {
        return data.sources[a].publisher.localeCompare(data.sources[b].publisher) || (data.sources[a].on < data.sources[b].on ? -1 : 1);
      });
      var list = cm.el("div", { "class": "cm-source-list" }, ids.map(function (id) { return sourceItem(data, id, resting.get(id) || []); }));
      var count = cm.el("p", { "class": "cm-muted", role: "status" }, ids.length + " of " + ids.length + " sources");
      var find = cm.el("input", { type: "search", placeholder: "Publisher, speaker or word", "aria-label": "Search the sources", "class": "cm-source-find", on: {
        input: function () {
          var words = find.value.toLowerCase().split(/\s+/), n = 0;
          list.childNodes.forEach(function (node) {
            var text = node.textContent.toLowerCase();
            node.hidden = !words.every(function (w) { return text.indexOf(w) >= 0; });
            if (!node.hidden) n += 1;
          });
          count.textContent = n + " of " + ids.length + " sources" + (n ? "" : ": try fewer words");
        }
      } });
      element.appendChild(find);
      element.appendChild(count);
      element.appendChild(list);
      element.dataset.cmReady = "true";
      var target = root.location.hash.indexOf("#source-") === 0 ? document.getElementById(root.location.hash.slice(1)) : null;
      if (target) target.scrollIntoView();
      return function () {};
    }
  };
})(window);
