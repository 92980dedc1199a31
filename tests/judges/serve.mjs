// The live preview as a browser has it: a save is shown, the page in view stays, only pages that changed are asked for, axe-core finds
// nothing by day and by night, nothing is wider than 320 px, and a page of another origin gets nothing. Previews that were spoiled
// on their way to the browser are judged too, and must fail.
// usage: node serve.mjs [--shots DIR] BARGEH   Prints FAIL lines and the times from a save to the picture; exit 1 on any FAIL.
import fs from 'node:fs'; import http from 'node:http'; import os from 'node:os'; import path from 'node:path';
import { spawn } from 'node:child_process'; import { createRequire } from 'node:module';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const require = createRequire(path.join(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'), 'x.js'));
const { chromium } = require('playwright-core'); const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const args = process.argv.slice(2); const shots = args[0] === '--shots' ? args.splice(0, 2)[1] : null;
if (shots) fs.mkdirSync(shots, { recursive: true });
const bargeh = path.resolve(args[0]);
let faults = [];
const fail = (judge, what) => { faults.push({ judge, what }); };
const check = (judge, holds, what) => { if (!holds) fail(judge, what); };

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-')), file = path.join(dir, 'نامه.md');
const message = fs.readFileSync(new URL('../../samples/message.md', import.meta.url), 'utf8');
// The message again and again, about 200 kB, with a word of its own in the middle to be changed.
const book = word => Array.from({ length: 40 }, (_, chapter) => message.replace('# ', `# ${chapter} `) + (chapter === 20 ? `\n\n${word} در میان کتاب.\n` : '')).join('\n\n');
const save = text => { fs.writeFileSync(`${file}~`, text); fs.renameSync(`${file}~`, file); };

const children = new Set();
/** Starts the program; gives its address and a way to end it. */
async function serve(...flags) {
  const child = spawn(bargeh, ['serve', file, ...flags], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.add(child); child.once('exit', () => children.delete(child));
  const url = await new Promise((found, lost) => { child.stdout.once('data', data => found(String(data).trim())); child.once('exit', lost); });
  const end = () => new Promise(done => { child.once('exit', code => done(code)); child.kill('SIGINT'); });
  return spoil ? spoiled(url, end) : { url, end };
}
/** What changes an answer for the worse: (path, headers, body) to a body. */
let spoil = null;
/** The same server behind one that spoils its answers. */
async function spoiled(url, end) {
  const real = new URL(url);
  const server = http.createServer((request, response) => {
    const headers = { ...request.headers, host: real.host };
    if (headers.origin) headers.origin = real.origin;
    http.get({ host: real.hostname, port: real.port, path: request.url, headers }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part)).on('end', () => {
        const given = { ...answer.headers }; delete given['content-length'];
        const body = spoil(request.url.slice(real.pathname.length), given, Buffer.concat(parts));
        response.writeHead(answer.statusCode, given).end(body);
      });
    }).on('error', () => response.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  return { url: url.replace(real.host, `127.0.0.1:${server.address().port}`), end: () => { server.closeAllConnections(); server.close(); return end(); } };
}
/** When the picture of a leaf was last put in place, in the page's own time. */
const watching = () => {
  window.shown = [];
  new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => node.tagName === 'IMG' && window.shown.push([node.parentNode.id, node.src]))))
    .observe(document.getElementById('pages'), { childList: true, subtree: true });
};
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
const screens = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } };

/** The best time from a save to the new picture of the page in view. */
async function renewed(page, name, texts, leaf) {
  let best = Infinity;
  for (const text of texts) {
    const before = await page.evaluate(id => document.querySelector(`#${id} img`).src, leaf);
    const begin = performance.now();
    save(text);
    await page.waitForFunction(([id, src]) => document.querySelector(`#${id} img`).src !== src, [leaf, before], { polling: 1, timeout: 60000 });
    best = Math.min(best, performance.now() - begin);
  }
  console.log(`${name}: ${best.toFixed(0)} ms from a save to the picture, the best of ${texts.length}`);
}

