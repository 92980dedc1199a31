// What the page knows: the message, what lies beside it, what was chosen.

/** What is typed has no name of its own. */
export const TYPED = 'bargeh.md';

export const state = {
  /** The message's file as it was opened, until something is typed. */
  file: null,
  name: TYPED,
  text: '',
  form: '',
  encoding: '',
  /** Settings by name. */
  settings: new Map(),
  /** Keys of the edits that are left out. */
  left: new Set(),
  /** Files beside the message: name to kind. */
  beside: new Map(),
  table: '',
  asCards: false,
  card: 'post',
};

const utf8 = new TextEncoder();

/** The bytes of the message. */
export const source = () => state.file ?? utf8.encode(state.text);

export const isEmpty = () => !state.file && !state.text.trim();

const OF_CARDS = ['card', 'cards', 'card-theme', 'alt'];

/** What is asked of the library: the message in these formats, as cards or not. */
export function job(to, asCards = false) {
  const settings = [...state.settings].filter(([key]) => asCards || !OF_CARDS.includes(key));
  if (asCards) settings.push(['card', state.card]);
  if (state.table) settings.push(['data', state.table]);
  return {
    name: state.name,
    from: state.form || null,
    encoding: state.file && state.encoding || null,
    settings,
    to,
    left: [...state.left],
    lossy_rows: false,
  };
}

/** Replaces the file by what is typed. */
export function typed(text) {
  state.text = text;
  if (!state.file) return;
  state.file = null;
  state.name = state.name.replace(/\.(?!md$|txt$|markdown$)[^.]*$/i, '.md');
}
