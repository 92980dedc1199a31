// The order of letters in mixed lines, judged by a browser: headless Chromium lays out each line as plain text and says, from
// the rectangles of its letters, how they stand from left to right. Ours must stand the same, but for the rules below.
// usage: node order.mjs [--spoiled] FILE.jsonl     one JSON object a line, as tests/all/order.rs leaves them
//   --spoiled  every line is known to be wrong: each must fail
// A line passes if it stands as the text does after the marks of the rules that it fits are put in: as the plain text, for most.
import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path'; import { createRequire } from 'node:module';
const home = process.env.VALIDATORS_HOME || path.join(os.homedir(), '.cache/validators');
const nm = path.resolve(process.env.NODE_MODULES || path.join(home, 'npm/node_modules'));
const { chromium } = createRequire(path.join(nm, 'x.js'))('playwright-core');
const args = process.argv.slice(2); const spoiled = args[0] === '--spoiled'; if (spoiled) args.shift();
const lines = fs.readFileSync(args[0], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));

const L = '\u200e', A = '\u061c', I = '\u2066', P = '\u2069';
const D = '0-9٠-٩۰-۹', LATIN = '\\p{Script=Latin}';
// A right-to-left letter (UAX #9: AL); Persian digits and the signs behind and in numbers are none.
const RIGHT = '(?![۰-۹٪]|(?<=[0-9۰-۹])[٫٬][0-9۰-۹])[٠-٩\\p{Script=Arabic}؛؟\u061c]';
const rx = (source, flags = 'gu') => new RegExp(source, flags);
// Behind a blank, an opening bracket or the line's start.
const FREE = `(?<=^|[\\s\\(\\[\\{«“"‹${A}])`;
// Behind a Latin word UAX #9 reads on from left to right, numbers too.
const HAS_RIGHT = rx(RIGHT, 'u'), ISOLATES = /\u2066[^\u2069]*\u2069/g, BRACKETS = /[(\[{]([^()[\]{}]*)[)\]}]/u;
const hasRight = text => HAS_RIGHT.test(text.replace(ISOLATES, ''));
function behindLatin(text) {
  text = text.replace(ISOLATES, '');
  // A pair of brackets is right-to-left but for a Latin one in a Latin phrase (N0); «٬» in a number is right-to-left for it.
  for (let found; (found = BRACKETS.exec(text));) {
    const latin = !HAS_RIGHT.test(found[1]) && !/[٫٬]/.test(found[1]) && behindLatin(text.slice(0, found.index));
    text = text.slice(0, found.index) + (latin || !/[\p{L}\p{N}]/u.test(found[1]) ? '' : A) + text.slice(found.index + found[0].length);
  }
  return rx(`[${LATIN}\\p{Script=Cyrillic}${L}](?:(?!${RIGHT}).)*$`, 'u').test(text);
}
const left = found => L + found;
const apart = (found, text, at) => !/[٠-٩]/.test(found) && behindLatin(text.slice(0, at)) ? found : I + found + P;
const digits = found => found.replace(rx(`[^${D}]`), '').length;
// Each rule: what UAX #9 alone does wrong, what it is found by, and the marks an author would have to type.
const RULES = [
  ['Arabic digits', 'COVID-١٩ is one word with Arabic digits too', rx(`(?<![\\p{L}${D}\\-])(?=${LATIN}\\S*[٠-٩٫٬])[${LATIN}${D}.:\\/_+\\-]*[${LATIN}${D}]`), found => L + I + found + P + L],
  ['point', '@a1 · b.org are two items of a Persian row, but N · m is a product', rx('(?<=\\S\\S +)[·•](?= +\\S\\S)'), found => found + A],
  ['start of a line', 'a range or percent sign at a line’s start runs as it does within a line', rx(`^(?=[^\\p{L}${D}]*[${D}])`), () => A],
  ['Persian comma', '۱۵ cm، ۳۰۰ dpi are two things: «،» ends a Latin phrase', rx(`،(?![${D}])|(?<![${D}])،`), found => found + A],
  ['full stop', 'so does a full stop before a Persian number', rx('\\.(?= +[۰-۹])'), found => found + A],
  ['quotation', 'Persian quotation marks pair as brackets do', rx('^.*$'), quotations],
  ['straight quotation', '"x" → Y and Y → "x" keep their outer mark', rx('^.*$'), straight],
  ['formula', '$x_1 + x_2$ as TeX has it', /\$[^$\s\p{Script=Arabic}](?:[^$\p{Script=Arabic}]*[^$\s\p{Script=Arabic}])?\$(?![\p{L}\d])/gu, found => L + found + L],
  ['telephone', 'groups of a telephone number are dialled from left to right', rx(`(?<![\\p{L}${D}]|[${D}][.:\\-])(?:\\+(?:\\([${D}]+\\)|[${D}]{1,9}(?![${D}]))|\\([${D}]{1,9}\\)|[0٠۰][${D}]{0,8}(?![${D}]))(?:(?:[\\-.]| (?![0٠۰][${D}]{2})|[ \\-]?\\([${D}]+\\)[ \\-]?)[${D}]+)+`), (found, text, at) => digits(found) >= 7 && digits(found) <= 16 ? apart(found, text, at) : found],
  ['date or code', '2024-05-12: three and more numbers joined by hyphens', rx(`(?<![\\p{L}${D}${I}]|[${D}]-)[${D}]+(?:-[${D}]+){2,}(?![${D}]|-${LATIN})`), (found, text, at) => digits(found) >= 5 ? apart(found, text, at) : found],
  ['flag', '🇮🇷 is a picture, not a Latin word', rx('\\p{RI}{2}'), (found, text, at) => behindLatin(text.slice(0, at)) ? found : found + A],
  ['equation', '2 + 2 = 4 is read from left to right', rx(`[${D}]+(?:(?: [\\-+×÷*\\/=≠≤≥] |[\\-+×÷*\\/=≠≤≥])[\\-+$€]?[${D}]+)+%?`), (found, text, at) => /[=≠≤≥]/.test(found) ? apart(found, text, at) : found],
  ['signed number', '-5, ±3, $50 keep their sign at the left', rx(`${FREE}[\\-+−±$€£¥][${D}]+(?:[.,:\\/٫٬][${D}]+)*[%°]?(?![\\-+°]?${LATIN})`), apart],
  ['percent', '100% of Latin digits as in Latin text; the Persian sign stays at the left', rx('(?<![0-9.,:\\/\\p{L}+\\-])[0-9]+(?:[.,:\\/][0-9]+)*[%‰°](?!\\p{L})'), apart],
  ['handle', '@name and #tag keep their sign before them', rx(`(?<![\\p{L}${D}_])[@#][${LATIN}${D}_]*${LATIN}`), left],
  ['sign before a word', '.NET, ~/.config, --help, /etc, $HOME, *.pdf, °C keep what stands before them', rx(`${FREE}(?!^${A}?[\\-*]\\p{L})[.~\\/\\\\_$°*\\-]{1,4}[${D}]*${LATIN}`), left],
  ['sign behind a word', 'C++, C#, O-, open(), src/, __init__ keep what stands behind them', rx(`(?<=[${LATIN}${D}_])(?:[+#]{1,2}|\\(\\)|\\[\\]|\\/|_+)(?![\\p{L}${D}\\/+#\\-])|(?<=(?<![\\p{L}${D}_\\/.+\\-])${LATIN}{1,2})-(?![\\p{L}${D}\\-])`), found => found + L],
  ['number and word', '16-bit, 1.2.3-rc1, 37°C read as one word', rx(`(?<![\\p{L}${D}.,:\\/\\-])[${D}][${D}.,:\\/]*[\\-°+]${LATIN}`), left],
];
// A pair between Persian words, or around one, ends what is in it; one in a Latin phrase is part of it.
function quotations(text) {
  const open = []; let out = '';
  for (const letter of text) {
    out += letter;
    if ('«‹“'.includes(letter)) open.push(out.length - 1);
    else if ('»›”'.includes(letter) && open.length) {
      const from = open.pop();
      out += behindLatin(out.slice(0, from)) && !hasRight(out.slice(from)) ? L : A;
    }
  }
  return out;
}
// A straight pair around a Latin word at the start or the end of a Latin phrase.
function straight(text) {
  const goesOn = rx(`^(?:(?!${RIGHT})[^${LATIN}\\p{Script=Cyrillic}${D}])*[${LATIN}\\p{Script=Cyrillic}0-9۰-۹]`, 'u');
  const begins = rx(`^[${LATIN}\\p{Script=Cyrillic}]`, 'u');
  let out = '', open = -1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '"') { out += text[at]; continue; }
    if (open < 0) {
      if (/(?:^|[\s([{«“‹‘\u061c])$/.test(out)) open = out.length;
      out += '"';
      continue;
    }
    const inside = out.slice(open + 1), whole = !hasRight(inside);
    if (whole && behindLatin(out.slice(0, open))) out += '"' + L;
    else if (whole && begins.test(inside) && goesOn.test(text.slice(at + 1))) out = out.slice(0, open) + L + out.slice(open) + '"';
    else out += '"';
    open = -1;
  }
  return out;
}
// The text with the marks of rules put in, and where each of its letters stands in it.
function marked(line, rules) {
  const { text, raised, rtl } = line;
  // The number of a note stands apart.
  let out = raised.reduceRight((out, [s, e]) => out.slice(0, s) + I + out.slice(s, e) + P + out.slice(e), text);
  if (rtl) for (const [, , pattern, put] of rules) out = out.replace(pattern, (found, ...rest) => put(found, rest.at(-1), rest.at(-2)));
  const at = [];
  for (let i = 0, to = 0; i < text.length; i++, to++) { while (out[to] !== text[i]) to++; at.push(to); }
  return { text: out, rtl, at };
}

const graphemes = new Intl.Segmenter('fa', { granularity: 'grapheme' });
// Nothing to see in these.
const BLANK = /^[\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}]*$/u;
const seen = text => [...graphemes.segment(text.trimEnd())].filter(({ segment }) => !BLANK.test(segment)).map(({ index, segment }) => [index, index + segment.length]);

