//! One address, in each way in which a card can write it: it leads into the guide or to a harmless scheme, or it is a finding, and then it is
//! no link.

use super::{LONGEST, html, inert, text};

pub fn check(data: &[u8]) {
    let Some(address) = text(data).filter(|address| address.len() < LONGEST / 8) else { return };
    let ways = [
        format!("[a]({address})"),
        format!("[a](<{address}>)"),
        format!("![a]({address})"),
        format!("<{address}>"),
        format!("[[{address}]]"),
        format!("![[{address}]]"),
        format!("[[{address}|a]]"),
        format!("[a][b]\n\n[b]: {address}"),
        format!("[a][b]\n\n[b]: <{address}> 'c'"),
        format!("{address} and {address}"),
        format!("<a href=\"{address}\">a</a>"),
        format!("<a href={address}>a</a>"),
        format!("<img src=\"{address}\" srcset=\"{address} 2x, x.png\" alt=\"\">"),
    ];
    let file = format!("# Question?\n\n## Answer\n\n### Here\n\n{}\n", ways.join("\n\n"));
    for page in html::guide(&file, true) {
        inert::check(&page);
    }
}
