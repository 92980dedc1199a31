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

/** What the library says, the code in it set apart: it embeds it from left to right. */
export function told(text) {
  return text.split(/\u202a([^\u202c]*)\u202c\u200f?|`([^`]*)`/).flatMap((part, index) => {
    if (!part) return [];
    return [index % 3 === 0 ? part : make('code', { text: part })];
  });
}

export function listen(selector, event, act) {
  $(selector).addEventListener(event, act);
}

/** Draws pixels on a canvas. */
export function draw(canvas, { width, pixels }) {
  if (!pixels) return;
  canvas.width = width;
  canvas.height = pixels.length / 4 / width;
  const shown = new ImageData(new Uint8ClampedArray(pixels.buffer), width);
  canvas.getContext('2d', { alpha: false }).putImageData(shown, 0, 0);
}
