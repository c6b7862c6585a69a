// The workbench in a real browser: accessible, nothing asked of any other machine, the same state in
// the address as on the page. One command, with the program built and Chromium installed:
//   (cd web/tests && npm ci && npm test)
// DATELINE names another program, CHROMIUM another browser, SHOTS a folder for pictures of every page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { faults, served } from "./served.mjs";

let bench, origin, opened;

before(async () => {
  bench = await served();
  ({ origin, opened } = bench);
});

after(() => bench?.close());

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
  return ["/", "/events", "/events?near=16.27,-0.04,200", event, claim, "/review", "/reports", "/reports/r1", arabic, "/sources",
    "/sources/outlet/Harbour%20Gazette", "/compare?a=r1&b=r2", "/decisions", "/log", "/add"];
}

test("every page is accessible, at every width, in light and dark", async () => {
  assert.deepEqual(await faults(opened, await paths()), []);
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

test("a circle on the map is chosen by keyboard, drawn and asked for", async () => {
  const page = await opened("/events");
  await page.locator(".map.live canvas").waitFor();
  const form = page.locator("form.around");
  await form.getByLabel("of").selectOption({ label: "the map's middle" });
  const middle = () => form.getByLabel("of").inputValue();
  const before = await middle();
  await page.locator(".globe canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((was) => document.querySelector("form.around").elements.around.value !== was, before);
  await page.waitForTimeout(600);
  await form.getByLabel("Within").fill("300");
  const after = await middle();
  await page.keyboard.press("Enter");
  await page.waitForURL(/near=/);
  assert.equal(new URL(page.url()).searchParams.get("near"), `${after},300`);
  assert.equal(await page.locator("form.around").getByLabel("of").inputValue(), after);
  assert.equal(await page.locator(".map svg .circle").count(), 1);
  await page.context().close();
});

// The circle's handles once the map has them, and what the form says of the circle.
async function handles(page) {
  const [middle, rim] = ["Middle of the circle", "Kilometres around the middle"].map((name) => page.getByRole("slider", { name }));
  await rim.waitFor();
  const form = () => page.evaluate(() => {
    const { around, km } = document.querySelector("form.around").elements;
    return { point: around.value, km: Number(km.value) };
  });
  return { middle, rim, form };
}

test("the circle's handles are dragged, and what they say is asked for on release", async () => {
  const page = await opened("/events?near=16.2717,-0.0447,200");
  await page.locator(".map.live canvas").waitFor();
  const { middle, rim, form } = await handles(page);
  assert.equal(await rim.getAttribute("aria-valuetext"), "200 km");
  await page.waitForTimeout(600);
  // A click goes to what lies beneath: Gao.
  await middle.click();
  await page.locator(".maplibregl-popup a").first().waitFor();
  await page.locator(".maplibregl-popup-close-button").click();
  const drag = async (handle, right, down) => {
    const { x, y, width, height } = await handle.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + right, y + height / 2 + down, { steps: 6 });
  };
  await drag(rim, 40, 0);
  const { point, km } = await form();
  assert.ok(km > 200 && point === "16.2717,-0.0447", `${km} ${point}`);
  assert.equal(await rim.getAttribute("aria-valuetext"), `${km} km`);
  assert.equal(await rim.evaluate((knob) => getComputedStyle(knob, "::after").content), `"${km} km"`);
  assert.equal(new URL(page.url()).searchParams.get("near"), "16.2717,-0.0447,200", "nothing is asked for yet");
  await page.mouse.up();
  await page.waitForURL((url) => url.searchParams.get("near") === `16.2717,-0.0447,${km}`);

  const again = await handles(page);
  await page.waitForTimeout(600);
  await drag(again.middle, 30, -30);
  const moved = await again.form();
  const [lat, lon] = moved.point.split(",").map(Number);
  assert.ok(lat > 16.2717 && lon > -0.0447 && moved.km === km, JSON.stringify(moved));
  await page.mouse.up();
  await page.waitForURL((url) => url.searchParams.get("near") === `${moved.point},${km}`);
  assert.equal(await page.locator("form.around").getByLabel("of").evaluate((list) => list.selectedOptions[0].label), "the circle's middle");
  assert.deepEqual([page.elsewhere, page.faults], [[], []]);
  await page.context().close();
});

test("the circle's handles are pushed with the arrow keys", async () => {
  const page = await opened("/events");
  await page.locator(".map.live canvas").waitFor();
  assert.equal(await page.getByRole("slider", { name: "Middle of the circle" }).count(), 0, "nobody asks for a circle yet");
  await page.locator("form.around").getByLabel("Within").fill("50");
  const { middle, rim, form } = await handles(page);
  const before = await form();
  await rim.focus();
  for (const key of ["ArrowRight", "ArrowUp", "ArrowLeft", "Shift+ArrowRight"]) await page.keyboard.press(key);
  assert.equal((await form()).km, 61);
  assert.equal(await rim.getAttribute("aria-valuenow"), "61");
  await middle.focus();
  await page.keyboard.press("ArrowUp");
  const once = await form();
  await page.keyboard.press("Shift+ArrowUp");
  const twice = await form();
  const [start, near, far] = [before, once, twice].map(({ point }) => Number(point.split(",")[0]));
  assert.ok(near > start && far - near > 4 * (near - start), `${start} ${near} ${far}`);
  // What is asked for once the keys rest is what the form says, and the same handle goes on.
  await page.waitForURL((url) => url.searchParams.get("near") === `${twice.point},61`);
  await page.waitForFunction(() => document.activeElement?.id === "circle-middle");
  assert.equal(new URL(page.url()).hash, "");
  assert.deepEqual([page.elsewhere, page.faults], [[], []]);
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
  await play.getByLabel("Window").selectOption("3");
  await play.getByRole("slider").fill("2");
  assert.match(await shown.textContent(), /^\d{4}-\d{2} to \d{4}-\d{2}$/);
  await play.getByLabel("keep what was before").check();
  assert.match(await shown.textContent(), /^Up to \d{4}-\d{2}$/);
  await play.getByRole("button", { name: "Play" }).click();
  await play.getByRole("button", { name: "Pause" }).click();
  await play.getByRole("button", { name: "Show all" }).click();
  assert.equal(await shown.textContent(), "All months");
  await page.context().close();
});

test("from an event one walks on through the list it was opened from", async () => {
  const page = await opened("/events");
  const links = await page.locator(".event").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  await page.locator(".event").first().click();
  await page.locator(".walk").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(origin + links[1]);
  await page.locator(".walk").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(origin + links[0]);
  await page.context().close();
});

test("marked words are walked through by keyboard", async () => {
  const page = await opened("/reports/r1");
  const focused = () => page.evaluate(() => [...document.querySelectorAll("article.text a.m")].indexOf(document.activeElement));
  await page.keyboard.press("n");
  assert.equal(await focused(), 0);
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  assert.equal(await focused(), 1);
  await page.locator("[data-value].lit").first().waitFor();
  await page.context().close();
});

test("a citation says where the words stand, and is copied", async () => {
  const page = await opened("/events");
  await page.locator(".event").first().click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await page.getByText("Cite", { exact: true }).click();
  const cited = await page.getByLabel("To cite").inputValue();
  assert.match(cited, /Dateline event e[0-9a-z]{12}\./);
  assert.match(cited, /\(characters \d+ to \d+\)/);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), cited);
  await page.context().close();
});

