/* The player: story steps, the window that follows the clock, and the playing itself.
 *
 * The bus hears of whole days only. Between them the position is local to the clock, which gets it each frame;
 * with reduced motion it gets none and simply steps from day to day.
 */
(function (root) {
  "use strict";
  var cm = (root.ConflictMap = root.ConflictMap || {});
  var SECOND = 1000;
  var LONGEST_FRAME_MS = 200;

  cm.speeds = [1, 3, 7];
  cm.shortestWindow = 7;

  /* The last story step reached at a date (null before the first). */
  cm.stepReached = function (data, clock) {
    return data.story.reduce(function (found, step) { return step.clock <= clock ? step : found; }, null);
  };

  /* The step at which the clock stands, chosen or merely met. */
  cm.stepAt = function (data, state) {
    var here = data.story.filter(function (step) { return step.clock === state.clock; });
    return here.filter(function (step) { return step.n === state.step; })[0] || here[here.length - 1] || null;
  };

  /* The step whose sentence is to be read: only one the reader or the player went to. */
  cm.stepTold = function (data, state) {
    var step = cm.stepAt(data, state);
    return step && step.n === state.step ? step : null;
  };

  /* The step before (-1) or after (+1) the clock; null at either end. */
  cm.stepBeside = function (data, state, way) {
    var at = data.story.indexOf(cm.stepTold(data, state));
    if (at >= 0) return data.story[at + way] || null;
    var side = data.story.filter(function (step) { return way > 0 ? step.clock > state.clock : step.clock < state.clock; });
    return (way > 0 ? side[0] : side[side.length - 1]) || null;
  };

  cm.stepPatch = function (step) {
    return {
      clock: step.clock, from: step.from, to: step.to, step: step.n, selected: step.select || null,
      open: step.open && step.open.length ? step.open : null, frame: step.frame || "theatre", playing: false
    };
  };

  cm.goStep = function (data, bus, step) { if (step) bus.set(cm.stepPatch(step)); };

  /* A window of the same length around `clock`; `share` of it lies before the clock. Stays inside the span. */
  cm.windowAround = function (data, state, clock, share) {
    var length = cm.day(state.to) - cm.day(state.from);
    var first = cm.day(data.span.from), last = cm.day(data.span.to);
    var from = Math.max(first, Math.min(cm.day(clock) - Math.round(length * share), last - length));
    return { from: cm.iso(from), to: cm.iso(Math.min(last, from + length)) };
  };

  /* The patch that moves the clock to a date, taking the window along when it would leave it. */
  cm.clockPatch = function (data, state, iso) {
    var clock = cm.clampDay(iso, data.span.from, data.span.to);
    var patch = { clock: clock };
    if (clock !== state.clock) patch.step = null;
    if (clock < state.from || clock > state.to) {
      var next = cm.stepBeside(data, Object.assign({}, state, { clock: clock, step: null }), 1);
      var whole = next && next.from <= clock && next.to >= clock;
      Object.assign(patch, whole ? { from: next.from, to: next.to } : cm.windowAround(data, state, clock, clock > state.to ? 0.3 : 0.7));
    }
    return patch;
  };

  /* The patch that sets the window; the clock stays inside it. */
  cm.windowPatch = function (data, state, from, to, clock) {
    var a = cm.clampDay(from, data.span.from, data.span.to), b = cm.clampDay(to, data.span.from, data.span.to);
    var inside = state.clock >= a && state.clock <= b;
    var wanted = inside ? state.clock : cm.clampDay(clock || state.clock, a, b);
    return { from: a, to: b, clock: wanted, step: wanted === state.clock ? state.step : null };
  };

  /* Plays from the bus's `playing`. onFrame(position): the clock line, in days, between two days' ends.
   * Returns {toggle, stop, position}. */
  cm.player = function (data, bus, onFrame) {
    var request = null, last = 0, position = 0, published = "";
    var calm = cm.reducedMotion();

    function lineOf(clock) { return cm.day(clock) + 1; }

    function publish(day) {
      var state = bus.get();
      var next = data.story.filter(function (step) { return step.clock > state.clock && step.clock <= cm.iso(day); })[0];
      var end = cm.day(data.span.to);
      published = next ? next.clock : cm.iso(Math.min(day, end));
      if (next) {
        position = lineOf(next.clock);
        bus.set(cm.stepPatch(next));
      } else {
        bus.set(Object.assign(cm.clockPatch(data, state, published), day >= end ? { playing: false } : {}));
      }
    }

    function frame(now) {
      request = null;
      var state = bus.get();
      if (!state.playing) return;
      if (state.clock !== published) { published = state.clock; position = lineOf(published); }
      position += Math.min(now - last, LONGEST_FRAME_MS) / SECOND * state.speed;
      last = now;
      var passed = Math.floor(position) - 1;
      if (passed > cm.day(state.clock)) publish(passed);
      if (!bus.get().playing) return;
      if (!calm) onFrame(position);
      request = root.requestAnimationFrame(frame);
    }

    function begin() {
      if (request !== null) return;
      var state = bus.get(), told = cm.stepTold(data, state);
      /* What the step selected has been read; left on, it would dim everything that comes. */
      if (told && told.select && told.select === state.selected) bus.set({ selected: null });
      if (state.clock >= data.span.to) {
        var first = data.story[0];
        bus.set(Object.assign({ clock: data.span.from, step: null },
          first ? { from: first.from, to: first.to } : cm.windowAround(data, state, data.span.from, 0)));
      }
      calm = cm.reducedMotion();
      published = bus.get().clock;
      position = lineOf(published);
      last = root.performance.now();
      request = root.requestAnimationFrame(frame);
    }

    function end() {
      if (request !== null) root.cancelAnimationFrame(request);
      request = null;
    }

    var off = bus.on(function (state) { if (state.playing) begin(); else end(); }, ["playing"]);
    if (bus.get().playing) begin();

    return {
      toggle: function () { bus.set({ playing: !bus.get().playing }); },
      /* Where the clock line stands now. */
      position: function () { return request !== null && !calm ? position : lineOf(bus.get().clock); },
      cleanup: function () { end(); off(); if (bus.get().playing) bus.set({ playing: false }); }
    };
  };
})(window);
