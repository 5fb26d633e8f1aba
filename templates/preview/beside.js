// What stands beside the pages: problems, what is told and what isn't, and the card of a claim or a source.
"use strict";

function problems() {
  const n = state.problems.length;
  const count = state.errors + state.warnings;
  $("problems-title").textContent = count ? "Problems (" + count + ")" : "Problems";
  $("problem-list").replaceChildren(...(n ? state.problems.map(problem) : [make("p", { className: "quiet", textContent: "None." })]));
}

function problem(p) {
  return make("div", { className: "problem " + p.severity },
    make("p", {}, make("span", { className: "kind", textContent: p.severity }), ": " + p.message),
    p.at ? where(p.at) : null,
    p.excerpt ? excerpt(p.excerpt) : null,
    ...p.notes.map(n => make("p", { className: "quiet", textContent: n.file + ":" + (n.cell || n.line) + ": " + n.text })),
    p.hint ? make("p", { className: "quiet", textContent: "What to do: " + p.hint }) : null,
    p.code ? make("p", { className: "quiet at", textContent: p.code }) : null);
}

// excerpt is a line of a file with its place marked, in place of the carets below it: those of a line that is broken
// would stand elsewhere. So would those of characters that are two columns wide, which keep them.
function excerpt(text) {
  const [line, carets] = text.split("\n");
  const from = carets.indexOf("^"), to = carets.lastIndexOf("^") + 1;
  if (from < 0 || /[\u1100-\uffff]/.test(line.replaceAll("…", ""))) return make("pre", { textContent: text.trimEnd() });
  return make("pre", {}, line.slice(0, from), make("mark", { textContent: line.slice(from, to) }), line.slice(to));
}

// where is a place with a button that copies it.
function where(at) {
  const copy = make("button", { type: "button", className: "id", textContent: "copy", "aria-label": "Copy " + at });
  copy.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(at); copy.textContent = "copied"; } catch { copy.textContent = "not copied"; }
  });
  return make("p", { className: "row" }, make("span", { className: "at", textContent: at }), copy);
}

function told() {
  const view = state.view;
  const resolved = view && view.texts.some(t => t.kind === "resolution");
  $("told").hidden = $("untold").hidden = !resolved;
  if (!resolved) return;
  $("told-title").textContent = "Told in the resolution (" + view.told.length + ")";
  $("untold-title").textContent = "Not told, and why (" + view.untold.length + ")";
  groups($("told-list"), view.told, true);
  groups($("untold-list"), view.untold, false);
}

function groups(box, list, opened) {
  const was = new Map([...box.querySelectorAll("details")].map(d => [d.dataset.group, d.open]));
  const by = new Map();
  for (const t of list) by.set(t.group, [...(by.get(t.group) || []), t]);
  box.replaceChildren(...[...by].map(([group, list]) => {
    const d = make("details", { open: was.has(group) ? was.get(group) : opened },
      make("summary", { textContent: group + " (" + list.length + ")" }),
      make("ul", { className: "claims" }, ...list.map(t => make("li", {},
        grade(t), " ", idButton("claim", t.id), make("p", { textContent: t.text }),
        make("p", { className: "quiet", textContent: t.why })))));
    d.dataset.group = group;
    return d;
  }));
  if (!list.length) box.replaceChildren(make("p", { className: "quiet", textContent: "None." }));
}

const grade = c => make("span", { className: "grade", title: "grade", textContent: c.grade });

function idButton(kind, id) {
  const b = make("button", { type: "button", className: "id", textContent: id });
  b.addEventListener("click", () => show({ kind, id }, b));
  return b;
}

// show opens the card of a claim or a source. by is what was pressed, null where the card is only made anew; cites are
// all that the sentence rests on.
let openCites = [];
async function show(cite, by, cites) {
  if (by) { opener = by; openCites = cites || [cite]; }
  open = cite;
  let card;
  try { card = await get(cite.kind + "?id=" + encodeURIComponent(cite.id)); } catch { card = null; }
  if (open !== cite) return;
  const box = $("card");
  box.replaceChildren(...(card ? (cite.kind === "claim" ? claimCard(card) : sourceCard(card)) : gone(cite)));
  box.hidden = false;
  mark(document);
  if (by) {
    $("card-title").focus();
    $("panel").scrollTop = 0;
  }
}

function close() {
  const cites = open;
  open = null;
  openCites = [];
  $("card").hidden = true;
  mark(document);
  let to = opener && opener.isConnected ? opener : null;
  if (!to && cites) to = [...document.querySelectorAll("#sheets .part[role]")].find(e => e.dataset.cites.includes(JSON.stringify(cites)));
  (to || $("main")).focus();
}

document.addEventListener("keydown", e => { if (e.key === "Escape" && open) close(); });

