// Chapters and contents of EPUBs as two reading engines (epub.js, foliate-js) have them, in headless Chromium: each chapter
// begins a page of its own with its heading first, and the contents nest as the headings do.
// usage: node epub-chapters.mjs FILE.epub...   One line an engine and file: PASS|FAIL|ERROR <tab> chapters:engine <tab> counts <tab> file <tab> what is wrong
import http from 'node:http'; import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
import { createRequire } from 'node:module';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const nm = path.resolve(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'));
const require = createRequire(path.join(nm, 'x.js'));
const { chromium } = require('playwright-core'); const JSZip = require('jszip');
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.epub': 'application/epub+zip', '.css': 'text/css' };
// Both give: the contents as [depth, words, link]; and for a link, the words of the screen it leads to.
const engines = {
  epubjs: `<!doctype html><meta charset=utf-8><style>body{margin:0}</style><div id=v></div><script src="/nm/jszip/dist/jszip.min.js"></script><script src="/nm/epubjs/dist/epub.js"></script><script>
  let b,r;const flat=(items,depth)=>items.flatMap(i=>[[depth,i.label.trim(),i.href],...flat(i.subitems||[],depth+1)]);
  window.contents=async()=>{b=ePub('/book.epub');r=b.renderTo('v',{width:500,height:600,flow:'paginated',spread:'none'});await r.display();return flat((await b.loaded.navigation).toc,1)};
  window.screen_of=async href=>{await r.display(href);await new Promise(s=>setTimeout(s,350));const v=document.querySelector('#v').getBoundingClientRect(),f=document.querySelector('iframe');return seen(f.contentDocument,f.getBoundingClientRect().left-v.left,500)}`,
  foliate: `<!doctype html><meta charset=utf-8><style>body{margin:0}foliate-view{display:block;width:500px;height:600px}</style><script type=module>
  import '/nm/foliate-js/view.js';
  let v,doc;const flat=(items,depth)=>items.flatMap(i=>[[depth,i.label.trim(),i.href],...flat(i.subitems||[],depth+1)]);
  window.contents=async()=>{v=document.createElement('foliate-view');document.body.append(v);v.addEventListener('load',e=>doc=e.detail.doc);
   await v.open(new File([await (await fetch('/book.epub')).blob()],'book.epub',{type:'application/epub+zip'}));v.renderer.setAttribute('flow','paginated');await v.init({showTextStart:false});return flat(v.book.toc,1)};
  window.screen_of=async href=>{await v.goTo(href);await new Promise(s=>setTimeout(s,350));const f=doc.defaultView.frameElement.getBoundingClientRect();return seen(doc,f.left,500)}` };
// The words of each block on the screen, in order.
const seen = `window.seen=(doc,shift,wide)=>[...doc.body.querySelectorAll('h1,h2,h3,h4,h5,h6,p,li,td,th,pre,figcaption,dt,dd')]
  .filter(e=>{const q=e.getClientRects()[0];return q&&q.left+shift<wide-1&&q.right+shift>1}).map(e=>e.textContent.replace(/\\s+/g,' ').trim())`;
let book;
const server = http.createServer((q, s) => {
  const u = decodeURIComponent(new URL(q.url, 'http://x').pathname);
  try {
    if (engines[u.slice(1)]) { s.setHeader('content-type', 'text/html'); return s.end(engines[u.slice(1)] + ';' + seen + '</script>'); }
    const f = u === '/book.epub' ? book : u.startsWith('/nm/') ? path.join(nm, path.normalize(u.slice(3))) : null;
    if (!f) { s.statusCode = 404; return s.end(); }
    s.setHeader('content-type', types[path.extname(f)] || 'application/octet-stream'); s.end(fs.readFileSync(f));
  } catch { s.statusCode = 404; s.end(); }
}).listen(0, '127.0.0.1');
await new Promise(r => server.on('listening', r));
const base = `http://127.0.0.1:${server.address().port}`;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });

// The headings of the text: level and words. A book whose text has none is its title.
async function headings(file) {
  const zip = await JSZip.loadAsync(fs.readFileSync(file)); const found = [];
  for (const name of Object.keys(zip.files).filter(name => /text-\d+\.xhtml$/.test(name)).sort())
    for (const [, level, inside] of (await zip.file(name).async('string')).matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs))
      if (+level <= 3) found.push([+level, inside.replace(/<a class="noteref".*?<\/a>/g, '').replace(/<[^>]*>/g, '').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim()]);
  return found.filter(([, words]) => words);
}
// A dozen letters tell headings apart; marks of notes and pictures in them are told in other ways.
const bare = words => words.replace(/[\u200e\u200f\u061c\u2066-\u2069\s]/g, '').slice(0, 12);
// Whether the heading that a link leads to lies inside another block of its file.
const inside = async (page, link) => { const id = link.split('#')[1]; if (!id) return false;
  for (const frame of page.frames()) { const lies = await frame.evaluate(id => { const e = document.getElementById(id); return e ? e.parentElement !== document.body : null; }, id).catch(() => null); if (lies !== null) return lies; } return false; };
let good = true;
for (const file of process.argv.slice(2)) {
  book = path.resolve(file); const wanted = await headings(file);
  for (const engine of Object.keys(engines)) {
    const context = await browser.newContext({ viewport: { width: 500, height: 600 } }); const page = await context.newPage(); const wrong = [];
    await context.route('**', r => r.request().url().startsWith(base) || /^(blob|data):/.test(r.request().url()) ? r.continue() : r.abort());
    let told = [], chapters = 0;
    try {
      await page.goto(`${base}/${engine}`); await page.waitForFunction(() => typeof window.screen_of === 'function' && window.seen, null, { timeout: 20000 });
      told = await page.evaluate(() => window.contents());
      // Depths are those of the headings above each.
      const open = []; const depths = wanted.map(([level]) => { while (open.length && open.at(-1) >= level) open.pop(); open.push(level); return open.length; });
      const nested = told.map(([depth, words]) => depth + ' ' + bare(words)).join('\n'), want = wanted.map(([, words], i) => depths[i] + ' ' + bare(words)).join('\n');
      if (wanted.length && nested !== want) wrong.push(`contents ${told.length}, headings ${wanted.length}, nested otherwise`);
      const firsts = wanted.filter(([level]) => level === 1).length > 1;
      for (const [depth, words, link] of told.filter(([depth]) => firsts && depth === 1).slice(1, 8)) {
        // A heading inside a list or a note begins no chapter, and no page.
        const screen = await page.evaluate(h => window.screen_of(h), link); if (await inside(page, link)) continue; chapters++; if (bare(screen[0] || '') !== bare(words)) wrong.push(`«${words}» is behind «${(screen[0] || '').slice(0, 30)}»`);
      }
    } catch (e) { wrong.push(String(e).slice(0, 160)); }
    if (wrong.length) good = false;
    console.log([wrong.length ? 'FAIL' : 'PASS', `chapters:${engine}`, `contents=${told.length} depth=${Math.max(0, ...told.map(([d]) => d))} chapters=${chapters}`, file, wrong.slice(0, 3).join('; ')].join('\t'));
    await context.close();
  }
}
await browser.close(); server.close(); process.exit(good ? 0 : 1);
