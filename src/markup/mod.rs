//! tmp
#![allow(dead_code)]
mod classes;
mod escape;
pub mod highlight;
mod memo;
mod math;
mod xml;
mod diagram; mod svg; mod svg_theme; mod words;
