//! Errors about the command line in Persian; clap has only English.

use super::messages::said;
use bargeh::settings::Ui;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::fmt::Write as _;

/// The error's text; `None` for help and version, which are not errors.
pub(super) fn in_persian(error: &Error, command: Option<&str>) -> Option<String> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let mut text = format!("خطا: {}", said(&message(error), Ui::Persian));
    let meant = command.map(|command| format!("bargeh {command}"));
    if let Some(meant) = meant
        .or_else(|| context(error, ContextKind::SuggestedArg))
        .or_else(|| context(error, ContextKind::SuggestedSubcommand))
        .or_else(|| context(error, ContextKind::SuggestedValue))
    {
        let _ = write!(text, "\n  راهنمایی: شاید منظورتان این است:\n    {meant}");
    }
    if let Some(valid) = context(error, ContextKind::ValidValue) {
        let _ = write!(text, "\n  پذیرفته‌ها:\n    {valid}");
    }
    if let Some(usage) = context(error, ContextKind::Usage) {
        let _ = write!(text, "\n\nکاربرد:\n  {}", usage.trim().trim_start_matches("Usage: "));
    }
    text.push_str("\n\nراهنمای کامل:\n  bargeh --help\n");
    Some(text)
}

/// The error in one sentence, with the offending argument.
fn message(error: &Error) -> String {
    let of = |kind| context(error, kind).unwrap_or_default();
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => format!("گزینهٔ ناشناخته: `{arg}`"),
        ErrorKind::InvalidSubcommand => format!("فرمان ناشناخته: `{}`", of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("مقداری لازم است برای `{arg}`"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("مقدار نادرست `{value}` برای `{arg}`"),
        ErrorKind::MissingRequiredArgument => format!("این نوشته نشده است: `{arg}`"),
        ErrorKind::MissingSubcommand => "فرمانی لازم است".to_owned(),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other.is_empty() || other == arg => {
                format!("این بیش از یک بار آمده، یا با گزینه‌ای دیگر نمی‌آید: `{arg}`")
            }
            other => format!("این دو با هم نمی‌آیند: `{arg}`، `{other}`"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("شمار مقدارها درست نیست: `{arg}`")
        }
        ErrorKind::NoEquals => format!("نشانهٔ = لازم است: `{arg}`"),
        ErrorKind::InvalidUtf8 => "نامی به UTF-8 نیست".to_owned(),
        _ => error.to_string().trim_start_matches("error: ").lines().next().unwrap_or_default().to_owned(),
    }
}

/// What clap recorded besides the kind of error.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(" ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => texts.first().map(ToString::to_string),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}
