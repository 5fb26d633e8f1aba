// What is shown, the views, and the changes that the server tells of. It is loaded last.
"use strict";

let asked = 0;
async function look() {
  const turn = ++asked;
  let next;
  try { next = await get("state?text=" + shownText); } catch { return; }
  if (turn !== asked) return; // a newer one is on its way
  state = next;
  const view = state.view;
  document.title = (view ? view.company.name + ": " : "") + "preview";
  $("title").textContent = view ? view.company.name : "Preview";
  $("from").textContent = state.dossier + (view && view.company.edition === "internal" ? ", internal edition" : "");
  banner();
  if (view) {
    texts();
    await sheets(); // first of all, since it is what is waited for
    if (turn !== asked) return;
  }
  changed("problems", state.problems, problems);
  changed("told", view && [view.told, view.untold], told);
  claims();
  if (open) await show(open, null);
  $("status").textContent = (state.older || !view ? "Looked at " : "Drawn at ") + state.looked;
  document.documentElement.dataset.version = state.version;
}

// changed calls draw where a value isn't what it was the last time.
const drawnOf = {};
function changed(name, value, draw) {
  const now = JSON.stringify(value);
  if (drawnOf[name] === now) return;
  drawnOf[name] = now;
  draw();
}

function banner() {
  const b = $("banner");
  b.hidden = !state.older && state.view;
  b.textContent = state.older
    ? "These pages are older than the dossier: they are of " + state.made + ". It has faults now, which are listed under Problems."
    : state.view ? "" : "Nothing can be drawn yet: the dossier has faults, which are listed under Problems.";
}

function view() {
  const is = location.hash === "#claims";
  $("pages-view").hidden = is;
  $("claims-view").hidden = !is;
  $("to-pages").removeAttribute("aria-current");
  $("to-claims").removeAttribute("aria-current");
  (is ? $("to-claims") : $("to-pages")).setAttribute("aria-current", "page");
  claims();
}
addEventListener("hashchange", view);
view();

const events = new EventSource("events");
events.onmessage = look;
events.onerror = () => {
  $("status").textContent = "The preview has ended, or can't be reached.";
};
