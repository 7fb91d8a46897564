// ANCHOR: part
println!("hi");
// ANCHOR_END: part
