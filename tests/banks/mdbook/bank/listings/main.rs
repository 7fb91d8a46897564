// ANCHOR: body
fn main() {
    // ANCHOR: inner
    println!("hi");
    // ANCHOR_END: inner
}
// ANCHOR_END: body
