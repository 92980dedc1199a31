// How it looks: themes by their picture, and the settings, read from the library's table.

import { say, has } from './words.js';
import { state } from './state.js';
import { $, make, listen, draw, view } from './dom.js';

/** The settings that most people want to see, in their order; the others are below. */
const USUAL = ['paper', 'sheet', 'font-size', 'fit', 'clean', 'kashida', 'digits', 'qr', 'toc', 'title'];
/** Chosen elsewhere on the page, or of no use here: files beside a terminal, the program's own language. */
const ELSEWHERE = ['theme', 'card', 'data', 'ui'];
const SHEETS = ['none', 'booklet', 'bifold', 'trifold', 'zfold', 'quarter', 'zine', 'copies:2', 'copies:4', 'copies:8', 'grid:2x2', 'tiles:a2', 'tiles:a1', 'badge', 'postcard'];
/** Pixels to an inch of a theme's picture: a thumb's width. */
const PPI = 40;

export class Look {
  #desk;
  #changed;
  #seen;
  #rows = new Map();

  constructor(desk, changed) {
    this.#desk = desk;
    this.#changed = changed;
    listen('#reset', 'click', () => { state.settings.clear(); this.#restore(); changed(true); });
  }

  lists({ themes, settings }) {
    const all = [{ name: '', about: say('themeAutoAbout') }, ...themes];
    const old = new Map([...document.querySelectorAll('.theme')].map(theme => [theme.dataset.theme, theme.querySelector('canvas')]));
    $('#themes').replaceChildren(...all.map(theme => this.#theme(theme, old.get(theme.name))));
    this.#pictures();
    const offered = settings.filter(row => !ELSEWHERE.includes(row.key));
    this.#rows = new Map(offered.map(row => [row.key, row]));
    const usual = USUAL.map(key => offered.find(row => row.key === key)).filter(Boolean);
    $('#usual').replaceChildren(...usual.map(row => this.#field(row)));
    const more = [];
    for (const group of new Set(offered.map(row => row.group))) {
      const rows = offered.filter(row => row.group === group && !USUAL.includes(row.key));
      if (rows.length) more.push(make('h3', { text: group }), make('div', { class: 'fields' }, ...rows.map(row => this.#field(row))));
    }
    $('#more').replaceChildren(...more);
    this.#restore();
  }

  #theme({ name, about }, canvas) {
    const radio = make('input', { type: 'radio', name: 'theme', value: name });
    radio.onchange = () => this.#choose('theme', name);
    const picture = make('span', { class: 'picture' }, name ? canvas ?? make('canvas', { 'aria-hidden': 'true', width: 1, height: 1 }) : '');
    const title = make('b', name ? { text: name, lang: 'en' } : { text: say('themeAuto') });
    return make('label', { class: 'theme', 'data-theme': name }, radio, picture, title, make('small', { text: about }));
  }

  /** Draws the themes when somebody looks at them, one by one, so that pages go first. */
  #pictures() {
    this.#seen?.disconnect();
    const waiting = [];
    let isDrawing = false;
    const next = async () => {
      if (isDrawing) return;
      isDrawing = true;
      for (let theme = waiting.shift(); theme; theme = waiting.shift()) {
        const canvas = theme.querySelector('canvas');
        const ppi = PPI * Math.min(2, devicePixelRatio);
        try { draw(canvas, await this.#desk.call('theme', { name: theme.dataset.theme, ppi })); } catch { break; }
      }
      isDrawing = false;
    };
    this.#seen = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        this.#seen.unobserve(target);
        waiting.push(target);
      }
      next();
    });
    for (const theme of document.querySelectorAll('.theme')) if (theme.querySelector('canvas')?.width === 1) this.#seen.observe(theme);
  }

  #field(row) {
    const usual = make('small', { text: row.default ? say('usualOf', row.default) : '' });
    if (row.kind === 'flag') {
      const box = make('input', { type: 'checkbox', 'data-key': row.key });
      box.onchange = () => this.#choose(row.key, box.checked ? 'true' : '');
      return make('label', { class: 'field flag' }, box, make('span', { text: row.about }));
    }
    const input = row.kind === 'one' || row.key === 'sheet' || row.key === 'paper' ? this.#select(row) : this.#input(row);
    return make('label', { class: 'field' }, make('span', { text: row.about }), input, usual);
  }

  /** A button for what a hint calls by its flag: it sets a value, or leads to where one is chosen. */
  offer(key, value) {
    const row = this.#rows.get(key);
    if (!row) return null;
    const set = value ?? (row.kind === 'flag' ? 'true' : '');
    const button = make('button', { type: 'button', class: 'offer' }, make('span', { text: row.about }), ...value ? [' ', make('bdi', { text: value })] : []);
    button.onclick = () => {
      if (!set) return this.#goTo(key);
      this.#choose(key, set);
      this.#restore();
    };
    return button;
  }

  #goTo(key) {
    view('look');
    const field = $(`[data-key="${key}"]`);
    const folded = field.closest('details');
    if (folded) folded.open = true;
    field.focus();
    field.scrollIntoView({ block: 'center' });
  }

  #select(row) {
    const words = row.key === 'sheet' ? SHEETS : row.words;
    const options = words.map(word => make('option', { value: word, text: has(`${row.key}_${word}`) ? say(`${row.key}_${word}`) : word }));
    const select = make('select', { 'data-key': row.key }, make('option', { value: '', text: say('usual') }), ...options);
    select.onchange = () => this.#choose(row.key, select.value);
    return select;
  }

  #input(row) {
    const id = `words-${row.key}`;
    const input = make('input', { 'data-key': row.key, placeholder: row.example, autocomplete: 'off', spellcheck: 'false', dir: 'auto', ...row.words.length ? { list: id } : {} });
    input.onchange = () => this.#choose(row.key, input.value.trim());
    if (!row.words.length) return input;
    return make('span', {}, input, make('datalist', { id }, ...row.words.map(word => make('option', { value: word }))));
  }

  #choose(key, value) {
    if (value) state.settings.set(key, value); else state.settings.delete(key);
    this.#changed(true);
  }

  /** Shows what is chosen. */
  #restore() {
    for (const input of document.querySelectorAll('[data-key]')) {
      const value = state.settings.get(input.dataset.key) ?? '';
      if (input.type === 'checkbox') input.checked = value === 'true'; else input.value = value;
    }
    const theme = state.settings.get('theme') ?? '';
    for (const radio of document.querySelectorAll('[name="theme"]')) radio.checked = radio.value === theme;
  }
}
