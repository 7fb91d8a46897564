//! What banks call a question, its answer, an explanation and a hint, in the languages in which they are written: lower case, with `|` between
//! the names. Apostrophes are straight ones.

/// The word for a question.
pub const QUESTION: &str = "question|questão|frage|pregunta|pergunta|domanda|вопрос|питання|пытанне|pytanie|vraag|soru|fråga|spørsmål|spørgsmål\
    |spurning|kysymys|küsimus|jautājums|klausimas|kérdés|otázka|întrebare|întrebarea|въпрос|pitanje|питање|прашање|vprašanje|pyetje|pyetja\
    |qüestió|galdera|savol|савол|сұрақ|суроо|sual|асуулт|ερώτηση|שאלה|سؤال|السؤال|پرسش|سوال|প্রশ্ন|प्रश्न|सवाल|கேள்வி|ప్రశ్న|ಪ್ರಶ್ನೆ|ചോദ്യം\
    |પ્રશ્ન|ਸਵਾਲ|ප්‍රශ්නය|คำถาม|câu hỏi|pertanyaan|soalan|tanong|swali|კითხვა|հարց|问题|问|問|問題|質問|設問|题目|題目|질문";

/// The word for an answer.
pub const ANSWER: &str = "answer|ans|sol|antwort|réponse|respuesta|risposta|resposta|ответ|відповідь|адказ|odpowiedź|antwoord|cevap\
    |yanıt|svar|vastaus|vastus|atbilde|atsakymas|odpověď|odpoveď|válasz|răspuns|răspunsul|отговор|odgovor|одговор|përgjigja\
    |përgjigje|erantzuna|javob|жавоб|ҷавоб|жауап|жооп|cavab|cavabı|javabı|җавап|хариулт|απάντηση|תשובה|الإجابة|الاجابة|إجابة|الجواب\
    |جواب|پاسخ|উত্তর|उत्तर|जवाब|பதில்|விடை|సమాధానం|జవాబు|ಉತ್ತರ|ഉത്തരം|જવાબ|ਜਵਾਬ|පිළිතුර|คำตอบ|အဖြေ|ចម្លើយ|ຄຳຕອບ|đáp án|trả lời\
    |jawaban|jawapan|sagot|jibu|jawabu|პასუხი|պատասխան|መልስ|答|答案|回答|答え|답변|답|解答";

/// The word for a solution that names what is right.
pub const SOLUTION: &str = "lösung|solución|soluzione|solução|решение|rozwiązanie|oplossing|çözüm|lösningsförslag|ratkaisu|lahendus\
    |řešení|riešenie|megoldás|rješenje|rešenje|rešitev|решење|zgjidhja|λύση|פתרון|เฉลย|正解|정답";

