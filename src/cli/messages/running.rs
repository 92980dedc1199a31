//! Messages of the command line itself: files, settings, jobs.

use bargeh::settings::Said;

pub(super) const ROWS: &[Said] = &[
    Said { en: "the job's line is too long", fa: "سطر کار بیش از اندازه بلند است" },
    Said { en: "raise the limit with --max-input", fa: "مرز را با `--max-input` بالا ببرید" },
    Said { en: "raise the limit with `--max-input`", fa: "مرز را با `--max-input` بالا ببرید" },
    Said {
        en: "no job: a job is an object in braces", fa: "این سطر کار نیست: کار یک شیء JSON میان دو آکولاد است"
    },
    Said {
        en: "`bargeh batch --help` shows one", fa: "نمونه‌ای در راهنماست: `bargeh batch --help`"
    },
    Said { en: "no job: {}, at character {}", fa: "این سطر کار نیست؛ نویسهٔ {1}: {0!}" },
    Said {
        en: "`output` cannot be {}: the results are written there",
        fa: "نتیجه‌ها در `{}` نوشته می‌شوند و `output` نمی‌تواند همان باشد",
    },
    Said {
        en: "leave `output` out, and the bytes come back in the result",
        fa: "`output` را ننویسید تا بایت‌ها در خود نتیجه بازگردند",
    },
    Said {
        en: "`input` cannot be stdin here", fa: "اینجا `input` نمی‌تواند ورودی استاندارد باشد"
    },
    Said {
        en: "a job needs either `input` or `text`", fa: "کار یکی از این دو را می‌خواهد: `input` یا `text`"
    },
    Said { en: "the output is the input", fa: "خروجی همان ورودی است" },
    Said { en: "the output is an input", fa: "خروجی یکی از ورودی‌هاست" },
    Said { en: "name another file", fa: "پروندهٔ دیگری نام ببرید" },
    Said { en: "name another file with -o", fa: "پروندهٔ دیگری نام ببرید، با `-o`" },
    Said {
        en: "name another file or folder with -o", fa: "پرونده یا پوشهٔ دیگری نام ببرید، با `-o`"
    },
    Said {
        en: "{} and {} would both be written to {}", fa: "دو ورودی به یک پرونده نوشته می‌شدند: {}، {}، به {}"
    },
    Said {
        en: "{} warning(s), and --strict takes them as errors",
        fa: "هشدارها: {}؛ با `--strict` هشدار خطا گرفته می‌شود",
    },
    Said { en: "nothing to change", fa: "چیزی برای تغییر نیست" },
    Said { en: "{} changes", fa: "شمار تغییرها: {}" },
    Said { en: "{} changes: {}", fa: "شمار تغییرها: {}؛ {}" },
    Said { en: "{} change: {}", fa: "شمار تغییرها: {}؛ {}" },
    Said {
        en: "--from names more than two forms", fa: "با `--from` بیش از دو شکل نام برده شده است"
    },
    Said {
        en: "one for both files, or one for each", fa: "یکی برای هر دو پرونده، یا برای هر کدام یکی"
    },
    Said {
        en: "stdin cannot be both files", fa: "ورودی استاندارد نمی‌تواند هر دو پرونده باشد"
    },
    Said { en: "name one of them", fa: "یکی از آن دو را نام ببرید" },
    Said { en: "--write needs a file", fa: "برای `--write` پرونده‌ای لازم است" },
    Said {
        en: "without it the text goes to stdout", fa: "بی آن، متن به خروجی استاندارد می‌رود"
    },
    Said {
        en: "only Markdown and plain text are cleaned in place",
        fa: "تنها Markdown و متن ساده را می‌توان در خود پرونده اصلاح کرد",
    },
    Said {
        en: "send the text to a file of another name: bargeh clean … > new.md",
        fa: "متن را در پرونده‌ای دیگر بریزید: `bargeh clean … > new.md`",
    },
    Said {
        en: "is not UTF-8 and would be written in another encoding",
        fa: "به UTF-8 نیست و با کدگذاری دیگری نوشته می‌شد",
    },
    Said { en: "is not UTF-8", fa: "به UTF-8 نیست" },
    Said { en: "{} is not UTF-8", fa: "این به UTF-8 نیست: {}" },
    Said {
        en: "{} must be a word, a number or a list", fa: "مقدار باید یک واژه، عدد یا فهرست باشد: {}"
    },
    Said {
        en: "is a picture inside an address, which is not read",
        fa: "تصویری است که درون نشانی نوشته شده و خوانده نمی‌شود",
    },
    Said { en: "save it as a file beside the message", fa: "آن را پرونده‌ای کنار پیام کنید" },
    Said {
        en: "is not fetched: nothing is read from the network", fa: "گرفته نمی‌شود: چیزی از شبکه خوانده نمی‌شود"
    },
    Said { en: "save it beside the message", fa: "آن را کنار پیام ذخیره کنید" },
    Said { en: "is no file name", fa: "نام پرونده نیست" },
    Said {
        en: "not found: text in a job has no folder", fa: "یافت نشد: متنی که در خود کار است پوشه ندارد"
    },
    Said { en: "give the job a `folder`", fa: "پوشه را در کار بنویسید: `folder`" },
    Said { en: "not found", fa: "یافت نشد" },
    Said { en: "lies outside the message's folder", fa: "بیرون از پوشهٔ پیام است" },
    Said {
        en: "copy it beside the message, or allow its folder with --allow-dir",
        fa: "آن را کنار پیام بگذارید، یا پوشه‌اش را اجازه دهید، با `--allow-dir`",
    },
    Said { en: "is not a plain file", fa: "پرونده‌ای عادی نیست" },
    Said { en: "is larger than {} MiB", fa: "بزرگ‌تر از {} مبی‌بایت است" },
    Said { en: "larger than {} MiB", fa: "بزرگ‌تر از {} مبی‌بایت" },
    Said { en: "internal error: {}", fa: "خطای درونی: {}" },
    Said { en: "internal error while writing {}: {}", fa: "خطای درونی هنگام نوشتن {}: {}" },
    Said {
        en: "this is a defect of bargeh; please report it with the message that caused it",
        fa: "این ایراد خود برگه است؛ لطفاً آن را با پیامی که به آن انجامید گزارش دهید",
    },
    Said {
        en: "nothing says how the pages lie on sheets", fa: "گفته نشده صفحه‌ها چگونه روی برگ بیایند"
    },
    Said {
        en: "add --sheet, such as `--sheet booklet`", fa: "چیدمان را بیفزایید، مانند `--sheet booklet`"
    },
    Said {
        en: "the file does not say which way it is read; it is bound on the right",
        fa: "پرونده نمی‌گوید از کدام سو خوانده می‌شود؛ صحافی از راست است",
    },
    Said { en: "`--binding left` for Latin text", fa: "برای متن لاتین: `--binding left`" },
    Said { en: "wrote {} ({} bytes, {} sides)", fa: "نوشته شد: {} ({} بایت، {} رو)" },
    Said { en: "wrote {} ({} bytes{})", fa: "نوشته شد: {} ({} بایت{!})" },
    Said { en: "left unchanged {} ({} bytes{})", fa: "بی‌تغییر ماند: {} ({} بایت{!})" },
    Said { en: "wrote {}", fa: "نوشته شد: {}" },
    Said { en: ", {} page", fa: "، {} صفحه" },
    Said { en: ", {} pages", fa: "، {} صفحه" },
    Said { en: ", {} page on {} sheet", fa: "، {} صفحه روی {} برگ" },
    Said { en: ", {} pages on {} sheet", fa: "، {} صفحه روی {} برگ" },
    Said { en: ", {} pages on {} sheets", fa: "، {} صفحه روی {} برگ" },
    Said {
        en: ", {} page on {} sheet, {} panels left blank", fa: "، {} صفحه روی {} برگ، {} خانهٔ سفید"
    },
    Said {
        en: ", {} pages on {} sheet, {} panel left blank", fa: "، {} صفحه روی {} برگ، {} خانهٔ سفید"
    },
    Said {
        en: ", {} pages on {} sheet, {} panels left blank", fa: "، {} صفحه روی {} برگ، {} خانهٔ سفید"
    },
    Said {
        en: ", {} pages on {} sheets, {} panel left blank", fa: "، {} صفحه روی {} برگ، {} خانهٔ سفید"
    },
    Said {
        en: ", {} pages on {} sheets, {} panels left blank", fa: "، {} صفحه روی {} برگ، {} خانهٔ سفید"
    },
    Said { en: "check the name and the folder", fa: "نام و پوشه را وارسی کنید" },
    Said { en: "no such file or directory", fa: "چنین پرونده یا پوشه‌ای نیست" },
    Said { en: "permission denied", fa: "اجازهٔ دسترسی نیست" },
    Said { en: "is a directory", fa: "پوشه است" },
    Said { en: "not a directory", fa: "پوشه نیست" },
    Said { en: "no space left on device", fa: "روی دیسک جا نیست" },
    Said { en: "read-only file system", fa: "این دیسک تنها خواندنی است" },
    Said { en: "file name too long", fa: "نام پرونده بیش از اندازه بلند است" },
    Said { en: "no message found", fa: "پیامی یافت نشد" },
    Said {
        en: "messages end in {}", fa: "نام پیام‌ها به یکی از این‌ها پایان می‌یابد:\n    {}"
    },
    Said {
        en: "messages end in {} or {}", fa: "نام پیام‌ها به یکی از این‌ها پایان می‌یابد:\n    {}، {}"
    },
    Said { en: "{} is of an earlier run", fa: "{!} از بار پیش مانده است" },
    Said {
        en: "this time there are {} of them; remove it, or it goes out with the others",
        fa: "این بار {} تاست؛ پاکش کنید تا همراه دیگران فرستاده نشود",
    },
    Said { en: "passed over: {}", fa: "کنار گذاشته شد: {!}" },
    Said {
        en: "a link that leads out of the folder is not followed",
        fa: "پیوندی که از پوشه بیرون می‌رود دنبال نمی‌شود",
    },
    Said { en: "name the file itself", fa: "خود پرونده را نام ببرید" },
    Said {
        en: "--scrub writes one file, but there are {} to read",
        fa: "با `--scrub` یک پرونده نوشته می‌شود، اما شمار ورودی‌ها این است: {}",
    },
    Said { en: "name one picture", fa: "یک تصویر را نام ببرید" },
    Said {
        en: "did you mean `{}`? commands: {}", fa: "شاید منظورتان این است: `{}`. فرمان‌ها:\n    {}"
    },
    Said { en: "commands: {}", fa: "فرمان‌ها:\n    {}" },
    Said { en: "there is no command `{}`", fa: "چنین فرمانی نیست: `{}`" },
    Said {
        en: "did you mean the command 'bargeh {}'?", fa: "شاید منظورتان این فرمان است: `bargeh {}`"
    },
    Said {
        en: "did you mean the command `bargeh {}`?", fa: "شاید منظورتان این فرمان است: `bargeh {}`"
    },
    Said {
        en: "no such file and no such command", fa: "نه پرونده‌ای به این نام هست و نه فرمانی"
    },
    Said { en: "no setting is called {}", fa: "چنین تنظیمی نیست: `{}`" },
    Said { en: "did you mean {}?", fa: "شاید منظورتان این است: `{}`" },
    Said {
        en: "{} is no setting and is passed over", fa: "این تنظیم نیست و کنار گذاشته شد: `{}`"
    },
    Said { en: "`bargeh --help` lists the settings", fa: "تنظیم‌ها در راهنماست: `bargeh --help`" },
    Said {
        en: "the output is no text and would confuse the terminal", fa: "خروجی متن نیست و پایانه را به هم می‌ریزد"
    },
    Said {
        en: "name a file with -o, or send it on: bargeh … -o - > message.pdf",
        fa: "پرونده‌ای نام ببرید یا آن را بفرستید: `bargeh … -o - > message.pdf`",
    },
    Said {
        en: "--output names stdout, but there are {} files",
        fa: "خروجی یکی است، خروجی استاندارد، اما شمار پرونده‌ها این است: {}",
    },
    Said {
        en: "name a file with -o; the others are written beside it",
        fa: "پرونده‌ای نام ببرید تا دیگر پرونده‌ها کنارش نوشته شوند: `-o FILE`",
    },
    Said { en: "{} exists already", fa: "این از پیش هست: {}" },
    Said {
        en: "leave out --no-clobber to replace it", fa: "برای جایگزین کردن، این را بردارید: `--no-clobber`"
    },
    Said { en: "--output: {} tells no format", fa: "نام خروجی شکل آن را نمی‌گوید: {}" },
    Said {
        en: "end it in {}, or say --to pdf",
        fa: "بگویید `--to pdf`، یا نام را به یکی از این‌ها پایان دهید:\n    {}",
    },
    Said {
        en: "end it in {} or {}, or say --to pdf",
        fa: "بگویید `--to pdf`، یا نام را به یکی از این‌ها پایان دهید:\n    {}، {}",
    },
    Said {
        en: "--output ends in .{}, but --to says {}", fa: "نام خروجی به `.{}` پایان می‌یابد اما `--to` می‌گوید {}"
    },
    Said { en: "leave one of them out", fa: "یکی از دو را بردارید" },
    Said {
        en: "--output names one file, but there are {} outputs",
        fa: "یک پرونده نام برده شده، اما شمار خروجی‌ها این است: {}",
    },
    Said { en: "name a folder", fa: "پوشه‌ای نام ببرید" },
    Said { en: "name a folder, such as out/", fa: "پوشه‌ای نام ببرید، مانند `out/`" },
    Said {
        en: "standard input lies in no folder, and there are {} outputs",
        fa: "ورودی استاندارد پوشه ندارد و شمار خروجی‌ها این است: {}",
    },
    Said { en: "name a folder with -o", fa: "پوشه‌ای نام ببرید، با `-o`" },
    Said {
        en: "rename one, convert them in two runs, or name a folder that keeps their tree",
        fa: "یکی را نامی دیگر دهید، در دو نوبت بسازید، یا پوشه‌ای نام ببرید که درختشان را نگه دارد",
    },
    Said {
        en: "{} more warnings; --json shows them all",
        fa: "شمار هشدارهای دیگر: {}؛ همه را این نشان می‌دهد: `--json`",
    },
    Said { en: "and {} more warnings of this kind", fa: "و {} هشدار دیگر از همین گونه" },
    Said {
        en: "front matter: nothing is made of {}", fa: "در سرآغاز پیام این کلیدها کاری نمی‌کنند: {}"
    },
    Said {
        en: "fitted with letters of {} pt and lines {} times as high",
        fa: "جا داده شد، با حروف {} پوینت و سطرهایی {} برابر آن",
    },
    Said {
        en: "fitted with letters of {} pt and lines {} times as high, so that the last page is no rest",
        fa: "جا داده شد تا صفحهٔ آخر ته‌مانده نباشد، با حروف {} پوینت و سطرهایی {} برابر آن",
    },
    Said {
        en: "joined {} lines and {} sentences that a narrow column had cut",
        fa: "به هم پیوست: {} سطر و {} جمله که ستونی باریک شکسته بود",
    },
    Said {
        en: "standard input cannot be watched", fa: "ورودی استاندارد را نمی‌توان پایید"
    },
    Said { en: "waiting for changes", fa: "چشم‌به‌راه تغییر" },
    Said { en: "port {} cannot be used: {}", fa: "درگاه {} به کار نمی‌آید: {!}" },
    Said { en: "give another `--port`, or none", fa: "درگاه دیگری با `--port` بدهید، یا هیچ" },
    Said { en: "address already in use", fa: "برنامهٔ دیگری آن را گرفته است" },
    Said { en: "the system gives no random numbers: {}", fa: "سیستم عدد تصادفی نمی‌دهد: {!}" },
    Said {
        en: "the preview cannot be shown: {}", fa: "پیش‌نمایش را نمی‌توان نشان داد: {!}"
    },
    Said { en: "no browser was opened: {}: {}", fa: "مرورگری باز نشد: {}: {!}" },
    Said { en: "open the address yourself", fa: "نشانی را خودتان باز کنید" },
    Said {
        en: "open this address in a browser of this machine; Ctrl-C ends the preview",
        fa: "این نشانی را در مرورگر همین دستگاه باز کنید؛ `Ctrl-C` پیش‌نمایش را می‌بندد",
    },
    Said { en: "the files cannot be watched: {}", fa: "پرونده‌ها را نمی‌توان پایید: {!}" },
    Said {
        en: "the files are not watched any more", fa: "پرونده‌ها دیگر پاییده نمی‌شوند"
    },
    Said { en: "--allow-dir: {} is no folder", fa: "این پوشه نیست: {}" },
    Said { en: "check its name", fa: "نامش را وارسی کنید" },
    Said {
        en: "SOURCE_DATE_EPOCH is no number of seconds since 1970",
        fa: "مقدار `SOURCE_DATE_EPOCH` شمار ثانیه‌ها از ۱۹۷۰ نیست",
    },
    Said {
        en: "set it to 0 to {}, or unset it", fa: "عددی از ۰ تا {} بدهید یا آن را بردارید"
    },
    Said { en: "{} done", fa: "انجام شد: {}" },
    Said { en: "{} unchanged", fa: "بی‌تغییر: {}" },
    Said { en: "{} failed", fa: "ناموفق: {}" },
    Said { en: "make its folder first", fa: "نخست پوشه‌اش را بسازید" },
    Said { en: "environment", fa: "محیط" },
    Said { en: "watch", fa: "پاییدن" },
    Said { en: "unknown {} `{}`", fa: "{!} ناشناخته: `{}`" },
    Said {
        en: "did you mean `{}`? valid: {}", fa: "شاید منظورتان این است: `{}`. پذیرفته‌ها:\n    {}"
    },
    Said { en: "valid: {}", fa: "پذیرفته‌ها:\n    {}" },
    Said {
        en: "did you mean `{}`? valid: {}; a theme of your own is named by its file, such as mine.toml",
        fa: "شاید `{}`. پوستهٔ خود را با نام پرونده‌اش بدهید، مانند `mine.toml`؛ دیگرها:\n    {}",
    },
    Said {
        en: "valid: {}; a theme of your own is named by its file, such as mine.toml",
        fa: "پوستهٔ خود را با نام پرونده‌اش بدهید، مانند `mine.toml`؛ دیگرها:\n    {}",
    },
    Said { en: "did you mean `{}`?", fa: "شاید منظورتان این است: `{}`" },
    Said { en: "{} cannot be {}", fa: "مقدار `{}` نمی‌تواند این باشد: {!}" },
    Said { en: "give {}", fa: "باید {!} باشد" },
    Said { en: "true or false", fa: "`true` یا `false`" },
    Said { en: "some text", fa: "متنی" },
    Said { en: "empty", fa: "تهی" },
    Said { en: "a table", fa: "جدول" },
    Said { en: "a word, a number or a list", fa: "یک واژه، عدد یا فهرست" },
    Said { en: "a number from {} to {}", fa: "عددی از {} تا {}" },
    Said {
        en: "two numbers from {} to {}, such as 1.5,-0.5", fa: "دو عدد از {} تا {}، مانند `1.5,-0.5`"
    },
    Said { en: "sheet scheme `{}` takes no number", fa: "این چیدمان عدد نمی‌گیرد: `{}`" },
    Said { en: "write `{}` alone", fa: "تنها بنویسید: `{}`" },
    Said {
        en: "sheet scheme `{}` needs a number from {} to {}", fa: "چیدمان `{}` عددی می‌خواهد، از {} تا {}"
    },
    Said { en: "such as `{}`", fa: "مانند `{}`" },
    Said {
        en: "sheet scheme `grid` needs columns x rows, {} to {} each",
        fa: "چیدمان `grid` شمار ستون‌ها و سطرها را می‌خواهد، هر یک از {} تا {}",
    },
    Said { en: "unknown paper `{}`", fa: "کاغذ ناشناخته: `{}`" },
    Said {
        en: "use {} or WIDTHxHEIGHTmm with sides from {} to {} mm",
        fa: "پهنا و بلندا مانند `120x200mm`، هر ضلع از {1} تا {2} میلی‌متر، یا یکی از این‌ها:\n    {0}",
    },
    Said {
        en: "margins `{}` are not one value or top,outer,bottom,inner",
        fa: "حاشیه‌ها یک عدد یا چهار عدد با ویرگول لاتین است، نه `{}`",
    },
    Said {
        en: "give millimetres from 0 to 500, such as 12 or 14,13,16,13",
        fa: "به میلی‌متر، از ۰ تا ۵۰۰، مانند `12` یا `14,13,16,13`",
    },
    Said { en: "setting", fa: "تنظیم" },
    Said { en: "font", fa: "قلم" },
    Said { en: "theme", fa: "پوستهٔ" },
    Said { en: "theme to extend", fa: "پوستهٔ پایه" },
    Said { en: "mark", fa: "نشانهٔ" },
    Said { en: "metadata key", fa: "کلید شناسنامه" },
    Said { en: "input format", fa: "شکل ورودی" },
    Said { en: "output format", fa: "شکل خروجی" },
    Said { en: "sheet scheme", fa: "چیدمان" },
    Said { en: "sheet of labels", fa: "برگ برچسب" },
    Said {
        en: "`tiles` needs columns x rows of sheets, {} to {} each, or a size",
        fa: "`tiles` شمار ستون‌ها و سطرهای برگ‌ها را می‌خواهد، هر یک از {} تا {}، یا یک اندازه",
    },
    Said {
        en: "such as `tiles:2x3`, `tiles:a2` or `tiles:500x700mm`",
        fa: "مانند `tiles:2x3`، `tiles:a2` یا `tiles:500x700mm`",
    },
    Said {
        en: "labels `{}` are no name and no measures", fa: "برچسب `{}` نه نام است و نه اندازه"
    },
    Said {
        en: "a name of `bargeh sheets`, or CxR@WxH+GX+GY+TOP+SIDE in millimetres",
        fa: "نامی از `bargeh sheets`، یا اندازه‌ها به میلی‌متر: `CxR@WxH+GX+GY+TOP+SIDE`",
    },
    Said { en: "kashida setting", fa: "تنظیم کشیدگی" },
    Said { en: "roles setting", fa: "تنظیم نقش‌ها" },
    Said { en: "duplex mode", fa: "شیوهٔ دورو" },
    Said { en: "text layer", fa: "لایهٔ متن" },
    Said { en: "reflow setting", fa: "تنظیم پیوستن سطرها" },
    Said { en: "setting of line ends", fa: "تنظیم پایان سطرها" },
    Said { en: "clean-up level", fa: "سطح اصلاح" },
    Said { en: "digits setting", fa: "تنظیم رقم‌ها" },
    Said { en: "spelling of `ی` behind `ه`", fa: "نگارش ی پس از ه" },
    Said { en: "language", fa: "زبان" },
    Said { en: "QR setting", fa: "تنظیم QR" },
    Said { en: "paper", fa: "کاغذ" },
    Said { en: "binding", fa: "صحافی" },
    Said { en: "card", fa: "کارت" },
    Said { en: "ink", fa: "مرکب" },
    Said { en: "justification", fa: "تنظیم لبه‌ها" },
];
