/* What the tests ask of a page. Loaded into every document before its own scripts; changes nothing by itself. */
(() => {
  "use strict";
  if (window.__probe) return;
  const probe = (window.__probe = {});
  const host = () => {
    let w = window;
    while (w.parent !== w) w = w.parent;
    return w;
  };

  probe.bus = () => host().ConflictMap.bus(host());
  probe.state = () => JSON.parse(JSON.stringify(probe.bus().get()));
  probe.data = async () => {
    const loads = host().__conflictMapData || {};
    const all = await Promise.all(Object.values(loads));
    return all.find((d) => d && d.claims) || null;
  };
  probe.frame = (where) => [...document.querySelectorAll("iframe")].find((f) => f.src.includes(where) && f.contentDocument && f.contentDocument.querySelector(".leaflet-container")) || null;
  probe.isReady = (parts) => Boolean(window.ConflictMap) && parts.every((p) => document.querySelector(".cm-" + p + "[data-cm-ready='true']"));
  probe.holds = (wanted) => {
    const s = probe.state();
    return Object.keys(wanted).every((k) => JSON.stringify(s[k]) === JSON.stringify(wanted[k]));
  };
  /* Resolves after the frame in which everything that was changed before is painted. */
  probe.nextPaint = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  probe.window = () => {
    const m = window.ConflictMap.map.held, c = m.getCenter();
    return { zoom: m.getZoom(), lat: c.lat, lon: c.lng };
  };
  /* Nothing painted, nothing changed in the address and Streamlit idle for longer than the hand rests. */
  probe.quiet = () => new Promise((done) => {
    const REST = 700;
    const look = () => [location.href, document.documentElement.dataset.cmPainted, Boolean(document.querySelector("[data-testid='stApp'][data-test-script-state='running']"))].join();
    let last = look(), since = performance.now();
    const step = () => {
      const now = look();
      if (now !== last || now.endsWith("true")) { last = now; since = performance.now(); }
      if (performance.now() - since > REST) done(); else requestAnimationFrame(step);
    };
    step();
  });

  /* ---- boxes ---- */
  const of = (r, what, group, text) => ({ what, group, text: text || "", x: r.x, y: r.y, w: r.width, h: r.height });
  /* The box of an SVG node's shape without its stroke (the halo of a text is no ink). */
  const ink = (node) => {
    const b = node.getBBox(), m = node.getScreenCTM();
    const xs = [], ys = [];
    [[b.x, b.y], [b.x + b.width, b.y], [b.x, b.y + b.height], [b.x + b.width, b.y + b.height]].forEach(([x, y]) => { xs.push(m.a * x + m.c * y + m.e); ys.push(m.b * x + m.d * y + m.f); });
    const x = Math.min(...xs), y = Math.min(...ys);
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  };
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 0;
  const inFrame = (r, f) => r.x < f.x + f.width && r.x + r.width > f.x && r.y < f.y + f.height && r.y + r.height > f.y;

  /* Everything drawn on a map that must not lie on anything else; things of one group may touch one another. */
  probe.pieces = (root) => {
    const box = root ? document.querySelector(root) : document.querySelector(".leaflet-container"), frame = box.getBoundingClientRect(), out = [];
    let serial = 0;
    const add = (selector, what, how, within) => {
      (within || box).querySelectorAll(selector).forEach((node) => {
        if (!isShown(node)) return;
        const owner = node.closest(".cm-label, .cm-mark, .cm-chip, .leaflet-bar") || node;
        owner.__piece = owner.__piece || ++serial;
        const r = how === "ink" ? ink(node) : node.getBoundingClientRect();
        if (r.width > 0 && r.height > 0 && inFrame(r, frame)) out.push(of(r, what, owner.__piece, node.textContent.trim()));
      });
    };
    add(".cm-scene .cm-label text", "label", "ink");
    add(".cm-scene .cm-badge-box", "badge", "ink");
    add(".cm-scene .cm-mark:not(.cm-badge) .cm-sign, .cm-scene .cm-near-badge, .cm-scene .cm-route-head", "mark", "ink");
    add(".cm-scene .cm-town", "town", "ink");
    add(".cm-chip", "chip"); add(".cm-chips-title", "chip title"); add(".cm-inset:not([hidden])", "inset");
    add(".cm-map-note > span", "note"); add(".leaflet-bar, .leaflet-control-scale-line", "control");
    box.querySelectorAll(".cm-scene .cm-route-line").forEach((line) => {
      const m = line.getScreenCTM(), total = line.getTotalLength();
      const group = (line.closest(".cm-mark").__piece = line.closest(".cm-mark").__piece || ++serial);
      for (let at = 0; at < total; at += 8) {
        const p = line.getPointAtLength(at).matrixTransform(m), r = { x: p.x - 1, y: p.y - 1, width: 2, height: 2 };
        if (inFrame(r, frame)) out.push(of(r, "route", group));
      }
    });
    return out;
  };
  /* The same inside the inset, which is a small map with labels of its own. */
  probe.insetPieces = () => {
    const out = [];
    document.querySelectorAll(".cm-inset:not([hidden]) .cm-inset-map").forEach((svg) => {
      svg.querySelectorAll(".cm-label text").forEach((n) => out.push(of(ink(n), "label", n.closest(".cm-label"), n.textContent)));
      svg.querySelectorAll(".cm-sign").forEach((n) => out.push(of(ink(n), "mark", n.closest(".cm-mark"))));
    });
    const groups = [...new Set(out.map((p) => p.group))];
    return out.map((p) => Object.assign(p, { group: groups.indexOf(p.group) }));
  };
  probe.frameBox = () => of(document.querySelector(".leaflet-container").getBoundingClientRect(), "frame", 0);
  /* Bounding boxes of what the story is told with: see `story_extent`. */
  probe.story = (towns) => {
    const out = [], box = document.querySelector(".leaflet-container"), frame = box.getBoundingClientRect();
    box.querySelectorAll(".cm-scene .cm-mark .cm-sign, .cm-scene .cm-near-badge, .cm-scene .cm-badge-box, .cm-scene .cm-route-head, .cm-scene .cm-route-line, .cm-scene .cm-area-edge, .cm-scene .cm-held-area, .cm-scene .cm-front-core").forEach((n) => out.push(of(ink(n), "mark", 0)));
    box.querySelectorAll(".cm-scene .cm-label text").forEach((n) => { if (towns.includes(n.textContent)) out.push(of(ink(n), "town", 0, n.textContent)); });
    return out.filter((p) => inFrame({ x: p.x, y: p.y, width: p.w, height: p.h }, frame));
  };

  /* Is the whole node to be seen: inside the window and every ancestor that clips, with nothing over its corners and middle? */
  probe.isWhole = (node) => {
    const r = node.getBoundingClientRect(), T = 1;
    if (r.width === 0 || r.height === 0) return false;
    if (r.left < -T || r.top < -T || r.right > innerWidth + T || r.bottom > innerHeight + T) return false;
    for (let up = node.parentElement; up; up = up.parentElement) {
      const css = getComputedStyle(up);
      if (css.overflowX === "visible" && css.overflowY === "visible") continue;
      const c = up.getBoundingClientRect();
      if (r.left < c.left - T || r.top < c.top - T || r.right > c.right + T || r.bottom > c.bottom + T) return false;
    }
    return [[r.left + 3, r.top + 3], [r.right - 3, r.top + 3], [(r.left + r.right) / 2, (r.top + r.bottom) / 2], [r.left + 3, r.bottom - 3], [r.right - 3, r.bottom - 3]].every(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (node.contains(hit) || hit.contains(node));
    });
  };
  probe.whole = (selector) => [...document.querySelectorAll(selector)].filter(probe.isWhole).length;
  /* Nodes that stick out of the window to the right, outermost first. */
  probe.wide = () => [...document.body.querySelectorAll("*")].filter((n) => {
    const r = n.getBoundingClientRect();
    if (r.width === 0 || r.right <= innerWidth + 1) return false;
    for (let up = n.parentElement; up && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return false;
    return true;
  }).map((n) => n.tagName.toLowerCase() + "." + n.className);
  /* Text that does not fit into its own box, although nothing says so (no ellipsis). */
  probe.cut = (selector) => [...document.querySelectorAll(selector)].filter((n) => n.scrollWidth > n.clientWidth + 1).map((n) => n.textContent);

  /* ---- keyboard ---- */
  const color = (name) => {
    const node = document.documentElement.appendChild(document.createElement("i"));
    node.style.color = `var(--cm-${name})`;
    const value = getComputedStyle(node).color;
    node.remove();
    return value;
  };
  /* Does anything show that a node has the focus: an outline, a shadow, or a ring of the accent drawn for it? */
  const isSeen = (node) => {
    const accent = node.ownerDocument.defaultView.__probe.accent();
    const outlined = (n) => { const s = getComputedStyle(n); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none"; };
    if ([node, node.parentElement, node.parentElement && node.parentElement.parentElement].some((n) => n && outlined(n))) return true;
    return [...node.querySelectorAll(".cm-ring, .cm-badge-box, .cm-route-line, .cm-active, .cm-clock-ring, .cm-focus-line")].some((n) => {
      const s = getComputedStyle(n);
      return outlined(n) || (s.stroke === accent && Number(s.opacity) > 0 && s.stroke !== "none") || (n.matches(".cm-active") && s.backgroundColor !== "rgba(0, 0, 0, 0)");
    });
  };
  probe.accent = () => color("accent");
  /* What has the focus, in the page or in the map's frame; null when nothing has. */
  probe.focused = () => {
    let node = document.activeElement, frame = null;
    while (node && node.tagName === "IFRAME" && node.contentDocument) { frame = node; node = node.contentDocument.activeElement; }
    if (!node || node === node.ownerDocument.body) return null;
    const win = node.ownerDocument.defaultView, r = node.getBoundingClientRect(), own = node.closest(".cm-root, .leaflet-container");
    const part = frame ? "map" : own ? ["cm-head", "cm-legend", "cm-figures", "cm-timeline", "cm-clock", "cm-sheet"].find((p) => node.closest("." + p)) || "other" : "";
    const x = r.left + r.width / 2, y = r.top + r.height / 2, at = frame ? frame.getBoundingClientRect() : { left: 0, top: 0 };
    const list = node.matches("[role=listbox]") && node.querySelector(".cm-active"), look = list ? list.getBoundingClientRect() : r;
    const inView = look.bottom + at.top > 0 && look.top + at.top < innerHeight && look.right + at.left > 0 && look.left + at.left < innerWidth;
    const hit = frame ? null : document.elementFromPoint(Math.min(Math.max(look.left + look.width / 2, 0), innerWidth - 1), Math.min(Math.max(look.top + look.height / 2, 0), innerHeight - 1));
    return {
      name: (node.getAttribute("aria-label") || (node.matches("main") ? "" : node.textContent) || node.getAttribute("title") || node.getAttribute("placeholder") || "").trim().slice(0, 80),
      role: node.getAttribute("role") || node.tagName.toLowerCase(), part,
      is_seen: win.__probe.isSeen(node),
      is_in_view: inView && (frame !== null || (hit !== null && (node.contains(hit) || hit.contains(node) || hit.closest(".cm-root") === own))),
      at: Math.round(x) + "," + Math.round(y)
    };
  };
  probe.isSeen = isSeen;

  /* ---- targets and motion ---- */
  const FREE = ".cm-deck-part, .cm-ref, .cm-src a, .cm-rel a, .cm-link-button, .cm-part, p a, li a";
  /* Our own targets that are too small and too close to another one. */
  probe.smallTargets = (least) => {
    const roots = [...document.querySelectorAll(".cm-root, .leaflet-container")];
    const all = new Set(roots.flatMap((r) => [...r.querySelectorAll("a[href], button, input, summary, [role=button], [role=slider], [role=option]")]));
    const shown = [...all].filter((n) => n.checkVisibility({ visibilityProperty: true }) && n.getBoundingClientRect().width > 0 && !n.disabled);
    const box = (n) => (n.closest("label, .cm-search") || n.querySelector(":scope > .cm-hit, :scope > .cm-clock-hit") || n).getBoundingClientRect();
    const list = shown.map((n) => ({ n, r: box(n) }));
    const small = (r) => r.width < least - 0.5 || r.height < least - 0.5;
    const mid = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
    const meets = (a, b) => {
      const [x, y] = mid(a), h = least / 2;
      if (small(b)) { const [u, v] = mid(b); return Math.hypot(x - u, y - v) < least - 0.5; }
      const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
      return Math.hypot(dx, dy) < h - 0.5;
    };
    return list.filter(({ n, r }) => small(r) && !n.matches(FREE) && !n.closest(".cm-inset-map, .cm-layer-routes"))
      .filter(({ n, r }) => list.some((o) => o.n !== n && !o.n.contains(n) && !n.contains(o.n) && meets(r, o.r)))
      .map(({ n, r }) => (n.getAttribute("aria-label") || n.textContent || n.className.baseVal || n.className) + " " + Math.round(r.width) + "x" + Math.round(r.height));
  };
  /* Counts, from now on and at every frame, the style animations and transitions that really move for a time. */
  probe.motion = 0;
  probe.countMotion = () => {
    probe.motion = 0;
    const look = () => {
      probe.motion += document.getAnimations().filter((a) => a.effect && a.effect.target && a.effect.target.closest(".cm-root, .leaflet-container") && Number(a.effect.getComputedTiming().duration) > 1).length;
      requestAnimationFrame(look);
    };
    look();
  };
})();
