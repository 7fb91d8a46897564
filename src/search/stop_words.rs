//! Stop words: what a question is made of in any guide ("how do I make a …"), whatever it asks about.
//!
//! Frequency alone does not tell them: guides speak of things, so "I" or "make" may be rarer in one than the word that is asked for. They
//! are indexed as all words are, but weighed as if they stood in every document, or in most. So they count next to nothing beside any
//! other word, and as much as ever where they are all there is. An inflection counts with its stem.

use super::fold::fold;
use super::vocabulary::Vocabulary;

/// Words that never tell anything.
const ENGLISH: &str = "a about am an and any are aren as at be because been but by can could couldn did didn do \
    does doesn doing don for from had has hasn have haven he her his how i if in into is isn it its just ll me might more \
    most must my no not of on one only or other our out over re shall she should shouldn so such than that the their them then \
    there these they this those to too under up us ve very was wasn we were weren what whats when where which while \
    who whom whose why will with won would wouldn you your";

/// Words that most often belong to the question, but may be what it is about.
const ENGLISH_OFTEN: &str = "all anyone anything being best better between cannot difference explain get good happen having however like make mean \
    much really use used uses using vs want way well whether work";

const FRENCH: &str = "a ai ainsi alors as au aucun aussi autre aux avec avoir besoin bien car ce cela celle celui ces cet cette chez comme \
    comment contre dans de depuis des difference dire doit doivent donc dont du elle elles en encore entre est et etait etre eux expliquer \
    faire fait faut fois il ils je la le lequel les leur leurs lorsque lui ma mais me meme mes mettre mon ne nos notre nous on ont ou par \
    parce pas peut peuvent peux plus pour pourquoi puis puisque quand que quel quelle quelles quels qui quoi sa sans se sera ses si son \
    sont sous sur ta te tes toi ton tous tout toute toutes tres tu un une utilise utiliser vaut veut vos votre vous y";

const GERMAN: &str = "aber alle allem allen aller alles als also am an auch auf aus bei beim benutzen bin bis bist braucht da damit dann das \
    dass dein dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er \
    erklaren es euch fur gegen geht gibt hat hatte hatten hier ich ihm ihn ihr ihre im in ins ist ja jede jedem jeden jeder jedes kann \
    kannst kein keine keinem keinen konnen konnte lauft machen macht man mein mich mir mit muss mussen nach nicht nichts noch nun nur ob \
    oder ohne sehr sein seine sich sie sind so soll sollen sollte sondern statt tun uber um und uns unser unter unterschied viel vom von vor \
    wann war waren warum was welche welchem welchen welcher welches wenn wer werden wie wieso will wir wird wo wollen wozu wurde wurden zu \
    zum zur zwischen";

const SPANISH: &str = "a al algo alguna alguno ante antes aqui asi aun cada como con contra cual cuales cuando cuanto de debe deben deberia \
    debo del desde diferencia donde dos e el ella ellas ellos en entonces entre era es esa ese eso esta estan estar este esto estos explicar \
    fue funciona funcionan ha hace hacen hacer hacia han hasta hay la las le les lo los mas me mejor mi mientras mis mucho muy ni no nos \
    nosotros nuestra nuestro o otra otro para pero por porque pueda puede pueden puedo que quien quiero se sea ser si sin sirve sobre son su \
    sus tal tambien tan tanto te tener tengo tiene tienen toda todas todo todos tu tus un una uno unos usa usar uso y ya yo";

const ITALIAN: &str = "a ad agli ai al alla alle allo anche che chi ci come con contro cosa cui da dagli dai dal dalla dalle de degli dei del \
    dell della delle dello deve devo di differenza dove e ed era fa fanno fare fra funziona gli ha hanno ho i il in io la le lei li lo loro \
    ma mai me mi mio ne negli nei nel nella nelle no noi non o ogni per perche piu poi posso prima puo quale quali quando quanto quella \
    quelle quello questa queste questi questo qui se sei senza si sia siamo sono spiegare sta su sua sue sugli sul sulla suo tra tu tutti \
    tutto un una uno usa usare uso vi voi";

const PORTUGUESE: &str = "a ao aos as ate com como contra cada da das de dela dele deve devem devo diferenca do dos e ela elas ele eles em \
    entre era essa esse esta estao este eu explicar faz fazem fazer foi funciona ha isso isto ja lhe mais mas me melhor meu minha muito na \
    nao nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo pelos pode podem por porque posso quais qual quando quanto que \
    quem quero se sem ser seu seus sim so sobre sua suas tambem tem tenho ter todo todos tu um uma usa usar uso voce voces";

const DUTCH: &str = "aan al alle alles als altijd andere ben bij daar dan dat de deze die dit doe doen doet door dus een en er gaan gaat \
    gebruik gebruiken gebruikt geen gewoon had haar hebben heb heeft hem het hij hoe hun ik in is ja je kan kunnen kun maar maken mag me \
    meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons ook op over te tegen toch toen tot tussen u uit uw van \
    veel verschil voor waar waarom wanneer want waren was wat we welk welke werd werken werkt wie wij wil willen worden wordt zal ze zelf zich \
    zij zijn zo zonder zou";

const RUSSIAN: &str = "а без бы был была были было быть в вам вас ваш вместо во вот все всех всё вы где да давать даже делает делать для до \
    его ее если есть ещё же за зачем здесь и из или им их к как какая какие каким какой когда кто ли лучше между меня мне можно мой мы на \
    надо найти нам нас наш не него нее нет ни них но ну нужен нужна нужно о об объяснить объясните один он она они оно от отличается \
    отличаются отличие отличия по под почему при про работает работают разница с сам сделать со так также такая такие такое такой там тем то \
    того тоже только том тот ты у уже чего чем что чтобы эта эти это этого этой этом этот я";

/// Part of the documents in which the words that often belong to a question count as being.
const OFTEN_SHARE: f32 = 0.6;

/// For each stem the part of the documents in which it counts as being at least, in a language (BCP 47): 0 for most words, and for all in
/// languages without a list.
pub fn document_shares(vocabulary: &Vocabulary<'_>, language: &str) -> Vec<f32> {
    let (always, often) = words(language);
    let mut parts = vec![0.0; vocabulary.stems.len()];
    for (list, part) in [(often, OFTEN_SHARE), (always, 1.0)] {
        for word in list.split_whitespace() {
            let word = fold(word);
            let from = vocabulary.entries.partition_point(|entry| entry.form < word.as_ref());
            for entry in vocabulary.entries[from..].iter().take_while(|entry| entry.form == word.as_ref()) {
                parts[entry.id.stem as usize] = part;
            }
        }
    }
    parts
}

/// The words that always are of asking, and those that often are.
fn words(language: &str) -> (&'static str, &'static str) {
    match super::language::primary(language).as_str() {
        "en" => (ENGLISH, ENGLISH_OFTEN),
        "fr" => (FRENCH, ""),
        "de" => (GERMAN, ""),
        "es" => (SPANISH, ""),
        "it" => (ITALIAN, ""),
        "pt" => (PORTUGUESE, ""),
        "nl" => (DUTCH, ""),
        "ru" => (RUSSIAN, ""),
        _ => ("", ""),
    }
}