const br = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await br.newPage();
await page.setContent('<!doctype html><meta charset=utf-8><style>div{position:absolute;white-space:pre;font:20px sans-serif}</style><body>');
// Where Chromium puts the letters of lines, from left to right, as places in the text.
async function shown(jobs) {
  const out = [];
  for (let from = 0; from < jobs.length; from += 500) {
    const batch = jobs.slice(from, from + 500).map(({ line, rules }) => {
      const { text, rtl, at } = marked(line, rules);
      return { text, rtl, places: seen(line.text).map(([s, e]) => [s, at[s], at[e - 1] + 1]) };
    });
    out.push(...await page.evaluate(batch => batch.map(({ text, rtl, places }) => {
      const div = document.createElement('div'); div.dir = rtl ? 'rtl' : 'ltr'; div.textContent = text; document.body.append(div);
      const node = div.firstChild, range = document.createRange();
      const found = places.map(([place, start, end]) => {
        range.setStart(node, start); range.setEnd(node, end); const box = range.getClientRects()[0];
        return [box ? box.left + box.width / 2 : -1, place];
      });
      div.remove();
      return found.sort((a, b) => a[0] - b[0]).map(([, place]) => place);
    }), batch));
  }
  return out;
}

const ours = lines.map(line => { const starts = new Set(seen(line.text).map(([s]) => s)); return line.order.filter(at => starts.has(at)); });
const same = (a, b) => a.length === b.length && a.every((place, i) => place === b[i]);
const told = (line, order) => { const ends = new Map(seen(line.text)); return order.map(at => line.text.slice(at, ends.get(at))).join(''); };
const plain = await shown(lines.map(line => ({ line, rules: [] })));
const wanted = await shown(lines.map(line => ({ line, rules: RULES })));
const wrong = lines.filter((line, i) => !same(ours[i], wanted[i]));
// A rule counts where a line would stand otherwise without it.
const counts = new Map(RULES.map(rule => [rule, 0]));
const ruled = lines.map((_, i) => i).filter(i => !same(plain[i], wanted[i]));
const jobs = ruled.flatMap(i => RULES.map(without => ({ i, without, line: lines[i], rules: RULES.filter(rule => rule !== without) })))
  .filter(({ line, rules }) => marked(line, RULES).text !== marked(line, rules).text);
