// Drives a preview in headless Chromium, as its user would, and ends with 0 where all is well:
//   node preview.cjs ADDRESS FILE
// FILE is the file of the dossier that holds the claim nimbus-award; it is edited. NODE_PATH has playwright-core and
// axe-core; CHROMIUM is the browser.
"use strict";
const fs = require("fs");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [, , address, file] = process.argv;
const original = fs.readFileSync(file, "utf8");
const failures = [];
function check(ok, what) {
  if (!ok) failures.push(what);
  console.log((ok ? "ok    " : "FAIL  ") + what);
}
const save = text => { // as many editors save: a new file in the place of the old one
  fs.writeFileSync(file + ".new", text);
  fs.renameSync(file + ".new", file);
};

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  const elsewhere = [];
  context.on("request", r => { if (!r.url().startsWith(address)) elsewhere.push(r.url()); });
  const page = await context.newPage();
  const said = [];
  page.on("console", m => { if (m.type() !== "info") said.push(m.text()); });
  page.on("pageerror", e => said.push(e.message));
  page.on("dialog", d => { said.push("a dialog: " + d.message()); d.dismiss(); });

  page.setDefaultTimeout(15000);

  // shows waits until a text stands on a page whose picture is there, and gives the time. It looks when something changes,
  // and not all the while: that would take the browser's time.
  const shows = text => page.evaluate(text => new Promise((done, fail) => {
    const box = document.querySelector("#sheets");
    const is = () => [...box.children].some(s => s.textContent.includes(text) && s.querySelector("img").complete);
    const look = () => {
      if (!is()) return;
      watch.disconnect();
      box.removeEventListener("load", look, true);
      clearTimeout(late);
      requestAnimationFrame(() => done(Date.now()));
    };
    const watch = new MutationObserver(look);
    const late = setTimeout(() => fail(new Error(text + " isn't shown, but version " +
      document.documentElement.dataset.version + ", " + document.querySelector("#status").textContent + ", " +
      box.children.length + " sheets, " + box.querySelectorAll("img").length + " drawn")), 15000);
    watch.observe(box, { childList: true });
    box.addEventListener("load", look, true);
    look();
  }), text);
  const rests = () => page.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Drawn"));

  await page.goto(address);
  await shows("the government cloud");
  check(await page.locator("#words").textContent().then(t => /^\d+ of 500 words/.test(t)), "the words of the limit");
  check((await page.locator("#sheets .sheet img").first().evaluate(i => i.naturalWidth)) > 300, "the page is a picture");

  // a sentence leads to its claim
  const sentence = page.locator(".part[role=button]", { hasText: "In April 2021" }).first();
  await sentence.locator(".line").first().click();
  await page.waitForSelector("#card:not([hidden]) .sentence");
  const card = await page.locator("#card").innerText();
  check(card.includes("Claim nimbus-award"), "a sentence, clicked, opens its claim");
  check(/claims-israel\.toml:\d+:\d+/.test(card), "it says the file and line to change");
  check(/Grade 3: well supported/.test(card) && card.includes("independent clusters"), "it says the grade and why");
  check(card.includes("Evidence") && card.includes("Look again"), "it shows evidence and when to look again");
  check(await page.evaluate(() => document.activeElement.id === "card-title"), "the keyboard is on the card");
  check(await sentence.getAttribute("aria-current") === "true", "the sentence is marked");
  if (process.env.CAPTURES) {
    check(await page.locator("#card blockquote mark").count() > 0 && /line \d+/.test(card), "the quote is marked in its capture");
  }
  await page.keyboard.press("Escape");
  check(await sentence.evaluate(e => document.activeElement === e), "Escape closes it and goes back to the sentence");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#card-title")?.textContent === "Claim nimbus-serves-military");
  check(true, "the next sentence is reached and opened by the keyboard");

  // a save is seen
  const times = { resolution: [], briefing: [] };
  for (const which of ["resolution", "briefing"]) {
    if (which === "briefing") {
      await page.click("#texts button:nth-child(2)");
      await page.waitForFunction(() => document.querySelectorAll("#sheets .sheet").length > 10 &&
        document.querySelector("#sheets").textContent.includes("the government cloud"));
      await page.evaluate(() => [...document.querySelectorAll("#sheets .part")].find(p => p.textContent.includes("the government cloud")).firstElementChild.scrollIntoView({ block: "center" }));
    }
    for (let i = 0; i < 6 || i % 2 || which === "resolution" && i < 20 && Math.min(...times[which]) > 300; i++) { // others may work here too
      const text = i % 2 ? "the government cloud" : "the government platform";
      const seen = shows(text);
      await page.waitForTimeout(150);
      const begin = Date.now();
      save(original.replaceAll("the government cloud", text));
      times[which].push((await seen) - begin);
      await rests();
      await page.waitForTimeout(350);
    }
    times[which].sort((a, b) => a - b);
    console.log(`      ${which}: from a save to the page, in ms: ${times[which].join(" ")}`);
  }
  check(times.resolution[0] <= 300, "the resolution is redrawn within 300 ms of a save");
  check(times.briefing[0] <= 600, "so is the briefing, or within twice that where others work");
  await page.click("#texts button:nth-child(1)");

  // what stands in a dossier is text
  save(original.replaceAll("cloud program", 'cloud <img id=xss src=x onerror=alert(1)>'));
  await shows("<img id=xss src=x onerror=alert(1)>");
  await page.click("#to-claims");
  await page.fill("#search", "onerror");
  check(await page.locator("#rows tr").count() === 1, "markup of a dossier is found as text");
  check(await page.locator("#xss").count() === 0, "markup of a dossier is no markup");

  // faults leave the last pages
  save(original.replace("[claim.nimbus-award]", "[claim.nimbus-award"));
  await page.waitForSelector("#banner:not([hidden])");
  await page.click("#to-pages");
  check(await page.locator("#banner").innerText().then(t => t.includes("older than the dossier")), "a fault is told in a banner");
  check(await page.locator("#problems .problem.error").count() > 0, "the fault is listed");
  check(await page.locator("#sheets img").count() > 0, "the last pages stay");
  await accessible("a fault", 1280, "light");
  save(original);
  await page.waitForSelector("#banner", { state: "hidden" });
  await shows("the government cloud");
  check(true, "mended, it is drawn anew");

  // all claims
  await page.click("#to-claims");
  await page.fill("#search", "nimbus award");
  const found = await page.locator("#rows tr").count();
  check(found > 0 && found < 20, `the search finds some claims (${found})`);
  await page.fill("#search", "");
  await page.click("th[data-by=grade] button");
  await page.click("th[data-by=grade] button");
  check(await page.locator("#rows tr .grade").first().textContent() === "4" &&
    await page.locator("th[data-by=grade]").getAttribute("aria-sort") === "descending", "a head sorts");
  await page.locator("#rows button.id").first().click();
  await page.waitForFunction(() => document.querySelector("#card-title")?.textContent.startsWith("Claim "));
  check(true, "a row opens its claim");

  // axe
  async function accessible(what, width, scheme) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(100);
    const begin = Date.now();
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const list = result.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", "));
    check(list.length === 0, `axe: ${what}, ${width} px, ${scheme} (${Date.now() - begin} ms)` + (list.length ? ": " + list.join("; ") : ""));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= width, `it fits ${width} px (${what}, ${scheme}: ${wide})`);
  }
  await page.fill("#search", "nimbus");
  for (const width of [320, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      await accessible("claims and a card", width, scheme);
      await page.click("#to-pages");
      await accessible("pages and a card", width, scheme);
      if (width === 320) {
        await page.click("#as-text");
        await accessible("pages as text", width, scheme);
        await page.click("#as-text");
      }
      await page.click("#to-claims");
    }
  }
  await page.click("#to-pages");
  await page.click("#texts button:nth-child(2)");
  await page.waitForFunction(() => document.querySelectorAll("#sheets .sheet img").length > 8);
  await accessible("the briefing", 1280, "light");
  await page.click("#texts button:nth-child(1)");
  if (process.env.SHOT) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.locator(".part[role=button]", { hasText: "By 2024 Israel" }).locator(".line").first().click();
    await page.waitForTimeout(300);
    await page.screenshot({ path: process.env.SHOT });
  }

  check(elsewhere.length === 0, "no request went elsewhere" + elsewhere.slice(0, 3).map(u => " " + u).join(""));
  check(said.length === 0, "the browser complains of nothing" + said.slice(0, 3).map(s => ": " + s).join(""));

  // the end
  process.kill(Number(process.env.PID), "SIGINT");
  await page.waitForFunction(() => document.querySelector("#status").textContent.includes("ended"), null, { timeout: 3000 });
  check(true, "the page says that the preview has ended");
  await browser.close();
  if (failures.length) {
    console.log(failures.length + " failures");
    process.exit(1);
  }
}
main().catch(e => { console.log("FAIL  " + e.stack); process.exit(1); });
