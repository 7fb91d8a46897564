//! HTML as well-formed XML: what a browser's parser makes of it, written as XHTML 1 with namespaces.

use crate::encode;
use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// What a file contains that its entry in the package has to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ContentFlags {
    pub svg: bool,
    pub math: bool,
}

/// A document of HTML as XHTML.
pub fn xhtml(html: &str) -> (String, ContentFlags) {
    let document = parse_document(RcDom::default(), Default::default()).one(html);
    let mut writer = Writer { out: String::with_capacity(html.len() + html.len() / 8), contains: ContentFlags::default() };
    writer.out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n");
    document.document.children.borrow().iter().for_each(|node| writer.node(node, ""));
    writer.out.push('\n');
    (writer.out, writer.contains)
}

struct Writer {
    out: String,
    contains: ContentFlags,
}

impl Writer {
    /// `around` is the namespace that counts where the node is.
    fn node(&mut self, node: &Handle, around: &str) {
        match &node.data {
            NodeData::Text { contents } => self.out.push_str(&encode::xml(&contents.borrow())),
            NodeData::Element { name, attrs, .. } => {
                let namespace = match name.ns {
                    ns!(svg) => SVG,
                    ns!(mathml) => MATHML,
                    _ => XHTML,
                };
                self.contains.svg |= namespace == SVG;
                self.contains.math |= namespace == MATHML;
                self.out.push('<');
                self.out.push_str(&name.local);
                if namespace != around {
                    self.attribute("xmlns", namespace);
                }
                if around.is_empty() {
                    self.attribute("xmlns:epub", "http://www.idpf.org/2007/ops");
                }
                for attribute in attrs.borrow().iter() {
                    let (prefix, local) = (attribute.name.prefix.as_ref(), &attribute.name.local);
                    // Namespaces are written by the elements above; an attribute that XML can't name is not one of ours.
                    if !is_name(local) || **local == *"xmlns" || prefix.is_some_and(|prefix| **prefix == *"xmlns") {
                        continue;
                    }
                    match prefix {
                        Some(prefix) if **prefix == *"xlink" => {
                            self.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
                            self.attribute(&format!("xlink:{local}"), &attribute.value);
                        }
                        Some(prefix) => self.attribute(&format!("{prefix}:{local}"), &attribute.value),
                        None => self.attribute(local, &attribute.value),
                    }
                    // Of the whole document: XML has a word of its own.
                    if around.is_empty() && **local == *"lang" {
                        self.attribute("xml:lang", &attribute.value);
                    }
                }
                self.content(node, &name.local, namespace);
            }
            _ => {}
        }
    }

    fn content(&mut self, node: &Handle, name: &LocalName, namespace: &str) {
        let children = node.children.borrow();
        let empty = if namespace == XHTML { VOID.contains(&&**name) } else { children.is_empty() };
        if empty {
            self.out.push_str("/>");
            return;
        }
        self.out.push('>');
        children.iter().for_each(|child| self.node(child, namespace));
        self.out.push_str(&format!("</{name}>"));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\""));
        self.out.push_str(&encode::xml(value));
        self.out.push('"');
    }
}

/// Whether XML takes an attribute's name; of other characters than these, none of ours has any.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_closed_and_has_its_namespace() {
        let html = "<!DOCTYPE html><html lang=de><head><title>a&nbsp;&amp; b</title></head><body><p>x<br>y<input disabled><p>z\
                    <svg viewBox='0 0 1 1'><use xlink:href='#a'/><foreignObject><p>t</p></foreignObject></svg><math><mi>x</mi></math>\
                    <a onclick@x=1 b\u{1}=2>t\u{1}</a></body></html>";
        let (text, contains) = xhtml(html);
        assert_eq!(contains, ContentFlags { svg: true, math: true });
        let document =
            roxmltree::Document::parse_with_options(&text, roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() }).unwrap();
        let of = |name: &str| document.descendants().find(|node| node.tag_name().name() == name).unwrap().tag_name().namespace().unwrap();
        assert_eq!([of("body"), of("use"), of("mi")], [XHTML, SVG, MATHML]);
        let inner = document.descendants().rfind(|node| node.tag_name().name() == "p").unwrap();
        assert_eq!((inner.text(), inner.tag_name().namespace()), (Some("t"), Some(XHTML)));
        assert!(text.contains("x<br/>y<input disabled=\"\"/></p><p>z") && text.contains("a\u{a0}&amp; b"), "{text}");
        assert_eq!(document.root_element().attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("de"));
    }
}