(await shown(jobs)).forEach((order, job) => { const { i, without } = jobs[job]; if (!same(order, wanted[i])) counts.set(without, counts.get(without) + 1); });
// As messengers show the same lines: plain text whose first strong letter says the direction.
const sent = lines.filter(line => line.chat);
const messenger = texts => page.evaluate(texts => texts.map(({ text, places }) => {
  const div = document.createElement('div'); div.dir = 'auto'; div.textContent = text; document.body.append(div);
  const range = document.createRange();
  const found = places.map(([start, end]) => {
    range.setStart(div.firstChild, start); range.setEnd(div.firstChild, end); const box = range.getClientRects()[0];
    return [box ? box.left + box.width / 2 : -1, text.slice(start, end)];
  });
  const rtl = getComputedStyle(div).direction === 'rtl'; div.remove();
  return { rtl, order: found.sort((a, b) => a[0] - b[0]).map(([, letters]) => letters).join('') };
}), texts.map(text => ({ text, places: seen(text) })));
const auto = await messenger(sent.map(line => line.chat));
const inPdf = sent.map(line => told(line, ours[lines.indexOf(line)]));
const turned = sent.filter((_, i) => !auto[i].rtl || auto[i].order !== inPdf[i]);
// Without their marks some of them must turn, or this judges nothing.
const bare = await messenger(sent.map(line => line.chat.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')));
const saved = sent.filter((_, i) => auto[i].rtl && !bare[i].rtl).length, kept = sent.filter((_, i) => bare[i].order !== inPdf[i]).length;
await br.close();
if (spoiled) {
  const passed = lines.filter(line => !wrong.includes(line));
  passed.forEach(line => console.log(`FAIL\torder\tspoiled, but passed: ${line.text}`));
  process.exit(passed.length || !lines.length ? 1 : 0);
}
for (const line of wrong.slice(0, 40)) {
  const i = lines.indexOf(line);
  console.log(`FAIL\torder\t${line.from}\t${line.text}\n  ours    ${told(line, ours[i])}\n  browser ${told(line, plain[i])}\n  rules   ${told(line, wanted[i])}`);
}
for (const line of turned.slice(0, 20)) console.log(`FAIL\torder\ttext\t${line.chat}\n  pdf     ${inPdf[sent.indexOf(line)]}\n  shown   ${auto[sent.indexOf(line)].order}`);
if (!saved) console.log('FAIL\torder\tno text is turned without its mark of direction');
console.log(`${sent.length} lines as texts with dir=auto: ${sent.length - turned.length} as in the PDF; ${kept} would not be without their marks, ${saved} of them turned as a whole`);
const sources = new Set(lines.map(line => line.from)).size;
console.log(`${lines.length} lines of ${sources} sources: ${lines.length - ruled.length} as plain text, ${ruled.length} by a rule, ${wrong.length} wrong`);
for (const [[name, reason], count] of counts) console.log(`${String(count).padStart(6)}  ${name}: ${reason}`);
process.exit(wrong.length || turned.length || !saved || !lines.length ? 1 : 0);
