//! Words that the program itself puts into a document, in its language.
//! Languages that are not here get English.

use super::{AlertKind, Lang};

/// The words of a language.
#[derive(Debug)]
pub(crate) struct Words {
    note: &'static str,
    tip: &'static str,
    important: &'static str,
    warning: &'static str,
    caution: &'static str,
    done: &'static str,
    to_do: &'static str,
    /// The title of the table of contents.
    pub(crate) contents: &'static str,
    /// The title of a book that has none.
    pub(crate) untitled: &'static str,
    /// The landmark where the text of a book begins.
    pub(crate) text: &'static str,
    /// The title of the list of landmarks.
    pub(crate) landmarks: &'static str,
    /// The title of the list of printed page numbers.
    pub(crate) pages: &'static str,
    /// The landmark of the cover.
    pub(crate) cover: &'static str,
    /// The accessibility summary of every book.
    pub(crate) summary: &'static str,
    /// Appended to it if all pictures have a description.
    pub(crate) described: &'static str,
    /// Appended to it if some have none.
    pub(crate) not_all_described: &'static str,
}

impl Words {
    /// The words of a language. Languages of Iran that are not here get
    /// Persian.
    pub(crate) fn of(lang: &Lang) -> &'static Self {
        match lang.primary().as_str() {
            "fa" | "prs" | "pes" | "azb" | "glk" | "mzn" | "lrc" => &FA,
            "ar" => &AR,
            "ur" => &UR,
            "ckb" | "sdh" => &CKB,
            "ps" | "pbt" | "pbu" => &PS,
            "az" | "azj" => &AZ,
            "he" | "iw" => &HE,
            "tr" => &TR,
            _ => &EN,
        }
    }

    /// The title of an alert.
    pub(crate) const fn alert(&self, kind: AlertKind) -> &'static str {
        match kind {
            AlertKind::Note => self.note,
            AlertKind::Tip => self.tip,
            AlertKind::Important => self.important,
            AlertKind::Warning => self.warning,
            AlertKind::Caution => self.caution,
        }
    }

    /// The description of a task's checkbox for those who do not see it.
    pub(crate) const fn task(&self, done: bool) -> &'static str {
        if done { self.done } else { self.to_do }
    }
}

/// What stands for a picture that cannot be shown and says nothing of itself.
pub(crate) const PICTURE: &str = "[تصویر]";

const FA: Words = Words {
    note: "یادداشت",
    tip: "نکته",
    important: "مهم",
    warning: "هشدار",
    caution: "احتیاط",
    done: "انجام شده",
    to_do: "انجام نشده",
    contents: "فهرست",
    untitled: "بی‌نام",
    text: "متن",
    landmarks: "راهنما",
    pages: "شمارهٔ صفحه‌ها",
    cover: "جلد",
    summary: "متنی که با تنظیم‌های خواننده سازگار می‌شود، به ترتیب خواندن، با فهرست.",
    described: " تصویرها شرح دارند.",
    not_all_described: " همهٔ تصویرها شرح ندارند.",
};

const AR: Words = Words {
    note: "ملاحظة",
    tip: "نصيحة",
    important: "مهم",
    warning: "تحذير",
    caution: "تنبيه",
    done: "منجز",
    to_do: "غير منجز",
    contents: "المحتويات",
    untitled: "بلا عنوان",
    text: "النص",
    landmarks: "معالم الكتاب",
    pages: "أرقام الصفحات",
    cover: "الغلاف",
    summary: "نص يتكيف مع إعدادات القارئ، بترتيب القراءة، مع فهرس للمحتويات.",
    described: " للصور أوصاف.",
    not_all_described: " ليست لكل الصور أوصاف.",
};

const UR: Words = Words {
    note: "نوٹ",
    tip: "مشورہ",
    important: "اہم",
    warning: "انتباہ",
    caution: "احتیاط",
    done: "ہو گیا",
    to_do: "باقی ہے",
    contents: "فہرست",
    untitled: "بے عنوان",
    text: "متن",
    landmarks: "رہنما",
    pages: "صفحات کے نمبر",
    cover: "سرورق",
    summary: "متن جو قاری کی ترتیبات کے مطابق ڈھل جاتا ہے، پڑھنے کی ترتیب میں، فہرست کے ساتھ۔",
    described: " تصویروں کی وضاحت موجود ہے۔",
    not_all_described: " ہر تصویر کی وضاحت موجود نہیں۔",
};

