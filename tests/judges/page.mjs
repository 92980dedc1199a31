// The page in one file as people use it: opened from the disk in headless Chromium, on a phone by touch and on a desk, with the
// network cut. What it saves must be what the program writes, byte for byte; it must ask for nothing, keep nothing, and outlive
// hostile files; axe-core must find nothing. Pages that were spoiled are judged too, and must fail.
// usage: node page.mjs [--shots] PAGE.html PROGRAM DIR [TEXT...]   Prints FAIL lines; exit 1 on any. TEXT: more messages, pictures beside them.
import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
import { execFileSync } from 'node:child_process'; import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url'; import { crc32, deflateSync } from 'node:zlib';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const require = createRequire(path.join(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'), 'x.js'));
const { chromium } = require('playwright-core'); const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const args = process.argv.slice(2); const shots = args[0] === '--shots'; if (shots) args.shift();
const [html, program, dir, ...texts] = args; fs.mkdirSync(dir, { recursive: true });
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
const SCREENS = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1366, height: 860 } },
};
const PICTURES = /\.(png|jpe?g|svg|webp)$/i;
const OFFICE = ['tests/data/office.docx', 'tests/data/office.odt'];
const WAIT = { timeout: 120_000 };

/** A page that is open, and what is wrong with it. */
class Walk {
  constructor(page, screen, file, faults) { Object.assign(this, { page, screen, file, faults }); }

  static async open(file, screen, faults, options = {}) {
    const context = await browser.newContext({ ...SCREENS[screen], ...options, acceptDownloads: true });
    await context.setOffline(true);
    const page = await context.newPage();
    const walk = new Walk(page, screen, file, faults), url = pathToFileURL(path.resolve(file)).href;
    context.on('request', request => { if (request.url() !== url && !/^(blob|data):/.test(request.url())) walk.fail('requests', request.url()); });
    page.on('console', message => { if (message.type() === 'error') walk.fail('console', message.text()); });
    page.on('pageerror', error => walk.fail('console', error.message));
    page.on('dialog', dialog => dialog.accept());
    await page.goto(url); await page.waitForSelector('html[data-ready]', WAIT);
    walk.past = await page.evaluate(() => history.length);
    return walk;
  }

  fail(judge, what) { this.faults.push({ judge, what: `${this.screen}: ${what}` }); }
  expect(judge, good, what) { if (!good) this.fail(judge, what); }
  press(selector) { const found = this.page.locator(selector).first(); return this.screen === 'phone' ? found.tap() : found.click(); }
  async view(name) { if (this.screen === 'phone') await this.press(`.views [data-view="${name}"]`); }
  async shot(name) { if (shots) await this.page.screenshot({ path: path.join(dir, `page-${this.screen}-${name}.png`) }); }
  settled() { return this.page.waitForFunction(() => !document.querySelector('#pages[aria-busy]') && document.querySelector('#stop').hidden, null, WAIT); }
  async close() { await this.page.context().close(); }

  /** Waits until what was done shows in the pages. */
  async set(act) {
    await this.page.evaluate(() => { window.seen = false; new MutationObserver(() => { if (!document.querySelector('#pages').hasAttribute('aria-busy')) window.seen = true; }).observe(document.querySelector('#pages'), { attributes: true, attributeFilter: ['aria-busy'] }); });
    await act(); await this.page.waitForFunction(() => window.seen, null, WAIT); await this.settled();
  }

  /** Presses a button that makes files, and returns them by name. */
  async made(selector) {
    await this.view('save');
    const downloads = []; const keep = download => downloads.push(download);
    this.page.on('download', keep);
    await this.page.evaluate(() => { document.querySelector('#made').replaceChildren(); });
    await this.press(selector); await this.page.waitForFunction(() => document.querySelector('#made').children.length, null, WAIT);
    const count = await this.page.locator('#made a').count();
    if (count > 1) await this.press('#made button');
    const arrived = async () => { for (const until = Date.now() + 15_000; downloads.length < count && Date.now() < until;) await this.page.waitForTimeout(50); };
    await arrived();
    // A browser may hold back some of many at once.
    for (const link of downloads.length < count ? await this.page.locator('#made a').all() : []) {
      const name = await link.getAttribute('download');
      if (!downloads.some(download => download.suggestedFilename() === name)) await link.click();
    }
    await arrived();
    this.page.off('download', keep);
    const files = new Map();
    for (const download of downloads) files.set(download.suggestedFilename(), fs.readFileSync(await download.path()));
    return files;
  }

