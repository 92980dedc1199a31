// The page in one file, by the clock and as ratios to the program: from opening to ready, from a keystroke to its page, a message
// to PDF, a book of 200 KB typed into, and what a thousand conversions leave in memory. Tests never time; this does.
// usage: node benches/page.mjs PAGE.html PROGRAM [CONVERSIONS]
import { execFileSync } from 'node:child_process'; import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const require = createRequire(path.join(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'), 'x.js'));
const { chromium } = require('playwright-core');
const [html, program, conversions = '1000'] = process.argv.slice(2);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
const median = times => times.sort((a, b) => a - b)[times.length >> 1];
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'page-bench-'));
const message = fs.readFileSync('samples/message.md', 'utf8');
/** A book of 200 KB: the message again and again, a chapter each. */
const book = Array.from({ length: Math.ceil(200_000 / Buffer.byteLength(message)) }, (_, at) => message.replace(/^---[\s\S]*?---\n/, '').replace(/^# .*/m, `# فصل ${at + 1}`)).join('\n\n');

function native(text, ...more) {
  const file = path.join(scratch, 'bargeh.md'); fs.writeFileSync(file, text);
  return median(Array.from({ length: 5 }, () => { const start = performance.now(); execFileSync(program, [file, '-q', ...more, '-o', path.join(scratch, 'out.pdf')]); return performance.now() - start; }));
}
const open = async () => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 860 }, offline: true })).newPage();
  const start = performance.now();
  await page.goto(pathToFileURL(path.resolve(html)).href); await page.waitForSelector('html[data-ready]');
  return [page, performance.now() - start];
};
/** Milliseconds from a change of the text to the first picture of a page that has it. */
const key = (page, text) => page.evaluate(text => new Promise(resolve => {
  const area = document.querySelector('#message'), start = performance.now();
  document.addEventListener('drawn', () => resolve(performance.now() - start), { once: true });
  area.value = text; area.dispatchEvent(new Event('input'));
}), text);
const pdf = page => page.evaluate(() => new Promise(resolve => {
  const made = document.querySelector('#made'), start = performance.now();
  HTMLAnchorElement.prototype.click = () => {};
  new MutationObserver((_, watch) => { watch.disconnect(); resolve(performance.now() - start); }).observe(made, { childList: true });
  document.querySelector('[data-make="pdf"]').click();
}));
const say = (what, value, unit = 'ms', beside) => console.log(`${what.padEnd(52)} ${value.toFixed(unit === 'ms' ? 0 : 2).padStart(8)} ${unit}${beside ? `   ${(value / beside).toFixed(1)} × the program's ${beside.toFixed(0)} ms` : ''}`);

say('size of the page', fs.statSync(html).size / (1 << 20), 'MiB');
const opened = []; for (let at = 0; at < 3; at++) { const [page, took] = await open(); opened.push(took); await page.context().close(); }
say('from opening to ready', median(opened));
const [page] = await open();
say('first message to its first page', await key(page, message));
const keys = []; for (let at = 0; at < 9; at++) keys.push(await key(page, message.replace('\n\n', `\n\n${'و'.repeat(at + 1)} `)));
say('a keystroke in the message to its page', median(keys), 'ms', native(message));
const made = []; for (let at = 0; at < 7; at++) made.push(await pdf(page));
say('the message to PDF', median(made), 'ms', native(message));

await key(page, book);
// While the worker sets the book, every key still shows at once: the longest gap between two frames is what people feel.
const longest = await page.evaluate(() => new Promise(resolve => {
  const area = document.querySelector('#message'); area.focus();
  let last = performance.now(), gap = 0, count = 0;
  const frame = now => { gap = Math.max(gap, now - last); last = now; if (count++ < 120) { if (count % 4 === 0) document.execCommand('insertText', false, 'ب'); requestAnimationFrame(frame); } else resolve(gap); };
  requestAnimationFrame(now => { last = now; frame(now); });
}));
say('typing in a book of 200 KB: longest gap of frames', longest);
say('a keystroke in it to its page', await key(page, book + '\n\nپایان'), 'ms', native(book));

const renderer = async () => {
  const cdp = await browser.newBrowserCDPSession(), { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const kilobytes = id => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
  return Math.max(...processInfo.filter(process => process.type === 'renderer').map(process => kilobytes(process.id))) / 1024;
};
await key(page, message);
const count = Number(conversions), tenth = Math.ceil(count / 10);
for (let at = 0; at < tenth; at++) await pdf(page);
const before = await renderer();
for (let at = tenth; at < count; at++) await pdf(page);
say(`memory after ${tenth} conversions`, before, 'MiB'); say(`memory after ${count} conversions`, await renderer(), 'MiB');
await browser.close(); fs.rmSync(scratch, { recursive: true });
