// Shows the pages as the program makes them. It asks for the news, and again when they
// came; then for the pictures that changed, those in view first.

const words = document.body.dataset;
const language = document.documentElement.lang;
const numbers = new Intl.NumberFormat(language === 'fa' ? 'fa-IR' : 'en', { useGrouping: false });
const say = (text, ...values) => values.reduce((text, value) => text.replace('{}', numbers.format(value)), text);
const at = id => document.getElementById(id);
const pages = at('pages');
const WIDE = matchMedia('(min-width: 62rem)');

/** The leaves in their order: { item, width, height, made, drawn, asked, isNear }. */
const leaves = [];

const inView = leaf => {
  const box = leaf.item.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
};

// Pictures are asked for when they are less than a screen away.
const near = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    const leaf = leaves.find(leaf => leaf.item === target);
    if (!leaf) continue;
    leaf.isNear = isIntersecting;
    if (isIntersecting) draw(leaf);
  }
}, { rootMargin: '100% 0px' });

function leafOf(index) {
  const item = document.createElement('li');
  item.className = 'leaf';
  item.id = `page-${index + 1}`;
  item.append(document.createElement('canvas'), document.createElement('figcaption'));
  pages.append(item);
  const leaf = { item, index, made: 0, drawn: 0, asked: 0, isNear: false };
  near.observe(item);
  return leaf;
}

/** Loads the picture beside the one that is shown, so that nothing flickers. */
async function draw(leaf) {
  const made = leaf.made;
  if (leaf.asked === made) return;
  leaf.asked = made;
  const picture = new Image(leaf.width, leaf.height);
  picture.src = `picture/${leaf.index}/${made}`;
  picture.alt = leaf.item.lastChild.textContent;
  try {
    await picture.decode();
  } catch {
    // A newer one comes, or it is asked for again when it comes into view.
    if (leaf.asked === made) leaf.asked = 0;
    return;
  }
  if (leaf.made !== made || !leaf.item.isConnected) return;
  leaf.item.firstChild.replaceWith(picture);
  leaf.drawn = made;
  const answer = await fetch(`words/${leaf.index}/${made}`);
  if (answer.ok) picture.alt = `${picture.alt}\n${await answer.text()}`;
}

/** The leaf at the top of the window, and how far it is scrolled. */
function place() {
  const leaf = leaves.find(leaf => leaf.item.getBoundingClientRect().bottom > 0);
  return leaf && { leaf, top: leaf.item.getBoundingClientRect().top };
}

function renew(told) {
  const before = place();
  while (leaves.length > told.length) {
    const { item } = leaves.pop();
    near.unobserve(item);
    item.remove();
  }
  const changed = [];
  told.forEach((next, index) => {
    if (index === leaves.length) leaves.push(leafOf(index));
    const leaf = leaves[index];
    if (leaf.made !== next.made && leaf.made) changed.push(index);
    Object.assign(leaf, next);
    const [shown, caption] = leaf.item.children;
    caption.textContent = say(words.page, index + 1, told.length);
    if (shown.width !== next.width || shown.height !== next.height) Object.assign(shown, { width: next.width, height: next.height });
  });
  if (before && leaves.length) {
    const leaf = leaves[Math.min(before.leaf.index, leaves.length - 1)];
    scrollBy({ top: leaf.item.getBoundingClientRect().top - before.top, behavior: 'instant' });
  }
  leaves.filter(inView).forEach(draw);
  leaves.filter(leaf => leaf.isNear).forEach(draw);
  return changed;
}

/** Names the first page that changed, with a way to it where it is not in view. */
function tell(told, changed) {
  const count = told.leaves.length === 1 ? words.one : say(words.count, told.leaves.length);
  const isWrong = told.notices.some(notice => notice.level === 'error');
  const first = changed[0];
  at('status').textContent = isWrong ? words.error : first === undefined ? count : `${count} · ${say(words.changed, first + 1)}`;
  const go = at('go');
  go.hidden = first === undefined || changed.some(index => inView(leaves[index]));
  if (!go.hidden) {
    go.textContent = say(words.go, first + 1);
    go.onclick = () => {
      go.hidden = true;
      leaves[first].item.scrollIntoView();
    };
  }
}

/** Words with the code in them set apart: the program embeds it from left to right. */
function parts(text) {
  return text.split(/\u202a([^\u202c]*)\u202c\u200f?|`([^`]*)`/).flatMap((part, index) => {
    if (index % 3 === 0) return part ? [part] : [];
    if (part === undefined) return [];
    // A word of the message is no code, and the letters of code are ugly in it.
    const set = document.createElement(/\p{Script=Arabic}/u.test(part) ? 'bdi' : 'code');
    set.textContent = part;
    return [set];
  });
}

function notices(list) {
  const said = at('said');
  const isWrong = list.some(notice => notice.level === 'error');
  said.hidden = list.length === 0;
  said.classList.toggle('error', isWrong);
  if (isWrong) said.open = true;
  at('said-title').textContent = isWrong ? words.error : say(words.warnings, list.length);
  const part = (name, ...content) => {
    const element = document.createElement('p');
    element.className = name;
    element.append(...content);
    return element;
  };
  at('notices').replaceChildren(...list.map(notice => {
    const item = document.createElement('li');
    item.className = notice.level;
    if (notice.line) item.append(part('place', say(words.line, notice.line)));
    item.append(part('what', ...parts(notice.message)));
    if (notice.hint) item.append(part('hint', ...parts(notice.hint)));
    return item;
  }));
  if (isWrong && leaves.length) {
    const item = document.createElement('li');
    item.append(words.stays);
    at('notices').append(item);
  }
}

async function follow() {
  let seen = 0;
  let pause = 0;
  for (;;) {
    try {
      const answer = await fetch(`news/${seen}`);
      if (answer.status === 200) {
        const told = await answer.json();
        const isFirst = seen === 0;
        seen = told.number;
        const changed = renew(told.leaves);
        notices(told.notices);
        tell(told, isFirst ? [] : changed);
      } else if (answer.status !== 204) {
        throw new Error(answer.statusText);
      }
      pause = 0;
    } catch {
      at('status').textContent = words.lost;
      pause = Math.min(5000, pause * 2 + 250);
      await new Promise(done => setTimeout(done, pause));
    }
  }
}

let zoom = 1;
function magnify(by) {
  zoom = Math.min(3, Math.max(0.5, zoom * by));
  document.querySelector('main').style.setProperty('--zoom', zoom);
  at('smaller').disabled = zoom <= 0.5;
  at('larger').disabled = zoom >= 3;
}
at('smaller').onclick = () => magnify(0.8);
at('larger').onclick = () => magnify(1.25);

function turn(by) {
  const current = leaves.findIndex(leaf => leaf.item.getBoundingClientRect().bottom > innerHeight / 3);
  leaves[Math.min(leaves.length - 1, Math.max(0, current + by))]?.item.scrollIntoView();
}
addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const keys = { '+': () => magnify(1.25), '=': () => magnify(1.25), '-': () => magnify(0.8), n: () => turn(1), p: () => turn(-1) };
  keys[event.key]?.();
});

at('said').open = WIDE.matches;
follow();
