// The page's own words in both languages; what the library says comes from its table.

const WORDS = {
  title: ['برگه', 'bargeh'],
  skip: ['رفتن به متن', 'Skip to the text'],
  language: ['English', 'فارسی'],
  starting: ['آماده می‌شود…', 'Getting ready…'],
  working: ['می‌چیند…', 'Setting pages…'],
  making: ['می‌سازد…', 'Making it…'],
  ready: ['آماده', 'Ready'],
  stop: ['ایست', 'Stop'],
  stopped: ['ایستاد و از نو آماده شد. متن شما سر جایش است.', 'Stopped and started anew. Your text is still here.'],
  trapped: ['برنامه با این پیام در ماند و از نو آغاز شد. متن شما سر جایش است؛ تکه‌ای از آن را بردارید و دوباره بیازمایید.', 'The program broke down on this message and was started anew. Your text is still here; take a part of it out and try again.'],
  cannot: ['این مرورگر کهنه است و WebAssembly یا DecompressionStream را ندارد؛ در مرورگری تازه‌تر بازش کنید.', 'This browser is too old: it lacks WebAssembly or DecompressionStream. Open the page in a newer one.'],
  write: ['متن پیام', 'The message'],
  open: ['گشودن پرونده', 'Open a file'],
  add: ['افزودن تصویر', 'Add pictures'],
  table: ['جدول', 'Table'],
  message: ['متن پیام', 'Text of the message'],
  hint: ['پیام را این‌جا بنویسید یا بچسبانید.\n\n# عنوان\n\nسطر نخست با # عنوان است، **پررنگ** میان دو ستاره، و سطری که با - آغاز شود فهرست.', 'Write or paste the message here.\n\n# Title\n\nA line with # is the title, **bold** stands between stars, and lines with - are a list.'],
  sample: ['نمونه‌ای بگذار', 'Show me a sample'],
  form: ['شکل متن', 'Form'],
  formAuto: ['خودکار', 'by itself'],
  form_md: ['Markdown', 'Markdown'],
  form_txt: ['متن ساده', 'plain text'],
  form_telegram: ['پیام تلگرام یا واتساپ', 'Telegram or WhatsApp message'],
  encoding: ['کدگذاری', 'Encoding'],
  count: ['{} واژه', '{} words'],
  opened: ['از «{}» خوانده شد؛ همین که چیزی در آن بنویسید، متن این‌جا جای آن را می‌گیرد.', 'Read from “{}”; as soon as you change it, the text here takes its place.'],
  kindMessage: ['پیام', 'message'],
  kindBeside: ['کنار پیام', 'beside it'],
  kindTable: ['جدول', 'table'],
  remove: ['برداشتن {}', 'Remove {}'],
  notices: ['{} نکته', '{} notices'],
  goLine: ['سطر {}', 'line {}'],
  edits: ['{} اصلاح در متن', '{} corrections'],
  editsAbout: ['این‌ها هنگام ساختن اصلاح می‌شوند؛ تیک آنچه را نمی‌خواهید بردارید.', 'These are made on the way to the page; untick what you do not want.'],
  takeAll: ['همه را بپذیر', 'Take all'],
  leaveAll: ['هیچ‌کدام', 'Leave all'],
  moreEdits: ['و {} اصلاح دیگر', 'and {} more'],
  look: ['چهره', 'Looks'],
  theme: ['پوسته', 'Theme'],
  themeAuto: ['خودکار', 'by itself'],
  themeAutoAbout: ['به گفتهٔ پیام، وگرنه leaflet', 'as the message says, or leaflet'],
  more: ['تنظیم‌های دیگر', 'More settings'],
  reset: ['همه به حالت نخست', 'Reset all'],
  usual: ['خودکار', 'by itself'],
  yes: ['آری', 'yes'],
  no: ['نه', 'no'],
  usualOf: ['پیش‌فرض: {}', 'default: {}'],
  see: ['صفحه‌ها', 'Pages'],
  asPages: ['صفحه', 'Pages'],
  asCards: ['کارت', 'Cards'],
  cardKind: ['شکل کارت', 'Shape of cards'],
  card_post: ['پست ۱۰۸۰×۱۳۵۰', 'post 1080×1350'],
  card_square: ['مربع ۱۰۸۰×۱۰۸۰', 'square 1080×1080'],
  card_tall: ['بلند ۱۰۸۰×۱۴۴۰', 'tall 1080×1440'],
  card_story: ['استوری ۱۰۸۰×۱۹۲۰', 'story 1080×1920'],
  card_long: ['یک تصویر بلند', 'one long picture'],
  empty: ['هنوز چیزی نوشته نشده است. همین که بنویسید، صفحه‌ها این‌جا پیدا می‌شوند.', 'Nothing is written yet. Pages appear here as you write.'],
  pageOf: ['{} از {}', '{} of {}'],
  pageName: ['صفحهٔ {}', 'Page {}'],
  copies: ['نخستین از {} نسخه', 'first of {} copies'],
  save: ['ذخیره و فرستادن', 'Save and send'],
  saveAbout: ['همه چیز در همین دستگاه ساخته می‌شود؛ چیزی فرستاده نمی‌شود و با بستن صفحه همه چیز فراموش می‌شود.', 'Everything is made on this device; nothing is sent anywhere, and closing the page forgets it all.'],
  toPrint: ['برای چاپ', 'To print'],
  toScreen: ['برای گوشی', 'For phones'],
  toSend: ['متن برای پیام‌رسان', 'Text for messengers'],
  makePdf: ['PDF', 'PDF'],
  makePng: ['تصویر صفحه‌ها', 'Pictures of pages'],
  makeCards: ['کارت', 'Cards'],
  makeEpub: ['کتاب EPUB', 'EPUB book'],
  makeHtml: ['یک پروندهٔ HTML', 'One HTML file'],
  makeMd: ['متن اصلاح‌شده', 'Corrected text'],
  copyTelegram: ['رونوشت برای تلگرام', 'Copy for Telegram'],
  copyWhatsapp: ['رونوشت برای واتساپ', 'Copy for WhatsApp'],
  copyText: ['رونوشت سادهٔ متن', 'Copy as plain text'],
  copy: ['رونوشت', 'Copy'],
  copied: ['رونوشت شد', 'Copied'],
  part: ['پارهٔ {} از {}', 'Part {} of {}'],
  saveFile: ['ذخیره', 'Save'],
  saveAll: ['ذخیرهٔ همه', 'Save all'],
  made: ['آماده است', 'Ready'],
  failed: ['ساخته نشد', 'Could not be made'],
  inspect: ['یک پرونده از سازنده‌اش چه می‌گوید؟', 'What does a file say about its maker?'],
  inspectAbout: ['نام، تاریخ، جا، دستگاه و هر چه در PDF، EPUB، Word، عکس یا متنی پنهان است.', 'Names, dates, places, devices and all that hides in a PDF, EPUB, Word file, photo or text.'],
  inspectFile: ['گشودن پرونده', 'Choose a file'],
  scrub: ['ذخیرهٔ عکس بی این‌ها', 'Save the photo without it'],
  clean: ['چیزی که کسی را بشناساند در آن نیست.', 'Nothing in it can identify anyone.'],
  unclean: ['در آن چیزهایی هست که می‌تواند کسی را بشناساند (با ! نشان شده).', 'It holds what can identify someone (marked with !).'],
  drop: ['این‌جا رها کنید', 'Drop it here'],
  views: ['بخش‌های صفحه', 'Parts of the page'],
  viewWrite: ['نوشتن', 'Write'],
  viewLook: ['چهره', 'Looks'],
  viewSee: ['صفحه‌ها', 'Pages'],
  viewSave: ['ذخیره', 'Save'],
  sheet_none: ['هیچ: هر صفحه یک برگ', 'none: a page a sheet'],
  sheet_booklet: ['دفترچه (تا و منگنه)', 'booklet, folded and stapled'],
  sheet_bifold: ['دولا', 'folded once'],
  sheet_trifold: ['سه‌لا', 'folded in three'],
  sheet_zfold: ['زیگزاگ سه‌لا', 'zigzag in three'],
  sheet_quarter: ['چهارلا', 'folded twice'],
  sheet_zine: ['هشت‌برگ با یک برش', 'zine with one cut'],
  'sheet_copies:2': ['دو بار در برگ', 'twice on a sheet'],
  'sheet_copies:4': ['چهار بار در برگ', 'four times on a sheet'],
  'sheet_copies:8': ['هشت بار در برگ', 'eight times on a sheet'],
  'sheet_grid:2x2': ['چهار صفحه در برگ', 'four pages on a sheet'],
  'sheet_tiles:a2': ['پوستر A2 از چند برگ', 'A2 poster of several sheets'],
  'sheet_tiles:a1': ['پوستر A1 از چند برگ', 'A1 poster of several sheets'],
  sheet_badge: ['کارت سینه', 'badges'],
  sheet_postcard: ['کارت پستال', 'postcards'],
};

let language = 'fa';

const digits = text => language === 'fa' ? String(text).replace(/[0-9]/g, digit => '۰۱۲۳۴۵۶۷۸۹'[digit]) : String(text);

/** A word of the page in its language, with what belongs into its holes. */
export function say(key, ...holes) {
  const text = WORDS[key][language === 'fa' ? 0 : 1];
  return text.replace(/\{\}/g, () => typeof holes[0] === 'number' ? digits(holes.shift()) : holes.shift());
}

export const has = key => key in WORDS;

export const ui = () => language;

/** Says everything on the page in a language. */
export function speak(to) {
  language = to;
  document.documentElement.lang = to;
  document.documentElement.dir = to === 'fa' ? 'rtl' : 'ltr';
  document.title = say('title');
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = say(element.dataset.hint);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
  const button = document.getElementById('language');
  button.textContent = say('language');
  button.lang = to === 'fa' ? 'en' : 'fa';
  button.dir = to === 'fa' ? 'ltr' : 'rtl';
}
