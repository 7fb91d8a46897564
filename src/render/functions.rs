//! What templates can call beyond Tera's own: `asset`, `has_asset`, `count`, and the filters `interpolate`, `date`, `number`, `without_ids`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use fnv::FnvHashMap;
use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::diagnostic::suggestion;
use crate::markup::without_ids;
use crate::theme::{Strings, Theme};

/// Makes them known to templates.
pub fn register(tera: &mut Tera, theme: &Theme) {
    register_asset(tera, theme);
    let names: BTreeSet<String> = theme.published_files().map(|(name, _)| name.to_string()).collect();
    tera.register_function("has_asset", move |kwargs: Kwargs, _: &State| -> TeraResult<bool> {
        Ok(names.contains(kwargs.must_get::<&str>("name")?))
    });
    let strings = Arc::new(theme.strings().clone());
    let words = strings.clone();
    tera.register_function("count", move |kwargs: Kwargs, _: &State| count(&words, &kwargs));
    let words = strings.clone();
    tera.register_filter("date", move |iso: &str, _: Kwargs, _: &State| words.date(iso));
    tera.register_filter("number", move |n: u64, _: Kwargs, _: &State| strings.number(n));
    tera.register_filter("interpolate", interpolate);
    // What is on the page already: an id is there once.
    tera.register_filter("without_ids", |html: StringInput, _: Kwargs, _: &State| html.inherit_safety(without_ids(html.as_str())));
}

/// `asset(name="styles/common.css")`: the URL of a file of the theme, from the page that is being made.
fn register_asset(tera: &mut Tera, theme: &Theme) {
    let paths: BTreeMap<String, String> = theme.published_files().map(|(name, path)| (name.to_string(), path.encoded())).collect();
    // By the way to the root: every page asks for a dozen, and there are few such ways.
    let known: RwLock<FnvHashMap<String, FnvHashMap<String, Value>>> = RwLock::default();
    tera.register_function("asset", move |kwargs: Kwargs, state: &State| -> TeraResult<Value> {
        let name: &str = kwargs.must_get("name")?;
        let root: Value = state.get("root")?.unwrap_or_else(Value::none);
        let root = root.as_str().unwrap_or_default();
        if let Some(url) = known.read().unwrap_or_else(PoisonError::into_inner).get(root).and_then(|urls| urls.get(name)) {
            return Ok(url.clone());
        }
        let Some(path) = paths.get(name) else {
            let help = suggestion(name, paths.keys().map(String::as_str)).map(|help| format!("; {help}")).unwrap_or_default();
            return Err(Error::message(format!("the theme has no file `{name}`{help}")));
        };
        let url = Value::safe_string(&state.escape(&[root, path].concat())?);
        let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(root.to_string()).or_default().insert(name.to_string(), url.clone());
        Ok(url)
    });
}

fn count(words: &Strings, kwargs: &Kwargs) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let n: u64 = kwargs.must_get("n")?;
    words.plural(key, n).ok_or_else(|| Error::message(format!("the words have no `count.{key}_other`")))
}

/// `text | interpolate(n=3)`: puts values into a text's placeholders. A value that is markup makes the text markup, and the rest is escaped.
fn interpolate(text: StringInput, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let is_markup = kwargs.iter().any(|(_, value)| value.is_safe() && value.is_string());
    let mut out = if is_markup { text.rendered(state)?.into_owned() } else { text.as_str().to_string() };
    let mut values: Vec<(String, String)> = Vec::new();
    for (key, value) in kwargs.iter() {
        let shown = if is_markup { state.escape_if_needed(value)? } else { value.to_string() };
        values.push((format!("{{{key}}}"), shown));
    }
    values.sort();
    for (placeholder, value) in values {
        out = out.replace(&placeholder, &value);
    }
    Ok(if is_markup { Value::safe_string(&out) } else { text.inherit_safety(out) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::ThemeOptions;

    fn render(template: &str, name: Value) -> Result<String, String> {
        let (theme, _) = Theme::new(&ThemeOptions::of_language("en"), &[]);
        let mut tera = Tera::new();
        register(&mut tera, &theme);
        let mut context = tera::Context::new();
        context.insert("root", "../");
        context.insert_value("name", name);
        tera.render_str(template, &context, true).map_err(|e| e.to_string())
    }

    #[test]
    fn assets_are_reached_from_the_page_and_unknown_ones_are_told() {
        let url = render("{{ asset(name='styles/common.css') }}", Value::none()).unwrap();
        assert!(url.starts_with("../assets/styles/common-") && url.ends_with(".css"), "{url}");
        let error = render("{{ asset(name='styles/comon.css') }}", Value::none()).unwrap_err();
        assert!(error.contains("the theme has no file `styles/comon.css`; did you mean `styles/common.css`?"), "{error}");
    }

    #[test]
    fn values_are_filled_in_and_escaped_once() {
        assert_eq!(render("{{ 'By {name}' | interpolate(name=name) }}", "<b> & \"c\"".into()).unwrap(), "By &lt;b&gt; &amp; &quot;c&quot;");
        assert_eq!(render("{{ '<By> {name}' | interpolate(name=name) }}", Value::safe_string("<b>x</b>")).unwrap(), "&lt;By&gt; <b>x</b>");
        assert_eq!(
            render("{{ count(key='cards', n=1) }}, {{ 12345 | number }}, {{ '2026-11-02' | date }}", Value::none()).unwrap(),
            "1 card, 12,345, 2 November 2026"
        );
        let shown = "{{ name }}{{ name | without_ids }}";
        assert_eq!(render(shown, Value::safe_string("<i id=\"x\">a</i>")).unwrap(), "<i id=\"x\">a</i><i>a</i>");
        assert_eq!(render(shown, "<".into()).unwrap(), "&lt;&lt;");
    }
}
