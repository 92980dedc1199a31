// The page begins here.

import { say, speak, ui } from './words.js';
import { state, isEmpty } from './state.js';
import { $, view } from './dom.js';
import { Desk } from './desk.js';
import { unpack } from './packed.js';
import { Editor } from './editor.js';
import { Pages } from './pages.js';
import { Look } from './look.js';
import { Save } from './save.js';

/** How long the worker may be busy before people can stop it, in milliseconds. */
const PATIENCE = 4000;

const status = text => { $('#status').textContent = text; };

/** Says what the worker is doing, and lets people stop what takes long. */
function busy() {
  let timer;
  const ends = () => { clearTimeout(timer); $('#stop').hidden = true; };
  const begins = text => { ends(); status(text); timer = setTimeout(() => { $('#stop').hidden = false; }, PATIENCE); };
  return { begins, ends };
}

/** The letters of the page come out of the library, so that they are not there twice. */
async function letters(desk) {
  for (const bold of [false, true]) {
    const { bytes } = await desk.call('face', { bold });
    if (bytes) document.fonts.add(await new FontFace('Vazirmatn', bytes, { weight: bold ? '700' : '400' }).load());
  }
}

async function begin() {
  speak('fa');
  view('write');
  for (const button of document.querySelectorAll('.views button')) button.onclick = () => { view(button.dataset.view); scrollTo(0, 0); };
  // Closing forgets, so it asks.
  addEventListener('beforeunload', event => { if (!isEmpty()) event.preventDefault(); });
  if (!globalThis.WebAssembly || !globalThis.DecompressionStream) return status(say('cannot'));
  status(say('starting'));
  const worker = $('#worker');
  let module;
  try { module = await unpack(); } catch { return status(say('cannot')); }
  const desk = new Desk(module, worker.textContent);
  // A page in other letters is a page all the same.
  letters(desk).catch(() => {});
  const work = busy();
  $('#stop').onclick = () => { desk.renew(); work.ends(); status(say('stopped')); };

  const pages = new Pages(desk, report => {
    if (!report) return work.begins(say('working'));
    work.ends();
    status(report.error ? '' : say('ready'));
    editor.report(report);
  });
  const changed = atOnce => pages.change(atOnce);
  const look = new Look(desk, changed);
  const editor = new Editor(desk, changed, (key, value) => look.offer(key, value));
  new Save(desk, report => {
    if (report.isMaking) return work.begins(say('making'));
    work.ends();
    status(report.error ? say('failed') : say('ready'));
  });

  const lists = async () => {
    const lists = await desk.call('lists', { ui: ui() });
    editor.lists(lists);
    look.lists(lists);
    return lists;
  };
  $('#language').onclick = async () => {
    speak(ui() === 'fa' ? 'en' : 'fa');
    pages.words();
    editor.count();
    editor.files();
    await lists();
    changed(true);
  };
  pages.words();
  const { sample } = await lists();
  for (const button of document.querySelectorAll('.sample')) button.onclick = () => editor.show(sample);
  status(say('ready'));
  document.documentElement.dataset.ready = 'true';
  if (state.text) changed(true);
}

begin();
