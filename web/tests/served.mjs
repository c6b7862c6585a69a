// A workbench of the samples, and browsers at it.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.DATELINE ?? join(root, "target/release/dateline");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [390, 900, 1440];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function run(...parts) {
  const input = typeof parts.at(-1) === "object" ? parts.pop().input : "";
  const { status, stderr } = spawnSync(program, parts, { input });
  assert.equal(status, 0, String(stderr));
}

// Serves the samples: for one, or for these people, each with a role and the same password.
export async function served(people = null, password = "") {
  const folder = mkdtempSync(join(tmpdir(), "dateline-"));
  const store = ["--store", join(folder, "a.db")];
  run("add", "--quiet", "--model", "none", ...store, join(root, "samples"));
  for (const [name, role] of Object.entries(people ?? {})) {
    run("users", "add", name, "--role", role, ...store, { input: password });
  }
  const server = spawn(program, ["serve", "--model", "none", "--port", "0", ...store, ...(people === null ? [] : ["--users"])]);
  const address = await new Promise((found) => {
    server.stderr.on("data", (told) => {
      const address = /http:\S+/.exec(told);
      if (address !== null) found(address[0]);
    });
  });
  const { origin } = new URL(address);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  let cookies = [];
  if (people === null) {
    const context = await browser.newContext();
    await (await context.newPage()).goto(address);
    cookies = await context.cookies();
    await context.close();
  }

  // A browser of its own at this page, with these cookies or else those of the one who may look.
  async function opened(path, { as = cookies, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    await context.addCookies(as);
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

  async function close() {
    await browser.close();
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return { origin, opened, close };
}

// What is wrong with these pages, at every width, in light and dark: for whoever cannot see or point, by
// what does not fit, by what is asked of others, and by what scripts complain of. `name` begins the
// names of their pictures.
export async function faults(opened, paths, { name = "", ...options } = {}) {
  const wrong = [];
  for (const path of paths) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of WIDTHS) {
        const page = await opened(path, { viewport: { width, height: 900 }, colorScheme, ...options });
        await page.waitForLoadState("networkidle");
        const at = `${name}${path} ${width} ${colorScheme}`;
        // The policy keeps scripts out that are written into a page; this one comes from the test.
        const { violations } = await page.evaluate(`${axe}; axe.run()`);
        const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
        for (const { id, nodes } of serious) wrong.push([at, id, nodes[0].html, nodes[0].failureSummary]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) wrong.push([at, "wider than its window", overflow]);
        for (const address of page.elsewhere) wrong.push([at, "asked another machine", address]);
        for (const fault of page.faults) wrong.push([at, fault]);
        if (process.env.SHOTS) {
          const file = `${name}${path.replaceAll(/[/?&=%]/g, "_")}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(process.env.SHOTS, file), fullPage: true });
        }
        await page.context().close();
      }
    }
  }
  return wrong;
}
