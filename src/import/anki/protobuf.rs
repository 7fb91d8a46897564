//! As much of protocol buffers as Anki's packages need: the fields of a message that have a length.

/// The fields of a message that hold bytes (texts and messages), in their order; numbers are skipped. A damaged message ends early.
pub fn fields(mut message: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        loop {
            let key = varint(&mut message)?;
            match key & 7 {
                0 => drop(varint(&mut message)?),
                1 => message = message.get(8..)?,
                2 => {
                    let length = usize::try_from(varint(&mut message)?).ok()?;
                    let value = message.get(..length)?;
                    message = &message[length..];
                    return Some((key >> 3, value));
                }
                5 => message = message.get(4..)?,
                _ => return None,
            }
        }
    })
}

/// The first text of that number.
pub fn text(message: &[u8], number: u64) -> Option<String> {
    let (_, value) = fields(message).find(|(field, _)| *field == number)?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn varint(message: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = message.split_first()?;
        *message = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_behind_numbers() {
        let message = [0x08, 0x96, 0x01, 0x12, 0x02, b'h', b'i', 0x1a, 0x01, b'x'];
        assert_eq!(text(&message, 2).as_deref(), Some("hi"));
        assert_eq!(text(&message, 3).as_deref(), Some("x"));
        assert_eq!(text(&message[..5], 2), None);
    }
}
