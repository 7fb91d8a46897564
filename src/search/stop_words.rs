//! Stop words: the words that questions have in any guide ("how do I make a …"), whatever their subject.
//!
//! Frequency alone does not identify them: in a guide "I" or "make" may be rarer than the word that is searched for. They
//! are indexed as all words are, but weighed as if they were in every document, or in most. So they count next to nothing beside any
//! other word, and fully where a query has no other. A word derived from one ("useful", "underlying") is not a stop word, though a stemmer
//! gives both one stem: the lists have the inflections that are stop words, and `language` gives them stems of their own.

use std::collections::BTreeMap;

use super::fold::fold;

/// Words that never carry meaning.
const ENGLISH: &str = "a about am an and any are aren as at be because been but by can could couldn did didn do \
    does doesn doing don for from had has hasn have haven he her his how i if in into is isn it its just ll me might more \
    most must my no not of on one only or other others our out over re shall she should shouldn so such than that the their them then \
    there these they this those to too under up us ve very was wasn we were weren what whats when where which while \
    who whom whose why will with won would wouldn you your";

/// Words that most often belong to the question, but may be what it is about.
const ENGLISH_OFTEN: &str = "all anyone anything being best better between cannot differ difference differences different differs \
    explain explained explaining explains get gets getting good got happen happened happens having however like made make makes \
    making mean meaning means meant much really use used uses using vs want wanted wants way ways well whether work worked working \
    works";

const FRENCH: &str = "a ai ainsi alors as au aucun aussi autre autres aux avec avoir besoin bien car ce cela celle celui ces cet \
    cette chez comme comment contre dans de depuis des devez devons devrait difference differences dire doit doivent donc dont du \
    elle elles en encore entre est et etait etre eux explique expliquent expliquer expliquez faire fait faites faut fois font il ils \
    je la le lequel les leur leurs lorsque lui ma mais me meme mes mettent mettre mon ne nos notre nous on ont ou par parce pas peut \
    peuvent peux plus pour pourquoi pouvez pouvoir pouvons puis puisque quand que quel quelle quelles quels qui quoi sa sans se sera \
    ses si son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un une utilise utilisee utilisees utilisent utiliser \
    utilises utilisez utilisons vaut veut veux vos votre voulez vous y";

const GERMAN: &str = "aber alle allem allen aller alles als also am an auch auf aus bei beim benutze benutzen benutzt bin bis bist \
    brauche brauchen braucht da damit dann das dass dein dem den denn der des dessen die dies diese diesem diesen dieser dieses doch \
    dort du durch ein eine einem einen einer eines er erklare erklaren erklart es euch fur geben gegen gehen geht gibt hat hatte \
    hatten hier ich ihm ihn ihr ihre im in ins ist ja jede jedem jeden jeder jedes kann kannst kein keine keinem keinen konnen konnte \
    laufen lauft machen macht man mein mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne sehr sein seine sich sie \
    sind so soll sollen sollte sollten sondern statt tun tut uber um und uns unser unter unterschied unterschiede viel vom von vor \
    wann war waren warum was welche welchem welchen welcher welches wenn wer werden wie wieso will wir wird wo wollen wollt wozu \
    wurde wurden zu zum zur zwischen";

const SPANISH: &str = "a al algo alguna alguno ante antes aqui asi aun cada como con contra cual cuales cuando cuanto de debe deben \
    deberia deberian debo del desde diferencia diferencias donde dos e el ella ellas ellos en entonces entre era es esa ese eso esta \
    estan estar este esto estos explica explicar explique fue funciona funcionan ha hace hacen hacer hacia han hasta hay la las le \
    les lo los mas me mejor mi mientras mis mucho muy ni no nos nosotros nuestra nuestro o otra otro para pero por porque pueda puede \
    pueden puedo que quien quiere quieren quiero se sea ser si sin sirve sirven sobre son su sus tal tambien tan tanto te tener tengo \
    tiene tienen toda todas todo todos tu tus un una uno unos usa usan usando usar usas uso y ya yo";

const ITALIAN: &str = "a ad agli ai al alla alle allo anche che chi ci come con contro cosa cui da dagli dai dal dalla dalle de degli \
    dei del dell della delle dello deve devo devono di differenza differenze dobbiamo dove e ed era fa fanno fare fra funziona \
    funzionano funzionare gli ha hanno ho i il in io la le lei li lo loro ma mai me mi mio ne negli nei nel nella nelle no noi non o \
    ogni per perche piu poi possiamo posso possono prima puo quale quali quando quanto quella quelle quello questa queste questi \
    questo qui se sei senza si sia siamo sono spiega spiegare spieghi sta su sua sue sugli sul sulla suo tra tu tutti tutto un una \
    uno usa usano usare usi usiamo uso vi voi";

const PORTUGUESE: &str = "a ao aos as ate cada com como contra da das de dela dele deve devem devo diferenca diferencas do dos e ela \
    elas ele eles em entre era essa esse esta estao este eu explica explicar explique faz fazem fazer foi funciona funcionam \
    funcionar ha isso isto ja lhe mais mas me melhor meu minha muito na nao nas nem no nos nossa nosso num numa o onde os ou para \
    pela pelas pelo pelos pode podem por porque posso quais qual quando quanto que quem quero se sem ser seu seus sim so sobre sua \
    suas tambem tem tenho ter todo todos tu um uma usa usam usando usar uso voce voces";

const DUTCH: &str = "aan al alle alles als altijd andere ben bij daar dan dat de deze die dit doe doen doet door dus een en er gaan \
    gaat gebruik gebruiken gebruikt geen gewoon haar had heb hebben heeft hem het hij hoe hun ik in is ja je kan kun kunnen maar mag \
    maken me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons ook op over te tegen toch toen tot \
    tussen u uit uw van veel verschil verschillen voor waar waarom wanneer want waren was wat we welk welke werd werken werkt wie wij \
    wil willen worden wordt zal ze zelf zich zij zijn zo zonder zou";

const RUSSIAN: &str = "а без бы был была были было быть в вам вас ваш вместо во вот все всех всё вы где да давать даже делаем делает \
    делать делают для до его ее если есть ещё же за зачем здесь и из или им их к как какая какие каким какой когда кто ли лучше между \
    меня мне можно мой мы на надо найти нам нас наш не него нее нет ни них но ну нужен нужна нужно о об объясни объясните объяснить \
    объясняет один он она они оно от отличается отличаются отличие отличия по под почему при про работаем работает работать работают \
    разница разницу с сам сделать со так такая также такие такое такой там тем то того тоже только том тот ты у уже чего чем что \
    чтобы эта эти это этого этой этом этот я";

/// Part of the documents in which words that are often stop words count as being.
const OFTEN_SHARE: f32 = 0.6;

/// For each stop word of a language, folded, the part of the documents in which it counts as being at least. None in languages without a list.
pub fn document_frequency_floors(primary: &str) -> BTreeMap<String, f32> {
    let (always, often) = words(primary);
    let list = |words: &'static str, share| words.split_whitespace().map(move |word| (fold(word).into_owned(), share));
    list(often, OFTEN_SHARE).chain(list(always, 1.0)).collect()
}

/// The words that are always stop words, and those that often are.
fn words(primary: &str) -> (&'static str, &'static str) {
    match primary {
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
