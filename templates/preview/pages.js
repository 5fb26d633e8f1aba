// The pages: each a picture, with its text above it.
"use strict";

const current = () => state.view && state.view.texts.find(t => t.kind === shownText);

function texts() {
  const kinds = state.view.texts.map(t => t.kind);
  if (!kinds.includes(shownText)) shownText = kinds[0] || "resolution";
  const buttons = $("texts");
  if (buttons.children.length !== kinds.length) {
    buttons.replaceChildren(...kinds.map(kind => make("button", { type: "button", textContent: words.text[kind], on: () => turnTo(kind) })));
  }
  kinds.forEach((kind, i) => buttons.children[i].setAttribute("aria-pressed", String(kind === shownText)));
  const t = current();
  $("text-title").textContent = t ? words.text[t.kind] + " as printed" : "Pages";
  const w = $("words");
  w.replaceChildren();
  if (t) {
    const pages = t.pages.length === 1 ? "1 page" : t.pages.length + " pages";
    w.className = t.limit && t.counted > t.limit ? "over" : "";
    w.append(t.limit ? t.counted + " of " + t.limit + " words, " + pages : pages);
    if (t.older) w.append(state.older ? ", older than the dossier" : ", being drawn anew");
    if (t.counts) w.title = "counted strictly " + t.counts.Strict + ", leniently " + t.counts.Lenient + ", as Word counts " + t.counts.WordLike + ", by every mark " + t.counts.Paranoid;
  }
}

// turnTo shows another text. The server is told, so that it draws that one first from now on.
async function turnTo(kind) {
  shownText = kind;
  texts();
  get("state?text=" + kind).catch(() => {});
  await sheets();
  $("main").scrollTop = 0;
}

// sheets draws the pages of the text that is shown. A page that is the same stays as it is; another is put in its place
// when it is ready, so that nothing flickers. Pages that are seen come first, and are waited for.
let drawing = 0;
async function sheets() {
  const turn = ++drawing;
  const t = current(), box = $("sheets");
  const pages = t ? t.pages : [];
  const old = [...box.children];
  const kept = new Map(old.map(e => [e.dataset.page, e]));
  const first = [], later = [];
  const made = pages.map((p, i) => {
    const same = kept.get(p.id);
    kept.delete(p.id);
    if (!same) (near(old[i]) || !old.length && i < 2 ? first : later).push(i);
    return same;
  });
  await Promise.all(first.map(async i => { made[i] = await sheet(pages[i], true); }));
  if (turn !== drawing) return;
  for (const i of later) made[i] = old[i] && kept.has(old[i].dataset.page) && !made.includes(old[i]) ? old[i] : empty(pages[i]);
  const at = focusPlace();
  place(box, made);
  restore(at);
  rest(turn, pages, made, later);
}

// rest draws the pages that nobody waits for, one after the other.
async function rest(turn, pages, made, later) {
  for (const i of later) {
    const e = await sheet(pages[i], false);
    if (turn !== drawing) return;
    const at = focusPlace();
    made[i].replaceWith(e);
    made[i] = e;
    restore(at);
  }
  making.clear();
}

function place(box, made) {
  const want = new Set(made);
  for (const e of [...box.children]) if (!want.has(e)) e.remove();
  made.forEach((e, i) => { if (box.children[i] !== e) box.insertBefore(e, box.children[i] || null); });
}

function near(e) {
  if (!e) return false;
  const r = e.getBoundingClientRect();
  return r.bottom > -400 && r.top < innerHeight + 400;
}

// empty holds the place of a page.
function empty(p) {
  const e = make("section", { className: "sheet", "aria-label": "Page " + p.label });
  e.style.aspectRatio = p.width + " / " + p.height;
  return e;
}

// sheet is a page; making are those that are on their way, which the next state may want too.
const making = new Map();
function sheet(p, ready) {
  if (!making.has(p.id)) making.set(p.id, draw(p, ready));
  return making.get(p.id);
}

async function draw(p, ready) {
  const e = empty(p);
  const img = make("img", { alt: "", width: Math.round(p.width), height: Math.round(p.height) });
  if (!ready) img.loading = "lazy";
  img.src = "page/" + p.id + ".svg";
  try {
    const [blocks] = await Promise.all([get("page/" + p.id), ready ? img.decode().catch(() => {}) : null]);
    e.append(img, over(p, blocks));
    e.dataset.page = p.id;
  } catch { // it has changed meanwhile: the next state has it
    making.delete(p.id);
  }
  return e;
}

const tags = { h1: "h3", h2: "h4", h3: "h5", h4: "h6" };

// over is the text of a page, each line on its place.
function over(p, blocks) {
  const box = make("div", { className: "over-sheet" });
  for (const b of blocks) {
    const block = make(tags[b.tag] || "p", { className: b.tag });
    for (const part of b.parts) {
      const cited = part.cites.length > 0;
      const e = make("span", { className: "part" });
      for (const l of part.lines) {
        const line = make("span", { className: "line", textContent: l.t });
        line.style.left = 100 * l.x / p.width + "%";
        line.style.top = 100 * l.y / p.height + "%";
        line.style.width = 100 * l.w / p.width + "%";
        line.style.height = 100 * l.h / p.height + "%";
        line.style.fontSize = 80 * l.h / p.width + "cqw";
        e.append(line);
      }
      if (cited) {
        e.setAttribute("role", "button"); // a button of its own would stand in a box, and not in the lines of a text
        e.tabIndex = 0;
        e.dataset.cites = JSON.stringify(part.cites);
        const opens = () => show(part.cites[0], e, part.cites);
        e.addEventListener("click", opens);
        e.addEventListener("keydown", k => {
          if (k.key === "Enter" || k.key === " ") { k.preventDefault(); opens(); }
        });
      }
      block.append(e);
    }
    box.append(block);
  }
  mark(box);
  return box;
}

// mark marks the sentences that rest on what the card is of.
function mark(box) {
  for (const e of box.querySelectorAll(".part[role]")) {
    const is = open && JSON.parse(e.dataset.cites).some(c => c.kind === open.kind && c.id === open.id);
    if (is) e.setAttribute("aria-current", "true"); else e.removeAttribute("aria-current");
  }
}

// focusPlace is which sentence has the keyboard, in words that a page drawn anew knows too.
function focusPlace() {
  const e = document.activeElement;
  if (!e || !e.matches("#sheets .part[role]")) return null;
  const alike = [...document.querySelectorAll("#sheets .part[role]")].filter(x => x.dataset.cites === e.dataset.cites);
  return { e, cites: e.dataset.cites, n: alike.indexOf(e) };
}

function restore(at) {
  if (!at || at.e.isConnected) return;
  const alike = [...document.querySelectorAll("#sheets .part[role]")].filter(x => x.dataset.cites === at.cites);
  const e = alike[Math.min(at.n, alike.length - 1)];
  if (e) e.focus({ preventScroll: true });
}

$("as-text").addEventListener("click", () => {
  const on = $("sheets").classList.toggle("as-text");
  $("as-text").setAttribute("aria-pressed", String(on));
});