// Both without scripts: what is asked for is shown and taken out again, and words are covered.
test("filters are shown and taken out, and times are a click away, without scripts", async () => {
  const page = await opened("/events?type=political-violence&since=2019", { javaScriptEnabled: false });
  assert.equal(await page.locator(".chips a").count(), 3);
  await page.locator(".chips a").first().click();
  assert.equal(new URL(page.url()).search, "?since=2019");
  await page.getByRole("link", { name: "Last year" }).click();
  assert.match(page.url(), /since=\d{4}-\d{2}-\d{2}$/);
  assert.equal(await page.locator(".ranges [aria-current]").textContent(), "Last year");
  await page.getByRole("link", { name: "Reset" }).click();
  assert.equal(await page.locator(".chips").count(), 0);
  await page.context().close();
});

test("the words of reports are covered until asked for, without scripts", async () => {
  const page = await opened("/reports/r1", { javaScriptEnabled: false });
  const first = page.locator("article.text p").first();
  assert.ok(await first.isVisible());
  await page.getByRole("button", { name: "Cover their words" }).click();
  assert.equal(page.url(), `${origin}/reports/r1`);
  assert.ok(!(await first.isVisible()));
  await page.getByText("Words of the report", { exact: true }).click();
  assert.ok(await first.isVisible());
  await page.goto(`${origin}/events`);
  await page.locator(".event").first().click();
  assert.ok(!(await page.locator("blockquote").first().isVisible()));
  await page.getByRole("button", { name: "Show them" }).click();
  assert.ok(await page.locator("blockquote").first().isVisible());
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
