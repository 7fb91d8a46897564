//! Text that has English's word frequencies, though not its sense: the words of this repository's own guide in order of frequency,
//! drawn by Zipf's law, with a tail of coined names and numbers so that the vocabulary grows with the text as it does in nature.

use super::random::Random;

const WORDS: &str = include_str!("words.txt");

const SYLLABLES: [&str; 24] = [
    "ar", "ba", "cor", "del", "en", "fi", "gra", "hex", "in", "jo", "kel", "lum", "mon", "nor", "ox", "per", "qua", "rel", "syn", "tor",
    "ul", "ven", "wex", "zo",
];

pub struct Prose {
    words: Vec<&'static str>,
    /// Sum of the weights up to and with each word.
    cumulative: Vec<f64>,
}

impl Prose {
    pub fn new() -> Self {
        let words: Vec<&str> = WORDS.lines().collect();
        let mut sum = 0.0;
        // Zipf's law as Mandelbrot bent it: the first few words are less frequent than 1/rank says.
        let cumulative = (0..words.len()).map(|rank| (sum += 1.0 / (rank as f64 + 2.7), sum).1).collect();
        Self { words, cumulative }
    }

    /// A word as a running text has it.
    pub fn word(&self, random: &mut Random) -> &'static str {
        let at = random.fraction() * self.cumulative[self.cumulative.len() - 1];
        self.words[self.cumulative.partition_point(|sum| *sum <= at).min(self.words.len() - 1)]
    }

    /// A word that carries meaning: none of the most frequent ones.
    pub fn term(&self, random: &mut Random) -> &'static str {
        self.words[random.between(120, self.words.len() as u64 - 1) as usize]
    }

    /// A name that nobody has used before, most likely.
    pub fn coined(&self, random: &mut Random) -> String {
        (0..random.between(2, 4)).map(|_| random.pick(&SYLLABLES)).collect()
    }

    /// `snake_case` of two words: no language has such a keyword.
    pub fn identifier(&self, random: &mut Random) -> String {
        format!("{}_{}", self.term(random), self.term(random))
    }

    /// So many words, neither capital nor full stop.
    pub fn phrase(&self, random: &mut Random, words: u64) -> String {
        let mut text = String::new();
        for i in 0..words {
            if i > 0 {
                text.push_str(if i > 3 && i + 2 < words && random.chance(7) { ", " } else { " " });
            }
            match random.next() % 100 {
                0..=1 => text.push_str(&format!("{} ms", random.between(2, 900))),
                2 => text.push_str(&self.coined(random)),
                3 => text.push_str(&format!("`{}`", self.identifier(random))),
                4 => text.push_str(&format!("**{}**", self.term(random))),
                _ => text.push_str(self.word(random)),
            }
        }
        text
    }

    pub fn sentence(&self, random: &mut Random) -> String {
        let words = random.between(6, 22);
        format!("{}.", capitalised(&self.phrase(random, words)))
    }

    pub fn paragraph(&self, random: &mut Random, sentences: u64) -> String {
        (0..sentences).map(|_| self.sentence(random)).collect::<Vec<_>>().join(" ")
    }
}

pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
