// The workbench in a real browser: accessible, nothing asked of any other machine, the same state in
// the address as on the page. One command, with the program built and Chromium installed:
//   (cd web/tests && npm ci && npm test)
// DATELINE names another program, CHROMIUM another browser, SHOTS a folder for pictures of every page.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.DATELINE ?? join(root, "target/release/dateline");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [390, 900, 1440];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

let folder, server, origin, browser, cookies;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "dateline-"));
  const store = join(folder, "a.db");
  const added = spawnSync(program, ["add", "--quiet", "--model", "none", "--store", store, join(root, "samples")]);
  assert.equal(added.status, 0, String(added.stderr));
  server = spawn(program, ["serve", "--port", "0", "--store", store]);
  const address = await new Promise((found) => {
    server.stderr.on("data", (told) => {
      const address = /http:\S+/.exec(told);
      if (address !== null) found(address[0]);
    });
  });
  origin = new URL(address).origin;
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  const context = await browser.newContext();
  await (await context.newPage()).goto(address);
  cookies = await context.cookies();
  await context.close();
});

after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.elsewhere = [];
  page.faults = [];
  page.on("request", (request) => {
    const address = request.url();
    const isOurs = address.startsWith(origin) || address.startsWith("blob:") || address.startsWith("data:");
    if (!isOurs) page.elsewhere.push(address);
  });
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (said) => {
    if (said.type() === "error") page.faults.push(said.text());
  });
  await page.goto(origin + path);
  return page;
}

async function paths() {
  const page = await opened("/events");
  const event = await page.locator(".event").first().getAttribute("href");
  await page.context().close();
  return ["/", "/events", event, "/reports", "/reports/r1", "/sources", "/decisions", "/add"];
}

test("every page is accessible, at every width, in light and dark", async () => {
  const wrong = [];
  for (const path of await paths()) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of WIDTHS) {
        const page = await opened(path, { viewport: { width, height: 900 }, colorScheme });
        await page.waitForLoadState("networkidle");
        const name = `${path} ${width} ${colorScheme}`;
        // The policy keeps scripts out that are written into a page; this one comes from the test.
        const { violations } = await page.evaluate(`${axe}; axe.run()`);
        const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
        for (const { id, nodes } of serious) wrong.push([name, id, nodes[0].html, nodes[0].failureSummary]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) wrong.push([name, "wider than its window", overflow]);
        for (const address of page.elsewhere) wrong.push([name, "asked another machine", address]);
        for (const fault of page.faults) wrong.push([name, fault]);
        if (process.env.SHOTS) {
          const file = `${path.replaceAll("/", "_")}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(process.env.SHOTS, file), fullPage: true });
        }
        await page.context().close();
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test("lists, reading and judging work without scripts", async () => {
  const page = await opened("/events?type=political-violence", { javaScriptEnabled: false });
  assert.ok(await page.locator(".map svg .land").count() > 10);
  await page.locator(".event").first().click();
  await page.locator("blockquote").first().waitFor();
  await page.locator(".claim a[href^='/reports/']").first().click();
  await page.locator("article.text").waitFor();
  await page.goto(`${origin}/add`);
  await page.fill("textarea", "Gunmen killed four people in Ansongo on 3 March 2024, the governor said.");
  await page.fill("[name=language]", "en");
  await page.click("main button[type=submit]");
  assert.match(page.url(), /\/reports\/r\d+$/);
  assert.ok(await page.locator(".trigger").count() > 0);
  await page.context().close();
});

test("a value and its words light up together", async () => {
  const page = await opened("/reports/r1");
  const value = page.locator("[data-value=c1]");
  await value.hover();
  await page.locator(".text .trigger.lit").first().waitFor();
  await page.locator(".text .trigger").first().hover();
  await page.locator("[data-value].lit").first().waitFor();
  await page.context().close();
});

test("arrows walk through the events", async () => {
  const page = await opened("/events");
  const links = page.locator(".event");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  const focused = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.equal(focused, await links.nth(1).getAttribute("href"));
  await page.context().close();
});

test("the map that moves keeps its view in the address, and the drawn one prints", async () => {
  const page = await opened("/events");
  await page.locator(".map.live canvas").waitFor();
  await page.waitForFunction(() => document.querySelector(".globe canvas")?.width > 0);
  await page.locator(".maplibregl-ctrl-zoom-in").click();
  await page.waitForURL(/view=/);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".map > svg").isVisible());
  await page.context().close();
});

test("dragging over the months asks for them", async () => {
  const page = await opened("/events");
  const plot = page.locator(".brush .u-over");
  await plot.waitFor();
  const box = await plot.boundingBox();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/since=\d{4}-\d{2}&until=\d{4}-\d{2}/);
  await page.context().close();
});
