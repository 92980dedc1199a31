//! Messages while pages and files are made: fonts, pictures, sheets.

use bargeh::settings::Said;

pub(super) const ROWS: &[Said] = &[
    Said {
        en: "messengers make long pictures small", fa: "پیام‌رسان‌ها تصویر بلند را کوچک می‌کنند"
    },
    Said {
        en: "send it as a file, or use `--card post`", fa: "چون پرونده بفرستید، یا `--card post`"
    },
    Said {
        en: "a picture of {} kB stands in the text {} times and more",
        fa: "تصویری به اندازهٔ {} کیلوبایت {} بار و بیش از آن در متن آمده است",
    },
    Said {
        en: "an HTML file holds it as often; show it once, or write an EPUB",
        fa: "پروندهٔ HTML آن را همان‌قدر در خود دارد؛ یک بار نشانش دهید یا EPUB بسازید",
    },
    Said {
        en: "{} cards are more than the {} that an album holds",
        fa: "{} کارت از {} کارتی که یک آلبوم می‌گیرد بیشتر است",
    },
    Said {
        en: "`--cards {}` sets the message smaller, where that can still be read",
        fa: "این پیام را ریزتر می‌چیند، اگر هنوز خوانده شود: `--cards {}`",
    },
    Said {
        en: "the message needs {} cards, more than {}", fa: "پیام {} کارت می‌خواهد، بیش از {}"
    },
    Said {
        en: "say `--cards {}` for so many, or `--card long` for one picture",
        fa: "برای همین شمار `--cards {}`، برای یک تصویر `--card long`",
    },
    Said {
        en: "the message does not fit {} cards in letters that a phone shows well",
        fa: "پیام با حروفی که در تلفن خوانا باشد در {} کارت جا نمی‌شود",
    },
    Said { en: "`--cards {}` is the least, or `--card long`", fa: "دست‌کم `--cards {}`، یا `--card long`" },
    Said { en: "the message does not fill {} cards", fa: "پیام {} کارت را پر نمی‌کند" },
    Said { en: "leave out `--cards`, or say `--cards {}`", fa: "`--cards` را بردارید، یا `--cards {}`" },
    Said {
        en: "the message is longer than one picture of {} pixels", fa: "پیام از یک تصویر {} پیکسلی بلندتر است"
    },
    Said { en: "use `--card post`", fa: "به کار ببرید: `--card post`" },
    Said {
        en: "{} has no bold letters beside it; what is bold looks like the rest",
        fa: "کنار این قلم حروف سیاه نیست و آنچه سیاه است چون دیگر حروف می‌شود: {}",
    },
    Said { en: "name their file with --font-bold", fa: "پرونده‌اش را نام ببرید: `--font-bold`" },
    Said {
        en: "the margins and columns leave no room for text on a page of {} x {} mm",
        fa: "حاشیه‌ها و ستون‌ها برای متن جایی نمی‌گذارند، در صفحهٔ {} در {} میلی‌متر",
    },
    Said {
        en: "columns must be at least {} mm wide and high", fa: "هر ستون دست‌کم {} میلی‌متر پهنا و بلندا می‌خواهد"
    },
    Said {
        en: "names other files, with @import or url()",
        fa: "پرونده‌های دیگری را نام می‌برد، با `@import` یا `url()`",
    },
    Said {
        en: "put the rules themselves in; name a font with --font",
        fa: "خود قاعده‌ها را در آن بگذارید؛ قلم را با `--font` نام ببرید",
    },
    Said { en: "save it as UTF-8", fa: "آن را به UTF-8 ذخیره کنید" },
    Said {
        en: "the QR codes of this message hold more than {} KiB together",
        fa: "کدهای QR این پیام روی هم بیش از {} کیبی‌بایت‌اند",
    },
    Said {
        en: "the codes from here on are printed as text; make several messages of it",
        fa: "کدها از اینجا به بعد چون متن چاپ می‌شوند؛ از آن چند پیام بسازید",
    },
    Said {
        en: "the links from here on get no code; make several messages of it",
        fa: "پیوندها از اینجا به بعد کدی نمی‌گیرند؛ از آن چند پیام بسازید",
    },
    Said { en: "no QR code was made: {}", fa: "کد QR ساخته نشد: {!}" },
    Said { en: "a QR code needs a text", fa: "کد QR متنی می‌خواهد" },
    Said {
        en: "a text of {} bytes does not fit a QR code, which holds {}",
        fa: "متنی با {} بایت در کد QR جا نمی‌شود، که {} می‌گیرد",
    },
    Said { en: "shorten the text or the link", fa: "متن یا پیوند را کوتاه کنید" },
    Said {
        en: "the font is damaged: its letters cannot be written", fa: "قلم خراب است: حروفش نوشته نمی‌شود"
    },
    Said { en: "the font is damaged: {}", fa: "قلم خراب است: {!}" },
    Said {
        en: "get the font again from its maker", fa: "قلم را دوباره از سازنده‌اش بگیرید"
    },
    Said {
        en: "install the font anew, or use another one", fa: "قلم را از نو بگیرید، یا قلم دیگری به کار ببرید"
    },
    Said {
        en: "the date `{}` is printed, but left out of the file's metadata",
        fa: "این تاریخ چاپ می‌شود اما به شناسنامهٔ پرونده نمی‌رود: `{}`",
    },
    Said {
        en: "write it as year-month-day of the Gregorian calendar: 2024-05-21",
        fa: "به میلادی بنویسید، سال و ماه و روز: `2024-05-21`",
    },
    Said {
        en: "the title is the name of the file, `{}`, and goes into what is made of it",
        fa: "عنوان همان نام پرونده است و در خروجی می‌رود: `{}`",
    },
    Said {
        en: "give a heading, `title:` in the front matter, or `--no-title`",
        fa: "سرفصلی بنویسید، یا `title:` در سرآغاز، یا `--no-title`",
    },
    Said {
        en: "--{} does nothing here: it is for {}", fa: "این گزینه اینجا کاری نمی‌کند: `--{}`؛ برای {!} است"
    },
    Said { en: "a sheet", fa: "برگ چاپ" },
    Said { en: "a booklet", fa: "دفترچه" },
    Said { en: "pages", fa: "صفحه‌ها" },
    Said { en: "a PDF", fa: "پروندهٔ PDF" },
    Said { en: "an EPUB", fa: "کتاب EPUB" },
    Said { en: "pictures of pages", fa: "تصویر صفحه‌ها" },
    Said { en: "an EPUB or HTML", fa: "کتاب EPUB یا پروندهٔ HTML" },
    Said { en: "a PDF or EPUB", fa: "پروندهٔ PDF یا کتاب EPUB" },
    Said { en: "files with compressed pictures", fa: "پرونده‌هایی که تصویر فشرده دارند" },
    Said { en: "files with letters of a font", fa: "پرونده‌هایی که قلم دارند" },
    Said { en: "a channel's export", fa: "خروجی یک کانال" },
    Said { en: "inputs that are text", fa: "ورودی‌هایی که متن‌اند" },
    Said {
        en: "name the export, `result.json` or `messages.html`",
        fa: "خروجی را نام ببرید: `result.json` یا `messages.html`",
    },
    Said {
        en: "leave it out: such a file says its encoding itself",
        fa: "آن را بردارید: چنین پرونده‌ای کدگذاری‌اش را خود می‌گوید",
    },
    Said { en: "{} × {} mm", fa: "{} در {} میلی‌متر" },
    Said { en: "labels", fa: "برگ برچسب" },
    Said { en: "sheets without a paper of their own", fa: "برگی که کاغذش آزاد است" },
    Said {
        en: "these labels are sold on paper of their own size: print on that, or give their measures",
        fa: "این برچسب‌ها روی کاغذی با اندازهٔ خودشان فروخته می‌شوند: روی همان چاپ کنید، یا اندازه‌ها را بدهید",
    },
    Said { en: "pages without a shape of their own", fa: "صفحه‌ای که شکلش آزاد است" },
    Said {
        en: "labels, badges and postcards lie as they are; `--paper` gives cards another size",
        fa: "برچسب و کارت سینه و کارت‌پستال چنان‌که هستند می‌مانند؛ اندازهٔ دیگر کارت با `--paper`",
    },
    Said {
        en: "add `--sheet labels:NAME`; `bargeh sheets` lists them",
        fa: "برگ برچسب را بگویید: `--sheet labels:NAME`؛ فهرستشان با `bargeh sheets`",
    },
    Said {
        en: "--skip-labels {}: a sheet has {} labels", fa: "`--skip-labels {}`: یک برگ {} برچسب دارد"
    },
    Said {
        en: "count those that are missing from the first sheet",
        fa: "آن‌هایی را بشمارید که از برگ نخست کنده شده است",
    },
    Said {
        en: "{} labels take {}, more than the paper of {}",
        fa: "{} برچسب روی هم {!} جا می‌خواهد، بیش از کاغذ که {!} است",
    },
    Said {
        en: "check their measures, or name the paper with `--sheet-paper`",
        fa: "اندازه‌ها را بازبینی کنید، یا کاغذ را بگویید: `--sheet-paper`",
    },
    Said {
        en: "this paper leaves no room for the pieces of a poster", fa: "این کاغذ برای تکه‌های پوستر جا ندارد"
    },
    Said { en: "take larger paper with `--sheet-paper`", fa: "کاغذ بزرگ‌تر با `--sheet-paper`" },
    Said {
        en: "the poster takes {} x {} sheets of this paper", fa: "این پوستر {} × {} برگ از این کاغذ می‌خواهد"
    },
    Said {
        en: "at most {} x {}: take larger paper with `--sheet-paper`",
        fa: "بیش از {} × {} نمی‌شود: کاغذ بزرگ‌تر با `--sheet-paper`",
    },
    Said { en: "the posters take more than {} sheets", fa: "پوسترها بیش از {} برگ می‌خواهند" },
    Said {
        en: "name fewer sheets a poster, or make the message shorter",
        fa: "برای هر پوستر برگ کمتری بگویید، یا پیام را کوتاه کنید",
    },
    Said {
        en: "bleed and marks leave no room for a poster on this paper",
        fa: "بیرون‌زدگی و نشانه‌ها روی این کاغذ جایی برای پوستر نمی‌گذارند",
    },
    Said {
        en: "take larger paper with `--sheet-paper`, or more sheets",
        fa: "کاغذ بزرگ‌تر با `--sheet-paper`، یا برگ‌های بیشتر",
    },
    Said { en: "the poster is larger than its sheets", fa: "پوستر از برگ‌هایش بزرگ‌تر است" },
    Said {
        en: "leave `--paper` away, or name more sheets", fa: "`--paper` را بردارید، یا برگ‌های بیشتری بگویید"
    },
    Said { en: "give smaller margins with `--margin`", fa: "حاشیهٔ کوچک‌تر بدهید: `--margin`" },
    Said { en: "add `--sheet`, such as `--sheet booklet`", fa: "چیدمان بیفزایید: `--sheet booklet`" },
    Said { en: "add `{}`", fa: "بیفزایید: `{}`" },
    Said {
        en: "the files that this message names are larger than {} MiB together",
        fa: "پرونده‌هایی که پیام نام می‌برد روی هم از {} مبی‌بایت بزرگ‌ترند",
    },
    Said { en: "make its pictures smaller", fa: "تصویرهایش را کوچک کنید" },
    Said { en: "a cover is drawn in its place", fa: "به جایش جلدی کشیده می‌شود" },
    Said { en: "no cover was drawn", fa: "جلدی کشیده نشد" },
    Said { en: "no font has {}", fa: "هیچ قلمی این را ندارد: {}" },
    Said {
        en: "a reading system may have one; give a font that has them with --font",
        fa: "شاید دستگاه خواننده داشته باشد؛ یا قلمی که دارد بدهید: `--font`",
    },
    Said {
        en: "a box is printed in their place; give a font that has them with --font",
        fa: "به جایشان چهارگوشی چاپ می‌شود؛ قلمی که دارد بدهید: `--font`",
    },
    Said { en: "a table that leads nowhere", fa: "جدولی که به جایی نمی‌رسد" },
    Said {
        en: "too many large pictures: this one and those after it keep all their pixels",
        fa: "تصویرهای بزرگ زیادند: این یکی و پس از آن همهٔ پیکسل‌هایشان را نگه می‌دارند",
    },
    Said {
        en: "e-readers may leave them out: make them smaller than 4 megapixels",
        fa: "شاید کتاب‌خوان‌ها نشانشان ندهند: کوچک‌تر از ۴ مگاپیکسل کنید",
    },
    Said {
        en: "the picture {} has no alternative text and is taken for decoration",
        fa: "تصویر {} متن جایگزین ندارد و تزیینی به شمار آمد",
    },
    Said {
        en: "describe it between the brackets: ![…](…)", fa: "میان دو قلاب شرحش دهید: `![…](…)`"
    },
    Said { en: "its alternative text stands in its place", fa: "متن جایگزینش به جای آن است" },
    Said { en: "not a font that can be read", fa: "قلمی نیست که خوانده شود" },
    Said {
        en: "it does not say which letters its glyphs are (no cmap table)",
        fa: "نمی‌گوید شکل‌هایش کدام حرف‌اند (جدول cmap ندارد)",
    },
    Said {
        en: "it has no outlines that a PDF can hold (neither glyf nor CFF)",
        fa: "شکلی ندارد که PDF بپذیرد (نه glyf و نه CFF)",
    },
    Said {
        en: "its maker forbids embedding (fsType)", fa: "سازنده‌اش گنجاندن آن را روا نداشته است (fsType)"
    },
    Said { en: "use a font with an open licence", fa: "قلمی با پروانهٔ آزاد به کار ببرید" },
    Said { en: "it lacks {} Persian letters: {}", fa: "{} حرف فارسی ندارد: {}" },
    Said {
        en: "use a font made for Persian", fa: "قلمی که برای فارسی ساخته شده به کار ببرید"
    },
    Said {
        en: "use a TrueType or OpenType font file (.ttf, .otf)",
        fa: "پروندهٔ قلم TrueType یا OpenType بدهید (`.ttf`، `.otf`)",
    },
    Said { en: "a packed web font (WOFF)", fa: "قلم فشردهٔ وب (WOFF)" },
    Said { en: "a collection of several fonts (TTC)", fa: "چند قلم در یک پرونده (TTC)" },
    Said {
        en: "a subset font without a table directory", fa: "قلمی کاسته که فهرست جدول ندارد"
    },
    Said {
        en: "the message takes {} pages; `{}` is a theme for one",
        fa: "پیام {} صفحه می‌شود و پوستهٔ `{}` برای یک صفحه است",
    },
    Said {
        en: "shorten it, or say `--fit 1`; `--fit 2` is for both sides of a leaf",
        fa: "کوتاهش کنید، یا `--fit 1`؛ برای هر دو روی برگ `--fit 2`",
    },
    Said { en: "too many fonts", fa: "قلم‌ها بیش از اندازه‌اند" },
    Said { en: "{} more", fa: "{} تای دیگر" },
    Said {
        en: "each copy has {} pages and so {} loose leaves", fa: "هر نسخه {} صفحه و {} برگ جدا دارد"
    },
    Said {
        en: "`--fit {}` makes one leaf of it where the text is short enough",
        fa: "اگر متن کوتاه باشد، `--fit {}` آن را یک برگ می‌کند",
    },
    Said {
        en: "{} of the {} panels of `{}` stay blank", fa: "{0} خانه از {1} خانهٔ `{2}` سفید می‌ماند"
    },
    Said {
        en: "write more, or leave out `--sheet`: so short a text needs no folded sheet",
        fa: "بیشتر بنویسید، یا `--sheet` را بردارید: متنی به این کوتاهی برگ تاشو نمی‌خواهد",
    },
    Said {
        en: "`--fit {}` fills them where the text is long enough",
        fa: "اگر متن بلندتر باشد، `--fit {}` همه را پر می‌کند",
    },
    Said {
        en: "bleed and marks make the sheet {}, larger than the paper of {}",
        fa: "با بیرون‌زدگی و نشانه‌ها برگ {!} می‌شود، بزرگ‌تر از کاغذ {!}",
    },
    Said {
        en: "print on larger paper, or leave out `--bleed` and the crop and register marks",
        fa: "روی کاغذ بزرگ‌تر چاپ کنید، یا `--bleed` و نشانه‌های برش و انطباق را بردارید",
    },
    Said {
        en: "content of page {} comes within {} mm of the paper's edge; printers often leave {} mm blank",
        fa: "در صفحهٔ {}، متن به {} میلی‌متری لبهٔ کاغذ می‌رسد؛ بیشتر چاپگرها {} میلی‌متر را سفید می‌گذارند",
    },
    Said {
        en: "use wider margins, or `--printable {}` if the printer reaches so far",
        fa: "حاشیه را پهن‌تر کنید، یا اگر چاپگر می‌رسد `--printable {}`",
    },
    Said {
        en: "{} pages do not fit the {} panels of `{}`", fa: "{} صفحه در {} خانهٔ این چیدمان جا نمی‌شود: `{}`"
    },
    Said {
        en: "a message is fitted to them with `--fit {}`; other schemes, such as `booklet`, take more pages",
        fa: "این پیام را در آن‌ها جا می‌دهد: `--fit {}`؛ چیدمان‌های دیگر مانند `booklet` صفحهٔ بیشتری می‌گیرند",
    },
    Said {
        en: "a signature of {} pages cannot be folded from whole sheets",
        fa: "فرمی با {} صفحه از برگ‌های کامل تا نمی‌شود",
    },
    Said { en: "give a multiple of 4, such as 16", fa: "مضربی از ۴ بدهید، مانند ۱۶" },
    Said {
        en: "the panels of `{}` on this paper measure only {}", fa: "خانه‌های `{}` روی این کاغذ تنها {!} است"
    },
    Said {
        en: "take larger paper with `--sheet-paper`, or fewer panels",
        fa: "کاغذ بزرگ‌تر با `--sheet-paper`، یا خانه‌های کمتر",
    },
    Said {
        en: "pages of {} do not fit the panels of `{}`, which measure {}",
        fa: "صفحهٔ {!} در خانه‌های `{}` جا نمی‌شود، که {!} است",
    },
    Said {
        en: "leave `--paper` away, or take larger paper with `--sheet-paper`",
        fa: "`--paper` را بردارید، یا کاغذ بزرگ‌تر با `--sheet-paper`",
    },
    Said {
        en: "the contents of the pages are larger than {} MiB together",
        fa: "محتوای صفحه‌ها روی هم از {} مبی‌بایت بزرگ‌تر است",
    },
    Said { en: "split the file into parts", fa: "پرونده را چند پاره کنید" },
    Said { en: "split it into parts", fa: "آن را چند پاره کنید" },
    Said {
        en: "the pages hold more than {} links and other annotations together",
        fa: "صفحه‌ها روی هم بیش از {} پیوند و نشان دارند",
    },
    Said {
        en: "split the file into parts, or print it to a new PDF first",
        fa: "پرونده را چند پاره کنید، یا نخست به PDF تازه‌ای چاپ کنید",
    },
    Said {
        en: "the content of a page cannot be read: {}", fa: "محتوای صفحه‌ای خوانده نمی‌شود: {!}"
    },
    Said {
        en: "print the file to a new PDF first", fa: "نخست پرونده را به PDF تازه‌ای چاپ کنید"
    },
    Said { en: "this is no PDF", fa: "این PDF نیست" },
    Said {
        en: "leave `--from pdf` out: the kind of a file is known without it",
        fa: "گونهٔ پرونده بی آن دانسته می‌شود؛ این را بردارید: `--from pdf`",
    },
    Said {
        en: "give a PDF; messages are converted by `bargeh MESSAGE --sheet …`",
        fa: "یک PDF بدهید؛ پیام را این می‌سازد: `bargeh MESSAGE --sheet …`",
    },
    Said { en: "the file is larger than {} MiB", fa: "پرونده از {} مبی‌بایت بزرگ‌تر است" },
    Said {
        en: "split it, or make its pictures smaller", fa: "آن را پاره کنید، یا تصویرهایش را کوچک کنید"
    },
    Said { en: "its structure cannot be read", fa: "ساختارش خوانده نمی‌شود" },
    Said { en: "the file is broken: {}", fa: "پرونده خراب است: {!}" },
    Said {
        en: "open it in a viewer and print it to a new PDF",
        fa: "آن را در نمایشگری باز کنید و به PDF تازه‌ای چاپ کنید",
    },
    Said {
        en: "the file holds more than can be read in bounded memory",
        fa: "پرونده بیش از آن دارد که در حافظه‌ای کران‌دار خوانده شود",
    },
    Said { en: "the file is encrypted", fa: "پرونده رمز دارد" },
    Said {
        en: "take the protection off first, if you may", fa: "اگر اجازه دارید نخست قفلش را بردارید"
    },
    Said {
        en: "{} of {} pages have another size than the first and were fitted to it",
        fa: "{} صفحه از {} صفحه اندازه‌ای جز صفحهٔ نخست داشتند و به آن جا داده شدند",
    },
    Said { en: "the file has more than {} pages", fa: "پرونده بیش از {} صفحه دارد" },
    Said { en: "the file has no pages", fa: "پرونده صفحه ندارد" },
    Said {
        en: "its table of cross-references cannot be read", fa: "جدول ارجاع‌هایش خوانده نمی‌شود"
    },
    Said {
        en: "process colours do not go into an archive file", fa: "رنگ‌های چاپ به پروندهٔ بایگانی نمی‌روند"
    },
    Said {
        en: "use `--pdf plain` with `--ink cmyk`", fa: "با هم به کار ببرید: `--pdf plain --ink cmyk`"
    },
    Said { en: "a text without its codes", fa: "متنی بی کدهایش" },
    Said { en: "a page without content", fa: "صفحه‌ای بی محتوا" },
    Said { en: "a picture that is cut off altogether", fa: "تصویری که همه‌اش بریده شده است" },
    Said {
        en: "a picture of a kind that cannot be cut", fa: "تصویری از گونه‌ای که بریده نمی‌شود"
    },
    Said { en: "cannot be encoded", fa: "نوشته نمی‌شود" },
    Said { en: "cannot be encoded: {}", fa: "نوشته نمی‌شود: {!}" },
    Said { en: "a JPEG picture that is broken or cut short", fa: "تصویر JPEG خراب یا بریده است" },
    Said { en: "a WebP picture that is broken or cut short", fa: "تصویر WebP خراب یا بریده است" },
    Said {
        en: "a moving WebP picture, which is not supported", fa: "تصویر WebP متحرک، که پشتیبانی نمی‌شود"
    },
    Said { en: "a PNG picture that is broken or cut short", fa: "تصویر PNG خراب یا بریده است" },
    Said {
        en: "a JPEG picture with an unusual depth of colour", fa: "تصویر JPEG ژرفای رنگ نامعمول دارد"
    },
    Said {
        en: "save it again as an ordinary JPEG", fa: "آن را دوباره چون JPEG معمولی ذخیره کنید"
    },
    Said { en: "a JPEG picture of a rare kind", fa: "تصویر JPEG از گونه‌ای کمیاب است" },
    Said {
        en: "the SVG pictures of this message are too complex together",
        fa: "تصویرهای SVG این پیام روی هم بیش از اندازه پیچیده‌اند",
    },
    Said {
        en: "simplify them, or save them as PNG", fa: "ساده‌شان کنید، یا آن‌ها را PNG ذخیره کنید"
    },
    Said {
        en: "the pictures of this message take more than {} MiB of memory together",
        fa: "تصویرهای این پیام روی هم بیش از {} مبی‌بایت حافظه می‌خواهند",
    },
    Said {
        en: "make them smaller: 300 pixels to an inch of paper are enough",
        fa: "کوچکشان کنید: ۳۰۰ پیکسل برای هر اینچ کاغذ بس است",
    },
    Said { en: "make the picture smaller", fa: "تصویر را کوچک کنید" },
    Said { en: "{}, which is not supported", fa: "{!}، که پشتیبانی نمی‌شود" },
    Said { en: "save it as PNG, JPEG or SVG", fa: "آن را PNG، JPEG یا SVG ذخیره کنید" },
    Said { en: "a GIF picture", fa: "تصویر GIF" },
    Said { en: "a WebP picture", fa: "تصویر WebP" },
    Said { en: "a TIFF picture", fa: "تصویر TIFF" },
    Said { en: "a BMP picture", fa: "تصویر BMP" },
    Said { en: "a compressed file (SVGZ?)", fa: "پروندهٔ فشرده (شاید SVGZ)" },
    Said { en: "a PostScript file", fa: "پروندهٔ PostScript" },
    Said { en: "a HEIC picture", fa: "تصویر HEIC" },
    Said { en: "an AVIF picture", fa: "تصویر AVIF" },
    Said { en: "a file of an unknown kind", fa: "پرونده‌ای از گونهٔ ناشناخته" },
    Said { en: "has no width or no height", fa: "پهنا یا بلندا ندارد" },
    Said { en: "{} × {} pixels are too many", fa: "{} در {} پیکسل بیش از اندازه است" },
    Said {
        en: "{} × {} pixels are too long a side", fa: "ضلعش بیش از اندازه بلند است: {} در {} پیکسل"
    },
    Said {
        en: "{} × {} pixels are too many for one picture", fa: "{} در {} پیکسل برای یک تصویر بیش از اندازه است"
    },
    Said {
        en: "{} pictures of pages have {} megapixels together", fa: "تصویر صفحه‌ها ({} تا) روی هم {} مگاپیکسل است"
    },
    Said {
        en: "use a smaller `--ppi` or `--paper`; the limit is 1000 megapixels",
        fa: "مقدار کمتری بدهید: `--ppi` یا `--paper`؛ مرز ۱۰۰۰ مگاپیکسل است",
    },
    Said { en: "the limit is 64 megapixels", fa: "مرز ۶۴ مگاپیکسل است" },
    Said {
        en: "use a smaller `--ppi`; the limit is 64 megapixels",
        fa: "مقدار کمتری بدهید: `--ppi`؛ مرز ۶۴ مگاپیکسل است",
    },
    Said {
        en: "the limit is 65535 pixels; cut it into parts", fa: "مرز ۶۵۵۳۵ پیکسل است؛ آن را پاره کنید"
    },
    Said { en: "no page was drawn", fa: "هیچ صفحه‌ای کشیده نشد" },
    Said { en: "a photo that is to be changed", fa: "عکسی که باید تغییر کند" },
    Said {
        en: "save it again as an ordinary JPEG, or leave out `ink` and `image-quality`",
        fa: "آن را چون JPEG معمولی ذخیره کنید، یا `ink` و `image-quality` را بردارید",
    },
    Said {
        en: "an SVG drawing, which has text in place of pixels", fa: "نقش SVG، که به جای پیکسل متن دارد"
    },
    Said {
        en: "{}; only JPEG and PNG are written anew", fa: "{!}؛ تنها JPEG و PNG از نو نوشته می‌شوند"
    },
    Said { en: "an SVG picture that is not UTF-8", fa: "تصویر SVG به UTF-8 نیست" },
    Said {
        en: "an SVG picture larger than 8 MiB", fa: "تصویر SVG بزرگ‌تر از ۸ مبی‌بایت است"
    },
    Said { en: "an SVG picture that cannot be drawn", fa: "تصویر SVG کشیده نمی‌شود" },
    Said {
        en: "an SVG picture that is too complex", fa: "تصویر SVG بیش از اندازه پیچیده است"
    },
    Said { en: "simplify it, or save it as PNG", fa: "ساده‌اش کنید، یا PNG ذخیره کنید" },
    Said { en: "an SVG picture that cannot be read: {}", fa: "تصویر SVG خوانده نمی‌شود: {!}" },
    Said { en: "an SVG picture that is too large", fa: "تصویر SVG بیش از اندازه بزرگ است" },
    Said {
        en: "give it a width and height below 7 m", fa: "پهنا و بلندایی کمتر از ۷ متر به آن بدهید"
    },
    Said {
        en: "letters in an SVG picture are left out; convert them to paths",
        fa: "حروف تصویر SVG کنار ماند؛ آن‌ها را شکل (path) کنید",
    },
    Said {
        en: "gradients, patterns, masks, clips or filters of an SVG picture are simplified",
        fa: "سایه‌رنگ، الگو، ماسک، برش یا پالایهٔ تصویر SVG ساده شد",
    },
    Said {
        en: "a picture inside an SVG picture is left out", fa: "تصویری درون تصویر SVG کنار ماند"
    },
    Said { en: "an SVG picture that is no well-formed XML", fa: "تصویر SVG از نظر XML درست نیست" },
    Said { en: "an SVG picture that declares entities", fa: "تصویر SVG نهاد تعریف می‌کند" },
    Said { en: "save it again as plain SVG", fa: "آن را دوباره چون SVG ساده ذخیره کنید" },
    Said {
        en: "an SVG picture with lengths above ten million", fa: "تصویر SVG اندازه‌هایی بالای ده میلیون دارد"
    },
    Said { en: "an SVG picture that contains itself", fa: "تصویر SVG خود را در بر دارد" },
    Said { en: "save it as PNG", fa: "آن را PNG ذخیره کنید" },
    Said {
        en: "`{}` is no colour: use #rrggbb, accent, black, white or none",
        fa: "این رنگ نیست: `{}`. بنویسید `#rrggbb`، `accent`، `black`، `white` یا `none`",
    },
    Said {
        en: "`bargeh themes --show leaflet` prints a whole theme",
        fa: "یک پوستهٔ کامل را این چاپ می‌کند: `bargeh themes --show leaflet`",
    },
    Said { en: "line {}: {}", fa: "سطر {}: {!}" },
    Said { en: "`{}` is {}", fa: "مقدار `{}` این است: {}" },
    Said { en: "use a number from {} to {}", fa: "عددی از {} تا {} بدهید" },
    Said {
        en: "the margins leave {} × {} mm for a column of text, too little for letters of {} pt",
        fa: "حاشیه‌ها برای ستون متن {} در {} میلی‌متر می‌گذارند، کم برای حروف {} پوینت",
    },
    Said {
        en: "use larger --paper, smaller --margin, fewer --columns or a smaller --font-size",
        fa: "کاغذ بزرگ‌تر، حاشیهٔ کمتر، ستون کمتر یا حروف ریزتر: `--paper`، `--margin`، `--columns`، `--font-size`",
    },
    Said {
        en: "a word longer than its line was broken", fa: "واژه‌ای بلندتر از سطر شکسته شد"
    },
    Said {
        en: "words longer than their lines were broken in {} paragraphs",
        fa: "در {} بند واژه‌هایی بلندتر از سطر شکسته شد",
    },
    Said {
        en: "a wider page, fewer columns or smaller letters would keep words whole",
        fa: "صفحهٔ پهن‌تر، ستون کمتر یا حروف ریزتر واژه‌ها را درست نگه می‌دارد",
    },
    Said {
        en: "the text does not fit {}: it needs {} even in letters of {} pt",
        fa: "متن در {!} جا نمی‌شود: حتی با حروف {2} پوینت {1} صفحه می‌خواهد",
    },
    Said {
        en: "allow {} with --fit {}, shorten the text, or make the margins smaller",
        fa: "اجازه دهید `--fit {1}`، متن را کوتاه یا حاشیه را کم کنید",
    },
    Said {
        en: "the text does not fill {}: it takes {} even in letters of {} pt",
        fa: "متن {!} را پر نمی‌کند: حتی با حروف {2} پوینت {1} صفحه می‌گیرد",
    },
    Said {
        en: "use --fit {}, or larger margins", fa: "بگویید `--fit {}`، یا حاشیه را بیشتر کنید"
    },
    Said { en: "{} pages", fa: "{} صفحه" },
    Said { en: "1 page", fa: "یک صفحه" },
    Said { en: "{} page", fa: "{} صفحه" },
];
