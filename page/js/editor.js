// Writing: the text, the files beside it, the notices and the corrections.

import { say, ui } from './words.js';
import { state, job, typed, TYPED } from './state.js';
import { $, make, listen, told, view } from './dom.js';

const SHOWN_EDITS = 200;
const TABLES = /\.(csv|tsv|json|jsonl|ndjson|xlsx|ods)$/i;

export class Editor {
  #desk;
  #changed;
  #offer;
  #endings = [];
  #report;

  /** `changed` is called when the pages have to be set anew; `offer` gives an element for a setting. */
  constructor(desk, changed, offer) {
    this.#desk = desk;
    this.#changed = changed;
    this.#offer = (key, value) => this.#form(key, value) ?? offer(key, value);
    listen('#message', 'input', () => this.#typed());
    listen('#open', 'change', event => this.#chosen(event, file => this.open(file)));
    listen('#add', 'change', event => this.#chosen(event, file => this.add(file)));
    listen('#table', 'change', event => this.#chosen(event, file => this.table(file)));
    listen('#form', 'change', event => { state.form = event.target.value; this.reopen(); });
    listen('#encoding', 'change', event => { state.encoding = event.target.value; this.reopen(); });
    listen('#take-all', 'click', () => { state.left.clear(); changed(true); });
    listen('#leave-all', 'click', () => { for (const edit of this.#report.edits) state.left.add(edit.key); changed(true); });
    listen('#edits-box', 'toggle', () => this.edits());
    this.#dropping();
    // What was typed before the library was ready.
    typed($('#message').value);
  }

  lists({ endings, forms }) {
    this.#endings = endings;
    $('#open').accept = endings.map(ending => '.' + ending).join(',');
    const known = forms.map(form => make('option', { value: form, text: words(form) }));
    $('#form').replaceChildren(make('option', { value: '', text: say('formAuto') }), ...known);
    $('#form').value = state.form;
  }

  async #chosen(event, use) {
    const files = [...event.target.files];
    event.target.value = '';
    for (const file of files) await use(file);
  }

  #dropping() {
    let depth = 0;
    const shows = on => { $('#drop').hidden = !on; };
    addEventListener('dragenter', event => { event.preventDefault(); depth++; shows(true); });
    addEventListener('dragover', event => event.preventDefault());
    addEventListener('dragleave', () => { if (--depth <= 0) { depth = 0; shows(false); } });
    addEventListener('drop', async event => {
      event.preventDefault();
      depth = 0;
      shows(false);
      for (const file of event.dataTransfer.files) await this.take(file);
    });
  }

  #typed() {
    typed($('#message').value);
    this.count();
    this.files();
    this.#changed();
  }

  /** Puts a text into the editor. */
  show(text) {
    $('#message').value = text;
    this.#typed();
  }

  /** A file of whatever kind. */
  take(file) {
    const name = file.name.toLowerCase();
    if (TABLES.test(name) && !this.#endings.some(ending => name.endsWith('.' + ending))) return this.table(file);
    if (this.#endings.some(ending => name.endsWith('.' + ending))) return this.open(file);
    return this.add(file);
  }

  async open(file) {
    state.file = new Uint8Array(await file.arrayBuffer());
    state.name = file.name;
    state.left.clear();
    await this.reopen();
  }

  /** Reads the message's file again, in the form and encoding that are chosen. */
  async reopen() {
    if (!state.file) return this.#changed();
    const opened = await this.#desk.call('open', { source: state.file, job: job([]), ui: ui() }).catch(() => ({}));
    // What cannot be read says so when its pages are set.
    state.text = opened.text ?? '';
    $('#message').value = state.text;
    for (const name of opened.embedded ?? []) state.beside.set(name, 'embedded');
    this.count();
    this.files();
    this.#changed(true);
  }

  async add(file) {
    await this.#desk.put(file.name, await file.arrayBuffer());
    state.beside.set(file.name, 'beside');
    this.files();
    this.#changed(true);
  }

  async table(file) {
    await this.#desk.put(file.name, await file.arrayBuffer());
    if (state.table) state.beside.delete(state.table);
    state.beside.set(file.name, 'table');
    state.table = file.name;
    this.files();
    this.#changed(true);
  }

  #remove(name) {
    if (state.beside.get(name) === 'table') state.table = '';
    state.beside.delete(name);
    this.#desk.remove(name);
    this.files();
    this.#changed(true);
  }

  /** The files in use. */
  files() {
    const chips = [];
    if (state.file) chips.push(make('li', {}, make('span', { class: 'kind', text: say('kindMessage') }), make('bdi', { text: state.name }), this.#closing()));
    for (const [name, kind] of state.beside) {
      if (kind === 'embedded') continue;
      const button = make('button', { type: 'button', text: '×', label: say('remove', name) });
      button.onclick = () => this.#remove(name);
      chips.push(make('li', {}, make('span', { class: 'kind', text: say(kind === 'table' ? 'kindTable' : 'kindBeside') }), make('bdi', { text: name }), button));
    }
    $('#files').replaceChildren(...chips);
    $('#files').hidden = !chips.length;
    $('#encoding-box').hidden = !state.file;
    $('#write .sample').hidden = Boolean(state.text);
  }

  #closing() {
    const button = make('button', { type: 'button', text: '×', label: say('remove', state.name) });
    button.onclick = () => {
      Object.assign(state, { file: null, name: TYPED, text: '' });
      $('#message').value = '';
      this.count();
      this.files();
      this.#changed(true);
      $('#message').focus();
    };
    return button;
  }

  count() {
    const count = state.text.match(/\S+/g)?.length ?? 0;
    $('#count').textContent = count ? say('count', count) : '';
  }

  /** Shows what the last setting of the pages said. */
  report(report) {
    this.#report = { edits: [], warnings: [], ...report };
    const notices = [report.error, ...this.#report.warnings].filter(Boolean);
    $('#notices-box').hidden = !notices.length;
    $('#notices-title').textContent = say('notices', notices.length);
    $('#notices').replaceChildren(...notices.map(notice => this.#notice(notice)));
    const { edits } = this.#report;
    $('#edits-box').hidden = !edits.length;
    $('#edits-title').textContent = say('edits', edits.filter(edit => !state.left.has(edit.key)).length);
    this.edits();
  }

  #notice({ level, message, line, hint }) {
    const item = make('li', { class: level });
    if (line) {
      const button = make('button', { type: 'button', class: 'place', text: say('goLine', line) });
      button.onclick = () => this.go(line);
      item.append(button, ' ');
    }
    item.append(make('span', {}, ...told(message)));
    if (hint) item.append(make('div', { class: 'hint' }, ...told(hint, this.#offer)));
    return item;
  }

  /** A button for a form of the message that a hint names. */
  #form(key, value) {
    if (key !== 'from' || !value) return null;
    const button = make('button', { type: 'button', class: 'offer' }, make('span', { text: say('form') }), ' ', make('bdi', { text: words(value) }));
    button.onclick = () => {
      state.form = value;
      $('#form').value = value;
      this.reopen();
    };
    return button;
  }

  /** Goes to a line of the text. */
  go(line) {
    view('write');
    const text = $('#message');
    const lines = text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    text.scrollTop = heightOf(text, start) - text.clientHeight / 3;
    text.scrollIntoView({ block: 'center' });
  }

  /** Lists the corrections, where they are looked at. */
  edits() {
    if (!$('#edits-box').open || !this.#report) return;
    const { edits } = this.#report;
    const items = edits.slice(0, SHOWN_EDITS).map(edit => this.#edit(edit));
    if (edits.length > SHOWN_EDITS) items.push(make('li', { class: 'soft', text: say('moreEdits', edits.length - SHOWN_EDITS) }));
    $('#edits').replaceChildren(...items);
  }

  #edit({ key, line, rules, shown: [before, was, now, behind] }) {
    const box = make('input', { type: 'checkbox' });
    box.checked = !state.left.has(key);
    box.onchange = () => {
      box.checked ? state.left.delete(key) : state.left.add(key);
      this.#changed(true);
    };
    const shown = make('span', { class: 'shown' }, before, make('del', { text: visible(was) }), make('ins', { text: visible(now) }), behind,
      make('small', { text: [line ? say('goLine', line) : '', ...rules].filter(Boolean).join(' · ') }));
    return make('li', {}, make('label', {}, box, shown));
  }
}

const words = form => ['md', 'txt', 'telegram'].includes(form) ? say('form_' + form) : form.toUpperCase();

/** Text whose blanks and hidden characters can be seen. */
function visible(text) {
  if (!text) return '∅';
  const shown = text.replace(/\n/g, '⏎').replace(/[\p{Cf}\p{Cc}\u00a0\u2028\u2029]/gu, letter => letter === '\u200c' ? letter : `‹${letter.codePointAt().toString(16).padStart(4, '0')}›`);
  return shown.trim() ? shown : shown.replace(/ /g, '␣').replace(/\u200c/g, '‹½␣›');
}

/** How far down in an editor a place of its text is. */
function heightOf(text, place) {
  const style = getComputedStyle(text);
  const mirror = make('div', { dir: 'rtl' });
  for (const name of ['font', 'lineHeight', 'padding', 'boxSizing', 'border', 'unicodeBidi', 'textAlign']) mirror.style[name] = style[name];
  Object.assign(mirror.style, { inlineSize: text.clientWidth + 'px', whiteSpace: 'pre-wrap', overflowWrap: 'break-word', position: 'absolute', visibility: 'hidden' });
  mirror.textContent = text.value.slice(0, place);
  document.body.append(mirror);
  const height = mirror.offsetHeight;
  mirror.remove();
  return height;
}

