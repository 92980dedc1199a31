// HTML files as a browser has them: opened from the disk in headless Chromium, they must ask for nothing, axe-core must find
// nothing by day and by night, and what their links within lead to must be there. Printed pages are left in DIR/NAME.pdf for printed.py.
// usage: node html.mjs [--shots] DIR FILE.html...   Prints FAIL lines; exit 1 on any. --shots: a phone and a desk, day and night.
import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const require = createRequire(path.join(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'), 'x.js'));
const { chromium } = require('playwright-core'); const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const args = process.argv.slice(2); const shots = args[0] === '--shots'; if (shots) args.shift();
const [dir, ...files] = args; fs.mkdirSync(dir, { recursive: true });
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
const screens = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };
let good = true;
for (const file of files) {
  const name = path.basename(file, '.html'), url = pathToFileURL(path.resolve(file)).href;
  const fail = (judge, what) => { console.log(`FAIL\t${judge}\t${what}\t${file}`); good = false; };
  for (const [screen, viewport] of Object.entries(screens)) for (const colorScheme of ['light', 'dark']) {
    // The judge's own script is let in past the file's policy; a page with it open would be judged for nothing else.
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    page.on('request', request => { if (request.url() !== url && !request.url().startsWith('data:')) fail('requests', request.url()); });
    page.on('console', message => { if (message.type() === 'error') fail('requests', message.text()); });
    await page.goto(url); await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => document.querySelectorAll('details').forEach(details => details.open = true));
    if (colorScheme === 'light' || shots) {
      const faces = await page.evaluate(() => [...document.fonts].filter(face => face.status === 'error').map(face => face.family));
      for (const family of faces) fail('fonts', `${family} cannot be read`);
    }
    await page.evaluate(axe);
    const told = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
    for (const rule of told.violations) fail('axe', `${screen} ${colorScheme}: ${rule.id} at ${rule.nodes[0].html.slice(0, 120)}`);
    if (shots) await page.screenshot({ path: path.join(dir, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
    if (screen === 'desk' && colorScheme === 'light') {
      const lost = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(href => href.length > 1 && !document.getElementById(decodeURIComponent(href.slice(1)))));
      for (const href of lost) fail('links', `${href} leads nowhere`);
      await page.evaluate(() => document.querySelectorAll('details').forEach(details => details.open = false));
      await page.pdf({ path: path.join(dir, `${name}.pdf`), preferCSSPageSize: true });
    }
    await context.close();
  }
}
await browser.close();
process.exit(good ? 0 : 1);
