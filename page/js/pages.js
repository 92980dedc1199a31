// The pages as they will be: set while people write, drawn when they are in view.

import { say, ui } from './words.js';
import { state, source, job, isEmpty } from './state.js';
import { $, make, listen, draw } from './dom.js';

/** How long typing has to pause, in milliseconds: shorter than a word takes. */
const PAUSE = 120;
/** Most pixels to an inch: finer than a phone shows a whole page. */
const FINEST = 200;
const INCH = 25.4;

export class Pages {
  #desk;
  #told;
  #timer;
  #isSetting = false;
  #isStale = false;
  /** Counts the settings, so that a page knows whether its picture is old. */
  #round = 0;
  #sizes = [];
  #inView = new Set();
  #watch;
  #isDrawing = false;

  /** `told` is called with the report of each setting. */
  constructor(desk, told) {
    this.#desk = desk;
    this.#told = told;
    const far = { rootMargin: '150% 0%' };
    this.#watch = new IntersectionObserver(entries => this.#moved(entries), far);
    listen('#as-pages', 'click', () => this.as(false));
    listen('#as-cards', 'click', () => this.as(true));
    listen('#card', 'change', event => { state.card = event.target.value; this.change(true); });
  }

  words() {
    const kinds = ['post', 'square', 'tall', 'story', 'long'];
    $('#card').replaceChildren(...kinds.map(kind => make('option', { value: kind, text: say('card_' + kind) })));
    $('#card').value = state.card;
    for (const leaf of $('#pages').children) this.#name(leaf);
  }

  as(cards) {
    state.asCards = cards;
    $('#as-cards').setAttribute('aria-pressed', cards);
    $('#as-pages').setAttribute('aria-pressed', !cards);
    $('#card-box').hidden = !cards;
    this.change(true);
  }

  /** Something changed: the pages are set anew, at once or when typing pauses. */
  change(atOnce = false) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set(), atOnce ? 0 : PAUSE);
  }

  async #set() {
    if (this.#isSetting) { this.#isStale = true; return; }
    if (isEmpty()) return this.#show({ pages: [] });
    this.#isSetting = true;
    $('#pages').setAttribute('aria-busy', 'true');
    this.#told(null);
    try {
      const asked = job([state.asCards ? 'png' : 'pdf'], state.asCards);
      this.#show(await this.#desk.call('see', { source: source(), job: asked, ui: ui() }));
    } catch {
      this.#told({ error: { level: 'error', message: say('trapped') } });
    }
    $('#pages').removeAttribute('aria-busy');
    this.#isSetting = false;
    if (this.#isStale) { this.#isStale = false; this.#set(); }
  }

  #show(report) {
    this.#told(report);
    // With an error the last pages stay: most errors pass with the next letter.
    if (!report.pages) return;
    this.#round++;
    this.#sizes = report.pages;
    const list = $('#pages');
    while (list.children.length > report.pages.length) this.#drop(list.lastElementChild);
    while (list.children.length < report.pages.length) list.append(this.#leaf());
    [...list.children].forEach((leaf, index) => {
      const [width, height] = report.pages[index];
      leaf.dataset.copies = report.copies ?? '';
      leaf.firstElementChild.style.aspectRatio = `${width} / ${height}`;
      leaf.style.maxInlineSize = `min(100%, ${Math.max(16, Math.min(width / 148, 1.4) * 30)}rem)`;
      this.#name(leaf);
    });
    $('#empty').hidden = report.pages.length > 0;
    this.#draw();
  }

  #leaf() {
    const canvas = make('canvas', { role: 'img', width: 1, height: 1 });
    const leaf = make('li', { class: 'leaf' }, canvas, make('p', { class: 'spoken' }), make('p', { class: 'caption' }));
    this.#watch.observe(leaf);
    return leaf;
  }

  #drop(leaf) {
    this.#watch.unobserve(leaf);
    this.#inView.delete(leaf);
    leaf.remove();
  }

  #name(leaf) {
    const index = [...leaf.parentElement?.children ?? []].indexOf(leaf);
    const copies = leaf.dataset.copies ? ` · ${say('copies', Number(leaf.dataset.copies))}` : '';
    leaf.lastElementChild.textContent = say('pageOf', index + 1, this.#sizes.length) + copies;
    leaf.firstElementChild.setAttribute('aria-label', say('pageName', index + 1));
  }

  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) { this.#inView.add(target); continue; }
      this.#inView.delete(target);
      // A page that nobody sees gives its memory back.
      Object.assign(target.firstElementChild, { width: 1, height: 1 });
      delete target.dataset.round;
    }
    this.#draw();
  }

  /** The page to draw next: the one nearest to the middle of the screen whose picture is old. */
  #next() {
    const old = [...this.#inView].filter(leaf => leaf.dataset.round !== String(this.#round));
    const off = leaf => { const box = leaf.getBoundingClientRect(); return Math.max(0, box.top - innerHeight, -box.bottom) * 10 + Math.abs(box.top); };
    return old.sort((one, other) => off(one) - off(other))[0];
  }

  async #draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    for (let leaf = this.#next(); leaf; leaf = this.#next()) {
      const round = this.#round;
      const index = [...leaf.parentElement.children].indexOf(leaf);
      const [canvas, words] = leaf.children;
      const inches = this.#sizes[index][0] / INCH;
      const ppi = Math.min(FINEST, Math.max(40, (canvas.clientWidth || 320) * devicePixelRatio / inches));
      leaf.dataset.round = round;
      try {
        const picture = await this.#desk.call('picture', { index, ppi });
        if (round !== this.#round) { delete leaf.dataset.round; continue; }
        draw(canvas, picture);
        words.textContent = picture.words ?? '';
        document.dispatchEvent(new CustomEvent('drawn', { detail: { index, round } }));
      } catch { break; }
    }
    this.#isDrawing = false;
  }
}
