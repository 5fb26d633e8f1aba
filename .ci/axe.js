// Looks for barriers in web pages with axe-core in headless Chromium: node .ci/axe.js FILE… It ends with 1 where there is
// one by WCAG 2.2 AA, at three widths, light and dark, or where a page asks for anything.
const { chromium } = require("playwright-core");
const { readFileSync } = require("fs");
const { resolve } = require("path");

(async () => {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  let bad = 0;
  for (const file of process.argv.slice(2))
    for (const width of [320, 768, 1280])
      for (const colorScheme of ["light", "dark"]) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        const page = await context.newPage();
        let requests = -1; // the page itself
        page.on("request", () => requests++);
        await page.goto("file://" + resolve(file));
        await page.evaluate(axe);
        // As it opens, and at two widths with the record unfolded, which takes long, and a note beside its mark.
        const violations = [];
        for (const unfolded of width === 768 || colorScheme === "dark" ? [false] : [false, true]) {
          if (unfolded) {
            await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
            await page.locator('a[role="doc-noteref"]').first().click();
          }
          const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), rules);
          violations.push(...found.violations);
        }
        console.log(`${file}, ${width} px, ${colorScheme}: ${violations.length} violations, ${requests} requests`);
        for (const v of violations) console.log(`  ${v.id}: ${v.nodes.length} times, first ${v.nodes[0].html.slice(0, 160)}`);
        bad += violations.length + requests;
        await context.close();
      }
  await browser.close();
  process.exit(bad ? 1 : 0);
})();
