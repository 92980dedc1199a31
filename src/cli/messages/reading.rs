//! Messages while a document is read and cleaned.

use bargeh::settings::Said;

pub(super) const ROWS: &[Said] = &[
    Said { en: "{} names no posts", fa: "این شمارهٔ پست نیست: {}" },
    Said {
        en: "posts are their numbers, such as `12,15-20`", fa: "پست‌ها را با شماره بنویسید، مانند `12,15-20`"
    },
    Said { en: "the export has more than {} posts", fa: "خروجی بیش از {} پست دارد" },
    Said { en: "name some with `--post`", fa: "برخی را با `--post` نام ببرید" },
    Said {
        en: "none of these posts is in the export", fa: "هیچ‌یک از این پست‌ها در خروجی نیست"
    },
    Said { en: "their numbers are the `id` of each", fa: "شمارهٔ هر پست همان `id` آن است" },
    Said { en: "the export holds no posts", fa: "خروجی پستی ندارد" },
    Said {
        en: "export the chat with its messages", fa: "گفت‌وگو را با پیام‌هایش خروجی بگیرید"
    },
    Said {
        en: "the export holds {} chats, and does not say which one to print",
        fa: "خروجی {} گفت‌وگو دارد و نمی‌گوید کدام چاپ شود",
    },
    Said {
        en: "export one chat by its own menu in Telegram Desktop",
        fa: "در Telegram Desktop از منوی خودِ یک گفت‌وگو خروجی بگیرید",
    },
    Said { en: "the export cannot be read: {}", fa: "خروجی خوانده نمی‌شود: {}" },
    Said {
        en: "give the `result.json` of one chat, as Telegram wrote it",
        fa: "پروندهٔ `result.json` یک گفت‌وگو را، چنان که تلگرام نوشته، بدهید",
    },
    Said {
        en: "videos, voices and files of the posts are left out: {}",
        fa: "ویدئو، صدا و پروندهٔ پست‌ها کنار گذاشته شد: {}",
    },
    Said {
        en: "what is covered until it is touched is printed for all to see",
        fa: "آنچه تا دست نزنند پوشیده است چاپ می‌شود و همه می‌بینند",
    },
    Said { en: "this is not an EPUB file", fa: "این EPUB نیست" },
    Said {
        en: "give a file saved as EPUB, or name its form with `--from`",
        fa: "پرونده‌ای بدهید که EPUB باشد، یا شکل آن را با `--from` بگویید",
    },
    Said { en: "make the book anew", fa: "کتاب را از نو بسازید" },
    Said {
        en: "make the book anew, or save it in an editor of books",
        fa: "کتاب را از نو بسازید، یا در برنامهٔ ویرایش کتاب ذخیره کنید",
    },
    Said { en: "the book does not say where its text is", fa: "کتاب نمی‌گوید متنش کجاست" },
    Said { en: "the book has no chapters", fa: "کتاب فصلی ندارد" },
    Said { en: "the book holds no text", fa: "کتاب متنی ندارد" },
    Said {
        en: "a book of pictures cannot be read", fa: "کتابی را که همه تصویر است نمی‌توان خواند"
    },
    Said { en: "this book is locked (DRM)", fa: "این کتاب قفل (DRM) دارد" },
    Said { en: "give one without a lock", fa: "نسخهٔ بی‌قفل آن را بدهید" },
    Said {
        en: "no page needs so many; make the book anew", fa: "هیچ صفحه‌ای این همه لازم ندارد؛ کتاب را از نو بسازید"
    },
    Said {
        en: "the text of the book is larger than {} MiB", fa: "متن کتاب از {} مبی‌بایت بزرگ‌تر است"
    },
    Said {
        en: "what the style sheets of the book hide is left out: {} letters",
        fa: "آنچه شیوه‌نامه‌های کتاب پنهان می‌کند کنار گذاشته شد: {} نویسه",
    },
    Said {
        en: "style sheets that are missing, imported or too large are not read, and what they hide is printed: {}",
        fa: "شیوه‌نامه‌هایی که نیستند، از دیگری فراخوانده شده‌اند یا بزرگ‌اند خوانده نشد و آنچه پنهان می‌کنند چاپ می‌شود: {}",
    },
    Said {
        en: "the style sheets of the book are too long to be followed to their end; what they hide from there on is printed",
        fa: "شیوه‌نامه‌های کتاب چنان بلندند که تا پایان دنبال نشد؛ آنچه از آن پس پنهان می‌کنند چاپ می‌شود",
    },
    Said {
        en: "pictures of the book that are missing, drawings or of another kind are left out: {}",
        fa: "تصویرهایی از کتاب که نیستند، طرح خطی‌اند یا از گونه‌ای دیگرند کنار گذاشته شد: {}",
    },
    Said {
        en: "page {}: the file holds more than can be read in bounded time and memory",
        fa: "صفحهٔ {}: پرونده بیش از آن دارد که در زمان و حافظهٔ محدود خوانده شود",
    },
    Said { en: "split it into parts", fa: "آن را چند پاره کنید" },
    Said {
        en: "page {}: the font `{}` does not say which letters it draws",
        fa: "صفحهٔ {}: این قلم نمی‌گوید کدام حرف‌ها را می‌کشد: `{}`",
    },
    Said {
        en: "recognise the text with OCR, or make the PDF again with its text",
        fa: "متن را با OCR بازشناسید، یا PDF را دوباره با متنش بسازید",
    },
    Said {
        en: "page {}: the page is a picture (a scan); there is no text in the file",
        fa: "صفحهٔ {}: صفحه تصویر است (پویش)؛ در پرونده متنی نیست",
    },
    Said { en: "there is no text in the file", fa: "در پرونده متنی نیست" },
    Said {
        en: "recognise its text first, for example with `ocrmypdf -l fas`",
        fa: "نخست متنش را بازشناسید، برای نمونه با `ocrmypdf -l fas`",
    },
    Said {
        en: "{} left out: of a kind that is not read", fa: "از گونه‌ای که خوانده نمی‌شود؛ جا افتاد: {!}"
    },
    Said {
        en: "{} left out: broken, or packed in a way that is not read",
        fa: "خراب است یا چنان فشرده که خوانده نمی‌شود؛ جا افتاد: {!}",
    },
    Said { en: "a part of a page is", fa: "تکه‌ای از یک صفحه" },
    Said { en: "{} parts of pages are", fa: "{} تکه از صفحه‌ها" },
    Said {
        en: "page {} is a picture: words on it are not read", fa: "صفحهٔ {} تصویر است: واژه‌های رویش خوانده نمی‌شود"
    },
    Said { en: "a picture is", fa: "یک تصویر" },
    Said { en: "{} pictures are", fa: "{} تصویر" },
    Said {
        en: "{} characters are left out: their fonts do not say which letters they are",
        fa: "{} نویسه جا افتاد: قلمشان نمی‌گوید کدام حرف‌اند",
    },
    Said {
        en: "{} characters are left out: the file hides them", fa: "{} نویسه که پرونده پنهان کرده است جا افتاد"
    },
    Said {
        en: "{} pictures are left out: the file hides them", fa: "{} تصویر که پرونده پنهان کرده است جا افتاد"
    },
    Said {
        en: "{} characters and {} pictures are left out: the file hides them",
        fa: "{} نویسه و {} تصویر که پرونده پنهان کرده است جا افتاد",
    },
    Said {
        en: "lists or marks are nested more than {} deep", fa: "فهرست‌ها یا نشان‌ها بیش از {} لایه در هم‌اند"
    },
    Said {
        en: "{} MiB are more than the limit of {} MiB", fa: "{} مبی‌بایت از مرز {} مبی‌بایت بیشتر است"
    },
    Said { en: "the file is empty", fa: "پرونده تهی است" },
    Said {
        en: "write the message into it, or name another file",
        fa: "پیام را در آن بنویسید یا پروندهٔ دیگری نام ببرید",
    },
    Said { en: "unknown encoding `{}`", fa: "کدگذاری ناشناخته: `{}`" },
    Said {
        en: "use a name such as utf-8, utf-16, windows-1256 or iso-8859-6",
        fa: "نامی مانند این‌ها: `utf-8`، `utf-16`، `windows-1256`، `iso-8859-6`",
    },
    Said { en: "some bytes are not {}", fa: "برخی بایت‌ها به این کدگذاری نیستند: {}" },
    Said {
        en: "name another encoding, or give `--lossy` to print � in their place",
        fa: "کدگذاری دیگری نام ببرید، یا `--lossy` تا به جایشان � چاپ شود",
    },
    Said {
        en: "it looks like UTF-16; try `--encoding {}`", fa: "به UTF-16 می‌ماند؛ بیازمایید: `--encoding {}`"
    },
    Said {
        en: "it looks like Windows-1256; try `--encoding {}`",
        fa: "به Windows-1256 می‌ماند؛ بیازمایید: `--encoding {}`",
    },
    Said {
        en: "it is UTF-8 but for a few bytes; `--lossy` prints � in their place",
        fa: "جز چند بایت UTF-8 است؛ `--lossy` به جای آن‌ها � چاپ می‌کند",
    },
    Said {
        en: "save it as UTF-8, name its encoding with `--encoding`, or give `--lossy` to print � in place of such bytes",
        fa: "آن را به UTF-8 ذخیره کنید، کدگذاری‌اش را با `--encoding` نام ببرید، یا `--lossy` تا به جای چنین بایت‌هایی � چاپ شود",
    },
    Said {
        en: "{} stretch of bytes that are no text became �", fa: "یک پاره از بایت‌ها که متن نیست � شد"
    },
    Said {
        en: "{} stretch{} of bytes that are no text became �", fa: "{} پاره از بایت‌ها که متن نیست � شد"
    },
    Said { en: "{} NUL character became �", fa: "{} نویسهٔ NUL � شد" },
    Said { en: "{} NUL character{} became �", fa: "{} نویسهٔ NUL � شد" },
    Said {
        en: "{} control character that no page can show is dropped",
        fa: "{} نویسهٔ فرمان که در صفحه دیده نمی‌شود کنار ماند",
    },
    Said {
        en: "{} control character{} that no page can show {} dropped",
        fa: "{} نویسهٔ فرمان که در صفحه دیده نمی‌شود کنار ماند",
    },
    Said { en: "read it with `--from epub`", fa: "آن را چنین بخوانید: `--from epub`" },
    Said { en: "a PNG picture", fa: "تصویر PNG" },
    Said { en: "a JPEG picture", fa: "تصویر JPEG" },
    Said { en: "a PDF file", fa: "پروندهٔ PDF" },
    Said { en: "a program", fa: "برنامه" },
    Said { en: "a gzip file", fa: "پروندهٔ gzip" },
    Said { en: "a ZIP file that is broken or cut short", fa: "پروندهٔ ZIP خراب یا بریده است" },
    Said { en: "a ZIP file that is broken", fa: "پروندهٔ ZIP خراب است" },
    Said {
        en: "a ZIP file with too many entries", fa: "پروندهٔ ZIP بیش از اندازه پرونده در خود دارد"
    },
    Said {
        en: "a ZIP file that is encrypted or of a rare kind", fa: "پروندهٔ ZIP رمز دارد یا از گونه‌ای کمیاب است"
    },
    Said {
        en: "a ZIP file whose content is too large", fa: "محتوای پروندهٔ ZIP بیش از اندازه بزرگ است"
    },
    Said {
        en: "a ZIP file that is neither EPUB nor DOCX nor ODT", fa: "پروندهٔ ZIP نه EPUB است، نه DOCX و نه ODT"
    },
    Said {
        en: "known are PDF, EPUB, DOCX, ODT, JPEG, PNG, SVG and text",
        fa: "شناخته‌ها: PDF، EPUB، DOCX، ODT، JPEG، PNG، SVG و متن",
    },
    Said { en: "a ZIP or DOCX file", fa: "پروندهٔ ZIP یا DOCX" },
    Said {
        en: "read Word files with `--from docx`", fa: "پروندهٔ Word را چنین بخوانید: `--from docx`"
    },
    Said { en: "read it with `--from odt`", fa: "آن را چنین بخوانید: `--from odt`" },
    Said { en: "an OpenDocument text", fa: "متن OpenDocument" },
    Said { en: "give a text file", fa: "پروندهٔ متنی بدهید" },
    Said { en: "this is {}, not text", fa: "این متن نیست، {!} است" },
    Said {
        en: "not valid UTF-8: byte {} at offset {}", fa: "متن به UTF-8 درست نیست: بایت {} در جایگاه {}"
    },
    Said {
        en: "`{}` is no role of a div; its text is set as usual", fa: "چنین نقشی نیست و متن چون همیشه می‌آید: `{}`"
    },
    Said { en: "a div has no `{}`", fa: "بند `:::` چنین چیزی ندارد: `{}`" },
    Said {
        en: "use lang=TAG, dir=rtl|ltr, counter=decimal|alphabetic|abjad or form=couplets|free",
        fa: "یکی از این‌ها: `lang=TAG`، `dir=rtl|ltr`، `counter=decimal|alphabetic|abjad`، `form=couplets|free`",
    },
    Said {
        en: "did you mean `{}`? roles: {}", fa: "شاید منظورتان این است: `{}`. نقش‌ها:\n    {}"
    },
    Said { en: "roles: {}", fa: "نقش‌ها:\n    {}" },
    Said {
        en: "tables or boxes are nested more than {} deep", fa: "جدول‌ها یا کادرها بیش از {} لایه در هم‌اند"
    },
    Said {
        en: "lists, tables or marks are nested more than {} deep",
        fa: "فهرست‌ها، جدول‌ها یا نشان‌ها بیش از {} لایه در هم‌اند",
    },
    Said {
        en: "quotes, lists or marks are nested more than {} deep",
        fa: "نقل‌ها، فهرست‌ها یا نشان‌ها بیش از {} لایه در هم‌اند",
    },
    Said {
        en: "nest them less; this is more than any page can show",
        fa: "کمتر در هم بگذارید؛ این از هر صفحه‌ای بیرون است",
    },
    Said { en: "this is more than any page can show", fa: "این از هر صفحه‌ای بیرون است" },
    Said {
        en: "the file holds more than {} MiB of text", fa: "پرونده بیش از {} مبی‌بایت متن دارد"
    },
    Said {
        en: "this is an old Word file (.doc) or one locked with a password, not DOCX",
        fa: "این DOCX نیست: پروندهٔ کهنهٔ Word (.doc) است یا گذرواژه دارد",
    },
    Said {
        en: "open it in a word processor and save it as DOCX without a password",
        fa: "آن را در واژه‌پردازی باز کنید و به شکل DOCX و بی گذرواژه ذخیره کنید",
    },
    Said { en: "this is not a DOCX file", fa: "این پروندهٔ DOCX نیست" },
    Said { en: "this is not an ODT file", fa: "این پروندهٔ ODT نیست" },
    Said {
        en: "give a file saved as ODT, or name its form with `--from`",
        fa: "پرونده‌ای به شکل ODT بدهید، یا شکلش را نام ببرید، با `--from`",
    },
    Said { en: "this file is locked with a password", fa: "این پرونده گذرواژه دارد" },
    Said {
        en: "open it in a word processor and save it without a password",
        fa: "آن را در واژه‌پردازی باز کنید و بی گذرواژه ذخیره کنید",
    },
    Said {
        en: "give a file saved as DOCX, or name its form with `--from`",
        fa: "پرونده‌ای به شکل DOCX بدهید، یا شکلش را نام ببرید، با `--from`",
    },
    Said { en: "the part `{}` is missing or damaged", fa: "این بخش نیست یا خراب است: `{}`" },
    Said {
        en: "save the file anew in a word processor", fa: "پرونده را در واژه‌پرداز از نو ذخیره کنید"
    },
    Said {
        en: "the file unpacks to more than {} MiB", fa: "پرونده پس از باز شدن از {} مبی‌بایت بزرگ‌تر است"
    },
    Said {
        en: "this is no message; it may be made to do harm", fa: "این پیام نیست؛ شاید برای آسیب ساخته شده است"
    },
    Said { en: "the part `{}` is not UTF-8", fa: "این بخش به UTF-8 نیست: `{}`" },
    Said { en: "the part `{}` is damaged at byte {}: {}", fa: "بخش `{}` در بایت {} خراب است: {!}" },
    Said {
        en: "open the file in a word processor and save it anew",
        fa: "پرونده را در واژه‌پرداز باز کنید و از نو ذخیره کنید",
    },
    Said { en: "left out of the {} file: {}", fa: "از پروندهٔ {} کنار ماند: {!}" },
    Said {
        en: "{} of a kind that cannot be shown; alternative text or [تصویر] stands for it",
        fa: "{!} از گونه‌ای که نشان داده نمی‌شود؛ متن جایگزین یا [تصویر] به جای آن است",
    },
    Said {
        en: "{} not in the file; alternative text or [تصویر] stands for it",
        fa: "{!} در پرونده نیست؛ متن جایگزین یا [تصویر] به جای آن است",
    },
    Said { en: "{} pictures", fa: "{} تصویر" },
    Said { en: "{} picture", fa: "{} تصویر" },
    Said { en: "{} header or footer", fa: "{} سرصفحه یا پاصفحه" },
    Said { en: "{} headers and footers", fa: "{} سرصفحه و پاصفحه" },
    Said { en: "{} comment", fa: "{} نظر" },
    Said { en: "{} comments", fa: "{} نظر" },
    Said { en: "{} chart", fa: "{} نمودار" },
    Said { en: "{} charts", fa: "{} نمودار" },
    Said { en: "{} drawing", fa: "{} نقش" },
    Said { en: "{} drawings", fa: "{} نقش" },
    Said { en: "{} sign of a font of signs", fa: "{} نشان از قلم نشان‌ها" },
    Said { en: "{} signs of fonts of signs", fa: "{} نشان از قلم نشان‌ها" },
    Said { en: "{} file within the file", fa: "{} پرونده درون پرونده" },
    Said { en: "{} files within the file", fa: "{} پرونده درون پرونده" },
    Said { en: "{} list of pictures or tables", fa: "{} فهرست تصویر یا جدول" },
    Said { en: "{} lists of pictures or tables", fa: "{} فهرست تصویر یا جدول" },
    Said { en: "{} underlining", fa: "{} زیرخط" },
    Said { en: "{} underlinings", fa: "{} زیرخط" },
    Said { en: "{} colouring", fa: "{} رنگ" },
    Said { en: "{} colourings", fa: "{} رنگ" },
    Said { en: "{} shaded cell", fa: "{} خانهٔ رنگی" },
    Said { en: "{} shaded cells", fa: "{} خانهٔ رنگی" },
    Said { en: "the link to `{}` is kept as text only", fa: "این پیوند تنها متن ماند: `{}`" },
    Said { en: "elements are nested too deep", fa: "عنصرها بیش از اندازه در هم‌اند" },
    Said { en: "an entity that is not known", fa: "نهادی ناشناخته" },
    Said { en: "it is cut off before its end", fa: "پیش از پایان بریده است" },
    Said {
        en: "a paragraph or row has too many elements", fa: "یک بند یا سطر جدول بیش از اندازه عنصر دارد"
    },
    Said {
        en: "open it in LibreOffice or Word and save it as DOCX",
        fa: "آن را در LibreOffice یا Word باز کنید و به شکل DOCX ذخیره کنید",
    },
    Said {
        en: "copy its cells into a table in Markdown, or save it as HTML",
        fa: "خانه‌هایش را در جدولی به Markdown بریزید، یا آن را HTML ذخیره کنید",
    },
    Said {
        en: "copy the text of the message into a file that ends in .md or .txt",
        fa: "متن پیام را در پرونده‌ای با پایان `.md` یا `.txt` بریزید",
    },
    Said { en: "convert it with `pandoc -t markdown`", fa: "آن را برگردانید: `pandoc -t markdown`" },
    Said { en: "save the page as HTML", fa: "صفحه را HTML ذخیره کنید" },
    Said { en: "unpack it first", fa: "نخست آن را باز کنید" },
    Said {
        en: "{}, or read it as text with `--from txt`", fa: "{!}، یا چون متن بخوانید: `--from txt`"
    },
    Said { en: "this is {}, no message", fa: "این پیام نیست: {!}" },
    Said { en: "a LaTeX file", fa: "پروندهٔ LaTeX" },
    Said { en: "an RTF file", fa: "پروندهٔ RTF" },
    Said { en: "a flat OpenDocument text", fa: "متن تخت OpenDocument" },
    Said { en: "an old Word file", fa: "پروندهٔ کهنهٔ Word" },
    Said { en: "a word processor's file", fa: "پروندهٔ واژه‌پرداز" },
    Said { en: "an e-book", fa: "کتاب الکترونیکی" },
    Said { en: "an e-mail with its headers", fa: "ایمیل با سرنامه‌هایش" },
    Said { en: "a JSON file", fa: "پروندهٔ JSON" },
    Said { en: "an XML file", fa: "پروندهٔ XML" },
    Said { en: "a file of settings", fa: "پروندهٔ تنظیم" },
    Said { en: "a file of rows", fa: "پروندهٔ سطرهای داده" },
    Said { en: "a spreadsheet", fa: "صفحه‌گسترده" },
    Said { en: "a web archive", fa: "بایگانی وب" },
    Said { en: "an archive", fa: "بایگانی" },
    Said { en: "a picture", fa: "تصویر" },
    Said {
        en: "the front matter that `{}` opens is not closed; it is read as text",
        fa: "سرآغازی که با `{}` باز شده بسته نشده است؛ چون متن خوانده می‌شود",
    },
    Said { en: "close it with a line of its own, `{}`", fa: "آن را در سطری جدا ببندید: `{}`" },
    Said {
        en: "the front matter is longer than {} KiB", fa: "سرآغاز پیام از {} کیبی‌بایت بلندتر است"
    },
    Said { en: "put the text behind the front matter", fa: "متن را پس از سرآغاز بگذارید" },
    Said { en: "front matter: {}", fa: "سرآغاز پیام: {!}" },
    Said {
        en: "between `+++` stands TOML, such as `title = \"…\"`",
        fa: "میان `+++` به TOML بنویسید: `title = \"…\"`",
    },
    Said {
        en: "between `---` stands YAML, such as `title: …`", fa: "میان `---` به YAML بنویسید: `title: …`"
    },
    Said { en: "`{}` is not a single value", fa: "مقدار این کلید یکتا نیست: `{}`" },
    Said {
        en: "write `{}` and a text; put it between quotes where it contains `: ` or `[`",
        fa: "بنویسید `{}` و متنی؛ اگر در آن `: ` یا `[` است میان گیومهٔ لاتین بگذارید",
    },
    Said { en: "unknown key `{}`", fa: "کلید ناشناخته: `{}`" },
    Said {
        en: "it has anchors or aliases, or too many or too deep entries",
        fa: "در آن لنگر یا نام مستعار است، یا بیش از اندازه کلید و لایه",
    },
    Said { en: "mapping values are not allowed", fa: "دونقطه در اینجا پذیرفته نیست" },
    Said {
        en: "a value with a colon stands between quotes, as in `title: \"…: …\"`",
        fa: "مقداری که دونقطه دارد میان گیومهٔ لاتین می‌آید: `title: \"…: …\"`",
    },
    Said { en: "keys with values", fa: "کلیدهایی با مقدار" },
    Said {
        en: "a text, a number, a truth value or a list of them", fa: "متن، عدد، درست و نادرست، یا فهرستی از این‌ها"
    },
    Said {
        en: "no page needs so many; save it anew", fa: "هیچ صفحه‌ای این‌همه نمی‌خواهد؛ آن را از نو ذخیره کنید"
    },
    Said { en: "a tag has more than 256 attributes", fa: "یک برچسب بیش از ۲۵۶ ویژگی دارد" },
    Said {
        en: "diagrams that another program draws are printed as they are written: {}",
        fa: "نمودارهایی که برنامهٔ دیگری می‌کشد، همان‌گونه که نوشته شده‌اند چاپ می‌شوند: {} تا",
    },
    Said {
        en: "films, maps and what else only a screen shows are left out: {}",
        fa: "فیلم‌ها، نقشه‌ها و آنچه تنها صفحهٔ نمایش نشان می‌دهد کنار ماند: {} تا",
    },
    Said {
        en: "menus and what else stands around the text of the page are left out: {} letters",
        fa: "فهرست‌ها و آنچه گرد متن صفحه است کنار ماند: {} حرف",
    },
    Said {
        en: "menus and what else stands around the text of the page are left out: {} letters, {} pictures",
        fa: "فهرست‌ها و آنچه گرد متن صفحه است کنار ماند: {} حرف، {} تصویر",
    },
    Said {
        en: "what the style sheets of the page hide is left out: {} letters",
        fa: "آنچه شیوه‌نامه‌های صفحه پنهان می‌کنند کنار ماند: {} حرف",
    },
    Said {
        en: "style sheets of the network, imported, missing or beyond {} and {} MiB are not read, and what they hide is printed: {}",
        fa: "شیوه‌نامه‌هایی که از شبکه‌اند، فراخوانده یا گم‌شده‌اند، یا از {} تا و {} مبی‌بایت بیشترند، خوانده نشدند و آنچه پنهان می‌کنند چاپ می‌شود: {}",
    },
    Said {
        en: "the style sheets of the page are too long to be followed to their end; what they hide from there on is printed",
        fa: "شیوه‌نامه‌های صفحه درازتر از آن‌اند که تا پایان دنبال شوند؛ آنچه از آنجا به بعد پنهان می‌کنند چاپ می‌شود",
    },
    Said {
        en: "a link leads nowhere from a printed page and is kept as text only",
        fa: "پیوندی از صفحهٔ چاپی به جایی نمی‌رسد و تنها متن ماند",
    },
    Said {
        en: "{} links lead nowhere from a printed page and are kept as text only",
        fa: "{} پیوند از صفحهٔ چاپی به جایی نمی‌رسند و تنها متن ماندند",
    },
    Said {
        en: "{} nowhere from a printed page and {} kept as text only",
        fa: "پیوندی از صفحهٔ چاپی به جایی نمی‌رسد و تنها متن ماند",
    },
    Said {
        en: "a picture inside the page cannot be read; its alternative text stays",
        fa: "تصویری که درون خود صفحه است خواندنی نیست؛ متن جایگزینش ماند",
    },
    Said {
        en: "most of the text is not Persian; the language is taken to be `{}`",
        fa: "بیشتر متن فارسی نیست؛ زبان آن چنین گرفته شد: `{}`",
    },
    Said {
        en: "say it with `--lang {}` or `lang: {}` in the front matter, or `fa` for Persian",
        fa: "زبان را بگویید: `--lang {}`؛ برای فارسی `fa`",
    },
    Said {
        en: "the note `{}` is not put in; its name is printed",
        fa: "این یادداشت گنجانده نشد و نامش چاپ می‌شود: `{}`",
    },
    Said { en: "copy its text to where it is to stand", fa: "متنش را در جایش بگذارید" },
    Said {
        en: "a formula that a line cannot show is printed as it was typed",
        fa: "فرمولی که در یک سطر نمی‌گنجد چنان که نوشته شده چاپ می‌شود",
    },
    Said { en: "a picture of it can be put in", fa: "می‌توان تصویرش را گذاشت" },
    Said {
        en: "{} wiki links lead to other notes and are kept as text",
        fa: "{} پیوند ویکی به یادداشت‌های دیگر می‌روند و متن ماندند",
    },
    Said {
        en: "a wiki link leads to another note and is kept as text",
        fa: "یک پیوند ویکی به یادداشتی دیگر می‌رود و متن ماند",
    },
    Said {
        en: "write `[text](https://…)` for an address", fa: "برای نشانی بنویسید: `[text](https://…)`"
    },
    Said {
        en: "a link with the scheme `{}` is kept as text only", fa: "پیوندی با این آغاز تنها متن ماند: `{}`"
    },
    Said {
        en: "links may lead to http, https, mailto and tel",
        fa: "پیوند می‌تواند با این‌ها آغاز شود: `http`، `https`، `mailto`، `tel`",
    },
    Said {
        en: "the link to `{}` leads nowhere from a printed page and is kept as text only",
        fa: "این پیوند از صفحهٔ چاپی به جایی نمی‌رسد و تنها متن ماند: `{}`",
    },
    Said {
        en: "write a whole address, such as https://example.org/page, or #heading",
        fa: "نشانی کامل بنویسید: `https://example.org/page`، یا `#heading`",
    },
    Said {
        en: "a link of {} letters is kept as text only", fa: "پیوندی با {} حرف تنها متن ماند"
    },
    Said {
        en: "no server takes so long an address", fa: "هیچ کارسازی نشانی به این بلندی نمی‌پذیرد"
    },
    Said {
        en: "a row has more cells than the table's head; those beyond are left out",
        fa: "سطری از جدول بیش از سرستون‌ها خانه دارد؛ خانه‌های افزون کنار ماند",
    },
    Said {
        en: "give the head as many cells, or write `\\|` for a bar that parts none",
        fa: "سرستون‌ها را به همان شمار کنید؛ خطی که خانه‌ها را جدا نمی‌کند: `\\|`",
    },
    Said {
        en: "this `:::` is not closed; it ends with what is around it",
        fa: "این `:::` بسته نشده و با آنچه گردش است پایان می‌یابد",
    },
    Said { en: "close it with a line of its own, `:::`", fa: "آن را در سطری جدا ببندید: `:::`" },
    Said {
        en: "a heading without a blank behind its `#` is taken for one",
        fa: "سرفصلی که پس از `#` فاصله ندارد سرفصل گرفته شد",
    },
    Said { en: "write `## heading`", fa: "چنین بنویسید: `## heading`" },
    Said {
        en: "the note `{}` is not defined; the mark is printed as it stands",
        fa: "پانویس `{}` تعریف نشده است؛ نشانه‌اش همان‌گونه چاپ می‌شود",
    },
    Said { en: "define it on a line of its own: `{}`", fa: "آن را در سطری جدا تعریف کنید: `{}`" },
    Said { en: "this `:::` closes nothing", fa: "این `:::` چیزی را نمی‌بندد" },
    Said {
        en: "open a div with `::: name` in the same quote or list item",
        fa: "در همان نقل یا مورد فهرست باز کنید: `::: name`",
    },
    Said {
        en: "raw HTML is not passed on: {} tag dropped ({}), their text kept",
        fa: "برچسب HTML به خروجی نمی‌رود: {} برچسب کنار ماند ({}) و متنش ماند",
    },
    Said {
        en: "raw HTML is not passed on: {} tags dropped ({}), their text kept",
        fa: "برچسب HTML به خروجی نمی‌رود: {} برچسب کنار ماند ({}) و متنشان ماند",
    },
    Said {
        en: "say it in Markdown, or with a div such as `::: center`",
        fa: "آن را به Markdown بگویید، یا با بندی مانند `::: center`",
    },
    Said {
        en: "the message has more than {} blocks, cells, links and notes",
        fa: "پیام بیش از {} بند، خانه، پیوند و یادداشت دارد",
    },
    Said {
        en: "a paragraph is larger than {} MiB", fa: "یک بند بزرگ‌تر از {} مبی‌بایت است"
    },
    Said {
        en: "part it by empty lines, or raise the limit with `--max-input`",
        fa: "با سطرهای تهی بخشش کنید، یا مرز را بالا ببرید: `--max-input`",
    },
    Said { en: "make several messages of it", fa: "آن را چند پیام کنید" },
    Said {
        en: "this looks like a message as typed in Telegram or WhatsApp; its line ends and marks may be meant",
        fa: "این به پیامی می‌ماند که در تلگرام یا واتس‌اپ نوشته شده؛ شاید پایان سطرها و نشان‌هایش عمدی است",
    },
    Said {
        en: "this text has the marks of Markdown and is read as such",
        fa: "این متن نشان‌های Markdown دارد و چنان خوانده می‌شود",
    },
    Said {
        en: "`--from txt` prints its marks as they stand", fa: "با `--from txt` نشان‌ها همان‌گونه چاپ می‌شوند"
    },
    Said { en: "read it as such with `--from telegram`", fa: "چنان بخوانیدش: `--from telegram`" },
    Said { en: "the page holds no text", fa: "صفحه متنی ندارد" },
    Said {
        en: "all text of the page is hidden, by its style sheets or marks: {} letters",
        fa: "همهٔ متن صفحه را سبک‌ها یا نشان‌های آن پنهان کرده‌اند: {} حرف",
    },
    Said {
        en: "the numbers of the pages in contents typed by hand are left out: {} lines",
        fa: "شمارهٔ صفحه‌ها در فهرستی که با دست نوشته شده جا افتاد: {} سطر",
    },
    Said {
        en: "their pages are not these; `::: contents` or `--toc` makes contents with the right numbers",
        fa: "صفحه‌های آن این‌ها نیست؛ `::: contents` یا `--toc` فهرستی با شماره‌های درست می‌سازد",
    },
    Said {
        en: "save the page when it is shown in full", fa: "صفحه را پس از آن‌که کامل نشان داده شد ذخیره کنید"
    },
    Said { en: "it holds nothing that could be printed", fa: "چیزی برای چاپ ندارد" },
    Said {
        en: "what `{}` hides until it is touched is printed for all to see",
        fa: "آنچه `{}` تا لمس شدن پنهان می‌کند برای همه چاپ می‌شود",
    },
    Said {
        en: "take it out where nobody is to read it on paper", fa: "اگر نباید روی کاغذ خوانده شود آن را بردارید"
    },
    Said { en: "{} hidden character: {}", fa: "{} نویسهٔ پنهان: {}" },
    Said { en: "{} hidden characters: {}", fa: "{} نویسهٔ پنهان: {}" },
    Said { en: "{} hidden character{}", fa: "{} نویسهٔ پنهان: {}" },
    Said {
        en: "they are dropped, but for marks that part Latin phrases; `bargeh clean --diff` shows where they stood",
        fa: "برداشته می‌شوند، جز نشانه‌هایی که میان واژه‌های لاتین‌اند؛ جایشان را این نشان می‌دهد: `bargeh clean --diff`",
    },
    Said { en: "`--clean safe` drops them", fa: "این برمی‌داردشان: `--clean safe`" },
    Said {
        en: "`{}@` looks like `@{}` written down from the right",
        fa: "نشانهٔ @ در پایان آمده است: `{0}@`؛ شاید از راست نوشته شده",
    },
    Said {
        en: "put the @ first in the source, or give `--clean guarded`",
        fa: "در متن @ را نخست بگذارید، یا `--clean guarded`",
    },
    Said {
        en: "a number mixes digits of two kinds", fa: "عددی رقم‌های دو گونه را در هم دارد"
    },
    Said {
        en: "`--digits persian` or `--digits latin` writes all of one kind",
        fa: "این همه را یک‌گونه می‌نویسد: `--digits persian` یا `--digits latin`",
    },
    Said { en: "`{}` has no other half", fa: "جفت این نشانه نیست: `{}`" },
    Said {
        en: "`{}` is no known word; `{}` is", fa: "این واژه شناخته نیست: `{}`؛ این هست: `{}`"
    },
    Said {
        en: "{} more words like this; a file given to `--words` makes words known",
        fa: "{} واژهٔ دیگر مانند این؛ واژه‌ها با پرونده‌ای شناخته می‌شوند: `--words`",
    },
    Said {
        en: "save the words as UTF-8, one a line", fa: "واژه‌ها را به UTF-8 ذخیره کنید، هر سطر یکی"
    },
    Said { en: "`{}` is not a language tag", fa: "این نشانهٔ زبان نیست: `{}`" },
    Said {
        en: "languages are named by BCP 47 tags; did you mean `{}`?",
        fa: "زبان‌ها را با نشانه‌های BCP 47 نام می‌برند؛ شاید این: `{}`",
    },
    Said {
        en: "languages are named by BCP 47 tags, such as `fa`, `ar`, `ckb`, `en` or `fa-AF`",
        fa: "زبان‌ها را با نشانه‌های BCP 47 نام می‌برند: `fa`، `ar`، `ckb`، `en`، `fa-AF`",
    },
    Said {
        en: "there are no headings for the contents to list", fa: "سرفصلی نیست که در فهرست مطالب بیاید"
    },
    Said {
        en: "there are no headings for a table of contents", fa: "سرفصلی نیست که در فهرست مطالب بیاید"
    },
    Said { en: "leave out `--toc`", fa: "این را بردارید: `--toc`" },
    Said {
        en: "the contents after the first have more than {} lines together; these are left out",
        fa: "فهرست‌های پس از نخستین روی هم بیش از {} سطرند؛ این یکی کنار ماند",
    },
    Said {
        en: "no word is marked for the index to list", fa: "واژه‌ای برای نمایه نشان نشده است"
    },
    Said {
        en: "mark words as in `[word]{.index}`", fa: "واژه‌ها را چنین نشان کنید: `[واژه]{.index}`"
    },
    Said {
        en: "`{}` is marked for an index, but there is none",
        fa: "این واژه برای نمایه نشان شده، ولی نمایه‌ای نیست: `{}`",
    },
    Said {
        en: "write `::: index` and `:::` where it is to stand",
        fa: "جایی که نمایه باید باشد بنویسید `::: index` و در سطر پس از آن `:::`",
    },
    Said {
        en: "the indexes after the first have more than {} places together; these are left out",
        fa: "نمایه‌های پس از نخستین روی هم بیش از {} جا دارند؛ این یکی کنار ماند",
    },
    Said {
        en: "give it one index, or mark fewer words", fa: "یک نمایه بگذارید، یا واژه‌های کمتری را نشان کنید"
    },
    Said {
        en: "give it contents once, or fewer headings", fa: "یک بار فهرست بگذارید، یا سرفصل‌ها را کم کنید"
    },
    Said {
        en: "`{}` is no part of this document; the link is kept as text only",
        fa: "این بخشی از این سند نیست و پیوند تنها متن ماند: `{}`",
    },
    Said {
        en: "`--join` makes one document of several files", fa: "این از چند پرونده یک سند می‌سازد: `--join`"
    },
    Said {
        en: "no heading is called `{}`; the link is kept as text only",
        fa: "سرفصلی به این نام نیست و پیوند تنها متن ماند: `{}`",
    },
    Said {
        en: "name a heading with `{#name}` at the end of its line",
        fa: "سرفصل را در پایان سطرش نام دهید: `{#name}`",
    },
    Said {
        en: "the note `{}` is already defined in line {}", fa: "پانویس `{}` پیش‌تر تعریف شده است، سطر {}"
    },
    Said {
        en: "the note `{}` leads back to itself; the reference is left out",
        fa: "پانویس به خود بازمی‌گردد و نشانه‌اش کنار ماند: `{}`",
    },
    Said {
        en: "the note `{}` is not defined; the reference is left out",
        fa: "پانویس تعریف نشده است و نشانه‌اش کنار ماند: `{}`",
    },
    Said {
        en: "the note `{}` {}; the reference is left out", fa: "پانویس `{}` درست نیست و نشانه‌اش کنار ماند"
    },
    Said { en: "this definition is left out", fa: "این تعریف کنار ماند" },
    Said {
        en: "nothing refers to the note `{}`; it is printed behind the others",
        fa: "چیزی به این پانویس اشاره نمی‌کند و پس از دیگران چاپ می‌شود: `{}`",
    },
    Said {
        en: "write `{}` where it belongs, or take it out", fa: "در جایش بنویسید `{}`، یا آن را بردارید"
    },
];