/// Several answers, the right one, and whose it is.
pub const ANSWER_PHRASES: &str = "answers|a|correct answer|correct answers|the answer|right answer|correct option|correct options|answer key\
    |correct|view answer|show answer|selected answer|selected answers|answer is|the answer is|the correct answer is|correct answer is\
    |richtige antwort|richtige antworten|richtig|richtig ist|richtig sind|korrekt|antworten|lösungen|musterantwort|musterlösung|réponses\
    |bonne réponse|bonnes réponses|réponse correcte|réponses correctes|la réponse|la bonne réponse|réponse juste|respuestas|respuestas correctas\
    |la respuesta|la respuesta correcta|risposte|risposte corrette|risposta esatta|risposta giusta|respostas|respostas corretas|resposta certa\
    |resposta correcta|правильные ответы|верный ответ|верные ответы|ответы|правильні відповіді|вірна відповідь|правільны адказ|odpowiedzi\
    |poprawna odpowiedź|poprawne odpowiedzi|prawidłowe odpowiedzi|doğru cevaplar|doğru yanıtlar|right answers|respuesta correcta\
    |risposta corretta|resposta correta|правильный ответ|правильна відповідь|prawidłowa odpowiedź|juiste antwoord|juiste antwoorden\
    |het juiste antwoord|correcte antwoord|correct antwoord|antwoorden|doğru cevap|doğru yanıt|svaret|rätt svar|korrekt svar|riktigt svar|riktig svar\
    |rett svar|rigtigt svar|oikea vastaus|oikeat vastaukset|vastaukset|õige vastus|vastused|pareizā atbilde|atbildes|teisingas atsakymas\
    |atsakymai|správná odpověď|správné odpovědi|odpovědi|správna odpoveď|správne odpovede|helyes válasz|helyes válaszok|a helyes válasz|válaszok\
    |megoldások|răspuns corect|răspunsul corect|răspunsuri|răspunsuri corecte|правилен отговор|верен отговор|правилни отговори|отговори\
    |točan odgovor|točni odgovori|tačan odgovor|tačni odgovori|ispravan odgovor|pravilan odgovor|pravilni odgovor|pravilen odgovor|odgovori|тачан одговор\
    |точен одговор|правилан одговор|одговори|përgjigja e saktë|përgjigja e duhur|përgjigjja|përgjigjet|to'g'ri javob|to'g'ri javoblar|javoblar\
    |тўғри жавоб|дұрыс жауап|туура жооп|doğru cavab|düzgün cavab|cavablar|зөв хариулт|σωστή απάντηση|σωστές απαντήσεις|η απάντηση|απαντήσεις\
    |תשובה נכונה|התשובה הנכונה|התשובה|תשובות|الإجابة الصحيحة|الاجابة الصحيحة|الجواب الصحيح|الإجابات|پاسخ صحیح|پاسخ درست|جواب صحیح|جواب درست|صحیح جواب\
    |درست جواب|সঠিক উত্তর|सही उत्तर|सही जवाब|योग्य उत्तर|சரியான பதில்|சரியான விடை|సరైన సమాధానం|ಸರಿಯಾದ ಉತ್ತರ|ശരിയായ ഉത്തരം|સાચો જવાબ|ਸਹੀ ਜਵਾਬ\
    |คำตอบที่ถูกต้อง|คำตอบที่ถูก|đáp án đúng|câu trả lời|câu trả lời đúng|jawaban benar|jawaban yang benar|kunci jawaban|jawapan betul|jawapan yang betul\
    |tamang sagot|ang sagot|jibu sahihi|სწორი პასუხი|ճիշտ պատասխան|ትክክለኛ መልስ|参考答案|參考答案|正确答案|正確答案|標準答案|标准答案|正答|正しい答え|모범 답안\
    |your answer|my answer|model answer|sample answer|suggested answer|expected answer|ideal answer|deine antwort|ihre antwort|meine antwort\
    |beispielantwort|votre réponse|ta réponse|réponse attendue|réponse modèle|tu respuesta|su respuesta|respuesta modelo|la tua risposta\
    |sua resposta|resposta esperada|ваш ответ|ваша відповідь|twoja odpowiedź|jouw antwoord|cevabın|modelantwoord";

pub const EXPLANATION: &str = "explanation|rationalization|rationalisation|feedback|solution|why|rationale|explication|explications|justification\
    |erklärung|begründung|erläuterung|explicación|justificación|spiegazione|motivazione|explicação|justificativa|explicació|пояснение\
    |объяснение|пояснення|обґрунтування|тлумачэнне|wyjaśnienie|uzasadnienie|uitleg|toelichting|açıklama|gerekçe|förklaring|motivering|forklaring\
    |begrunnelse|selitys|perustelu|selgitus|paskaidrojums|skaidrojums|paaiškinimas|vysvětlení|zdůvodnění|vysvetlenie|magyarázat|indoklás\
    |explicație|explicația|explicaţie|обяснение|objašnjenje|obrazloženje|pojašnjenje|razlaga|објашњење|објаснување|shpjegim|shpjegimi|azalpena\
    |tushuntirish|izoh|тушунтириш|изоҳ|түсіндірме|түсініктеме|түшүндүрмө|izah|izahı|тайлбар|εξήγηση|αιτιολόγηση|הסבר|الشرح|شرح|التوضيح|التفسير\
    |توضیح|توضیحات|وضاحت|ব্যাখ্যা|व्याख्या|स्पष्टीकरण|விளக்கம்|వివరణ|ವಿವರಣೆ|വിശദീകരണം|સમજૂતી|ਵਿਆਖਿਆ|คำอธิบาย|giải thích|lời giải|penjelasan\
    |pembahasan|penerangan|paliwanag|maelezo|ახსნა|განმარტება|բացատրություն|ማብራሪያ|discussion|解析|答案解析|解释|解釋|解説|解說|詳解|해설|설명|풀이";

pub const HINT: &str = "hint|hints|tip|tips|hinweis|tipp|indice|astuce|pista|suggerimento|dica|подсказка|підказка|падказка|wskazówka|podpowiedź|aanwijzing\
    |ipucu|ledtråd|vink|vihje|mājiens|užuomina|nápověda|nápoveda|segítség|indiciu|подсказване|savjet|savet|namig|совет|këshillë|ndihmë|maslahat\
    |кеңес|göstəriş|υπόδειξη|רמז|تلميح|راهنمایی|اشارہ|ইঙ্গিত|संकेत|சிறுகுறிப்பு|సూచన|ಸುಳಿವು|സൂചന|คำใบ้|gợi ý|petunjuk|pahiwatig|kidokezo|提示|ヒント|힌트";
