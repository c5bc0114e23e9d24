// The stage of a lab: shows HTML parts that Python sends, tells Python what is touched.
// It knows nothing of networks.  In the parts and in the frame round them:
//   data-part="name"      where the part of that name stands
//   data-keyed            beside it: what can be touched there takes keys as well
//   data-control="name"   an input, select or radio button whose value Python keeps
//   data-act="words"      can be pressed; with data-keys the arrow keys and the wheel
//                         are told as well
//   data-x, data-y        what numbers a sheet spans: in its part things can be dragged
// Python sends {parts: {name: html}, values: {name: {text, place, spoken, off}},
// tick: milliseconds} in the trait `sent`; what is touched goes back as a list in the
// trait `touches`, each with a number, until Python says in `seen` that it has it.

const stores = (globalThis.bpcoreStages ??= new Map());  // what each lab's views share

const initialize = ({ model }) => {
  const store = { parts: {}, values: {}, tick: 0, views: new Set() };
  stores.set(model.get("key"), store);
  let count = 0, pending = [];
  store.tell = (touch) => {
    const last = pending[pending.length - 1];
    const merges = last && !last.told && touch.kind === last.kind &&
      touch.act === last.act && ["drag", "value", "page"].includes(touch.kind);
    if (merges) pending.pop();
    pending.push({ ...touch, n: ++count });
    model.set("touches", pending.map(({ told, ...t }) => t));
    model.save_changes();
  };
  model.on("change:seen", () => {
    pending = pending.filter((t) => t.n > model.get("seen"));
  });
  const take = () => {
    const sent = model.get("sent");
    Object.assign(store.parts, sent.parts);
    Object.assign(store.values, sent.values);
    if (sent.tick !== undefined) store.tick = sent.tick;
    for (const show of store.views) show(sent);
    clearTimeout(store.timer);  // the next beat comes after the answer to this one
    if (store.tick)
      store.timer = setTimeout(() => store.tell({ act: "tick", kind: "tick" }), store.tick);
  };
  model.on("change:sent", take);
  return () => { clearTimeout(store.timer); stores.delete(model.get("key")); };
};

