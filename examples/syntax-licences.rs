//! Prints the licences of the grammars by which code is highlighted, for the notice that a release ships (.github/scripts/third-party.mjs).

fn main() {
    print!("{}", two_face::acknowledgement::listing().to_md());
}
