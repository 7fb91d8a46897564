// The search finds what it should in guides of other languages: another inflection, accents left out, half a word, a pair of characters in the
// middle of a run of them, a single one; and names that are hardly words, as what they are. What is found is marked, as far as it was typed.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openIndex } from '../bench/engine.mjs';
import { build, empty } from '../browser/support/site.mjs';

/** For each language the titles and texts of its cards, and queries with the number of the card that must be first. */
const GUIDES = {
  fr: {
    cards: [
      ['Comment une requête préparée empêche-t-elle une injection SQL ?', 'Les paramètres sont envoyés à part et ne sont jamais lus comme du code.'],
      ['À quoi servent les index d’une base de données ?', 'Ils évitent de parcourir toute la table, au prix d’écritures plus lentes.'],
      ['Qu’est-ce que l’idempotence d’une opération ?', 'La répéter ne change plus rien au résultat, on peut donc la réessayer sans danger.'],
      ['Comment mesurer la latence d’un service ?', 'Par ses centiles : la médiane cache les requêtes les plus lentes.'],
      ['Pourquoi chiffrer les échanges avec TLS ?', 'Personne entre les deux bouts ne peut lire ni modifier les données.'],
      ['Comment invalider un cache ?', 'Par une durée de vie, ou en effaçant la clé à chaque écriture.'],
      ['Que garantit une transaction ?', 'Tout ou rien, et aucun état intermédiaire visible.'],
      ['Quand choisir une file de messages ?', 'Quand le travail peut attendre et que le producteur ne doit pas.'],
      ['Comment répartir la charge entre plusieurs serveurs ?', 'Un répartiteur envoie chaque requête au serveur le moins occupé.'],
      ['Qu’est-ce qu’une migration réversible ?', 'Un changement de schéma qui se défait sans perte.'],
      ['À quoi sert un verrou optimiste ?', 'Il détecte par un numéro de version que quelqu’un d’autre a écrit.'],
      ['Comment journaliser une erreur ?', 'Avec son contexte, une seule fois, là où elle est traitée.'],
    ],
    queries: { 'requetes preparees': 0, 'idempotence': 2, idempot: 2, 'mesure des latences': 3, 'chiffrement TLS': 4, 'caches invalidés': 5, 'comment est-ce que je répartis la charge': 8, 'verrous optimistes': 10 },
  },
  de: {
    cards: [
      ['Wie verhindert man SQL-Einschleusung?', 'Werte werden getrennt übertragen und nie als Anweisung gelesen.'],
      ['Wozu dienen Fremdschlüssel?', 'Sie sichern, dass jede Bestellung zu einem Kunden gehört.'],
      ['Was unterscheidet Prozesse und Fäden?', 'Fäden teilen sich den Speicher, Prozesse haben je einen eigenen.'],
      ['Wie groß darf eine Anfrage sein?', 'Die Größe begrenzt der Server, sonst füllt einer den Speicher.'],
      ['Wann lohnt sich ein Zwischenspeicher?', 'Wenn oft gelesen und selten geschrieben wird.'],
      ['Wie misst man Verzögerungen?', 'Mit Perzentilen statt mit dem Mittelwert.'],
      ['Was ist eine Verklemmung?', 'Zwei warten jeweils auf die Sperre des anderen.'],
      ['Warum verschlüsselt man Verbindungen?', 'Damit unterwegs niemand mitliest.'],
      ['Wie rollt man eine Änderung zurück?', 'Mit dem vorigen Abbild, das noch bereitliegt.'],
      ['Wozu dient ein Lastverteiler?', 'Er verteilt Anfragen auf mehrere Server.'],
      ['Was prüft ein Komponententest?', 'Eine Einheit für sich, ohne Netz und Datenbank.'],
      ['Wie speichert man Kennwörter?', 'Gesalzen und mit einem langsamen Verfahren gestreut.'],
    ],
    queries: { fremdschluessel: 1, fremdschlussel: 1, 'grosse anfragen': 3, größe: 3, zwischensp: 4, 'verzögerung messen': 5, 'wie kann ich Kennwörter speichern': 11, 'lastverteilern': 9 },
  },
  ru: {
    cards: [
      ['Как работает индекс в базе данных?', 'Он хранит ключи по порядку и ссылки на строки таблицы.'],
      ['Что такое взаимная блокировка?', 'Два потока ждут друг друга и не могут продолжить.'],
      ['Зачем нужны транзакции?', 'Все изменения происходят вместе или не происходят вовсе.'],
      ['Чем поток отличается от процесса?', 'Потоки делят общую память, процессы её не делят.'],
      ['Как хранить пароли пользователей?', 'С солью и медленной функцией хеширования.'],
      ['Что такое кеширование?', 'Повторные ответы берутся из быстрой памяти.'],
      ['Как измерить задержку сервиса?', 'По процентилям, а не по среднему.'],
      ['Зачем шифровать соединение?', 'Чтобы никто по пути не прочёл данные.'],
      ['Как откатить изменение?', 'Вернуть прежнюю версию образа.'],
      ['Что проверяет модульный тест?', 'Одну часть программы без сети.'],
      ['Когда нужна очередь сообщений?', 'Когда работа может подождать.'],
      ['Как найти утечку памяти?', 'Сравнить два снимка кучи: растёт то, что утекает.'],
    ],
    queries: { индексы: 0, 'взаимные блокировки': 1, транзакциями: 2, кешир: 5, 'как мне хранить пароль': 4, 'очереди сообщений': 10, 'утечки памяти растет': 11, 'процессы и потоки': 3 },
  },
  zh: {
    cards: [
      ['什么是数据库事务的隔离级别？', '它决定并发事务之间能看到彼此的哪些修改。'],
      ['如何防止缓存雪崩？', '让过期时间分散，并限制回源的请求。'],
      ['进程和线程有什么区别？', '线程共享内存，进程各自独立。'],
      ['什么是一致性哈希？', '增减节点时只移动少量的键。'],
      ['如何设计短链接服务？', '为每个网址生成一个唯一的编号。'],
      ['乐观锁和悲观锁如何选择？', '冲突少时用乐观锁。'],
      ['消息队列有什么用？', '削峰填谷，解耦生产者与消费者。'],
      ['如何保存用户密码？', '加盐并使用慢速的散列函数。'],
      ['什么是死锁？', '两个线程互相等待对方持有的资源。'],
      ['索引为什么能加快查询？', '它按顺序保存键，避免扫描整张表。'],
      ['如何做灰度发布？', '先让少量用户使用新版本。'],
      ['什么是幂等？', '重复执行的结果相同。'],
    ],
    queries: {
      隔离级别: 0, 雪崩: 1, 线程: 2, 一致性: 3, 链接服务: 4, 悲观锁: 5, 队列: 6, 散列函数: 7, 幂等: 11, 事务: 0, 隔离: 0, 隔: 0, 缓存: 1, 崩: 1, 进程和: 2,
      哈希: 3, 短链: 4, 锁: 8, '悲观 选择': 5, 解耦: 6, 盐: 7, 密码保存: 7, 死锁: 8, 索引: 9, 灰: 10, 灰度: 10, 怎么做灰度发布: 10, '"死锁"': 8, '"幂"': 11,
    },
  },
  ja: {
    cards: [
      ['トランザクションの分離レベルとは何ですか。', '同時に動く処理が互いの変更をどこまで見るかを決めます。'],
      ['キャッシュを無効にするにはどうしますか。', '期限を付けるか、書き込みのたびに消します。'],
      ['プロセスとスレッドの違いは何ですか。', 'スレッドはメモリを共有します。'],
      ['負荷分散装置は何をしますか。', '要求を空いているサーバーへ送ります。'],
      ['パスワードはどう保存しますか。', '塩を加えて遅いハッシュ関数を使います。'],
      ['デッドロックとは何ですか。', '二つの処理が互いのロックを待ち続けることです。'],
      ['索引はなぜ検索を速くしますか。', '順に並んだ鍵をたどり、表全体を読みません。'],
      ['冪等とはどういう意味ですか。', '何度行っても結果が同じです。'],
      ['メッセージキューはいつ使いますか。', '処理を後に回せるときです。'],
      ['単体テストは何を確かめますか。', '一つの部品だけを調べます。'],
      ['段階的な公開はどう行いますか。', '少数の利用者から始めます。'],
      ['暗号化はなぜ必要ですか。', '通信を途中で読まれないためです。'],
    ],
    queries: {
      分離レベル: 0, キャッシュ: 1, スレッド: 2, 分散装置: 3, パスワード: 4, ロック: 5, ハッシュ関数: 4, 冪等: 7, ﾒｯｾｰｼﾞ: 8, 暗号化: 11, 分離: 0, 無効: 1, 期限: 1, 負荷: 3,
      塩: 4, 遅い: 4, デッドロ: 5, 索: 6, 検索: 6, 鍵: 6, 冪: 7, キュー: 8, 単体: 9, 公開: 10, 段階的に公開する: 10, 暗号: 11, '通信 暗号': 11, 'メモリ 共有': 2, '"冪等"': 7,
    },
  },
  ko: {
    cards: [
      ['트랜잭션의 격리 수준이란 무엇입니까?', '동시에 실행되는 작업이 서로의 변경을 어디까지 보는지 정합니다.'],
      ['캐시를 언제 비웁니까?', '기한이 지나거나 데이터를 쓸 때마다 지웁니다.'],
      ['프로세스와 스레드의 차이는 무엇입니까?', '스레드는 메모리를 공유합니다.'],
      ['부하 분산 장치는 무슨 일을 합니까?', '요청을 한가한 서버로 보냅니다.'],
      ['비밀번호는 어떻게 저장합니까?', '솔트를 더해 느린 해시 함수를 씁니다.'],
      ['교착 상태란 무엇입니까?', '두 작업이 서로의 락을 기다립니다.'],
      ['색인은 왜 조회를 빠르게 합니까?', '정렬된 키를 따라가며 표 전체를 읽지 않습니다.'],
      ['멱등성이란 무엇입니까?', '몇 번을 실행해도 결과가 같습니다.'],
      ['메시지 큐는 언제 씁니까?', '작업을 나중으로 미룰 수 있을 때입니다.'],
      ['단위 테스트는 무엇을 확인합니까?', '한 부분만 따로 살핍니다.'],
      ['점진적 배포는 어떻게 합니까?', '적은 사용자부터 시작합니다.'],
      ['암호화는 왜 필요합니까?', '통신을 도중에 읽지 못하게 하기 위해서입니다.'],
    ],
    queries: {
      격리: 0, '격리 수준': 0, 격리수준: 0, 트랜잭션: 0, 캐시: 1, 스레드: 2, 프로세스: 2, 부하: 3, '부하 분산': 3, 서버: 3, 비밀번호: 4, '비밀번호 저장': 4, 해시: 4,
      솔: 4, 교착: 5, 락: 5, 락을: 5, 색인: 6, 키: 6, 멱등: 7, 멱: 7, 큐: 8, '메시지 큐': 8, 단위: 9, 배포: 10, 점진적: 10, 암호: 11, 암호화: 11,
    },
  },
  en: {
    cards: [
      ['How does C++ free memory?', 'Destructors run when an object leaves its scope.'],
      ['How does C free memory?', 'By hand: every malloc has its free. C has no destructors; the C library keeps the heap.'],
      ['How does C# free memory?', 'A collector does.'],
      ['What is .NET?', 'A runtime with several languages.'],
      ['What does a net connection cost?', 'A handshake over the net.'],
      ['What is the N+1 problem?', 'One query for a list, then one more for each of its rows.'],
      ['What is R good at?', 'Statistics.'],
      ['Why is Go fast to compile?', 'Its packages are small.'],
      ['What does the CAN bus carry?', 'Short frames between the devices of a car.'],
      ['How do you cut IT costs?', 'Turn off what nobody uses.'],
      ['What is Node.js?', 'JavaScript outside a browser.'],
      ['What does I/O wait mean?', 'A processor has nothing else to do than to wait for a disk.'],
    ],
    queries: { 'c++': 0, C: 1, 'c#': 2, '.net': 3, 'n+1': 5, 'n+1 problem': 5, R: 6, go: 7, 'can bus': 8, nodejs: 10, 'node.js': 10, 'i/o': 11, 'memory in c++': 0, 'free memory in C': 1 },
  },
  'en-code': {
    cards: [
      ['Which factory makes proxies of one bean?', 'In Spring it is AbstractSingletonProxyFactoryBean, which `TransactionProxyFactoryBean` extends.'],
      ['How are values compared without conversion?', 'With `===`, which is never true for two types.'],
      ['How is a short function written?', 'With an arrow: `x => x + 1`.'],
      ['How is a name of a module written?', 'With colons: `std::mem::swap`.'],
      ['How is a missing member read?', 'With `a?.b`, which gives undefined; `a ?? b` gives the other.'],
      ['Why is a copy better than a lock?', "Readers don't wait, and they aren't shown half a change."],
      ['What does the shell do with an exit status?', 'It keeps it in `$?`; `&&` goes on only at zero, `||` only elsewhere.'],
      ['What does max_connections limit?', 'How many sessions the server lets in; `HTTPServerTimeout` limits how long.'],
      ['How is a range written?', 'With dots: `0..=9`.'],
      ['What does a pointer\'s arrow do?', 'In C, `p->next` reads a member of what it points to.'],
      ['Who owns a thread?', 'Whoever can join it.'],
      ['What is a page?', 'Some kilobytes that are read at once.'],
    ],
    queries: {
      AbstractSingletonProxyFactoryBean: 0, abstractsingletonproxyfactorybean: 0, 'proxy factory bean': 0, AbstractSingleton: 0, 'singleton proxy': 0, TransactionProxy: 0,
      '===': 1, '=>': 2, '::': 3, 'std::mem': 3, '?.': 4, '??': 4, dont: 5, "don't": 5, 'don’t': 5, arent: 5, '&&': 6, '||': 6, '$?': 6, max_connections: 7, 'max connections': 7, HTTPServer: 7, 'server timeout': 7, '..=': 8, '->': 9,
    },
  },
  ar: {
    cards: [
      ['ما معنى كِتَاب؟', 'مجموعة صفحات مَكْتُوبة.'],
      ['ما هو الخادم؟', 'برنامج يجيب عن الطلبات.'],
      ['لماذا نُشَفِّر الاتصال؟', 'كي لا يقرأه أحد في الطريق.'],
      ['ما هي المُعامَلة؟', 'كلّ شيء أو لا شيء.'],
    ],
    queries: { كتاب: 0, 'كِتَاب': 0, مكتوبة: 0, نشفر: 2, 'المُعامَلة': 3, 'الإتصال': 2 },
  },
  he: {
    cards: [
      ['מה פירוש שָׁלוֹם?', 'מִלָּה של ברכה.'],
      ['מהו שרת?', 'תוכנית שעונה לבקשות.'],
      ['מדוע מצפינים?', 'כדי שאיש לא יקרא בדרך.'],
      ['מהי עסקה?', 'הכול או לא כלום.'],
    ],
    queries: { שלום: 0, 'שָׁלוֹם': 0, מלה: 0, שרת: 1 },
  },
};

