// Uses a briefing's web page as a reader does, in headless Chromium: node .ci/page.js FILE…  With its script notes open beside their marks, the record's claims
// are filtered, and an address leads to a claim or a filter; without it the same text is there. It ends with 1 where something isn't so.
const { chromium } = require("playwright-core");
const { resolve } = require("path");

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  let bad = 0;
  const expect = (so, what) => {
    console.log(`${so ? "ok" : "NOT SO"}: ${what}`);
    if (!so) bad++;
  };
  for (const file of process.argv.slice(2)) {
    const url = "file://" + resolve(file);
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    const errors = [];
    page.on("console", (m) => m.type() === "error" && errors.push(m.text()));
    page.on("pageerror", (e) => errors.push(String(e)));
    await page.goto(url);
    const mark = page.locator('main > :not(details) a[role="doc-noteref"]').first();
    await mark.click();
    expect((await page.locator(".pop").count()) === 1 && (await page.locator(".pop").innerText()).length > 40, "a note opens beside its mark");
    expect(await page.evaluate(() => document.activeElement.classList.contains("pop")), "the focus is in it");
    await page.keyboard.press("Escape");
    expect((await page.locator(".pop").count()) === 0 && (await mark.evaluate((e) => e === document.activeElement)), "Escape closes it, and the focus is back");
    await page.locator("details.annex > summary").click();
    const shown = () => page.evaluate(() => [...document.querySelectorAll(".annex li, .annex tbody tr")].filter((e) => !e.closest('[role="doc-endnotes"]') && e.querySelector('[role="doc-noteref"]') && e.offsetParent).length);
    const all = await shown();
    for (const name of ["category", "grade", "about"]) {
      await page.locator(`.filter [name=${name}]`).selectOption({ index: 1 });
      const some = await shown();
      const says = await page.locator(".filter [role=status]").innerText();
      expect(some > 0 && some < all, `the filter of ${name} shows ${some} of ${all}: ${says}`);
      const address = page.url();
      const other = await browser.newPage();
      await other.goto(address);
      expect((await other.locator(".filter [role=status]").innerText()) === says, "its address leads to the same");
      await other.close();
      await page.locator(".filter button[type=reset]").click();
      await page.waitForFunction(() => !document.querySelector(".annex li[hidden]"));
    }
    await page.locator(".filter [name=from]").fill("2100");
    expect((await page.locator(".filter [role=status]").innerText()).startsWith("0 "), "nothing is of a year to come");
    const claim = await page.evaluate(() => document.querySelector('.annex [id^="claim-"]').id);
    await page.goto("about:blank");
    await page.goto(url + "#" + claim);
    expect(await page.evaluate((id) => document.getElementById(id).closest("details").open && document.getElementById(id).parentElement.offsetParent !== null, claim), "an address leads to a claim of the record");
    expect(errors.length === 0, `no errors ${errors.join("; ")}`);
    const text = async (javaScriptEnabled) => {
      const context = await browser.newContext({ javaScriptEnabled });
      const p = await context.newPage();
      await p.goto(url);
      const s = await p.locator("main").textContent();
      await context.close();
      return s;
    };
    const without = await text(false);
    expect(without.length > 5000 && !without.includes("From year"), "without a script all is there, and no filter");
  }
  await browser.close();
  process.exit(bad ? 1 : 0);
})();