/** The book: the page in view, and what is asked for again. */
async function theBook() {
  save(book('یک'));
  const { url, end } = await serve();
  const page = await (await browser.newContext({ viewport: screens.desk })).newPage();
  const asked = []; let ended = false;
  page.on('request', request => { if (request.url().includes('/picture/')) asked.push(request.url().split('/picture/')[1]); check('requests', request.url().startsWith(url), request.url()); });
  page.on('console', message => { if (message.type() === 'error' && !ended) fail('console', message.text()); });
  await page.goto(url); await page.waitForSelector('.leaf img', { timeout: 60000 });
  const count = await page.locator('.leaf').count();
  await page.waitForTimeout(1000);
  check('lazy', asked.length < 8, `${asked.length} of ${count} pictures were asked for at once`);
  // The page with the word that is changed.
  const words = await page.evaluate(async count => { for (let i = 0; i < count; i++) if ((await (await fetch(`words/${i}/1`)).text()).includes('در میان کتاب')) return i; }, count);
  check('words', Number.isInteger(words), 'the words of no page hold what is on it');
  await page.evaluate(index => document.getElementById(`page-${index + 1}`).scrollIntoView({ behavior: 'instant' }), words);
  await page.waitForSelector(`#page-${words + 1} img`); await page.waitForTimeout(1000);
  const place = await page.evaluate(() => scrollY); asked.length = 0;
  await page.evaluate(watching);
  await renewed(page, 'a book of 200 kB', ['دو', 'سه', 'چهار', 'پنج', 'شش'].map(book), `page-${words + 1}`);
  await page.waitForTimeout(500);
  check('changed', asked.every(which => which.startsWith(`${words}/`)), `pages that did not change were asked for: ${asked}`);
  check('place', Math.abs(await page.evaluate(() => scrollY) - place) < 2, 'the page in view moved');
  // Pages gone from before the one in view: it is the last one then, and an error leaves all as it is.
  save('---\nkashidaa: on\n---\n'); await page.waitForSelector('#said.error');
  check('error', await page.locator('.leaf img').count() > 0 && await page.locator('#notices .error').count() === 1, 'an error takes the pages away');
  save(book('یک')); await page.waitForSelector('#said:not(.error)', { state: 'attached' });
  // Keys.
  await page.keyboard.press('p'); await page.keyboard.press('+');
  check('keys', await page.evaluate(() => getComputedStyle(document.querySelector('main')).getPropertyValue('--zoom')) === '1.25', '+ does not magnify');
  // A page of another origin, which even knows the token.
  const other = http.createServer((_, answer) => answer.end('<!doctype html><title>x</title>')).listen(0, '127.0.0.1');
  await new Promise(done => other.once('listening', done));
  for (const host of ['127.0.0.1', 'localhost']) {
    const foreign = await (await browser.newContext()).newPage();
    await foreign.goto(`http://${host}:${other.address().port}/`);
    const got = await foreign.evaluate(async url => {
      const tried = async what => { try { return await what(); } catch { return null; } };
      const image = src => new Promise(done => { const image = new Image(); image.onload = () => done('image'); image.onerror = () => done(null); image.src = src; });
      const script = src => new Promise(done => { const script = document.createElement('script'); script.onload = () => done('script'); script.onerror = () => done(null); script.src = src; document.head.append(script); });
      const frame = src => new Promise(done => { const frame = document.createElement('iframe'); frame.onload = () => setTimeout(() => done(frame.contentWindow.length || null), 300); frame.src = src; document.body.append(frame); });
      const opaque = async response => (await response.text()) || null;
      return [await tried(async () => (await fetch(`${url}news/0`)).text()), await tried(async () => opaque(await fetch(url, { mode: 'no-cors' }))),
        await tried(async () => (await fetch(url, { method: 'POST', body: 'x' })).text()), await image(`${url}icon.svg`), await script(`${url}preview.js`), await frame(url)].filter(Boolean);
    }, url);
    check('foreign', got.length === 0, `a page of ${host} got ${got}`);
    await foreign.close();
  }
  other.close();
  ended = true;
  check('end', await end() === 130, 'Ctrl-C does not end it');
  await page.waitForFunction(() => document.getElementById('status').textContent === document.body.dataset.lost, null, { timeout: 30000 }).catch(() => fail('lost', 'nothing is said when the program has ended'));
}

