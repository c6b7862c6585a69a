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

// The page of the report that came from a file of this name.
async function report(file) {
  const page = await opened("/reports");
  const links = await page.locator("a[href^='/reports/r']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const link of links) {
    await page.goto(origin + link);
    if ((await page.content()).includes(file)) {
      await page.context().close();
      return link;
    }
  }
  throw new Error(`no report from ${file}`);
}

async function paths() {
  const page = await opened("/events");
  const event = await page.locator(".event").first().getAttribute("href");
  await page.goto(origin + event);
  const claim = await page.locator("a[href^='/claims/']").first().getAttribute("href");
  await page.context().close();
  const arabic = await report("al-nahda");
  return ["/", "/events", event, claim, "/review", "/reports", "/reports/r1", arabic, "/sources",
    "/sources/outlet/Harbour%20Gazette", "/compare?a=r1&b=r2", "/decisions", "/log", "/add"];
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

test("the map plays month by month and shows all again", async () => {
  const page = await opened("/events");
  const play = page.locator(".play");
  await play.waitFor();
  const shown = play.locator("output");
  assert.equal(await shown.textContent(), "All months");
  await play.getByRole("slider").fill("1");
  assert.match(await shown.textContent(), /^\d{4}-\d{2}$/);
  await play.getByLabel("keep what was before").check();
  assert.match(await shown.textContent(), /^Up to \d{4}-\d{2}$/);
  await play.getByRole("button", { name: "Play" }).click();
  await play.getByRole("button", { name: "Pause" }).click();
  await play.getByRole("button", { name: "Show all" }).click();
  assert.equal(await shown.textContent(), "All months");
  await page.context().close();
});

test("an Arabic report reads from right to left, marks and all", async () => {
  const page = await opened(await report("al-nahda"));
  const line = page.locator("article.text p[dir=auto]").filter({ hasText: /[\u0600-\u06ff]/ }).first();
  assert.equal(await line.evaluate((node) => getComputedStyle(node).direction), "rtl");
  assert.equal(await page.locator("header.top").evaluate((node) => getComputedStyle(node).direction), "ltr");
  await page.context().close();
});

// One who has no scripts comes as far as one who has.
for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`from a report to a corrected claim, a merge taken apart and a file, ${how} scripts`, async () => {
    const page = await opened("/add", { javaScriptEnabled, acceptDownloads: true });
    const town = javaScriptEnabled ? "Ansongo" : "Bourem";
    await page.fill("textarea", `Gunmen killed four people in ${town}, Mali, on 3 March 2024, the mayor said.`);
    await page.fill("[name=language]", "en");
    await page.click("main button[type=submit]");
    await page.waitForURL(/\/reports\/r\d+/);

    // Its event, on the map and in the list, and the quote in its context.
    await page.goto(`${origin}/events?type=killing&since=2024-03&until=2024-03`);
    assert.ok(await page.locator(`.map > svg [aria-label*="${town}"], .map > svg a`).count() > 0);
    await page.locator("tr", { hasText: town }).locator(".event").first().click();
    await page.locator("blockquote .trigger").first().waitFor();

    // The claim is corrected: five, not four.
    await page.locator("a[href^='/claims/']").first().click();
    await page.fill("[name=count-killed]", "5");
    const correct = page.locator("form", { hasText: "Or correct it" });
    await correct.locator("[name=author]").fill("Mara");
    await correct.locator("[name=reason]").fill("a later count");
    await correct.locator("button").click();
    await page.waitForURL(/\/events\/e/);
    assert.match(await page.locator("table.fields").textContent(), /5/);

    // It is taken on, merged with another and split again.
    const here = page.url();
    const review = page.locator("section", { has: page.locator("#review") }).locator("form");
    await review.locator("[name=author]").fill("Mara");
    await review.getByRole("button", { name: "I take it" }).click();
    await page.locator("#review ~ p", { hasText: "In progress" }).waitFor();
    await page.goto(`${origin}/events`);
    const others = await page.locator(".event").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const other = others.find((link) => !here.endsWith(link));
    await page.goto(here);
    const claims = await page.locator(".claim").count();
    const merge = page.locator("form[action$='/merge']");
    await merge.locator("[name=other]").fill(other.split("/").at(-1));
    await merge.locator("[name=author]").fill("Mara");
    await merge.locator("[name=reason]").fill("to see");
    await merge.locator("button").click();
    await page.waitForURL(/\/events\/e/);
    assert.ok(await page.locator(".claim").count() > claims);
    const split = page.locator("form[action$='/split']");
    await split.locator("input[type=checkbox]").first().check();
    await split.locator("[name=author]").fill("Mara");
    await split.locator("[name=reason]").fill("another day");
    await split.locator("button").click();
    await page.waitForURL(/\/events\/e/);

    // Exactly what is listed is downloaded.
    await page.goto(`${origin}/events?type=killing&since=2024-03&until=2024-03`);
    await page.selectOption("[name=format]", "csv");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download" }).click(),
    ]);
    const rows = readFileSync(await download.path(), "utf8").trim().split("\n");
    const listed = await page.locator(".event").count();
    assert.equal(rows.length - 1, listed);
    await page.context().close();
  });
}

test("the queue is worked by keyboard", async () => {
  const page = await opened("/review?status=to-do");
  await page.keyboard.press("j");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("t");
  await page.keyboard.type("Mara");
  const row = page.locator("tr", { has: page.locator(`a[href="${first}"]`) });
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "POST"),
    row.getByRole("button", { name: "I take it" }).click(),
  ]);
  await page.goto(`${origin}/review?status=in-progress&assignee=Mara`);
  assert.ok(await page.locator(`a[href="${first}"]`).count() > 0);
  await page.context().close();
});
