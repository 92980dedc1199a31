// Elements: found, made, listened to.

export const $ = selector => document.querySelector(selector);

/** An element; `text` and `label` are what it says and is called. */
export function make(tag, { text, label, ...given } = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  if (label !== undefined) element.setAttribute('aria-label', label);
  element.append(...inside);
  return element;
}

/**
 * What the library says, the code in it set apart: it embeds it from left to right.
 * `offer` may give an element for the code of a flag.
 */
export function told(text, offer = () => null) {
  return text.split(/\u202a([^\u202c]*)\u202c\u200f?|`([^`]*)`|(--[a-z][a-z-]+)/).flatMap((part, index) => {
    if (!part) return [];
    if (index % 4 === 0) return [part];
    const [, key, value] = /^--([a-z-]+)(?: (.+))?$/.exec(part) ?? [];
    return [key && offer(key, value) || make('code', { text: part })];
  });
}

export function listen(selector, event, act) {
  $(selector).addEventListener(event, act);
}

/** Shows a part of the page, where there is room for one alone. */
export function view(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('.views button')) button.setAttribute('aria-current', button.dataset.view === name);
}

/** Draws pixels on a canvas. */
export function draw(canvas, { width, pixels }) {
  if (!pixels) return;
  canvas.width = width;
  canvas.height = pixels.length / 4 / width;
  const shown = new ImageData(new Uint8ClampedArray(pixels.buffer), width);
  canvas.getContext('2d', { alpha: false }).putImageData(shown, 0, 0);
}
