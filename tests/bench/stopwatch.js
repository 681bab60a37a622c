/* Reads times in the page itself: from an event to the frame callback in which its effect is drawn, in milliseconds. */
(() => {
  "use strict";
  if (window.__watch) return;
  const watch = (window.__watch = {});
  const LIMIT_MS = 30000;

  function timed(start) {
    let give;
    const promise = new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error("nothing was drawn within " + LIMIT_MS + " ms")), LIMIT_MS);
      give = () => { clearTimeout(timer); done(performance.now() - start()); };
    });
    return { promise, give };
  }
  /* Looks in every frame until something holds. */
  function look(holds, give) {
    const step = () => (holds() ? give() : requestAnimationFrame(step));
    requestAnimationFrame(step);
  }
  /* An event may come at any moment of a frame. */
  const someMoment = () => new Promise((done) => setTimeout(done, 20 + Math.random() * 17));

  /* From the start of the navigation until something holds. */
  watch.first = (holds) => { const t = timed(() => 0); look(holds, t.give); return t.promise; };

  /* From an act until something holds. */
  watch.until = async (act, holds) => {
    await someMoment();
    let start = 0;
    const t = timed(() => start);
    start = performance.now();
    act();
    look(holds, t.give);
    return t.promise;
  };

  /* From an act until our map has painted once more; the counter is raised in the very frame that draws. */
  watch.paint = async (act) => {
    await someMoment();
    let start = 0;
    const t = timed(() => start);
    const seen = new MutationObserver(() => { seen.disconnect(); t.give(); });
    seen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-cm-painted"] });
    start = performance.now();
    act();
    return t.promise;
  };

  const frames = (where) => [...document.querySelectorAll("iframe")].filter((f) => f.src.includes("streamlit_folium") && f.contentDocument && (!where || f.contentDocument.querySelector(where)));
  watch.map = () => frames(".leaflet-container")[0] || null;

  /* ---- our page ---- */
  const own = {
    ready: () => document.documentElement.dataset.cmReady === "true",
    filter: (n) => document.querySelectorAll(".cm-head .cm-pill[aria-pressed]")[n % 2].click(),
    click: (n) => {
      const marks = [...watch.map().contentDocument.querySelectorAll(".cm-scene .cm-mark[data-cm-id]")];
      const ids = [...new Set(marks.map((m) => m.dataset.cmId))];
      const node = marks.find((m) => m.dataset.cmId === ids[n % ids.length]);
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    },
    hover: (n) => {
      const rows = [...document.querySelectorAll(".cm-timeline .cm-tl-row[data-cm-id]")], box = rows[n % rows.length].getBoundingClientRect();
      rows[n % rows.length].dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX: box.left + 30, clientY: box.top + box.height / 2 }));
    },
    leave: () => document.querySelectorAll(".cm-timeline .cm-tl-row, .cm-timeline").forEach((node) => node.dispatchEvent(new PointerEvent("pointerleave"))),
    clock: (n) => document.querySelector(".cm-clock [role=slider]").dispatchEvent(new KeyboardEvent("keydown", { key: n % 2 ? "ArrowLeft" : "ArrowRight", bubbles: true, cancelable: true })),
  };
  /* ---- an empty app ---- */
  const shown = () => { const node = document.querySelector('[data-testid="stText"]'); return node ? node.textContent : ""; };
  const empty = {
    ready: () => shown() !== "",
    rerun: () => {
      const before = shown();
      return watch.until(() => document.querySelector('[data-testid="stButton"] button').click(), () => shown() !== before);
    },
  };
  /* ---- the plain way: as many pins as the page says, in a frame that is not one of before ---- */
  const plain = {
    pins: () => { const f = watch.map(); return f ? f.contentDocument.querySelectorAll(".leaflet-marker-icon").length : 0; },
    ready: () => shown() !== "" && plain.pins() === Number(shown()),
    filter: (n) => {
      const before = shown();
      return watch.until(() => document.querySelectorAll('[data-testid="stButtonGroup"] button')[n % 2].click(), () => shown() !== before && plain.ready());
    },
  };
  Object.assign(watch, { own, empty, plain });

  watch.stamp = () => { watch.map().contentWindow.__stamp = true; };
  watch.isStamped = () => Boolean(watch.map() && watch.map().contentWindow.__stamp);
  watch.mounts = () => watch.map().contentWindow.__conflictMapMounts || 0;

  /* Until nothing has been painted and the script has not run for longer than a hand rests. */
  watch.quiet = (rest) => new Promise((done) => {
    const say = () => [location.href, document.documentElement.dataset.cmPainted, Boolean(document.querySelector("[data-test-script-state='running']"))].join();
    let last = say(), since = performance.now();
    const step = () => {
      const now = say();
      if (now !== last || now.endsWith("true")) { last = now; since = performance.now(); }
      if (performance.now() - since > rest) done(); else requestAnimationFrame(step);
    };
    step();
  });
})();