for (const [name, { cards, queries }] of Object.entries(GUIDES)) {
  const language = name.split('-')[0];
  test(`what is looked for is found first: ${name}`, () => {
    const folder = empty(`language-${name}`);
    mkdirSync(join(folder, 'content/all'), { recursive: true });
    writeFileSync(join(folder, 'book.toml'), `[book]\nid = "language-${name}"\ntitle = "Guide"\nlanguage = "${language}"\n`);
    writeFileSync(join(folder, 'content/index.md'), 'Guide.\n');
    writeFileSync(join(folder, 'content/all/cards.md'), cards.map(([title, text], i) => `# ${title} {#card-${i}}\n\n${text}\n`).join('\n'));
    const engine = openIndex(build(`language-${name}`, folder));
    const missed = Object.entries(queries).flatMap(([query, card]) => {
      const { results, correction: meant } = engine.find(query).found;
      const [first] = results;
      if (meant && name === 'en-code') return [`${query}: is "${meant}" meant?`];
      return first?.url.endsWith(`/card-${card}.html`) ? [] : [`${query}: ${first?.url}, not card ${card}`];
    });
    assert.deepEqual(missed, []);
  });
}

test('what is marked is what was asked, in one piece', () => {
  const folder = empty('language-marks');
  mkdirSync(join(folder, 'content/all'), { recursive: true });
  writeFileSync(join(folder, 'book.toml'), '[book]\nid = "language-marks"\ntitle = "Guide"\nlanguage = "ja"\n');
  writeFileSync(join(folder, 'content/index.md'), 'Guide.\n');
  const long = `${'前置きの文章です。'.repeat(40)}キャッシュの\n雪崩を防ぎます。${'後の文章です。'.repeat(60)}`;
  writeFileSync(join(folder, 'content/all/cards.md'), `# トランザクションの分離レベルとは何ですか。 {#a}\n\n死锁。\n\n# 長い話です。 {#b}\n\n${long}\n`);
  const engine = openIndex(build('language-marks', folder));
  /** @type {(query: string, part: 'title' | 'excerpt') => string[]} */
  const marked = (query, part) => engine.find(query).found.results.flatMap((/** @type {any} */ result) => result[part].filter(([, is]) => is).map(([text]) => text));
  assert.deepEqual(marked('分離レベル', 'title'), ['分離レベル'], 'an odd number of characters');
  assert.deepEqual(marked('分離', 'title'), ['分離']);
  assert.deepEqual(marked('分', 'title'), ['分'], 'a single one that begins a pair');
  assert.deepEqual(marked('锁', 'excerpt'), ['锁'], 'a single one at the end of a run');
  assert.deepEqual(marked('レベル 分離', 'title'), ['分離レベル'], 'pieces that touch');
  assert.deepEqual(marked('キャッシュの雪崩', 'excerpt'), ['キャッシュの雪崩'], 'a line break is not a blank');
  const text = engine.find('雪崩').found.results[0].excerpt.map(([text]) => text).join('');
  assert.ok(text.length < 200 && text.startsWith('… ') && text.endsWith('…'), `an excerpt of ${text.length} characters: ${text}`);
});