  /** The texts that a button offers to copy. */
  async copied(form) {
    await this.view('save');
    await this.page.evaluate(() => { document.querySelector('#made').replaceChildren(); });
    await this.press(`[data-copy="${form}"]`); await this.page.waitForSelector('#made li', WAIT);
    return this.page.locator('#made .words').allTextContents();
  }

  same(made, wanted, what) {
    this.expect('bytes', made.size > 0 && made.size === wanted.size, `${what}: ${made.size} files instead of ${wanted.size}`);
    for (const [name, bytes] of wanted) this.expect('bytes', made.get(name)?.equals(bytes), `${what}: ${name} is not what the program writes (${made.get(name)?.length} of ${bytes.length} bytes)`);
  }

  async axe(what) {
    await this.page.evaluate(axe);
    const told = await this.page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
    for (const rule of told.violations) this.fail('axe', `${what}: ${rule.id} at ${rule.nodes[0].html.slice(0, 160)}`);
  }
}

/** What the program writes of a message, by name. */
function written(message, formats, ...more) {
  const folder = fs.mkdtempSync(path.join(dir, 'program-'));
  execFileSync(program, [message, '-q', '--to', formats, ...more, '-o', folder + '/'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const files = new Map(fs.readdirSync(folder).sort().map(name => [name, fs.readFileSync(path.join(folder, name))]));
  fs.rmSync(folder, { recursive: true });
  return files;
}
const ending = (files, end) => new Map([...files].filter(([name]) => name.endsWith(end)));

/** A file of an office, opened in the editor, whose leaflet and text are the program's. */
async function office(walk, file) {
  const wanted = written(file, 'pdf,md');
  await walk.view('write'); await walk.set(() => walk.page.setInputFiles('#open', file));
  for (const form of ['pdf', 'md']) walk.same(await walk.made(`[data-make="${form}"]`), ending(wanted, '.' + form), `${path.basename(file)} to ${form}`);
}

/** Every form of a message, beside the program's. */
async function everyForm(walk, message) {
  const wanted = written(message, 'pdf,epub,html,png,md,txt,telegram,whatsapp'), name = path.basename(message);
  const beside = fs.readdirSync(path.dirname(message)).filter(file => PICTURES.test(file)).map(file => path.join(path.dirname(message), file));
  await walk.view('write');
  const tables = fs.readdirSync(path.dirname(message)).filter(file => file.endsWith('.csv')).map(file => path.join(path.dirname(message), file));
  if (tables.length) await walk.page.setInputFiles('#table', tables);
  if (beside.length) await walk.page.setInputFiles('#add', beside);
  await walk.set(() => walk.page.setInputFiles('#open', message));
  for (const form of ['pdf', 'epub', 'html', 'png', 'md']) walk.same(await walk.made(`[data-make="${form}"]`), ending(wanted, '.' + form), `${name} to ${form}`);
  for (const form of ['txt', 'telegram', 'whatsapp']) {
    const parts = [...wanted].filter(([file]) => form === 'txt' ? /^[^.]*\.txt$/.test(file) : new RegExp(`\\.${form}(-\\d+)?\\.txt$`).test(file)).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([, bytes]) => bytes.toString('utf8'));
    const made = await walk.copied(form);
    walk.expect('bytes', parts.length && made.length === parts.length && made.every((text, at) => text === parts[at]), `${name} to ${form}`);
  }
}

/** The whole walk, as somebody with a message and a photo would go it. */
async function wholeWalk(walk, scratch) {
  const { page } = walk, message = fs.readFileSync('samples/message.md', 'utf8');
  await walk.shot('empty'); await walk.axe('empty');
  await walk.set(() => page.fill('#message', message));
  await walk.shot('written'); await walk.axe('written');
  await walk.view('see'); await page.waitForFunction(() => document.querySelector('#pages canvas')?.width > 100, null, WAIT);
  const drawn = await page.evaluate(() => { const canvas = document.querySelector('#pages canvas'); return new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size; });
  walk.expect('pages', drawn > 8, 'the first page is blank');
  await walk.shot('pages'); await walk.axe('pages');
  // A theme by its picture, then the paper.
  await walk.view('look'); await page.waitForFunction(() => document.querySelector('.theme canvas')?.width > 50, null, WAIT);
  await walk.shot('look'); await walk.axe('look');
  await walk.set(() => walk.press('.theme[data-theme="flyer"]'));
  await walk.set(() => page.selectOption('[data-key="paper"]', 'a6'));
  const typed = path.join(scratch, 'bargeh.md'); fs.writeFileSync(typed, message);
  walk.same(await walk.made('[data-make="pdf"]'), written(typed, 'pdf', '--theme', 'flyer', '--paper', 'a6'), 'the flyer on A6');
  await walk.shot('saved'); await walk.axe('saved');
  // A sheet, and cards.
  await walk.view('look'); await walk.set(() => walk.press('#reset'));
  await walk.set(() => page.selectOption('[data-key="sheet"]', 'copies:4'));
  walk.same(await walk.made('[data-make="pdf"]'), written(typed, 'pdf', '--sheet', 'copies:4'), 'four copies on a sheet');
  await walk.view('look'); await walk.set(() => walk.press('#reset'));
  await walk.view('see'); await walk.set(() => walk.press('#as-cards')); await walk.set(() => page.selectOption('#card', 'square'));
  await page.waitForFunction(() => { const canvas = document.querySelector('#pages canvas'); return canvas && canvas.width > 100 && Math.abs(canvas.width - canvas.height) < 2; }, null, WAIT);
  await walk.shot('cards'); await walk.axe('cards');
  walk.same(await walk.made('[data-make="cards"]'), written(typed, 'png', '--card', 'square'), 'square cards');
  await walk.view('see'); await walk.set(() => walk.press('#as-pages'));
  await corrections(walk, scratch); await offers(walk, scratch); await table(walk, scratch); await maker(walk); await english(walk);
}

/** Corrections taken and left; a warning that leads to its line. */
async function corrections(walk, scratch) {
  const { page } = walk, text = '# آزمون\n\nما مي رويم و كتاب‌ها را مي بريم.\n\n![درخت](tree-that-is-not-there.png)\n';
  await walk.view('write'); await walk.set(() => page.fill('#message', text));
  await walk.press('#edits-box summary'); await page.waitForSelector('#edits input', WAIT);
  const edits = page.locator('#edits input'), count = await edits.count();
  walk.expect('clean-up', count > 1, `${count} corrections`);
  await walk.axe('corrections'); await walk.shot('corrections');
  await walk.set(() => walk.press('#leave-all'));
  const file = path.join(scratch, 'bargeh.md'); fs.writeFileSync(file, text);
  walk.same(await walk.made('[data-make="md"]'), written(file, 'md', '--clean', 'none'), 'all corrections left');
  await walk.view('write'); await walk.set(() => walk.press('#take-all'));
  walk.same(await walk.made('[data-make="md"]'), written(file, 'md'), 'all corrections taken');
  await walk.view('write'); await walk.set(() => walk.press('#edits label'));
  const [one] = (await walk.made('[data-make="md"]')).values();
  walk.expect('clean-up', one && !one.equals([...written(file, 'md').values()][0]) && !one.equals([...written(file, 'md', '--clean', 'none').values()][0]), 'one correction alone is not left');
  await walk.view('write'); await walk.press('#notices button');
  const chosen = await page.evaluate(() => { const area = document.querySelector('#message'); return area.value.slice(area.selectionStart, area.selectionEnd); });
  walk.expect('warnings', chosen.startsWith('![درخت]'), `the warning leads to ${JSON.stringify(chosen)}`);
}

/** A hint's setting by its button, one that only leads to its field, and the form of a message. */
async function offers(walk, scratch) {
  const { page } = walk, text = '# عنوان\n\nدر سال ۱۴0۲ بود.\n';
  await walk.view('write'); await walk.set(() => page.fill('#message', text));
  const button = page.locator('#notices .offer').first();
  walk.expect('offers', await button.count(), 'a hint that names a setting has no button');
  if (!await button.count()) return;
  walk.expect('offers', !/--/.test(await page.textContent('#notices')), 'a flag of the terminal in a hint');
  await walk.axe('offers'); await walk.shot('offers');
  await walk.set(() => walk.press('#notices .offer'));
  const file = path.join(scratch, 'bargeh.md'); fs.writeFileSync(file, text);
  walk.same(await walk.made('[data-make="md"]'), written(file, 'md', '--digits', 'persian'), 'the setting that a hint offers');
  await walk.view('look'); await walk.set(() => walk.press('#reset'));
}

/** With the keyboard alone: from the top to a text, a theme and a file. */
async function byKeyboard(walk) {
  const { page } = walk;
  const to = async selector => { for (let step = 0; step < 200; step++) { await page.keyboard.press('Tab'); if (await page.evaluate(selector => document.activeElement?.matches(selector), selector)) return true; } return false; };
  await page.keyboard.press('Tab');
  walk.expect('keyboard', await page.evaluate(() => document.activeElement?.classList.contains('skip')), 'the first key does not lead to the text');
  await page.keyboard.press('Enter');
  walk.expect('keyboard', await page.evaluate(() => document.activeElement?.id === 'message') || await to('#message'), 'no way to the text');
  await walk.set(() => page.keyboard.insertText('# آگهی\n\nفردا ساعت هشت.'));
  walk.expect('keyboard', await to('[name="theme"]'), 'no way to the themes');
  await walk.set(() => page.keyboard.press('ArrowDown'));
  walk.expect('keyboard', await page.evaluate(() => document.querySelector('[name="theme"]:checked').value), 'the arrow chooses no theme');
  walk.expect('keyboard', await to('[data-make="pdf"]'), 'no way to the PDF');
  const download = page.waitForEvent('download', WAIT);
  await page.keyboard.press('Enter');
  walk.expect('keyboard', (await download).suggestedFilename().endsWith('.pdf'), 'no PDF');
}

/** A file and a picture, let fall on the page. */
async function dropped(walk) {
  const { page } = walk;
  const drop = files => page.evaluate(files => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    for (const kind of ['dragenter', 'dragover']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    const isShown = !document.querySelector('#drop').hidden;
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    return isShown;
  }, files);
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>';
  let isShown;
  await walk.set(async () => { isShown = await drop([['dot.svg', picture], ['fallen.md', '# افتاده\n\n![نقطه](dot.svg)\n']]); });
  walk.expect('drop', isShown, 'nothing shows where to drop');
  walk.expect('drop', (await page.inputValue('#message')).startsWith('# افتاده'), 'the text is not in the editor');
  await walk.settled();
  walk.expect('drop', !await page.locator('#notices li').count(), 'the picture is not beside it');
}

/** A table that fills a message. */
async function table(walk, scratch) {
  const message = path.join(scratch, 'card.md'), rows = path.join(scratch, 'guests.csv');
  fs.writeFileSync(message, '# دعوت\n\n{{name}} گرامی، بفرمایید.\n'); fs.writeFileSync(rows, 'name\nمینا\nکاوه\nسارا\n');
  await walk.view('write'); await walk.set(() => walk.page.setInputFiles('#table', rows)); await walk.set(() => walk.page.setInputFiles('#open', message));
  walk.same(await walk.made('[data-make="pdf"]'), written(message, 'pdf', '--data', rows), 'a card for each guest');
  await walk.view('write'); while (await walk.page.locator('#files button').count()) await walk.press('#files button');
  await walk.settled();
}

/** A look into a file, and a photo without its metadata. */
async function maker(walk) {
  await walk.view('save'); await walk.page.setInputFiles('#look-into', 'samples/message.md'); await walk.page.waitForSelector('#verdict.good', WAIT);
  const chunk = (kind, data) => { const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]), whole = Buffer.alloc(body.length + 8); whole.writeUInt32BE(data.length, 0); body.copy(whole, 4); whole.writeUInt32BE(crc32(body), body.length + 4); return whole; };
  const photo = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')), chunk('tEXt', Buffer.from('Author\0Someone', 'latin1')), chunk('IDAT', deflateSync(Buffer.from([0, 128]))), chunk('IEND', Buffer.alloc(0))]);
  await walk.page.setInputFiles('#look-into', { name: 'photo.png', mimeType: 'image/png', buffer: photo }); await walk.page.waitForSelector('#verdict.bad', WAIT);
  walk.expect('inspect', (await walk.page.textContent('#found')).includes('Someone'), 'the name in the photo is not told');
  await walk.axe('inspected'); await walk.shot('inspected');
  const [scrubbed] = (await walk.made('#scrub')).values();
  walk.expect('inspect', scrubbed?.length && !scrubbed.includes('Someone'), 'the name stays in the photo');
}

