// A workbench for many in a real browser: signing in, each with their part, seeing who else is there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults, served } from "./served.mjs";

const PASSWORD = "a long pass phrase";
const PEOPLE = { Mara: "owner", Edda: "editor", Rosa: "reviewer", Vera: "viewer", Dora: "data" };
let bench, origin, opened;

before(async () => {
  bench = await served(PEOPLE, PASSWORD);
  ({ origin, opened } = bench);
});

after(() => bench?.close());

// Fills the form that one who asks for a page is led to, and ends at that page.
async function signIn(name, path = "/", options = {}) {
  const page = await opened(path, options);
  await page.fill("[name=name]", name);
  await page.fill("[name=password]", PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(origin + path);
  return page;
}

async function cookiesOf(name) {
  const page = await signIn(name);
  const cookies = await page.context().cookies();
  await page.context().close();
  return cookies;
}

test("every page for many is accessible, at every width, in light and dark", async () => {
  const mara = await cookiesOf("Mara");
  assert.deepEqual(await faults(opened, ["/sign-in"]), []);
  const page = await opened("/events", { as: mara });
  const event = await page.locator(".event").first().getAttribute("href");
  await page.goto(origin + event);
  const claim = await page.locator("a[href^='/claims/']").first().getAttribute("href");
  await page.goto(`${origin}/account`);
  await page.fill("[name=name]", "the map on the wall");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.locator("[role=status] code").first().waitFor();
  await page.context().close();
  const paths = ["/", "/people", "/account", "/add", "/log", "/review", claim, "/compare?a=r1&b=r2", event];
  assert.deepEqual(await faults(opened, paths, { as: mara, name: "mara" }), []);
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`an owner lets somebody in, who judges a claim, ${how} scripts`, async () => {
    const name = javaScriptEnabled ? "Idris" : "Nils";
    const owner = await signIn("Mara", "/people", { javaScriptEnabled });
    const add = owner.locator("form", { hasText: "Let somebody sign in" });
    await add.locator("[name=name]").fill(name);
    await add.locator("[name=role]").selectOption("reviewer");
    await add.locator("[name=password]").fill(PASSWORD);
    await add.getByRole("button", { name: "Add" }).click();
    await owner.locator("tr", { hasText: name }).waitFor();

    const page = await signIn(name, "/review", { javaScriptEnabled });
    assert.equal(await page.locator("nav a[href='/people'], nav a[href='/add']").count(), 0);
    const row = page.locator(".queue tbody tr").first();
    await row.getByText("Change", { exact: true }).click();
    await row.getByRole("button", { name: "I take it" }).click();
    await page.locator(".queue tr", { hasText: "In progress" }).filter({ hasText: name }).first().waitFor();
    await page.locator(".queue a[href^='/claims/']").first().click();
    await page.locator("[name=reason]").first().fill("it says so");
    await page.getByRole("button", { name: "It is right" }).click();
    await page.waitForURL(/\/events\/e/);
    await page.locator(".flag", { hasText: "accepted" }).first().waitFor();

    // What was done is in the log, under the name of who did it.
    await owner.goto(`${origin}/log`);
    const log = await owner.locator("table").textContent();
    assert.ok(log.includes("user-add") && log.includes("accept") && log.includes(name), log);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${origin}/sign-in`);
    for (const each of [owner, page]) await each.context().close();
  });
}

test("a wrong password is told, and a new one is good at once", async () => {
  const page = await opened("/account");
  await page.fill("[name=name]", "Vera");
  await page.fill("[name=password]", "not her pass phrase");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await page.fill("[name=name]", "Vera");
  await page.fill("[name=password]", PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/account`);
  const change = page.locator("form", { hasText: "Another password" });
  await change.locator("[name=old]").fill(PASSWORD);
  await change.locator("[name=password]").fill("another pass phrase");
  await change.getByRole("button", { name: "Change it" }).click();
  await page.waitForURL(`${origin}/account`);
  await change.locator("[name=old]").fill("another pass phrase");
  await change.locator("[name=password]").fill(PASSWORD);
  await change.getByRole("button", { name: "Change it" }).click();
  await page.waitForURL(`${origin}/account`);
  await page.context().close();
});

test("those who look at the same event see each other", async () => {
  const [rosa, edda] = [await signIn("Rosa", "/events"), await signIn("Edda", "/events")];
  // One that no test before has looked at: who looked is shown for a while.
  const event = await rosa.locator(".event").last().getAttribute("href");
  await rosa.goto(origin + event);
  assert.ok(!(await rosa.locator(".others").isVisible()));
  await edda.goto(origin + event);
  await edda.locator(".others", { hasText: "Rosa" }).waitFor();
  // She is told without opening the page again.
  await rosa.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await rosa.locator(".others", { hasText: "Edda" }).waitFor();
  await rosa.goto(`${origin}/review`);
  await rosa.locator("tr", { has: rosa.locator(`a[href="${event}"]`) }).getByText("being viewed by Edda").waitFor();
  for (const page of [rosa, edda]) await page.context().close();
});

test("the data role sees events, and no words", async () => {
  const page = await signIn("Dora", "/events");
  await page.locator(".event").first().click();
  await page.locator(".fields").waitFor();
  assert.equal(await page.locator("blockquote").count(), 0);
  assert.ok(!/“/.test(await page.getByLabel("To cite").inputValue()));
  await page.context().close();
});
