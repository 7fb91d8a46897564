//! Whether a browser that reads a piece of HTML would do nothing but show it.

use html5ever::tendril::TendrilSink;
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment, serialize};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// Elements that run something, load something, change how the page is read, or take what is typed.
const ACTIVE: &[&str] = &[
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "param",
    "base",
    "meta",
    "link",
    "form",
    "button",
    "select",
    "textarea",
    "option",
    "template",
    "slot",
    "noscript",
    "plaintext",
    "xmp",
    "title",
    "html",
    "head",
    "body",
    "dialog",
    "portal",
    "audio",
    "video",
    "track",
    "canvas",
    "marquee",
    "keygen",
    "isindex",
    "listing",
];
/// Elements of drawings; anything else in them may link, load or move.
const SVG: &[&str] =
    &["svg", "circle", "defs", "ellipse", "g", "line", "marker", "path", "polygon", "polyline", "rect", "text", "tspan", "title", "desc"];
/// Attributes that name what a browser loads or where it goes.
const ADDRESSES: &[&str] =
    &["href", "src", "srcset", "cite", "action", "formaction", "poster", "background", "data", "longdesc", "manifest", "ping", "icon"];
/// Those that may.
const MAY_LINK: &[&str] = &["href", "src", "srcset"];
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

pub fn check(html: &str) {
    let fragment = fragment(html);
    walk(&fragment.document, None, html);
    let once = written(&fragment);
    let again = written(&self::fragment(&once));
    assert_eq!(once, again, "read again it is something else: {html:?}");
    closed(html);
}

/// As `innerHTML` of a `<div>`.
fn fragment(html: &str) -> RcDom {
    let name = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), ParseOpts::default(), name, Vec::new(), true).one(html)
}

/// The inside of the one element that a fragment has.
fn written(dom: &RcDom) -> String {
    let mut bytes = Vec::new();
    for root in dom.document.children.borrow().iter() {
        serialize(&mut bytes, &SerializableHandle::from(root.clone()), html5ever::serialize::SerializeOpts::default()).unwrap();
    }
    String::from_utf8(bytes).unwrap()
}

/// In a page, what stands behind it is not part of it.
fn closed(html: &str) {
    let page = format!(
        "<!DOCTYPE html><html><head><title>x</title></head><body><main><div>{html}</div></main><footer>behind</footer></body></html>"
    );
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let body = child(&child(&dom.document, "html"), "body");
    let names: Vec<String> = body.children.borrow().iter().filter_map(name).collect();
    assert_eq!(names, ["main", "footer"], "it leaves its element: {html:?}");
    let main = child(&body, "main");
    let inside: Vec<String> = main.children.borrow().iter().filter_map(name).collect();
    assert_eq!(inside, ["div"], "it leaves its element: {html:?}");
    assert!(child(&body, "footer").children.borrow().iter().all(|node| name(node).is_none()), "it reaches behind itself: {html:?}");
}

fn name(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

fn child(node: &Handle, wanted: &str) -> Handle {
    let children = node.children.borrow();
    children.iter().find(|child| name(child).as_deref() == Some(wanted)).unwrap_or_else(|| panic!("no <{wanted}>")).clone()
}

fn walk(node: &Handle, around: Option<&Namespace>, html: &str) {
    let mut space = around;
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            space = Some(&name.ns);
            // The root of a fragment.
            if around.is_some() || &*name.local != "html" {
                element(name, around, html);
                attributes(&name.local, &name.ns, &attrs.borrow(), html);
            }
        }
        NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } | NodeData::Doctype { .. } => {
            panic!("more than elements and text: {html:?}")
        }
        NodeData::Document | NodeData::Text { .. } => {}
    }
    node.children.borrow().iter().for_each(|child| walk(child, space, html));
}

fn element(name: &QualName, around: Option<&Namespace>, html: &str) {
    let local = &*name.local;
    if name.ns == ns!(html) {
        assert!(!ACTIVE.contains(&local), "<{local}> in {html:?}");
        assert!(around.is_none_or(|around| *around == ns!(html)), "<{local}> of HTML in a drawing or a formula: {html:?}");
    } else if name.ns == ns!(svg) {
        assert!(SVG.contains(&local), "<{local}> in a drawing: {html:?}");
    } else {
        assert!(
            name.ns == ns!(mathml) && local.starts_with('m') && local != "maction" && local != "mglyph",
            "<{local}> in a formula: {html:?}"
        );
    }
}

fn attributes(element: &LocalName, space: &Namespace, attributes: &[Attribute], html: &str) {
    for attribute in attributes {
        let (name, value) = (&*attribute.name.local, &*attribute.value);
        assert!(!name.to_ascii_lowercase().starts_with("on"), "{name}= in {html:?}");
        assert!(
            !["style", "srcdoc", "name", "is", "nonce", "http-equiv", "autofocus", "contenteditable", "form", "sandbox", "target"]
                .contains(&name),
            "{name}= in {html:?}"
        );
        assert!(attribute.name.prefix.is_none(), "{name}= of another namespace in {html:?}");
        if ADDRESSES.contains(&name) {
            assert!(MAY_LINK.contains(&name) && *space == ns!(html), "{name}= of <{element}> in {html:?}");
            let candidates: Vec<&str> = if name == "srcset" { value.split(", ").collect() } else { vec![value] };
            for address in candidates {
                address_is_harmless(element, address, html);
            }
        }
        assert!(!(&**element == "input" && name == "type" && value != "checkbox"), "an input in {html:?}");
    }
}

/// As browsers read it: without white space and control characters around and in it.
fn address_is_harmless(element: &LocalName, address: &str, html: &str) {
    let read: String = address.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let scheme = read.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let scheme = scheme
        .filter(|s| s.starts_with(|c: char| c.is_ascii_alphabetic()) && s.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    match scheme {
        Some(scheme) => {
            assert!(&**element == "a" && SCHEMES.contains(&scheme.as_str()), "an address with {scheme}: in <{element}> of {html:?}");
        }
        None => assert!(!read.replace('\\', "/").starts_with("//"), "an address elsewhere in <{element}> of {html:?}"),
    }
}
