/* What the page of a briefing does where scripts run: notes open beside their marks, the claims of the record are filtered, and an address leads to a
   claim (#claim-ID) or to a filter (#filter:grade=…). Without it all is there to be read. It asks nothing of any other machine and keeps nothing. */
"use strict";
(() => {
  const words = JSON.parse(document.body.dataset.words || "{}");
  const annex = document.getElementById("annex");
  const make = (tag, attributes = {}, ...children) => {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
    e.append(...children);
    return e;
  };

  // Notes open beside their marks. The focus goes into the note and comes back.
  let open = null;
  const close = (back) => {
    if (!open) return;
    const mark = open.mark;
    open.box.remove();
    open = null;
    mark.setAttribute("aria-expanded", "false");
    if (back) mark.focus();
  };
  const show = (mark) => {
    const note = document.getElementById(mark.hash.slice(1));
    if (!note) return;
    close(false);
    const text = make("div");
    for (const n of note.childNodes) {
      if (n.nodeType === 1 && n.classList.contains("back")) continue;
      const copy = n.cloneNode(true);
      if (copy.nodeType === 1) {
        copy.removeAttribute("id");
        copy.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
      }
      text.append(copy);
    }
    const shut = make("button", { type: "button", class: "shut" }, words.close);
    const go = make("a", { href: mark.hash }, words.to_note);
    const box = make("div", { class: "pop", role: "dialog", "aria-label": mark.getAttribute("aria-label"), tabindex: "-1" }, text, make("p", {}, go, " ", shut));
    shut.addEventListener("click", () => close(true));
    go.addEventListener("click", () => close(false));
    document.body.append(box);
    const at = mark.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    box.style.top = `${at.bottom + window.scrollY + 6}px`;
    box.style.left = `${Math.max(8, Math.min(at.left, wide - box.offsetWidth - 8))}px`;
    open = { box, mark };
    mark.setAttribute("aria-expanded", "true");
    box.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest('a[role="doc-noteref"]');
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (open && open.mark === mark) close(true);
      else show(mark);
    } else if (open && !open.box.contains(event.target)) {
      close(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });

  // The record's claims, each where it stands, with what its note says of it.
  const claims = [];
  const categories = [];
  if (annex) {
    let category = "";
    for (const e of annex.querySelectorAll('h2, li, tbody tr')) {
      if (e.closest('[role="doc-endnotes"]') || e.closest("nav") || e.closest("summary")) continue;
      if (e.tagName === "H2") {
        category = e.textContent;
        continue;
      }
      const note = [...e.querySelectorAll('a[role="doc-noteref"]')]
        .map((mark) => document.getElementById(mark.hash.slice(1)))
        .find((n) => n && n.dataset.claim);
      if (!note || (e.tagName === "LI" && e.querySelector("li"))) continue;
      if (!categories.includes(category)) categories.push(category);
      claims.push({ e, category, ...note.dataset });
    }
  }
  const fields = {};
  const status = make("p", { role: "status" });
  const filter = () => {
    let shown = 0;
    for (const c of claims) {
      const fits =
        (!fields.category.value || c.category === fields.category.value) &&
        (!fields.grade.value || c.grade === fields.grade.value) &&
        (!fields.about.value || c.about.split("|").includes(fields.about.value)) &&
        (!fields.from.value || (c.last && c.last >= fields.from.value)) &&
        (!fields.until.value || (c.first && c.first <= fields.until.value));
      c.e.hidden = !fits;
      if (fits) shown++;
    }
    status.textContent = words.shown.replace("%d", shown).replace("%d", claims.length);
  };
  const remember = () => {
    const set = Object.entries(fields).filter(([, f]) => f.value);
    const hash = set.map(([name, f]) => `${name}=${encodeURIComponent(f.value)}`).join("&");
    history.replaceState(null, "", hash ? `#filter:${hash}` : "#annex");
  };
  if (claims.length > 1) {
    const unique = (of) => [...new Set(claims.flatMap(of))].filter(Boolean);
    const choose = (name, label, values) => {
      const list = make("select", { name }, make("option", { value: "" }, words.all));
      for (const v of values) list.append(make("option", { value: v }, v));
      fields[name] = list;
      return make("label", {}, label, " ", list);
    };
    const year = (name, label) => {
      fields[name] = make("input", { name, inputmode: "numeric", pattern: "[0-9]{4}", maxlength: "4", size: "4" });
      return make("label", {}, label, " ", fields[name]);
    };
    const lang = document.documentElement.lang;
    const form = make("form", { class: "filter", role: "search", "aria-label": words.filter },
      choose("category", words.category, categories),
      choose("grade", words.grade, unique((c) => [c.grade])),
      choose("about", words.about, unique((c) => c.about.split("|")).sort((a, b) => a.localeCompare(b, lang))),
      year("from", words.from), year("until", words.until),
      make("button", { type: "reset" }, words.all), status);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { filter(); remember(); });
    form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
    annex.querySelector("summary").after(form);
    filter();
  }

  // Where an address leads.
  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith("filter:") && claims.length > 1) {
      for (const [name, value] of new URLSearchParams(location.hash.slice("#filter:".length))) {
        if (fields[name]) fields[name].value = value;
      }
      filter();
      annex.open = true;
      annex.scrollIntoView();
      return;
    }
    const target = hash && document.getElementById(hash);
    if (target && annex && annex.contains(target)) {
      annex.open = true;
      const hidden = target.closest("[hidden]");
      if (hidden) hidden.hidden = false;
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
