// All claims.
"use strict";

const keys = {
  id: c => c.id,
  entities: c => c.entities.join(", ").toLowerCase(),
  grade: c => c.grade,
  proof: c => proofOrder.indexOf(c.proof),
  due: c => c.due.state === "unchecked" ? "" : c.due.state === "never" ? "9999-99" : c.due.day,
  told: c => c.told ? 0 : 1,
};

function claims() {
  const view = state && state.view;
  if (!view || $("claims-view").hidden) return;
  const entity = $("entity");
  const was = entity.value;
  const names = [...new Set(view.claims.flatMap(c => c.entities))].sort((a, b) => a.localeCompare(b));
  entity.replaceChildren(make("option", { value: "", textContent: "all" }), ...names.map(n => make("option", { value: n, textContent: n })));
  entity.value = names.includes(was) ? was : "";
  const looked = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = view.claims.filter(c => {
    if (entity.value && !c.entities.includes(entity.value)) return false;
    const text = [c.id, c.text, ...c.entities, "grade " + c.grade, c.grade_word, words.proof[c.proof], words.due[c.due.state], c.due.day].join(" ").toLowerCase();
    return looked.every(w => text.includes(w));
  });
  const key = keys[sort.by];
  found.sort((a, b) => {
    const x = key(a), y = key(b);
    const by = typeof x === "number" ? x - y : x < y ? -1 : x > y ? 1 : 0;
    return (sort.down ? -by : by) || (a.id < b.id ? -1 : 1);
  });
  const shown = all ? found : found.slice(0, few);
  $("rows").replaceChildren(...shown.map(row));
  $("found").textContent = found.length === view.claims.length ? found.length + " claims" : found.length + " of " + view.claims.length + " claims";
  const more = $("more");
  more.hidden = shown.length === found.length;
  more.textContent = "Show all " + found.length;
  $("hidden-claims").textContent = view.hidden ? view.hidden + " more aren't in this edition: preview --edition internal shows them." : "";
  for (const th of document.querySelectorAll("th[data-by]")) {
    if (th.dataset.by === sort.by) th.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    else th.removeAttribute("aria-sort");
  }
}

function row(c) {
  return make("tr", {},
    make("td", {}, idButton("claim", c.id), make("div", { textContent: c.text })),
    make("td", { textContent: c.entities.join(", ") }),
    make("td", {}, grade(c), " " + c.grade_word),
    make("td", {}, make("span", { className: "state " + c.proof, textContent: words.proof[c.proof] })),
    make("td", {}, due(c.due)),
    make("td", { textContent: c.told ? "yes" : "no" }));
}

for (const th of document.querySelectorAll("th[data-by]")) {
  th.firstElementChild.addEventListener("click", () => {
    sort = { by: th.dataset.by, down: sort.by === th.dataset.by && !sort.down };
    claims();
  });
}
$("search").addEventListener("input", claims);
$("entity").addEventListener("change", claims);
$("more").addEventListener("click", () => { all = true; claims(); $("found").focus?.(); });