async function english(walk) {
  await walk.press('#language'); await walk.page.waitForSelector('html[lang="en"][dir="ltr"]', WAIT);
  for (const view of ['write', 'look', 'see', 'save']) { await walk.view(view); await walk.axe(`English ${view}`); }
  walk.expect('language', !/[آ-ی]/.test(await walk.page.textContent('#look')), 'Persian words in the English page');
  await walk.shot('english');
  await walk.press('#language');
}

/** Files as bad as they come: each ends in a message, and the page lives. */
async function hostile(walk) {
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => at * 7919 % 251)), zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), noise]);
  const files = [
    ['noise.docx', noise], ['broken.docx', Buffer.concat([zip, Buffer.from('word/document.xml')])], ['broken.odt', zip], ['broken.pdf', Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R >>\ntrailer << /Root 1 0 R >>')],
    ['empty.html', Buffer.from('<html></html>')], ['noise.md', noise], ['deep.md', Buffer.from('> '.repeat(20000) + 'x')], ['deep.html', Buffer.from('<div>'.repeat(50000) + 'x')],
    ['alias.md', Buffer.from('---\na: &a [x, x]\nb: [*a, *a, *a]\ntheme: nothing-like-it\n---\n\nx')],
  ];
  for (const [name, buffer] of files) {
    await walk.view('write'); await walk.set(() => walk.page.setInputFiles('#open', { name, mimeType: 'application/octet-stream', buffer }));
    const told = await walk.page.locator('#notices li').count(), pages = await walk.page.locator('#pages canvas').count();
    walk.expect('hostile', told > 0 || pages > 0, `${name}: neither pages nor a message`);
    if (name.startsWith('broken') || name.startsWith('noise')) walk.expect('hostile', await walk.page.locator('#notices .error').count(), `${name}: no error`);
  }
  await walk.set(() => walk.page.fill('#message', '# پس از آن\n\nهنوز کار می‌کند.'));
  await walk.view('write'); walk.expect('hostile', !await walk.page.locator('#notices .error').count(), 'an error stays');
  walk.expect('hostile', (await walk.made('[data-make="pdf"]')).size === 1, 'nothing is made any more');
}

