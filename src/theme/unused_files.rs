//! What a theme's author should know of a file that replaces nothing: scripts are published in bundles, so that a file instead of one of
//! their modules (`js/study.js`) is not read.
//!
//! In: the author's files, and which module is in which bundle. Out: a finding for each file under `js/` that nothing of the theme names, and
//! for each template or stylesheet that nothing names and whose name is nearly that of a built-in one: it was meant to replace that.

use std::collections::BTreeMap;

use crate::ThemeFile;
use crate::diagnostic::{Code, Diagnostic, unambiguous_nearest};

/// Which modules each bundle is made of, written by the build of the bundles.
pub const BUNDLE_MODULES: &str = "scripts/bundle-modules.json";

/// `theme` is the theme's name, `bundle_modules` the file [`BUNDLE_MODULES`].
pub fn check_modules(theme: &str, overlay: &[ThemeFile], bundle_modules: &[u8]) -> Vec<Diagnostic> {
    let bundle_modules: BTreeMap<String, Vec<String>> = serde_json::from_slice(bundle_modules).unwrap_or_default();
    let scripts = overlay.iter().filter(|file| file.path.ends_with(".js"));
    let idle = scripts
        .filter_map(|file| Some((file, file.path.strip_prefix("js/")?)))
        .filter(|(file, _)| !is_named(&file.path, &file.path, overlay));
    idle.map(|(file, module)| {
        let bundles: Vec<String> = bundle_modules
            .iter()
            .filter(|(_, modules)| modules.iter().any(|other| other == module))
            .map(|(bundle, _)| format!("scripts/{bundle}"))
            .collect();
        let message = format!("nothing loads `{}`: scripts are published in bundles", file.path);
        let help = if bundles.is_empty() {
            "put what it does into `custom.js`, which is loaded after everything".to_string()
        } else {
            format!("replace {} as a whole, or put what it does into `custom.js`, which is loaded after everything", list(&bundles))
        };
        Diagnostic::for_path(Code::UnusedScript, format!("themes/{theme}/{}", file.path), message).help(help)
    })
    .collect()
}

/// Templates and stylesheets with a name that is nearly a built-in one's, and that nothing uses; `base` is the built-in theme's name.
pub fn check_near_names(theme: &str, base: &str, overlay: &[ThemeFile]) -> Vec<Diagnostic> {
    let known = super::built_in_paths(base);
    let of_theme = |path: &str| ["templates/", "css/", "styles/"].into_iter().find(|folder| path.starts_with(folder));
    let is_new = |path: &str| !known.iter().any(|built_in| built_in == path);
    // Templates name each other without their folder, parts of stylesheets by `../css/`.
    let idle = |file: &&ThemeFile| !is_named(file.path.trim_start_matches("templates/"), &file.path, overlay);
    let files = overlay.iter().filter(|file| of_theme(&file.path).is_some() && is_new(&file.path)).filter(idle);
    files
        .filter_map(|file| {
            let near = unambiguous_nearest(&file.path, known.iter().map(String::as_str))?;
            let message = format!("nothing uses `{}`, and there is no built-in file of that name", file.path);
            Some(
                Diagnostic::for_path(Code::UnusedThemeFile, format!("themes/{theme}/{}", file.path), message)
                    .help(format!("did you mean `{near}`?")),
            )
        })
        .collect()
}

/// Whether one of the author's files names this one, as `asset(name="js/x.js")` or `"asset:js/x.js"` do.
fn is_named(name: &str, path: &str, overlay: &[ThemeFile]) -> bool {
    let text = |file: &ThemeFile| String::from_utf8_lossy(&file.bytes).into_owned();
    overlay.iter().filter(|file| file.path != path).any(|file| text(file).contains(name))
}

fn list(bundles: &[String]) -> String {
    let quoted: Vec<String> = bundles.iter().map(|bundle| format!("`{bundle}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => quoted.join(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(files: &[(&str, &str)]) -> Vec<String> {
        let overlay: Vec<ThemeFile> =
            files.iter().map(|(path, text)| ThemeFile { path: (*path).into(), bytes: text.as_bytes().into() }).collect();
        let parts = br#"{"study.js":["days.js","study.js"],"progress.js":["days.js"]}"#;
        check_modules("mine", &overlay, parts).into_iter().map(|d| format!("{:?} {:?}", d.path, d.help)).collect()
    }

    #[test]
    fn a_module_s_bundles_are_named() {
        let study = reported(&[("js/study.js", "")]);
        assert!(study[0].contains("themes/mine/js/study.js") && study[0].contains("replace `scripts/study.js` as a whole"), "{study:?}");
        let days = reported(&[("js/days.js", "")]);
        assert!(days[0].contains("replace `scripts/progress.js` and `scripts/study.js` as a whole"), "{days:?}");
    }

    #[test]
    fn a_script_that_nothing_loads_belongs_into_custom_js() {
        let other = reported(&[("js/mine.js", "")]);
        assert!(other[0].contains("put what it does into `custom.js`"), "{other:?}");
    }

    #[test]
    fn a_file_that_was_meant_to_replace_one_is_told_with_its_name() {
        let reported = |files: &[(&str, &str)]| {
            let overlay: Vec<ThemeFile> =
                files.iter().map(|(path, text)| ThemeFile { path: (*path).into(), bytes: text.as_bytes().into() }).collect();
            check_near_names("mine", "default", &overlay).into_iter().map(|d| d.help.unwrap_or_default()).collect::<Vec<_>>()
        };
        for (path, near) in [
            ("css/crad.css", "css/card.css"),
            ("templates/cards.html", "templates/card.html"),
            ("templates/partial/footer.html", "templates/partials/footer.html"),
            ("styles/readings.css", "styles/reading.css"),
        ] {
            assert_eq!(reported(&[(path, "")]), [format!("did you mean `{near}`?")], "{path}");
        }
        assert_eq!(
            reported(&[("templates/card.html", ""), ("css/card.css", ""), ("css/exams-of-years.css", ""), ("img/crad.png", "")]),
            [""; 0]
        );
        assert_eq!(reported(&[("templates/cards.html", ""), ("templates/topic.html", "{% include \"cards.html\" %}")]), [""; 0]);
        assert_eq!(reported(&[("css/crad.css", ""), ("styles/reading.css", "@import \"../css/crad.css\";")]), [""; 0]);
    }

    #[test]
    fn scripts_that_the_theme_itself_loads_and_whole_bundles_are_fine() {
        assert_eq!(reported(&[("js/mine.js", ""), ("templates/base.html", "{{ asset(name=\"js/mine.js\") }}")]), [""; 0]);
        assert_eq!(reported(&[("scripts/study.js", ""), ("custom.js", ""), ("css/base.css", "")]), [""; 0]);
    }
}
