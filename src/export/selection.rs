//! Which cards an export takes: the words of one topic, level, kind, type or tag, and a number drawn from them.

use sha2::{Digest, Sha256};

use crate::diagnostic::suggestion;
use crate::model::{Card, CardIx, Guide};
use crate::standalone_markdown::{QUESTION_TYPES, question_type};

/// What was asked for. Of several words for one thing any fits; of several things all must.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids of topics; what lies below them is taken too.
    pub topics: Vec<String>,
    /// Ids of levels.
    pub levels: Vec<String>,
    /// Ids of kinds.
    pub kinds: Vec<String>,
    /// What a learner does: `open`, `choice`, `cloze`.
    pub types: Vec<String>,
    /// Names of tags, in any case.
    pub tags: Vec<String>,
    /// So many cards at most, drawn by `seed`.
    pub count: Option<usize>,
    /// Another word draws other cards; the same draws the same, also when cards that it did not draw have come or gone.
    pub seed: String,
}

impl Selection {
    /// The cards that fit, in guide order.
    ///
    /// # Errors
    /// The message names a word that the guide does not have, or says that no card fits.
    pub fn select(&self, guide: &Guide) -> Result<Vec<CardIx>, String> {
        known("topic", &self.topics, guide.topics.iter().map(|topic| &*topic.id))?;
        known("level", &self.levels, guide.levels.iter().map(|level| &*level.id))?;
        known("kind", &self.kinds, guide.kinds.iter().map(|kind| &*kind.id))?;
        known("type", &self.types, QUESTION_TYPES.into_iter())?;
        known("tag", &self.tags, guide.tags.iter().map(|tag| &*tag.name))?;
        let cards = guide.cards.iter().enumerate().filter(|(_, card)| self.fits(guide, card));
        let mut cards: Vec<CardIx> = cards.map(|(i, _)| i.into()).collect();
        if let Some(count) = self.count {
            cards.sort_by_cached_key(|ix| random_order_key(&self.seed, &guide.card(*ix).id));
            cards.truncate(count);
            cards.sort_unstable();
        }
        if cards.is_empty() {
            return Err("no card of the guide matches --topic, --level, --kind, --type and --tag".into());
        }
        Ok(cards)
    }

    fn fits(&self, guide: &Guide, card: &Card) -> bool {
        let any = |list: &[String], fits: &dyn Fn(&str) -> bool| list.is_empty() || list.iter().any(|word| fits(word));
        let below = |topic: &str| card_topic(guide, card).strip_prefix(topic).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        any(&self.topics, &below)
            && any(&self.levels, &|word| card.level.is_some_and(|ix| guide.level(ix).id == word))
            && any(&self.kinds, &|word| card.kind.is_some_and(|ix| guide.kind(ix).id == word))
            && any(&self.types, &|word| question_type(&card.question) == word)
            && any(&self.tags, &|word| card.tags.iter().any(|ix| same(&guide.tag(*ix).name, word)))
    }
}

fn card_topic<'g>(guide: &'g Guide, card: &Card) -> &'g str {
    &guide.topic(card.topic).id
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// A card's place among those that may be drawn: a number that depends on the card's id and the seed alone.
pub fn random_order_key(seed: &str, id: &str) -> [u8; 32] {
    Sha256::new().chain_update(seed).chain_update([0]).chain_update(id).finalize().into()
}

fn known<'g>(what: &str, words: &[String], all: impl Iterator<Item = &'g str> + Clone) -> Result<(), String> {
    match words.iter().find(|word| !all.clone().any(|known| if what == "tag" { same(known, word) } else { known == **word })) {
        None => Ok(()),
        Some(word) => {
            let near = suggestion(word, all).unwrap_or_else(|| "`recto stats` lists what there is".into());
            Err(format!("the guide has no {what} `{word}`; {near}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LevelOrKind, Topic};

    fn guide() -> Guide {
        let topic = |id: &str| Topic { id: id.into(), ..crate::model::fixtures::topic() };
        let card = |id: &str, topic: u32, level: Option<u32>| Card {
            id: id.into(),
            topic: crate::model::TopicIx(topic),
            level: level.map(crate::model::LevelIx),
            ..crate::model::fixtures::card()
        };
        let level = |id: &str| LevelOrKind { id: id.into(), name: id.into(), summary: String::new(), minutes: None, stages: Vec::new() };
        Guide {
            topics: vec![topic("db"), topic("db/sql"), topic("dbx")],
            cards: vec![card("db/a", 0, Some(0)), card("db/sql/b", 1, Some(1)), card("dbx/c", 2, None)],
            levels: vec![level("junior"), level("senior")],
            ..Guide::default()
        }
    }

    fn ids(selection: Selection) -> Result<Vec<usize>, String> {
        selection.select(&guide()).map(|cards| cards.iter().map(|ix| ix.index()).collect())
    }

    #[test]
    fn words_of_one_thing_are_alternatives_and_things_are_joined() {
        let words = |list: &[&str]| list.iter().map(|word| word.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(Selection::default()), Ok(vec![0, 1, 2]));
        assert_eq!(ids(Selection { topics: words(&["db"]), ..Selection::default() }), Ok(vec![0, 1]));
        assert_eq!(ids(Selection { levels: words(&["junior", "senior"]), ..Selection::default() }), Ok(vec![0, 1]));
        let both = Selection { topics: words(&["db/sql"]), levels: words(&["junior"]), ..Selection::default() };
        assert_eq!(ids(both).unwrap_err(), "no card of the guide matches --topic, --level, --kind, --type and --tag");
        let unknown = ids(Selection { levels: words(&["junor"]), ..Selection::default() }).unwrap_err();
        assert!(unknown.contains("no level `junor`") && unknown.contains("junior"), "{unknown}");
    }

    #[test]
    fn a_draw_is_the_same_each_time_and_another_by_another_seed() {
        let draw = |seed: &str| ids(Selection { count: Some(1), seed: seed.into(), ..Selection::default() }).unwrap();
        let drawn: std::collections::BTreeSet<Vec<usize>> = (0..20).map(|seed| draw(&seed.to_string())).collect();
        assert_eq!(draw("x"), draw("x"));
        assert_eq!(drawn.len(), 3, "every card is drawn by some seed");
        assert_eq!(ids(Selection { count: Some(9), ..Selection::default() }), Ok(vec![0, 1, 2]), "in guide order");
    }
}
