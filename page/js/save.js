// Saving and sending: files are made in the worker and handed to the browser.

import { say, ui } from './words.js';
import { source, job } from './state.js';
import { $, make, told } from './dom.js';

const TYPES = {
  pdf: 'application/pdf', epub: 'application/epub+zip', html: 'text/html', png: 'image/png',
  jpg: 'image/jpeg', jpeg: 'image/jpeg', md: 'text/markdown', txt: 'text/plain',
};

export class Save {
  #desk;
  #told;
  #addresses = [];
  #looked;

  constructor(desk, told) {
    this.#desk = desk;
    this.#told = told;
    for (const button of document.querySelectorAll('[data-make]')) button.onclick = () => this.#make(button.dataset.make);
    for (const button of document.querySelectorAll('[data-copy]')) button.onclick = () => this.#copy(button.dataset.copy);
    $('#look-into').onchange = event => this.#look(event);
    $('#scrub').onclick = () => this.#scrub();
  }

  /** Asks the worker; what it says besides is shown with the notices. */
  async #ask(call, given) {
    this.#told({ isMaking: true });
    try {
      const report = await this.#desk.call(call, { ...given, ui: ui() });
      this.#told(report);
      return report;
    } catch {
      const error = { level: 'error', message: say('trapped') };
      this.#told({ error });
      return { error, files: [] };
    }
  }

  async #make(kind) {
    const cards = kind === 'cards';
    const report = await this.#ask('make', { source: source(), job: job([cards ? 'png' : kind], cards) });
    this.#show(report, report.files.map(file => this.#saved(file)));
    if (report.files.length === 1) $('#made a').click();
  }

  async #copy(form) {
    const report = await this.#ask('make', { source: source(), job: job([form]) });
    const utf8 = new TextDecoder();
    const texts = report.files.map(file => utf8.decode(file.bytes));
    this.#show(report, texts.map((text, index) => this.#copied(text, index, texts.length)));
    if (texts.length === 1) await $('#made button').onclick();
  }

  #show(report, items) {
    for (const address of this.#addresses.splice(0, this.#addresses.length - items.length)) URL.revokeObjectURL(address);
    const failed = report.error && make('li', {}, make('span', {}, ...told(report.error.message)), ...report.error.hint ? [make('span', { class: 'soft' }, ...told(report.error.hint))] : []);
    $('#made-box').hidden = false;
    $('#made-title').textContent = say(failed ? 'failed' : 'made');
    $('#made-title').className = failed ? 'wrong' : '';
    $('#made').replaceChildren(...failed ? [failed] : items);
    const links = $('#made').querySelectorAll('a');
    if (links.length > 1) {
      const all = make('button', { type: 'button', class: 'primary', text: say('saveAll') });
      all.onclick = () => links.forEach(link => link.click());
      $('#made').prepend(make('li', {}, all));
    }
    $('#made-title').focus();
  }

  #saved({ name, bytes }) {
    const type = TYPES[name.split('.').pop().toLowerCase()] ?? 'application/octet-stream';
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    this.#addresses.push(address);
    const link = make('a', { href: address, download: name, class: 'button', text: say('saveFile') });
    return make('li', {}, make('bdi', { text: name }), make('span', { class: 'soft', text: sized(bytes.length) }), link);
  }

  #copied(text, index, count) {
    const button = make('button', { type: 'button', text: say('copy') });
    button.onclick = async () => {
      await toClipboard(text, button);
      button.textContent = say('copied');
    };
    const title = count > 1 ? [make('b', { text: say('part', index + 1, count) })] : [];
    return make('li', {}, ...title, make('div', { class: 'words', tabindex: '0', dir: 'auto', text }), button);
  }

  async #look(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    this.#looked = { name: file.name, source: await file.arrayBuffer() };
    const report = await this.#ask('inspect', this.#looked);
    $('#found-box').hidden = false;
    $('#verdict').textContent = report.error ? [report.error.message, report.error.hint].filter(Boolean).join(' — ') : say(report.clean ? 'clean' : 'unclean');
    $('#verdict').className = report.clean ? 'good' : 'bad';
    $('#found').textContent = report.text ?? '';
    $('#found').hidden = !report.text;
    $('#scrub').hidden = !/\.(jpe?g|png)$/i.test(file.name);
  }

  async #scrub() {
    const report = await this.#ask('scrub', this.#looked);
    this.#show(report, report.files.map(file => this.#saved(file)));
    if (report.files.length) $('#made a').click();
  }
}

const sized = bytes => bytes < 1 << 20 ? `${Math.ceil(bytes / 1024).toLocaleString(ui())} kB` : `${(bytes / (1 << 20)).toLocaleString(ui(), { maximumFractionDigits: 1 })} MB`;

/** Browsers that give a file no clipboard still copy what is selected. */
async function toClipboard(text, near) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make('textarea', { class: 'spoken', readonly: '', 'aria-hidden': 'true' });
    field.value = text;
    near.after(field);
    field.select();
    document.execCommand('copy');
    field.remove();
    near.focus();
  }
}
