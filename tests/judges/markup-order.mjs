// Elements within a line must not turn it: headless Chromium lays out each block of an HTML file on one line, as it is marked
// up and as plain text with isolates for `dir`, and the letters must stand alike. A box within a line, for instance, is a neutral
// character for its neighbours.
// usage: node markup-order.mjs FILE.html...
import os from 'node:os'; import path from 'node:path'; import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const nm = path.resolve(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'));
const { chromium } = createRequire(path.join(nm, 'x.js'))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
let turned = 0, judged = 0;
for (const file of process.argv.slice(2)) {
  const page = await browser.newPage({ viewport: { width: 20000, height: 1000 } });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const found = await page.evaluate(() => {
    const BLOCKS = '.couplet > span,p,h1,h2,h3,h4,h5,h6,li,dt,dd,td,th,figcaption,caption';
    // Both are measured in one font and on one line; sizes and styles of the page would only blur what is compared.
    const style = document.createElement('style');
    style.textContent = `${BLOCKS} { white-space: pre !important; text-align: start !important; width: max-content; max-width: none } .plain { position: absolute }`;
    document.head.append(style);
    const unseen = /^[\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}\s]*$/u;
    // The block's letters with their nodes, and the plain text that says the same.
    const flat = block => {
      const letters = []; let text = '';
      const walk = node => {
        if (node.nodeType === 3) for (let at = 0; at < node.length; at++) { letters.push({ node, at, to: text.length }); text += node.data[at]; }
        if (node.nodeType !== 1) return;
        if (getComputedStyle(node).display === 'none') return;
        const dir = node !== block && node.getAttribute('dir');
        const close = dir ? '\u2069' : '';
        if (dir) text += { ltr: '\u2066', rtl: '\u2067' }[dir] ?? '\u2068';
        if (node.tagName === 'BR' || node.tagName === 'IMG') text += '\ufffc';
        node.childNodes.forEach(walk);
        text += close;
      };
      walk(block);
      return { letters, text };
    };
    const range = document.createRange();
    const middle = (node, at) => { range.setStart(node, at); range.setEnd(node, at + 1); const box = range.getClientRects()[0]; return box ? box.left + box.width / 2 : null; };
    const order = places => places.sort((a, b) => a[0] - b[0]).map(([, letter]) => letter).join('');
    const blocks = [...document.querySelectorAll(BLOCKS)].filter(block => !block.querySelector(BLOCKS + ',br,img,pre'));
    return blocks.map(block => {
      const { letters, text } = flat(block);
      const direction = getComputedStyle(block).direction;
      const shown = letters.filter(({ node, at }) => !unseen.test(node.data[at]) && !/[\ud800-\udfff]/.test(node.data[at]));
      const marked = order(shown.map(({ node, at }) => [middle(node, at), node.data[at]]));
      const plain = document.createElement('div');
      plain.className = 'plain'; plain.dir = direction; plain.style.whiteSpace = 'pre'; plain.textContent = text;
      block.append(plain);
      const wanted = order(shown.map(({ to }) => [middle(plain.firstChild, to), text[to]]));
      plain.remove();
      return { text, marked, wanted };
    });
  });
  await page.close();
  judged += found.length;
  for (const { text, marked, wanted } of found.filter(({ marked, wanted }) => marked !== wanted)) {
    turned++;
    if (turned <= 20) console.log(`FAIL\tmarkup-order\t${file}\t${text}\n  marked up ${marked}\n  plain     ${wanted}`);
  }
}
await browser.close();
console.log(`${judged} blocks, ${turned} turned by their markup`);
process.exit(turned || !judged ? 1 : 0);