/** Nothing is kept anywhere. */
async function kept(walk) {
  const found = await walk.page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie.length,
    databases: (await indexedDB.databases()).length, hash: location.hash.length + location.search.length,
  }));
  walk.expect('kept', await walk.page.evaluate(() => history.length) === walk.past, 'the history has grown');
  for (const [what, count] of Object.entries(found)) walk.expect('kept', count === 0, `${what}: ${count}`);
  await walk.page.setViewportSize({ width: 320, height: 640 });
  for (const view of ['write', 'look', 'see', 'save']) {
    await walk.page.evaluate(view => document.querySelector(`.views [data-view="${view}"]`).click(), view);
    const wide = await walk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    walk.expect('320 px', wide <= 0, `${view} is ${wide} px too wide`);
  }
}

async function judged(file, work) {
  const faults = [];
  try { await work(faults); } catch (error) { faults.push({ judge: 'walk', what: error.message.split('\n').slice(0, 3).join(' ') }); }
  return faults;
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
const samples = fs.readdirSync('samples').filter(name => name.endsWith('.md')).map(name => path.join('samples', name)).concat('samples/invitation/invitation.md', texts);
let good = true;
const tell = faults => { for (const { judge, what } of faults) { console.log(`FAIL\t${judge}\t${what}\t${html}`); good = false; } };

for (const screen of Object.keys(SCREENS)) tell(await judged(html, async faults => {
  const walk = await Walk.open(html, screen, faults, { colorScheme: screen === 'phone' ? 'light' : 'dark' });
  await wholeWalk(walk, scratch); await hostile(walk); await kept(walk); await walk.close();
}));
tell(await judged(html, async faults => {
  for (const sample of samples) { const walk = await Walk.open(html, 'desk', faults); await everyForm(walk, sample); await walk.close(); }
  for (const file of OFFICE) { const walk = await Walk.open(html, 'desk', faults); await office(walk, file); await walk.close(); }
  for (const way of [byKeyboard, dropped]) { const walk = await Walk.open(html, 'desk', faults); await way(walk); await walk.close(); }
}));

/** The page with one thing changed for the worse. */
function spoiled(name, change) {
  const file = path.join(scratch, `${name}.html`), before = fs.readFileSync(html, 'utf8'), after = change(before);
  if (before === after) throw new Error(`${name}: nothing to spoil`);
  fs.writeFileSync(file, after);
  return file;
}
const made = async (file, faults) => {
  const walk = await Walk.open(file, 'desk', faults); await walk.set(() => walk.page.setInputFiles('#open', 'samples/message.md'));
  walk.same(await walk.made('[data-make="pdf"]'), written('samples/message.md', 'pdf'), 'message.md'); await walk.axe('spoiled'); await walk.close();
};
const controls = [
  ['requests', html => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replace('</main>', '</main><img alt="" src="https://example.org/x.png">')],
  ['bytes', html => html.replace('bytes: page.file(index)', 'bytes: page.file(index).map((byte, at) => at === 100 ? byte ^ 1 : byte)')],
  ['axe', html => html.replace('<label class="spoken" for="message"', '<p class="spoken"').replace('data-say="message"></label>', 'data-say="message"></p>').replace('data-hint="hint"', '')],
  ['console', html => html.replace('<noscript>', '<script>alert(1)</script><noscript>')],
];
for (const [judge, change] of controls) {
  const faults = await judged(html, faults => made(spoiled(judge, change), faults));
  if (!faults.some(fault => fault.judge === judge)) tell([{ judge: 'controls', what: `a page spoiled for ${judge} passes: ${JSON.stringify(faults)}` }]);
}
// A worker that traps: the message is told, and the next text is set by a new one.
tell(await judged(html, async faults => {
  const walk = await Walk.open(spoiled('trap', html => html.replace('see: ({ source, job, ui }) =>', "see: ({ source, job, ui }) => new TextDecoder().decode(source).includes('TRAP') ? (() => { throw new WebAssembly.RuntimeError('unreachable'); })() :")), 'phone', faults);
  await walk.set(() => walk.page.fill('#message', 'TRAP')); walk.expect('trap', await walk.page.locator('#notices .error').count() === 1, 'nothing is told');
  await walk.set(() => walk.page.fill('#message', '# زنده')); walk.expect('trap', await walk.page.locator('#notices .error').count() === 0 && await walk.page.locator('#pages canvas').count() === 1, 'the page is dead');
  await walk.close();
}));
await browser.close(); fs.rmSync(scratch, { recursive: true });
if (good) console.log(`PASS\tpage\t${samples.length} messages in every form, ${Object.keys(SCREENS).length} screens\t${html}`);
process.exit(good ? 0 : 1);