/** The message, in both languages, by day and by night, on a phone and a desk. */
async function theMessage(languages = ['fa', 'en'], colors = ['light', 'dark']) {
  for (const ui of languages) {
    save(message);
    const { url, end } = await serve('--ui', ui);
    for (const [screen, viewport] of Object.entries(screens)) for (const colorScheme of colors) {
      const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: screen === 'phone' ? 2 : 1, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(url); await page.waitForSelector('.leaf img');
      await page.evaluate(() => { document.getElementById('said').open = true; }); await page.waitForTimeout(300);
      await page.evaluate(axe);
      const told = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
      for (const rule of told.violations) fail('axe', `${ui} ${screen} ${colorScheme}: ${rule.id} at ${rule.nodes[0].html.slice(0, 120)}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check('narrow', wide <= 0, `${ui} ${screen}: ${wide} px too wide`);
      check('direction', await page.evaluate(() => getComputedStyle(document.body).direction) === (ui === 'fa' ? 'rtl' : 'ltr'), ui);
      check('alt', (await page.getAttribute('.leaf img', 'alt')).length > 0, 'a picture without words');
      if (shots) await page.screenshot({ path: path.join(shots, `serve-${ui}-${screen}-${colorScheme}.png`) });
      if (ui === 'fa' && screen === 'desk' && colorScheme === 'light') await renewed(page, 'the message', [1, 2, 3, 4, 5].map(turn => message.replace('# ', `# ${turn} `)), 'page-1');
      if (ui === 'fa' && shots) {
        save('---\nkashidaa: on\n---\n'); await page.waitForSelector('#said.error'); await page.waitForTimeout(200);
        await page.screenshot({ path: path.join(shots, `serve-error-${screen}-${colorScheme}.png`) });
        save(message); await page.waitForSelector('#said:not(.error)', { state: 'attached' });
      }
      await context.close();
    }
    await end();
  }
}

await theBook(); await theMessage();
check('written', fs.readdirSync(dir).join() === 'نامه.md', `beside the message: ${fs.readdirSync(dir)}`);
for (const { judge, what } of faults) console.log(`FAIL\t${judge}\t${what}`);
let good = !faults.length;

const text = change => (path, headers, body) => /html|javascript|css|json/.test(headers['content-type'] ?? '') ? Buffer.from(change(body.toString('utf8'), path)) : body;
const controls = [
  ['requests', theBook, (path, headers, body) => { delete headers['content-security-policy']; return text(html => html.replace('</body>', '<img alt="" src="http://127.0.0.1:9/x.png"></body>'))(path, headers, body); }],
  ['changed', theBook, text((json, path) => path.startsWith('news') ? json.replace(/"made":\d+/g, `"made":${/"number":(\d+)/.exec(json)[1]}`) : json)],
  ['axe', () => theMessage(['fa'], ['light']), text(html => html.replace(/<html [^>]*>/, '<html>'))],
  ['narrow', () => theMessage(['fa'], ['light']), text(html => html.replace('<main', '<div style="width:40rem">x</div><main').replace(/style-src[^;]*;/, ''))],
];
for (const [judge, way, change] of controls) {
  faults = []; spoil = change;
  try { await way(); } catch (error) { fail('walk', error.message.split('\n')[0]); }
  children.forEach(child => child.kill('SIGKILL'));
  if (!faults.some(fault => fault.judge === judge)) { console.log(`FAIL\tcontrols\ta preview spoiled for ${judge} passes: ${JSON.stringify(faults)}`); good = false; }
}
await browser.close();
fs.rmSync(dir, { recursive: true });
console.log(good ? 'the preview holds' : 'the preview does not hold');
process.exit(good ? 0 : 1);