function head(title) {
  const others = openCites.length > 1
    ? make("p", { className: "row" }, "It rests on: ", ...openCites.map(c => {
      const b = make("button", { type: "button", textContent: c.id, "aria-pressed": String(open.kind === c.kind && open.id === c.id) });
      b.addEventListener("click", () => show(c, opener || b, openCites));
      return b;
    })) : null;
  return [
    make("div", { className: "row" }, make("h2", { id: "card-title", tabIndex: -1, textContent: title }),
      make("button", { type: "button", textContent: "Close", on: close })),
    others];
}

const gone = cite => [...head(cite.id), make("p", { textContent: "It isn't in this dossier any more, or not in this edition." })].filter(Boolean);

const list = items => items && items.length ? make("ul", { className: "plain" }, ...items.map(s => make("li", { textContent: s }))) : null;
const titled = (title, ...what) => {
  what = what.flat().filter(Boolean);
  return what.length ? [make("h3", { textContent: title }), ...what] : [];
};
const line = (name, value) => value ? make("p", { className: "small" }, make("span", { className: "quiet", textContent: name + ": " }), value) : null;

function claimCard(c) {
  return [
    ...head("Claim " + c.id),
    make("p", { className: "sentence", textContent: c.recital || c.text }),
    c.recital && c.recital !== c.text ? make("p", { className: "quiet", textContent: "In full: " + c.text }) : null,
    make("p", { className: "quiet", textContent: c.what + (c.entities && c.entities.length ? "; of " + c.entities.join(", ") : "") }),
    ...titled("To change it", make("div", { className: "places" }, ...c.places.map(p => make("div", {}, make("span", { className: "quiet", textContent: p.what }), where(p.at))))),
    ...titled("Grade " + c.grade + ": " + c.grade_word, list(c.why), list(c.parts),
      c.raise ? make("p", { className: "quiet", textContent: "What would raise it: " + c.raise }) : null, list(c.levers)),
    c.told ? make("p", { className: "small", textContent: c.told }) : null,
    make("p", { className: "small" }, "Look again: ", due(c.due), c.checked ? " (last on " + c.checked + ")" : ""),
    c.overtaken && c.overtaken.length ? make("p", { className: "row" }, "Overtaken by ", ...c.overtaken.map(id => idButton("claim", id))) : null,
    line("Note", c.note),
    ...titled("Evidence", (c.evidence || []).map(piece)),
    ...titled("What the other side says", (c.answers || []).map(answer)),
  ].filter(Boolean);
}

function due(d) {
  const text = d.state === "open" ? "by " + d.day : d.state === "over" ? "overdue since " + d.day : words.due[d.state];
  return make("span", { className: "state " + d.state, textContent: text });
}

function piece(e) {
  return make("div", { className: "piece" },
    make("p", {}, make("span", { className: "state " + e.stance, textContent: e.stance }), ": " + e.source),
    make("p", { className: "quiet", textContent: [e.type, e.published, e.locator].filter(Boolean).join("; ") }),
    e.says ? make("p", { textContent: "Says: " + e.says }) : null,
    quoted(e),
    e.proven ? make("p", { className: "quiet", textContent: "Recorded: " + e.proven }) : null,
    make("p", { className: "quiet", textContent: "It can bear: " + e.bears }),
    e.parts && e.parts.length ? line("Of part", e.parts.join(", ")) : null,
    e.address ? make("p", { className: "quiet at", textContent: e.address }) : null,
    where(e.place));
}

// quoted is a quote, marked in its capture where that is at hand.
function quoted(e) {
  if (!e.quote) return null;
  const proof = make("p", {}, "Quote: ", make("span", { className: "state " + e.proof, textContent: words.proof[e.proof] || e.proof }));
  const p = e.passage;
  if (!p) {
    return make("div", {}, proof, make("blockquote", {}, make("mark", { textContent: e.quote })),
      make("p", { className: "quiet", textContent: "Its capture isn't at hand (--captures), or doesn't have these words." }));
  }
  return make("div", {}, proof, make("blockquote", {}, p.before, make("mark", { textContent: p.quoted }), p.after),
    make("p", { className: "quiet at", textContent: p.file + ", line " + p.line }));
}

function answer(a) {
  return make("div", { className: "piece" },
    make("p", {}, make("span", { className: "state", textContent: a.who + " " + a.answer }), " (" + [a.state, a.date].filter(Boolean).join(", ") + ")"),
    a.says ? make("p", { textContent: a.says }) : null,
    quoted(a), where(a.place));
}

function sourceCard(s) {
  return [...head("Source " + s.id), make("p", { className: "sentence", textContent: s.title }),
    make("p", { className: "quiet", textContent: s.type }),
    s.address ? make("p", { className: "quiet at", textContent: s.address }) : null,
    ...titled("To change it", s.places.map(p => where(p.at))),
    ...titled("Claims that rest on it", make("ul", { className: "claims" }, ...s.claims.map(c => make("li", {}, grade(c), " ", idButton("claim", c.id), make("p", { textContent: c.text }))))),
  ].filter(Boolean);
}
