//! `--data`: a copy of the message for each row of a table.

use super::output::Sink;
use super::plan::{Job, key};
use super::pool;
use super::run::threads;
use super::work::{Done, Watch, Worker, refuse_used};
use bargeh::convert::with_rows;
use bargeh::data::{Pattern, Table};
use bargeh::files::{Notes, Sheet, Source};
use bargeh::settings::{OutputFormat, Settings};
use bargeh::{Error, Result, Warned};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The most characters of a value in a file's name: a choice, so that the name
/// stays below the 255 bytes of file systems.
const LONGEST: usize = 60;

impl Worker {
    /// A job for each row, as [`Self::each_row`] would write it, without writing.
    ///
    /// # Errors
    /// As [`Self::each_row`], before anything is set.
    pub(super) fn jobs_of_rows(&self, job: &Job) -> Result<Vec<Job>> {
        let sources = job.inputs.iter().map(|file| self.open(file)).collect::<Result<Vec<_>>>()?;
        let formats: Vec<_> = job.outputs.iter().map(|(format, _)| *format).collect();
        let notes = &mut Notes::default();
        let converter = &self.converter;
        let named = converter.with_input(sources, Settings::default(), &formats, notes, &mut |_| {}, |ready, _| {
            names(job, &converter.sheet(&ready)?).map(Warned::quiet)
        })?;
        Ok(named.into_iter().map(|outputs| Job { outputs, ..job.clone() }).collect())
    }

    /// Writes files for each row.
    pub(super) fn each_row(
        &self,
        job: &Job,
        sources: Vec<Source<'_>>,
        formats: &[OutputFormat],
        (notes, watch): (&mut Notes, &mut Watch),
        tick: &(dyn Fn(usize) + Sync),
    ) -> Result<Done> {
        let (converter, stage) = (&self.converter, &mut |stage| watch.stage(stage));
        converter.with_input(sources, Settings::default(), formats, notes, stage, |ready, stage| {
            let sheet = converter.sheet(&ready)?;
            let named = names(job, &sheet)?;
            refuse_used(named.iter().flatten().map(|(_, sink)| sink), &ready.disk.used())?;
            let made = with_rows(sheet.copies(), &ready.request, &ready.resources, stage, |press, stage| {
                stage("rows");
                let mut rows = sheet.rows.iter().zip(&named);
                let mut all = Warned::quiet(Done::default());
                let mut fault = None;
                pool::ordered(
                    threads(None).min(sheet.rows.len()),
                    || rows.next(),
                    |(&row, sinks)| {
                        let products = press.one(row)?;
                        let mut warnings = products.warnings;
                        self.write(job, sinks, products.value, &mut warnings).map(|done| (done, warnings))
                    },
                    |result| match result {
                        Ok((done, warnings)) => {
                            tick(sheet.rows.len());
                            all.value.written.extend(done.written);
                            all.value.joined = done.joined;
                            all.warnings.extend(warnings);
                            true
                        }
                        Err(error) => {
                            fault.get_or_insert(error);
                            false
                        }
                    },
                );
                fault.map_or(Ok(all), Err)
            })?;
            Ok(Warned { warnings: sheet.told(made.warnings), ..made })
        })
    }
}

/// The outputs of each row; refused where two rows would be one file.
fn names(job: &Job, sheet: &Sheet) -> Result<Vec<Vec<(OutputFormat, Sink)>>> {
    let mut taken: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let width = sheet.table.len().to_string().len();
    let mut all = Vec::with_capacity(sheet.rows.len());
    for &row in &sheet.rows {
        let mut sinks = Vec::new();
        for (format, sink) in &job.outputs {
            let Sink::File(pattern) = sink else {
                return Err(Error::Setting {
                    message: "--each writes several files, and standard output takes one".to_owned(),
                    hint: Some("name the files: -o 'out/{{#}}.pdf'".to_owned()),
                });
            };
            let path = named((pattern, format.ending()), &sheet.table, row, width)?;
            if let Some(before) = taken.insert(key(&path), row) {
                return Err(Error::Refused {
                    message: format!("rows {} and {} would both be written to {}", before + 1, row + 1, path.display()),
                    hint: Some("put the row's number into the name: {{#}}".to_owned()),
                });
            }
            sinks.push((*format, Sink::File(path)));
        }
        all.push(sinks);
    }
    Ok(all)
}

