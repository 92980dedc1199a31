//! Messages about tables and the messages they fill.

use bargeh::settings::Said;

pub(super) const ROWS: &[Said] = &[
    Said { en: "the table is empty", fa: "جدول تهی است" },
    Said { en: "its first row must name the columns", fa: "سطر نخست باید نام ستون‌ها باشد" },
    Said { en: "the table has {} columns, more than {}", fa: "جدول {} ستون دارد؛ بیش از {}" },
    Said {
        en: "leave out those that the message does not name", fa: "ستون‌هایی را که در پیام نیستند حذف کنید"
    },
    Said {
        en: "columns {} and {} are both called `{}`", fa: "ستون‌های {} و {} هم‌نام‌اند: `{}`"
    },
    Said { en: "give each column a name of its own", fa: "به هر ستون نام جداگانه بدهید" },
    Said {
        en: "the copies of all rows are more than {} MiB of text",
        fa: "متن نسخه‌های همهٔ سطرها روی هم بیش از {} مبی‌بایت است",
    },
    Said {
        en: "say `--each` for files of their own, or take fewer with `--rows`",
        fa: "برای هر سطر یک پرونده بسازید، با `--each`، یا سطرهای کمتری بگیرید، با `--rows`",
    },
    Said {
        en: "row {}: its values make more than {} MiB of text",
        fa: "سطر {}: مقدارهایش بیش از {} مبی‌بایت متن می‌شود",
    },
    Said {
        en: "name the column fewer times, or shorten its values",
        fa: "ستون را کمتر نام ببرید، یا مقدارهایش را کوتاه کنید",
    },
    Said { en: "the table has no rows", fa: "جدول سطری ندارد" },
    Said {
        en: "below the names of the columns a row for each copy is needed",
        fa: "زیر نام ستون‌ها برای هر نسخه یک سطر لازم است",
    },
    Said {
        en: "the row has {} values for {} columns", fa: "این سطر {} مقدار دارد و جدول {} ستون"
    },
    Said {
        en: "a value with a comma must be in quotes; `--lossy-rows` leaves such rows out",
        fa: "مقدار ویرگول‌دار را در گیومهٔ لاتین بگذارید؛ `--lossy-rows` سطرهای خراب را کنار می‌گذارد",
    },
    Said { en: "the table has more than {} rows", fa: "جدول بیش از {} سطر دارد" },
    Said { en: "make several tables of it", fa: "آن را چند جدول کنید" },
    Said { en: "a quote is never closed", fa: "گیومه‌ای بسته نشده است" },
    Said {
        en: "close the value with a second quote, or write `\"\"` for a quote inside it",
        fa: "مقدار را با گیومهٔ دوم ببندید، یا گیومهٔ درون آن را چنین بنویسید: `\"\"`",
    },
    Said { en: "the row cannot be read", fa: "این سطر خوانده نمی‌شود" },
    Said {
        en: "save the table anew as CSV in UTF-8", fa: "جدول را دوباره به صورت CSV و UTF-8 ذخیره کنید"
    },
    Said { en: "`{}` holds a list or an object", fa: "این مقدار فهرست یا شیء است: `{}`" },
    Said { en: "a value must be text or a number", fa: "مقدار باید متن یا عدد باشد" },
    Said { en: "row {} is no object", fa: "سطر {} شیء نیست" },
    Said {
        en: "a table is a list of objects: [{\"name\": \"…\"}, …], or one object a line",
        fa: "جدول فهرستی از شیءهاست، یا هر سطر یک شیء، مانند `{\"name\": \"…\"}`",
    },
    Said { en: "this is no JSON", fa: "این JSON نیست" },
    Said {
        en: "look for a missing quote, comma or bracket",
        fa: "دنبال گیومه، ویرگول یا کمانکی بگردید که جا افتاده است",
    },
    Said { en: "`{}` names no rows", fa: "این شمارهٔ سطر نیست: `{}`" },
    Said {
        en: "write numbers and ranges from 1 on, such as 10-20,35 or 5-",
        fa: "شماره و بازه از ۱ بنویسید، مانند `10-20,35` یا `5-`",
    },
    Said {
        en: "--rows names none of the table's {} rows", fa: "هیچ‌یک از {} سطر جدول با این جور نیست: `--rows`"
    },
    Said {
        en: "its rows are 1 to {}; the names of the columns do not count",
        fa: "شمارهٔ سطرها از ۱ تا {} است؛ نام ستون‌ها شمرده نمی‌شود",
    },
    Said {
        en: "this is an old spreadsheet (.xls), or one locked with a password",
        fa: "این صفحه‌گستردهٔ کهنه (xls) است، یا رمز دارد",
    },
    Said { en: "row {}: {}", fa: "سطر {}: {!}" },
    Said { en: "rows {}: {}", fa: "سطرهای {}: {!}" },
    Said { en: "save it as XLSX or CSV", fa: "آن را XLSX یا CSV ذخیره کنید" },
    Said { en: "this is no table", fa: "این جدول نیست" },
    Said {
        en: "give CSV, TSV, JSON, XLSX or ODS", fa: "یکی از این‌ها بدهید: CSV، TSV، JSON، XLSX، ODS"
    },
    Said {
        en: "save the sheet alone as CSV", fa: "تنها همان برگه را به صورت CSV ذخیره کنید"
    },
    Said { en: "the spreadsheet is damaged", fa: "صفحه‌گسترده خراب است" },
    Said {
        en: "open it in a spreadsheet program and save it anew",
        fa: "آن را در برنامهٔ صفحه‌گسترده باز و دوباره ذخیره کنید",
    },
    Said {
        en: "the sheet's values are more than {} MiB of text", fa: "مقدارهای برگه بیش از {} مبی‌بایت متن است"
    },
    Said { en: "the sheet has more than {} cells", fa: "برگه بیش از {} خانه دارد" },
    Said { en: "save what is needed as CSV", fa: "آنچه لازم است به صورت CSV ذخیره کنید" },
    Said { en: "`{{{}` is never closed", fa: "این بسته نشده است: `{{{}`" },
    Said {
        en: "close it with `}}`, or write `\\{{` for the signs themselves",
        fa: "آن را با `}}` ببندید، یا خود نشانه را چنین بنویسید: `\\{{`",
    },
    Said { en: "the message has more than {} holes", fa: "پیام بیش از {} جای خالی دارد" },
    Said { en: "`{{}}` names no column", fa: "نام ستون میان دو آکولاد نیامده است" },
    Said {
        en: "write a column's name: `{{name}}`; `\\{{` is the signs themselves",
        fa: "نام ستون را بنویسید: `{{name}}`؛ خود نشانه چنین است: `\\{{`",
    },
    Said {
        en: "the message has no {{…}}: all copies are the same", fa: "پیام جای خالی ندارد و همهٔ نسخه‌ها یکسان‌اند"
    },
    Said {
        en: "write a column's name where its value belongs: {{name}}",
        fa: "نام ستون را جایی که مقدارش باید بیاید بنویسید: `{{name}}`",
    },
    Said { en: "`{}` is empty", fa: "این مقدار تهی است: `{}`" },
    Said {
        en: "give it a value, or a default: `{{{}|…}}`; `--lossy-rows` leaves such rows out",
        fa: "مقدار یا پیش‌فرضی بدهید: `{{{}|…}}`؛ `--lossy-rows` چنین سطرهایی را کنار می‌گذارد",
    },
    Said {
        en: "no row has all values that the message asks for", fa: "هیچ سطری همهٔ مقدارهای پیام را ندارد"
    },
    Said { en: "{} has no column `{}`", fa: "`{}` این ستون را ندارد: `{}`" },
    Said { en: "did you mean `{}`? It has: {}", fa: "شاید این: `{}`؟ ستون‌ها:\n    {}" },
    Said { en: "it has: {}", fa: "ستون‌ها:\n    {}" },
    Said {
        en: "row {}: the link to `{}` is kept as text only", fa: "سطر {}: این پیوند تنها متن ماند: `{}`"
    },
    Said {
        en: "row {}: the value has more than one paragraph", fa: "سطر {}: مقدار بیش از یک بند دارد"
    },
    Said {
        en: "let `{{!…}}` stand alone between empty lines", fa: "`{{!…}}` را تنها و میان دو سطر خالی بگذارید"
    },
    Said {
        en: "cards of several rows are no album", fa: "کارت‌های چند سطر یک آلبوم نیستند"
    },
    Said {
        en: "say `--each` for files of their own", fa: "برای پرونده‌های جداگانه بگویید `--each`"
    },
    Said {
        en: "{} rows are broken or lack a value, and were left out", fa: "{} سطر خراب یا بی‌مقدار کنار گذاشته شد"
    },
    Said {
        en: "a table fills one message, not several that are joined",
        fa: "جدول یک پیام را پر می‌کند، نه چند پیام پیوسته را",
    },
    Said { en: "leave out --join or --data", fa: "یکی را حذف کنید: `--join` یا `--data`" },
    Said { en: "--each is for the rows of a table", fa: "این برای سطرهای جدول است: `--each`" },
    Said {
        en: "--rows and --lossy-rows are for the rows of a table",
        fa: "این‌ها برای سطرهای جدول‌اند: `--rows`، `--lossy-rows`",
    },
    Said {
        en: "--output has {{…}}, which names a file for each row of a table",
        fa: "نام خروجی `{{…}}` دارد که برای هر سطر جدول پرونده‌ای جدا می‌خواهد (`--output`)",
    },
    Said { en: "add --each and --data", fa: "این‌ها را بیفزایید: `--each` و `--data`" },
    Said {
        en: "row {}: a file may not be read", fa: "سطر {}: پرونده‌ای اجازهٔ خواندن ندارد"
    },
    Said { en: "name the table with --data", fa: "جدول را با این نام ببرید: `--data`" },
    Said {
        en: "message and table cannot both come from standard input",
        fa: "پیام و جدول هر دو از ورودی استاندارد نمی‌آیند",
    },
    Said { en: "name a file for one of them", fa: "برای یکی پرونده‌ای نام ببرید" },
    Said {
        en: "--each writes several files, and standard output takes one",
        fa: "`--each` چند پرونده می‌سازد و خروجی استاندارد یکی می‌پذیرد",
    },
    Said {
        en: "name the files: -o 'out/{{#}}.pdf'", fa: "پرونده‌ها را نام ببرید: `-o 'out/{{#}}.pdf'`"
    },
    Said {
        en: "rows {} and {} would both be written to {}", fa: "سطرهای {} و {} هر دو در این نوشته می‌شدند: `{}`"
    },
    Said {
        en: "put the row's number into the name: {{#}}", fa: "شمارهٔ سطر را در نام بگذارید: `{{#}}`"
    },
    Said { en: "write 'out/{{column}}.pdf'", fa: "چنین بنویسید: `'out/{{column}}.pdf'`" },
    Said {
        en: "--output: the table has no column `{}`", fa: "جدول این ستون را ندارد (`--output`): `{}`"
    },
    Said { en: "row {}: the name of its file is empty", fa: "سطر {}: نام پرونده‌اش تهی است" },
];
