// Pictures of EPUBs in two real reading engines (epub.js, foliate-js) inside headless Chromium, to be looked at: the first
// text page and the first table, at the size of a phone and of a tablet, light and dark.
// usage: node epub-shots.mjs [--latin-only] [--percent N] OUT_DIR FILE.epub...
//   --percent N   letters of N % of the usual size
//   --latin-only  the system has one font without Arabic letters, so that what is seen is the embedded font
// One line a picture: its name, and which fonts drew the text. Exit 1 where a book's own font drew nothing.
import http from 'node:http'; import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
import { execFileSync } from 'node:child_process'; import { createRequire } from 'node:module';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const nm = path.resolve(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'));
const { chromium } = createRequire(path.join(nm, 'x.js'))('playwright-core');
const args = process.argv.slice(2); const latin = args[0] === '--latin-only'; if (latin) args.shift();
const percent = args[0] === '--percent' ? args.splice(0, 2)[1] : '100';
const [out, ...files] = args; fs.mkdirSync(out, { recursive: true });
const SIZES = { phone: [360, 740], tablet: [834, 1112] };
const LETTERS = percent === '100' ? '' : `html{font-size:${percent}% !important}`;
const DARK = 'html,body{background:#121212 !important;color:#e0e0e0 !important}';
const T = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.epub': 'application/epub+zip', '.css': 'text/css' };
const pages = {
  epubjs: `<!doctype html><meta charset=utf-8><style>body{margin:0}#v{width:100vw;height:100vh}</style><div id=v></div>
  <script src="/nm/jszip/dist/jszip.min.js"></script><script src="/nm/epubjs/dist/epub.js"></script><script>
  window.show=async(what,dark)=>{const b=ePub('/book.epub');const r=b.renderTo('v',{width:innerWidth,height:innerHeight,flow:'paginated',spread:'none'});
   if(dark)r.hooks.content.register(c=>c.addStylesheetCss(dark,'dark'));
   await b.ready;let at=b.spine.spineItems.find(s=>s.linear)?.href;
   if(what==='table'){at=null;for(const s of b.spine.spineItems){const d=await s.load(b.load.bind(b));const t=d.querySelector('table');if(t){at=s.cfiFromElement(t);break}}}
   if(!at)return false;await r.display(at);await new Promise(s=>setTimeout(s,900));return true}</script>`,
  foliate: `<!doctype html><meta charset=utf-8><style>body{margin:0}foliate-view{display:block;width:100vw;height:100vh}</style><script type=module>
  import '/nm/foliate-js/view.js';
  window.show=async(what,dark)=>{const v=document.createElement('foliate-view');document.body.append(v);
   await v.open(new File([await (await fetch('/book.epub')).blob()],'book.epub',{type:'application/epub+zip'}));
   v.renderer.setAttribute('flow','paginated');if(dark)v.renderer.setStyles(dark);if(dark.includes('#121212'))document.body.style.background='#121212';await v.init({showTextStart:false});
   let index=v.book.sections.findIndex(s=>s.linear!=='no'),anchor=0;
   if(what==='table'){index=-1;for(const [i,s] of v.book.sections.entries()){const d=await s.createDocument();if(d.querySelector('table')){index=i;anchor=d=>d.querySelector('table');break}}}
   if(index<0)return false;await v.renderer.goTo({index,anchor});await new Promise(s=>setTimeout(s,900));return true}</script>` };
let book;
const srv = http.createServer((q, s) => {
  const u = decodeURIComponent(new URL(q.url, 'http://x').pathname);
  try {
    if (pages[u.slice(1)]) { s.setHeader('content-type', 'text/html'); return s.end(pages[u.slice(1)]); }
    const f = u === '/book.epub' ? book : u.startsWith('/nm/') ? path.join(nm, path.normalize(u.slice(3))) : null;
    if (!f) { s.statusCode = 404; return s.end(); }
    s.setHeader('content-type', T[path.extname(f)] || 'application/octet-stream'); s.end(fs.readFileSync(f));
  } catch { s.statusCode = 404; s.end(); }
}).listen(0, '127.0.0.1');
await new Promise(r => srv.on('listening', r));
const base = `http://127.0.0.1:${srv.address().port}`;
const env = { ...process.env };
if (latin) {
  // A system with a font of Latin letters and nothing else.
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'latin-'));
  const font = execFileSync('fc-match', ['-f', '%{file}', 'Noto Sans:style=Regular']).toString();
  fs.copyFileSync(font, path.join(dir, 'latin.ttf'));
  fs.writeFileSync(path.join(dir, 'fonts.conf'), `<?xml version="1.0"?><fontconfig><dir>${dir}</dir><cachedir>${dir}</cachedir></fontconfig>`);
  env.FONTCONFIG_FILE = path.join(dir, 'fonts.conf');
}
const br = await chromium.launch({ env, executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
// The fonts Chromium drew the text of every frame with, by number of glyphs.
async function fonts(pg) {
  const cdp = await pg.context().newCDPSession(pg); await cdp.send('DOM.enable'); await cdp.send('CSS.enable');
  const { nodes } = await cdp.send('DOM.getFlattenedDocument', { depth: -1, pierce: true }); const used = {};
  for (const n of nodes.filter(n => n.nodeType === 3 && n.nodeValue.trim())) {
    const told = await cdp.send('CSS.getPlatformFontsForNode', { nodeId: n.parentId }).catch(() => ({ fonts: [] }));
    for (const f of told.fonts) { const k = `${f.familyName}${f.isCustomFont ? ' (embedded)' : ''}`; used[k] = (used[k] || 0) + f.glyphCount; }
  }
  return used;
}
let rc = 0;
for (const f of files) for (const rd of Object.keys(pages)) for (const [size, [width, height]] of Object.entries(SIZES))
  for (const [light, dark] of [['light', LETTERS], ['dark', DARK + LETTERS]]) for (const what of ['title', 'table']) {
    book = path.resolve(f);
    const ctx = await br.newContext({ viewport: { width, height }, colorScheme: light });
    await ctx.route('**', r => r.request().url().startsWith(base) || /^(blob|data):/.test(r.request().url()) ? r.continue() : r.abort());
    const pg = await ctx.newPage(); const name = [path.basename(f, '.epub'), rd, size, percent, light, what].join('-') + '.png';
    try {
      await pg.goto(`${base}/${rd}`); await pg.waitForFunction(() => typeof window.show === 'function', null, { timeout: 20000 });
      if (await pg.evaluate(([w, d]) => window.show(w, d), [what, dark])) {
        await pg.screenshot({ path: path.join(out, name) }); const used = await fonts(pg);
        if (!Object.keys(used).some(k => k.includes('embedded'))) rc = 1;
        console.log(`${name}\t${JSON.stringify(used)}`);
      } else if (what === 'title') { rc = 1; console.log(`${name}\tnothing to show`); }
    } catch (e) { rc = 2; console.log(`${name}\tERROR ${String(e).slice(0, 160)}`); }
    await ctx.close();
  }
await br.close(); srv.close(); process.exit(rc);