const render = ({ model, el }) => {
  const store = stores.get(model.get("key"));
  el.classList.add("bp-stage");
  el.innerHTML = model.get("frame");
  const tell = store.tell;

  // --- what Python sends ---------------------------------------------------------

  // What can be touched in a keyed part can be reached with the tab key.
  const keyed = (place) => {
    const acts = new Set();
    for (const one of place.querySelectorAll("[data-act]:not(button)")) {
      if (acts.has(one.dataset.act)) continue;
      acts.add(one.dataset.act);
      one.dataset.keys = "";
      for (const [name, value] of [["tabindex", 0], ["role", "button"], ["aria-label", one.dataset.act]])
        one.setAttribute(name, value);
    }
    place.querySelector("svg")?.setAttribute("role", "group");
  };
  const showPart = (name, html) => {
    const place = el.querySelector(`[data-part="${name}"]`);
    if (!place || place.shown === html) return;
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const act = active?.dataset.act, control = active?.dataset.control;
    const open = new Set([...place.querySelectorAll("details[open][id]")].map((d) => d.id));
    place.innerHTML = html;
    place.shown = html;
    if ("keyed" in place.dataset) keyed(place);
    for (const id of open) place.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    const again = act ? `[data-act="${CSS.escape(act)}"]`
      : control ? `[data-control="${CSS.escape(control)}"]` : null;
    if (active && again) place.querySelector(again)?.focus({ preventScroll: true });
  };
  const showValue = (name, value) => {
    for (const input of el.querySelectorAll(`[data-control="${CSS.escape(name)}"]`)) {
      if (input.type === "range") {
        if (held !== input) input.value = value.place;
        input.setAttribute("aria-valuetext", value.spoken);
      } else if (input.type === "radio" || input.type === "checkbox") {
        input.checked = input.type === "radio" ? input.value === value.text : value.text === "1";
      } else if (document.activeElement !== input || !input.typed) {
        input.value = value.text;
      }
      if (value.off !== undefined) input.disabled = value.off;
    }
  };
  const show = ({ parts = {}, values = {} }) => {
    for (const [name, html] of Object.entries(parts)) showPart(name, html);
    for (const [name, value] of Object.entries(values)) showValue(name, value);
  };

  // --- what is touched -----------------------------------------------------------

  let held = null, drag = null;
  const control = (event) => {
    const input = event.target.closest("[data-control]");
    if (!input) return;
    const live = input.type === "range", text = /^(text|number|search)$/.test(input.type) ||
      input.tagName === "TEXTAREA";
    input.typed = text && event.type === "input";
    if (event.type === "input" && !live) return;  // typed text counts when it is done
    if (event.type === "change" && live) { held = null; return; }
    if (live) held = input;
    tell({ act: `control ${input.dataset.control}`, kind: "value", slid: live,
           value: input.type === "checkbox" ? (input.checked ? "1" : "0") : input.value });
  };
  // A sheet says what numbers it spans: data-x="left right", data-y="bottom top".
  const where = (event, part) => {
    const sheet = part?.querySelector("[data-x][data-y]");
    if (!sheet) return {};
    const box = sheet.getBoundingClientRect();
    const [left, right, bottom, top] = `${sheet.dataset.x} ${sheet.dataset.y}`.split(" ").map(Number);
    const across = (event.clientX - box.left) / box.width, up = (box.bottom - event.clientY) / box.height;
    return { x: left + across * (right - left), y: bottom + up * (top - bottom) };
  };
  const down = (event) => {
    const target = event.target.closest("[data-act]");
    if (!target || event.button || event.target.closest("[data-control]")) return;
    if (target.closest("button, summary, a")) return;  // these have a click of their own
    const part = target.closest("[data-part]"), act = target.dataset.act;
    drag = { act, part, moved: false, id: event.pointerId, from: [event.clientX, event.clientY],
             drags: Boolean(part?.querySelector("[data-x][data-y]")) };
    if (drag.drags) { el.setPointerCapture(event.pointerId); event.preventDefault(); }
    target.focus?.({ preventScroll: true });
  };
  const move = (event) => {
    if (!drag?.drags || event.pointerId !== drag.id) return;
    const far = Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]);
    if (!drag.moved && far < 3) return;
    drag.moved = true;
    tell({ act: drag.act, kind: "drag", ...where(event, drag.part) });
  };
  const up = (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const { act, part, moved } = drag;
    drag = null;
    tell({ act, kind: moved ? "drop" : "press", ...where(event, part) });
  };
  const click = (event) => {
    const button = event.target.closest("button[data-act], summary[data-act]");
    if (button) tell({ act: button.dataset.act, kind: "press" });
  };
  const key = (event) => {
    const target = event.target.closest("[data-act]");
    if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("[data-control], button, summary, a")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      tell({ act: target.dataset.act, kind: "press" });
    } else if (("keys" in target.dataset && event.key.startsWith("Arrow")) ||
               event.key === "Delete") {
      event.preventDefault();
      tell({ act: target.dataset.act, kind: "key", value: event.key });
    } else if ("keys" in target.dataset && /^[-−.\d]$/.test(event.key)) {
      event.preventDefault();
      box(target, event.key);
    }
  };
  // A number typed at what has the focus, or after a double press on it.
  const box = (target, text) => {
    const { act } = target.dataset, input = document.createElement("input");
    const here = target.getBoundingClientRect(), ground = el.getBoundingClientRect();
    Object.assign(input, { type: "text", value: text, className: "bp-typed" });
    input.setAttribute("aria-label", `${act}: a number, then Enter`);
    input.style.left = `${(here.left + here.right) / 2 - ground.left}px`;
    input.style.top = `${(here.top + here.bottom) / 2 - ground.top}px`;
    const done = (event) => {
      if (event.type === "keydown" && !/^(Enter|Escape)$/.test(event.key)) return;
      input.removeEventListener("blur", done);
      input.remove();
      el.querySelector(`[data-act="${CSS.escape(act)}"][data-keys]`)?.focus({ preventScroll: true });
      if (event.key !== "Escape" && input.value.trim()) tell({ act, kind: "typed", value: input.value });
    };
    for (const kind of ["keydown", "blur"]) input.addEventListener(kind, done);
    el.append(input);
    input.focus();
  };
  const twice = (event) => {
    const target = event.target.closest("[data-act]"), act = target && CSS.escape(target.dataset.act);
    const first = act && el.querySelector(`[data-act="${act}"][data-keys]`);
    if (first) box(first, "");
  };
  const wheel = (event) => {
    const target = event.target.closest("[data-act][data-keys]");
    if (!target || target !== document.activeElement) return;  // else the page scrolls
    event.preventDefault();
    tell({ act: target.dataset.act, kind: "key", value: event.deltaY < 0 ? "ArrowUp" : "ArrowDown" });
  };

  // --- the page round it ---------------------------------------------------------

  const page = () => {
    const ground = getComputedStyle(document.body).getPropertyValue("--jp-layout-color0").trim();
    const [r, g, b] = (ground.match(/^#/) ? ground.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3")
      .match(/\w\w/g).map((h) => parseInt(h, 16)) : ground.match(/\d+/g) ?? [255, 255, 255]);
    const told = { dark: 0.3 * r + 0.6 * g + 0.1 * b < 128, width: Math.round(el.clientWidth),
                   ratio: window.devicePixelRatio };
    const text = JSON.stringify(told);
    if (text === page.told || !told.width) return;
    page.told = text;
    tell({ act: "page", kind: "page", ...told });
  };
  page.told = "";
  const sized = new ResizeObserver(page);
  sized.observe(el);
  const themed = new MutationObserver(page);
  themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  const events = { input: control, change: control, pointerdown: down, pointermove: move,
                   pointerup: up, pointercancel: up, click, dblclick: twice, keydown: key };
  for (const [name, act] of Object.entries(events)) el.addEventListener(name, act);
  el.addEventListener("wheel", wheel, { passive: false });
  // No key pressed in a lab is a command of the notebook: where those are looked up on
  // the way down (Notebook 7), what has the focus says so itself.
  el.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  el.addEventListener("keydown", (event) => { if (event.key !== "Escape") event.stopPropagation(); });

  store.views.add(show);
  show(store);
  if (!Object.keys(store.parts).length) tell({ act: "page", kind: "hello" });
  return () => {
    store.views.delete(show);
    sized.disconnect();
    themed.disconnect();
  };
};

export default { initialize, render };
