//! Words of lists and reports: what `inspect` finds, `clean` does, a theme is for, a
//! stage is called.

use bargeh::settings::Said;

pub(super) const ROWS: &[Said] = &[
    // The kinds of findings, and their names.
    Said { en: "person", fa: "شخص" },
    Said { en: "software", fa: "نرم‌افزار" },
    Said { en: "device", fa: "دستگاه" },
    Said { en: "date", fa: "تاریخ" },
    Said { en: "location", fa: "مکان" },
    Said { en: "path", fa: "مسیر" },
    Said { en: "identifier", fa: "شناسه" },
    Said { en: "hidden", fa: "پنهان" },
    Said { en: "embedded", fa: "درون‌پرونده" },
    Said { en: "active", fa: "اجراشدنی" },
    Said { en: "link", fa: "پیوند" },
    Said { en: "field", fa: "فیلد" },
    Said { en: "title", fa: "عنوان" },
    Said { en: "language", fa: "زبان" },
    Said { en: "conformance", fa: "استاندارد" },
    Said { en: "font", fa: "قلم" },
    Said {
        en: "nothing found that could identify anyone", fa: "چیزی که کسی را بشناساند یافت نشد"
    },
    Said {
        en: "nothing found that identifies; {} worth a look", fa: "چیزی که بشناساند یافت نشد؛ {} چیز دیدنی است"
    },
    Said {
        en: "{} found that can identify someone", fa: "{} چیز یافت شد که می‌تواند کسی را بشناساند"
    },
    Said { en: "text", fa: "متن" },
    Said { en: "line {}", fa: "سطر {}" },
    Said { en: "line {}, column {}", fa: "سطر {}، ستون {}" },
    Said { en: "page {}", fa: "صفحهٔ {}" },
    Said { en: "paragraph {}", fa: "بند {}" },
    Said { en: "chapter {}", fa: "فصل {}" },
    Said { en: "post {}", fa: "پست {}" },
    // What `compare` tells.
    Said { en: "missing", fa: "افتاده" },
    Said { en: "more", fa: "افزوده" },
    Said { en: "changed", fa: "عوض‌شده" },
    Said { en: "moved", fa: "جابه‌جا" },
    Said { en: "missing: {}", fa: "افتاده: {}" },
    Said { en: "more: {}", fa: "افزوده: {}" },
    Said { en: "changed: {}", fa: "عوض‌شده: {}" },
    Said { en: "moved: {}", fa: "جابه‌جا: {}" },
    Said { en: "{} words", fa: "{} واژه" },
    Said { en: "the same in this order: {}", fa: "یکسان و به همین ترتیب: {}" },
    Said { en: "data behind the end", fa: "داده پس از پایان" },
    Said { en: "entry times", fa: "زمان پرونده‌های درون آن" },
    Said { en: "zip extra field", fa: "فیلد افزودهٔ zip" },
    Said { en: "zip comment", fa: "یادداشت zip" },
    Said { en: "comment", fa: "یادداشت" },
    Said { en: "custom XML", fa: "XML افزوده" },
    Said { en: "thumbnail", fa: "تصویر کوچک" },
    Said { en: "file", fa: "پرونده" },
    Said { en: "loaded from the network", fa: "از شبکه بار می‌شود" },
    Said { en: "cut-off picture", fa: "تصویر بریده" },
    Said { en: "alternative text", fa: "متن جایگزین" },
    Said { en: "hidden text", fa: "متن پنهان" },
    Said { en: "tracked change", fa: "تغییر ثبت‌شده" },
    Said { en: "picture of another kind", fa: "تصویری از گونه‌ای دیگر" },
    Said { en: "font file", fa: "پروندهٔ قلم" },
    Said { en: "script", fa: "اسکریپت" },
    Said { en: "font family", fa: "خانوادهٔ قلم" },
    Said { en: "EXIF thumbnail", fa: "تصویر کوچک EXIF" },
    Said { en: "JFIF thumbnail", fa: "تصویر کوچک JFIF" },
    Said { en: "data behind the picture", fa: "داده پس از تصویر" },
    Said { en: "extended XMP", fa: "دنبالهٔ XMP" },
    Said { en: "further pictures", fa: "تصویرهای دیگر" },
    Said { en: "Photoshop data", fa: "داده‌های Photoshop" },
    Said { en: "colour profile", fa: "نمایهٔ رنگ" },
    Said { en: "streams", fa: "جریان‌ها" },
    Said { en: "earlier version", fa: "نسخهٔ پیشین" },
    Said { en: "version", fa: "نسخه" },
    Said { en: "annotation author", fa: "نویسندهٔ حاشیه" },
    Said { en: "signature", fa: "امضا" },
    Said { en: "embedded file", fa: "پروندهٔ درون آن" },
    Said { en: "other file", fa: "پروندهٔ دیگر" },
    Said { en: "layer made by", fa: "سازندهٔ لایه" },
    Said { en: "hidden character in a font's map", fa: "نویسهٔ پنهان در نگاشت قلم" },
    Said { en: "encoding", fa: "کدگذاری" },
    Said { en: "letters that look alike in one word", fa: "حرف‌های همانند در یک واژه" },
    Said { en: "letters of two scripts in one word", fa: "حرف‌های دو خط در یک واژه" },
    Said { en: "tag characters", fa: "نویسه‌های برچسب" },
    Said { en: "direction override", fa: "واداشتن جهت" },
    Said { en: "direction embedding", fa: "تعیین جهت" },
    Said { en: "zero-width run", fa: "رشته‌ای از نویسه‌های نادیدنی" },
    Said { en: "zero-width character", fa: "نویسهٔ نادیدنی" },
    Said { en: "half-space in an odd place", fa: "نیم‌فاصلهٔ نابجا" },
    Said { en: "soft hyphen", fa: "خط تیرهٔ نرم" },
    Said { en: "variation selectors", fa: "گزینندهٔ شکل نویسه" },
    Said { en: "script link", fa: "پیوند اجراشدنی" },
    Said { en: "link to a file", fa: "پیوند به پرونده‌ای" },
    Said { en: "tracking link", fa: "پیوند ردیاب" },
    Said { en: "link with a user name", fa: "پیوند با نام کاربر" },
    Said { en: "shortened link", fa: "پیوند کوتاه‌شده" },
    Said {
        en: "{} editing sessions can be told apart", fa: "{} نوبت ویرایش از هم بازشناخته می‌شود"
    },
    Said { en: "{} more findings are not listed", fa: "{} یافتهٔ دیگر در فهرست نیامده است" },
    Said {
        en: "more than {} entries, of which the rest were not read", fa: "بیش از {} مورد؛ باقی خوانده نشد"
    },
    Said { en: "annotation identifier", fa: "شناسهٔ حاشیه" },
    Said { en: "base path", fa: "مسیر پایه" },
    Said { en: "compressed text", fa: "متن فشرده" },
    Said { en: "XMP comment", fa: "یادداشت XMP" },
    Said { en: "{}, not embedded", fa: "{}، گنجانده نشده" },
    Said { en: "private use", fa: "کاربرد خصوصی" },
    // Their values, as far as they are words of ours.
    Said { en: "{} bytes", fa: "{} بایت" },
    Said { en: "a small picture of the first page", fa: "تصویر کوچکی از صفحهٔ نخست" },
    Said {
        en: "a small picture of how it looked before", fa: "تصویر کوچکی از آنچه پیش‌تر بود"
    },
    Said { en: "what is cut off is still in the file", fa: "بریده‌ها هنوز در پرونده است" },
    Said { en: "a remark that is not part of the text", fa: "یادداشتی بیرون از متن" },
    Said {
        en: "times or user numbers of the packing machine", fa: "زمان‌ها یا شماره‌های کاربری دستگاه سازنده"
    },
    Said {
        en: "not well-formed; not all of it could be read", fa: "نادرست است؛ همه‌اش خوانده نشد"
    },
    Said { en: "not looked into", fa: "درونش دیده نشد" },
    Said {
        en: "too much to read; some were not looked into", fa: "بیش از اندازه است؛ درون برخی دیده نشد"
    },
    Said {
        en: "too much to read; not looked into", fa: "بیش از اندازه است؛ درونش دیده نشد"
    },
    Said {
        en: "too much to read; not looked into from here on", fa: "بیش از اندازه است؛ از اینجا به بعد دیده نشد"
    },
    Said {
        en: "{} versions of the file lie in it one behind the other", fa: "{} نسخهٔ پرونده پشت هم در آن است"
    },
    Said { en: "{}: changed after it was made", fa: "{}: پس از ساخته شدن تغییر کرده است" },
    Said { en: "starts another program", fa: "برنامه‌ای دیگر را به کار می‌اندازد" },
    Said { en: "data of the program that made it", fa: "داده‌های برنامهٔ سازنده" },
    Said { en: "cannot be decoded", fa: "گشوده نمی‌شود" },
    Said { en: "unnamed", fa: "بی‌نام" },
    Said { en: "in the page", fa: "در خود صفحه" },
    // Themes.
    Said {
        en: "A5 book: Naskh letters, facing pages, a title page, running heads",
        fa: "کتاب A5: حروف نسخ، صفحه‌های روبه‌رو، صفحهٔ عنوان، سرصفحه",
    },
    Said {
        en: "A4 bulletin: a masthead over columns with rules between them",
        fa: "خبرنامهٔ A4: سربرگ بر ستون‌هایی با خط میانشان",
    },
    Said {
        en: "card for phones: a loud head, few words, for --card",
        fa: "کارت برای گوشی: سری درشت و چند کلمه، برای `--card`",
    },
    Said {
        en: "A6 flyer: black letters on yellow, four to a sheet",
        fa: "تراکت A6: حروف سیاه بر زرد، چهار تا در هر برگ",
    },
    Said {
        en: "A5 invitation: a double frame, everything on the middle axis",
        fa: "دعوت‌نامهٔ A5: قاب دوتایی، همه چیز میان‌چین",
    },
    Said {
        en: "large print: 18 pt, ragged lines, strong contrast, no decoration",
        fa: "درشت: حروف ۱۸، سطرهای نابرابر، پررنگ، بی‌آرایه",
    },
    Said {
        en: "A5 leaflet: a broadside in black and one red", fa: "اعلامیهٔ A5: چاپی به سیاه و یک سرخ"
    },
    Said {
        en: "A4 letter: head, number and date, a calm text, signature",
        fa: "نامهٔ A4: سربرگ، شماره و تاریخ، متنی آرام، امضا",
    },
    Said {
        en: "A5 death notice: a broad black frame, everything on the middle axis",
        fa: "آگهی ترحیم A5: قاب سیاه پهن، همه چیز میان‌چین",
    },
    Said {
        en: "A3 placard, lying: one cry in the largest letters the sheet has room for",
        fa: "پلاکارد خوابیدهٔ A3: یک شعار با درشت‌ترین حروفی که جا شود",
    },
    Said {
        en: "no ornament, one size of everything: for proofs and measurements",
        fa: "بی‌آرایه، همه به یک اندازه: برای آزمون و سنجش",
    },
    Said {
        en: "A5 book of poems: each poem with its name above it and white around",
        fa: "کتاب شعر A5: هر شعر با نامش بالای آن و سفیدی گرداگرد",
    },
    Said {
        en: "A3 poster: one cry as wide as the sheet, to be read across a street",
        fa: "پوستر A3: یک شعار به پهنای برگ، که از آن سوی خیابان خوانده شود",
    },
    Said {
        en: "A4 statement: emblem, number and date, an even text, signatures",
        fa: "بیانیهٔ A4: نشان، شماره و تاریخ، متنی یکدست، امضاها",
    },
    // Rules, and their classes.
    Said { en: "reflow", fa: "سطرها" },
    Said { en: "safe", fa: "بی‌خطر" },
    Said { en: "guarded", fa: "محتاط" },
    Said { en: "style", fa: "شیوه" },
    Said { en: "digits", fa: "رقم" },
    Said { en: "heh", fa: "ه" },
    Said {
        en: "Line ends forced by a narrow column become spaces.",
        fa: "پایان سطرهایی که از تنگی ستون‌اند فاصله می‌شود.",
    },
    Said {
        en: "Sentences cut over a blank line at the end of a column are joined.",
        fa: "جمله‌هایی که در پایان ستون با سطر خالی بریده‌اند به هم می‌پیوندند.",
    },
    Said {
        en: "A letter and its mark become the one letter that Unicode has for them.",
        fa: "حرف و نشانش همان یک حرفی می‌شود که یونیکد برایشان دارد.",
    },
    Said {
        en: "Tabs and runs of spaces become one space.", fa: "تب و فاصله‌های پی‌درپی یک فاصله می‌شود."
    },
    Said {
        en: "Arabic yeh and kaf become Persian ones, but not in Arabic words that show themselves by their marks.",
        fa: "«ي» و «ك» عربی فارسی می‌شوند، مگر در واژه‌های عربی که از اعرابشان پیداست.",
    },
    Said {
        en: "Letters encoded by their shape become plain letters.",
        fa: "حرف‌هایی که با شکلشان کد شده‌اند حرف ساده می‌شوند.",
    },
    Said { en: "Arabic digits become Persian ones.", fa: "رقم‌های عربی فارسی می‌شوند." },
    Said {
        en: "Characters that show nothing and do nothing here are dropped.",
        fa: "نویسه‌هایی که دیده نمی‌شوند و کاری نمی‌کنند کنار می‌روند.",
    },
    Said {
        en: "Half-spaces that repeat, or stand beside a space or a mark, are dropped.",
        fa: "نیم‌فاصله‌های تکراری، یا کنار فاصله و نشانه، کنار می‌روند.",
    },
    Said {
        en: "`می` and its verb are joined by a half-space.", fa: "«می» با نیم‌فاصله به فعلش می‌پیوندد."
    },
    Said {
        en: "A half-space parts `می` from its verb.", fa: "نیم‌فاصله «می» را از فعلش جدا می‌کند."
    },
    Said {
        en: "A noun and its `ها` are joined by a half-space.", fa: "«ها» با نیم‌فاصله به اسمش می‌پیوندد."
    },
    Said {
        en: "A half-space parts a noun from its `ها`, where they would join.",
        fa: "نیم‌فاصله «ها» را از اسم جدا می‌کند، آنجا که می‌چسبیدند.",
    },
    Said {
        en: "An adjective and its `تر` or `ترین` are joined by a half-space.",
        fa: "«تر» و «ترین» با نیم‌فاصله به صفتشان می‌پیوندند.",
    },
    Said {
        en: "A half-space parts an adjective from its `تر` or `ترین`, where they would join and the word is not known.",
        fa: "نیم‌فاصله «تر» و «ترین» را از صفت جدا می‌کند، آنجا که می‌چسبیدند و واژه شناخته نیست.",
    },
    Said {
        en: "A participle and its `ایم`, `اید`, `اند` are joined by a half-space.",
        fa: "«ایم»، «اید» و «اند» با نیم‌فاصله به صفت مفعولی می‌پیوندند.",
    },
    Said {
        en: "A half-space parts a participle from its `ام`, `ایم`, `اید`, `اند`.",
        fa: "نیم‌فاصله «ام»، «ایم»، «اید» و «اند» را از صفت مفعولی جدا می‌کند.",
    },
    Said {
        en: "A noun and its `مان`, `تان`, `شان`, and behind `ه` or `ی` its `ام`, `ات`, `اش`, are joined by a half-space.",
        fa: "«مان»، «تان»، «شان»، و پس از «ه» و «ی» «ام»، «ات»، «اش»، با نیم‌فاصله به اسم می‌پیوندند.",
    },
    Said {
        en: "A word that ends in `ه` and its `ی` are joined by a half-space.",
        fa: "«ی» با نیم‌فاصله به واژه‌ای می‌پیوندد که به «ه» پایان می‌یابد.",
    },
    Said {
        en: "A word that ends in `ه` and its `ای` are joined by a half-space.",
        fa: "«ای» با نیم‌فاصله به واژه‌ای می‌پیوندد که به «ه» پایان می‌یابد.",
    },
    Said {
        en: "The parts of a compound that the lexicon or the user lists are joined by a half-space.",
        fa: "پاره‌های واژهٔ مرکبی که در واژگان یا فهرست کاربر است با نیم‌فاصله به هم می‌پیوندند.",
    },
    Said {
        en: "A half-space parts the parts of a listed compound, where they would join.",
        fa: "نیم‌فاصله پاره‌های واژهٔ مرکب را جدا می‌کند، آنجا که می‌چسبیدند.",
    },
    Said {
        en: "A half-space goes before an `آ` that begins the second part of a word.",
        fa: "پیش از «آ» که پارهٔ دوم واژه را آغاز می‌کند نیم‌فاصله می‌آید.",
    },
    Said {
        en: "Tatweel inside words is dropped, except in headings and verse.",
        fa: "کشیدهٔ میان واژه کنار می‌رود، مگر در سرفصل و شعر.",
    },
    Said {
        en: "Soft hyphens between Persian letters, which stood for half-spaces, become half-spaces.",
        fa: "خط تیرهٔ نرم میان حرف‌های فارسی، که به جای نیم‌فاصله بود، نیم‌فاصله می‌شود.",
    },
    Said { en: "Three dots become an ellipsis.", fa: "سه نقطه «…» می‌شود." },
    Said {
        en: "Latin commas, semicolons and question marks between Persian words become Persian ones.",
        fa: "ویرگول، نقطه‌ویرگول و پرسش لاتین میان واژه‌های فارسی فارسی می‌شود.",
    },
    Said {
        en: "No space before a mark of punctuation, one behind it.",
        fa: "پیش از نشانه فاصله نیست و پس از آن یکی هست.",
    },
    Said {
        en: "Straight and curly quotation marks around Persian words become « and », if all of a paragraph's make pairs.",
        fa: "گیومه‌های لاتین گرد واژه‌های فارسی «» می‌شود، اگر همهٔ گیومه‌های بند جفت باشند.",
    },
    Said {
        en: "Latin digits in Persian text become Persian ones, but not in long numbers, decimals, versions and Latin names.",
        fa: "رقم‌های لاتین در متن فارسی فارسی می‌شود، مگر در عدد بلند و اعشاری و نسخه و نام لاتین.",
    },
    Said {
        en: "The percent sign behind Persian digits becomes the Persian one.",
        fa: "نشان درصد پس از رقم فارسی فارسی می‌شود.",
    },
    Said {
        en: "A handle that was written down as the eye saw it gets its @ to the front, where a messenger is named.",
        fa: "نام کاربری که چنان که دیده می‌شد نوشته شده، @ را جلوی خود می‌گیرد، آنجا که از پیام‌رسانی نام برده شده.",
    },
    Said {
        en: "Words whose spelling is divided get the form that the Academy prescribes, apart, joined or with another hamza.",
        fa: "واژه‌هایی که دو املا دارند املای فرهنگستان را می‌گیرند: جدا، پیوسته یا با همزه‌ای دیگر.",
    },
    Said {
        en: "`هٔ` and `ۀ` at the end of a word become `ه` with `ی` behind a half-space.",
        fa: "«هٔ» و «ۀ» در پایان واژه «ه‌ی» می‌شود، با نیم‌فاصله.",
    },
    Said {
        en: "`ه` with `ی` behind a half-space becomes `هٔ`.", fa: "«ه‌ی» با نیم‌فاصله «هٔ» می‌شود."
    },
    Said {
        en: "All digits become Persian ones, except in Latin words.",
        fa: "همهٔ رقم‌ها فارسی می‌شوند، مگر در واژه‌های لاتین.",
    },
    Said { en: "All digits become Latin ones.", fa: "همهٔ رقم‌ها لاتین می‌شوند." },
    // Stages.
    Said { en: "read", fa: "خواندن" },
    Said { en: "theme", fa: "پوسته" },
    Said { en: "clean", fa: "پاک‌سازی" },
    Said { en: "number", fa: "شماره‌گذاری" },
    Said { en: "typeset", fa: "حروف‌چینی" },
    Said { en: "impose", fa: "چیدن بر برگ" },
    Said { en: "cards", fa: "کارت‌ها" },
    Said { en: "open", fa: "گشودن" },
    Said { en: "write", fa: "نوشتن" },
];
