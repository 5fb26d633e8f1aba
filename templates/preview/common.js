// The preview's page: what all its scripts use. All that comes from the dossier is put in as text, never as markup.
"use strict";

const $ = id => document.getElementById(id);

// make is an element with text and children in it.
function make(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (k === "on") e.addEventListener("click", v);
    else if (k in e) e[k] = v;
    else e.setAttribute(k, v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return e;
}

const words = {
  proof: { failed: "failed", unproven: "not proven", unrecorded: "found, not recorded", "by-record": "by the record", proven: "proven", none: "no quote" },
  due: { never: "doesn't grow old", unchecked: "never looked at", over: "overdue", open: "" },
  text: { resolution: "Resolution", briefing: "Briefing" },
};
const proofOrder = ["failed", "unproven", "unrecorded", "none", "by-record", "proven"];

let state = null;      // what the server shows
let shownText = "resolution";
let open = null;       // what the card is of: {kind, id}
let opener = null;     // what opened it
let sort = { by: "id", down: false };
let all = false;       // every row of the table
const few = 300;

async function get(path) {
  const r = await fetch(path);
  if (!r.ok) throw new Error(path + ": " + r.status);
  return r.json();
}