const CKB: Words = Words {
    note: "تێبینی",
    tip: "ئامۆژگاری",
    important: "گرنگ",
    warning: "ئاگاداری",
    caution: "وریایی",
    done: "ئەنجام دراوە",
    to_do: "ئەنجام نەدراوە",
    contents: "ناوەڕۆک",
    untitled: "بێ ناو",
    text: "دەق",
    landmarks: "ڕێنما",
    pages: "ژمارەی لاپەڕەکان",
    cover: "بەرگ",
    summary: "دەقێک کە لەگەڵ ڕێکخستنەکانی خوێنەر دەگونجێت، بە ڕیزی خوێندنەوە، لەگەڵ ناوەڕۆک.",
    described: " وێنەکان وەسفیان هەیە.",
    not_all_described: " هەموو وێنەکان وەسفیان نییە.",
};

const PS: Words = Words {
    note: "یادښت",
    tip: "لارښوونه",
    important: "مهم",
    warning: "خبرداری",
    caution: "احتیاط",
    done: "شوی",
    to_do: "نه دی شوی",
    contents: "لړلیک",
    untitled: "بې نومه",
    text: "متن",
    landmarks: "لارښود",
    pages: "د مخونو شمېرې",
    cover: "پوښ",
    summary: "متن چې د لوستونکي له امستنو سره سمون خوري، د لوستلو په ترتیب، له لړلیک سره.",
    described: " انځورونه تشریح لري.",
    not_all_described: " ټول انځورونه تشریح نه لري.",
};

const AZ: Words = Words {
    note: "Qeyd",
    tip: "Məsləhət",
    important: "Vacib",
    warning: "Xəbərdarlıq",
    caution: "Diqqət",
    done: "edilib",
    to_do: "edilməyib",
    contents: "Mündəricat",
    untitled: "Adsız",
    text: "Mətn",
    landmarks: "Bələdçi",
    pages: "Səhifə nömrələri",
    cover: "Üz qabığı",
    summary: "Oxucunun ayarlarına uyğunlaşan mətn, oxu ardıcıllığında, mündəricatla.",
    described: " Şəkillərin təsviri var.",
    not_all_described: " Bütün şəkillərin təsviri yoxdur.",
};

const HE: Words = Words {
    note: "הערה",
    tip: "טיפ",
    important: "חשוב",
    warning: "אזהרה",
    caution: "זהירות",
    done: "בוצע",
    to_do: "לא בוצע",
    contents: "תוכן העניינים",
    untitled: "ללא שם",
    text: "טקסט",
    landmarks: "ציוני דרך",
    pages: "מספרי העמודים",
    cover: "כריכה",
    summary: "טקסט המתאים את עצמו להגדרות הקורא, בסדר הקריאה, עם תוכן עניינים.",
    described: " לתמונות יש תיאור.",
    not_all_described: " לא לכל התמונות יש תיאור.",
};

const TR: Words = Words {
    note: "Not",
    tip: "İpucu",
    important: "Önemli",
    warning: "Uyarı",
    caution: "Dikkat",
    done: "yapıldı",
    to_do: "yapılmadı",
    contents: "İçindekiler",
    untitled: "Adsız",
    text: "Metin",
    landmarks: "Kılavuz",
    pages: "Sayfa numaraları",
    cover: "Kapak",
    summary: "Okurun ayarlarına uyan, okuma sırasıyla ilerleyen, içindekiler listesi olan metin.",
    described: " Resimlerin açıklaması var.",
    not_all_described: " Her resmin açıklaması yok.",
};

const EN: Words = Words {
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    done: "done",
    to_do: "to do",
    contents: "Contents",
    untitled: "Untitled",
    text: "Text",
    landmarks: "Landmarks",
    pages: "Pages",
    cover: "Cover",
    summary: "Text that adapts to the reader's settings, in reading order, with a table of contents.",
    described: " Pictures are described.",
    not_all_described: " Not every picture is described.",
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds words that were copied from another language and never translated.
    #[test]
    fn every_language_has_words_of_its_own() {
        let tags = ["fa", "ar", "ur", "ckb", "ps", "az", "he", "tr", "en"];
        let warnings: std::collections::BTreeSet<&str> =
            tags.iter().map(|tag| Words::of(&Lang((*tag).to_owned())).alert(AlertKind::Note)).collect();
        assert_eq!(warnings.len(), tags.len());
        for (tag, note, contents) in
            [("prs", "یادداشت", "فهرست"), ("ur-PK", "نوٹ", "فہرست"), ("de", "Note", "Contents")]
        {
            let words = Words::of(&Lang(tag.to_owned()));
            assert_eq!((words.alert(AlertKind::Note), words.contents), (note, contents), "{tag}");
        }
    }
}
