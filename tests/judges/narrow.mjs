// Large letters on a small phone: every page of an EPUB, or an HTML file, at 320 px with letters of 250 %, in headless
// Chromium. Nothing may be wider than the page or print over what comes after it; what scrolls does so in its own box.
// usage: node narrow.mjs [--shots DIR] FILE.epub|FILE.html...   Prints FAIL lines; exit 1 on any.
import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const require = createRequire(path.join(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'), 'x.js'));
const { chromium } = require('playwright-core'); const JSZip = require('jszip');
const files = process.argv.slice(2); let shots = null;
if (files[0] === '--shots') { shots = files[1]; files.splice(0, 2); fs.mkdirSync(shots, { recursive: true }); }
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--allow-file-access-from-files'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
const page = await browser.newPage({ viewport: { width: 320, height: 640 } });

// What sticks out of the page, and which blocks lie over their next sibling.
const faults = () => {
  const told = []; const wide = document.documentElement.clientWidth;
  const scrolls = e => { for (; e && e !== document.documentElement; e = e.parentElement) if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true; };
  const name = e => `${e.tagName.toLowerCase()}${e.className ? '.' + e.className : ''} «${e.textContent.trim().slice(0, 30)}»`;
  if (document.documentElement.scrollWidth > wide) told.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  for (const e of document.body.querySelectorAll('*')) {
    const r = e.getBoundingClientRect();
    if (!r.width || !r.height || scrolls(e)) continue;
    if (r.left < -1 || r.right > wide + 1) told.push(`${name(e)} from ${r.left.toFixed()} to ${r.right.toFixed()}`);
    const style = getComputedStyle(e), next = e.nextElementSibling;
    if (next && style.display !== 'inline' && style.position === 'static') {
      const n = next.getBoundingClientRect();
      if (n.height && getComputedStyle(next).display === 'block' && r.bottom > n.top + 2 && r.top < n.top && r.right > n.left && r.left < n.right)
        told.push(`${name(e)} lies ${(r.bottom - n.top).toFixed()} px over ${name(next)}`);
    }
  }
  return told;
};
async function look(url, title) {
  await page.goto(url);
  await page.evaluate(async () => { document.documentElement.style.fontSize = '250%'; document.body.style.fontSize = '1rem'; await document.fonts.ready; });
  const told = await page.evaluate(faults);
  for (const fault of told.slice(0, 5)) console.log(`FAIL\tnarrow\t${fault}\t${title}`);
  if (shots) await page.screenshot({ path: path.join(shots, title.replace(/[^\w.-]+/g, '_') + '.png'), fullPage: true });
  return told.length === 0;
}
let good = true;
for (const file of files) {
  if (!file.endsWith('.epub')) { good = await look(pathToFileURL(path.resolve(file)).href, path.basename(file)) && good; continue; }
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'narrow-'));
  const zip = await JSZip.loadAsync(fs.readFileSync(file));
  for (const entry of Object.values(zip.files).filter(entry => !entry.dir)) {
    const to = path.join(dir, path.normalize('/' + entry.name)); fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, await entry.async('nodebuffer'));
  }
  for (const name of Object.keys(zip.files).filter(name => /text-.*\.xhtml$|nav\.xhtml$/.test(name)))
    good = await look(pathToFileURL(path.join(dir, name)).href, `${path.basename(file)} ${path.basename(name)}`) && good;
  fs.rmSync(dir, { recursive: true });
}
await browser.close();
process.exit(good ? 0 : 1);
