#!/usr/bin/env node
// How soon an exported knowledge base shows itself, and its first answer, from a file in a browser that has never seen it.
// usage: export_open.mjs FOLDER CHROMIUM [QUERY …]   (with playwright-core to be found: NODE_PATH or beside)
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { performance } from 'node:perf_hooks';
import path from 'node:path';

const { chromium } = createRequire(path.join(process.cwd(), 'x.js'))('playwright-core');
const [folder, executablePath, ...queries] = process.argv.slice(2);
const rounds = 5;
const address = file => pathToFileURL(path.resolve(folder, file)).href;
const middle = list => [...list].sort((a, b) => a - b)[list.length >> 1].toFixed(0);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const fresh = async work => {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  try { return await work(page); } finally { await context.close(); }
};
const timed = async work => { const start = performance.now(); await work(); return performance.now() - start; };
const answered = page => page.waitForSelector('#kb-found > :not(.hint)');

const home = [];
for (let i = 0; i < rounds; i++) home.push(await fresh(page => timed(() => page.goto(address('index.html')))));
console.log(`home: ${middle(home)} ms`);
for (const query of queries) {
  const first = [], search = [];
  let heap = 0;
  for (let i = 0; i < rounds; i++) {
    await fresh(async page => {
      first.push(await timed(async () => { await page.goto(`${address('search.html')}?q=${encodeURIComponent(query)}`); await answered(page); }));
      search.push(await page.evaluate(async q => {
        const engine = await marskb.ready(), start = performance.now();
        for (let k = 0; k < 10; k++) engine.search({ query: q });
        return (performance.now() - start) / 10;
      }, query));
      heap = await page.evaluate(() => performance.memory.usedJSHeapSize / 1048576);
    });
  }
  console.log(`${JSON.stringify(query.slice(0, 60))}: first answer ${middle(first)} ms, the search alone ${[...search].sort((a, b) => a - b)[2].toFixed(1)} ms, heap ${heap.toFixed(0)} MiB`);
}
await browser.close();