/// A path with a row's values; without any hole, the row's number is added.
fn named((pattern, ending): (&Path, &str), table: &Table, row: usize, width: usize) -> Result<PathBuf> {
    let number = format!("{:0width$}", row + 1);
    let has_hole = pattern.to_str().is_some_and(|text| text.contains("{{"));
    if !has_hole {
        let name = pattern.file_name().unwrap_or_default().to_string_lossy();
        // `a.telegram.txt` becomes `a-1.telegram.txt`, and `a.txt` for the same `a-1.txt`.
        let whole = name.strip_suffix(ending).and_then(|name| name.strip_suffix('.'));
        let last = || name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty());
        let stem = whole.or_else(last).unwrap_or(&name);
        return Ok(pattern.with_file_name(format!("{stem}-{number}{}", &name[stem.len()..])));
    }
    let mut path = PathBuf::new();
    for part in pattern.components() {
        match part {
            Component::Normal(name) => path.push(filled(&name.to_string_lossy(), table, row, &number)?),
            other => path.push(other),
        }
    }
    Ok(path)
}

/// A part of a path with a row's values.
fn filled(part: &str, table: &Table, row: usize, number: &str) -> Result<String> {
    let out = Pattern::parse(part)?.fill(table, row, number, safe)?;
    // `{{name}}.pdf` of an empty name would be a hidden file.
    let is_hidden = out.starts_with('.') && !part.starts_with('.');
    if is_hidden || out.trim_matches(['.', ' ']).is_empty() {
        return Err(Error::Refused {
            message: format!("row {}: the name of its file is empty", row + 1),
            hint: Some("put the row's number into the name: {{#}}".to_owned()),
        });
    }
    Ok(out)
}

/// A value as a part of a file's name: without what leads elsewhere, or what some
/// system forbids.
fn safe(value: &str) -> String {
    let forbidden = |letter: char| {
        letter.is_control() || "/\\:*?\"<>|".contains(letter) || bargeh::characters::is_bidi_control(letter)
    };
    let letters = value.chars().map(|letter| if forbidden(letter) { '_' } else { letter });
    let name: String = letters.take(LONGEST).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bargeh::data::TableOptions;

    fn table(text: &str) -> Table {
        let options =
            TableOptions { name: "a.csv".to_owned(), encoding: None, lossy: false, lossy_rows: false, bytes: 1 << 20 };
        Table::read(text.as_bytes(), &options).unwrap()
    }

    #[test]
    fn values_never_lead_out_of_the_folder() {
        let table = table("n\n../../x\n\"a\nb\"\n..\nC:\\con\nمینا راد\n");
        let name =
            |row| named((Path::new("out/{{n}}.pdf"), "pdf"), &table, row, 1).map(|path| path.display().to_string());
        assert_eq!(name(0).unwrap(), "out/_.._x.pdf");
        assert_eq!(name(1).unwrap(), "out/a_b.pdf");
        assert!(name(2).is_err());
        assert_eq!(name(3).unwrap(), "out/C__con.pdf");
        assert_eq!(name(4).unwrap(), "out/مینا راد.pdf");
    }

    #[test]
    fn a_name_without_a_hole_gets_the_rows_number() {
        let table = table("n\na\n");
        assert_eq!(named((Path::new("out/x.pdf"), "pdf"), &table, 0, 3).unwrap(), Path::new("out/x-001.pdf"));
        assert_eq!(named((Path::new("{{#}}/{{n}}.pdf"), "pdf"), &table, 0, 2).unwrap(), Path::new("01/a.pdf"));
        let parted = named((Path::new("a.telegram.txt"), "telegram.txt"), &table, 0, 1).unwrap();
        assert_eq!(parted, Path::new("a-1.telegram.txt"));
        let short = named((Path::new("a.txt"), "telegram.txt"), &table, 0, 1).unwrap();
        assert_eq!(short, Path::new("a-1.txt"));
        let missing = named((Path::new("{{x|y}}.pdf"), "pdf"), &table, 0, 1).unwrap();
        assert_eq!(missing, Path::new("y.pdf"));
        assert!(named((Path::new("{{x}}.pdf"), "pdf"), &table, 0, 2).is_err());
    }
}
