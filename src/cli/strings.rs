//! `recto strings LANG`: the interface's words as a file to translate, with what there is and what is missing.

use recto::config;
use recto::theme;

use super::args::Strings;
use super::{Failure, guide, read};

/// `recto strings`.
pub fn run(args: &Strings) -> Result<(), Failure> {
    let language = config::language(&args.language).map_err(Failure::Usage)?;
    let path = format!("strings/{language}.toml");
    let own = match &args.dir {
        Some(dir) => read::read(&guide::find(dir)?.root)?.theme.into_iter().find(|file| file.path == path),
        None => None,
    };
    super::terminal::print(&theme::strings_to_translate(&language, own.as_ref().map(|file| &*file.bytes)))?;
    let missing = theme::missing_strings(&language).len();
    eprintln!(
        "write what is empty into themes/NAME/{path} of a guide (`site.theme = \"NAME\"`); {missing} texts of Recto are not translated into {language}"
    );
    Ok(())
}
