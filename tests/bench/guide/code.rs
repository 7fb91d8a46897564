//! Code blocks in eight languages, no two alike: lines are drawn from a language's patterns and filled with names and numbers.

use super::prose::{Prose, capitalised};
use super::random::Random;

/// A pattern's `A` to `D` in braces stand for the block's names (`{A}` capitalised, `{a}` as it is); `{n}` is a new number, `{s}` a new phrase.
#[derive(Clone, Copy)]
struct Language {
    name: &'static str,
    open: &'static str,
    lines: &'static [&'static str],
    close: &'static str,
}

const LANGUAGES: [Language; 8] = [
    Language {
        name: "sql",
        open: "-- {s}\nSELECT {a}.id, {a}.{b}, count(*) AS {c}\nFROM {a}",
        lines: &[
            "JOIN {d} ON {d}.{a}_id = {a}.id AND {d}.state = '{s}'",
            "LEFT JOIN (SELECT id, max({b}) AS {c} FROM {d} WHERE {b} > {n} GROUP BY id) x{n} USING (id)",
            "  -- {s}",
            "CROSS JOIN LATERAL (VALUES ({n}, '{s}'), ({n}, '{s}')) v{n}(key, label)",
        ],
        close: "WHERE {a}.{b} >= {n} AND {a}.created_at < now() - interval '{n} days'\nGROUP BY 1, 2\nHAVING count(*) > {n}\nORDER BY {c} DESC LIMIT {n};",
    },
    Language {
        name: "python",
        open: "from dataclasses import dataclass\n\n@dataclass(frozen=True)\nclass {A}:\n    {b}: int = {n}\n\ndef {c}({d}: list[int], limit: float = {n}.5) -> dict[str, int]:\n    \"\"\"{s}\"\"\"\n    {a} = {}",
        lines: &[
            "    for i, {b} in enumerate({d}[{n}:]):\n        {a}[f\"{s} {i}\"] = {b} * {n}",
            "    if len({d}) > {n} and limit != {n}:\n        raise ValueError(\"{s}\")",
            "    # {s}",
            "    {a}[\"{s}\"] = sum(x % {n} for x in {d} if x is not None)",
        ],
        close: "    return {a}",
    },
    Language {
        name: "javascript",
        open: "/** {s} */\nexport async function {a}({b}, { {c} = {n}, signal } = {}) {",
        lines: &[
            "  const {d}{n} = await fetch(`/api/{a}/${{b}.id}?limit={n}`, { signal });",
            "  if (!{b}?.{c} || {b}.{c} > {n}) throw new RangeError('{s}');",
            "  // {s}",
            "  const [first{n}, ...rest{n}] = Object.entries({b}).filter(([, v]) => v >= {n}).map(([k]) => k);",
        ],
        close: "  return new Map([['{s}', {c} ?? null]]);\n}",
    },
    Language {
        name: "java",
        open: "/** {s}. */\npublic final class {A} implements Comparable<{A}> {\n    private static final long {b} = {n}L;",
        lines: &[
            "    private final Map<String, List<{A}>> {c}{n} = new ConcurrentHashMap<>({n});",
            "    public int {d}{n}(int {c}) {\n        return {c} > {n} ? {c} * {n} : Math.floorMod({c}, {n});\n    }",
            "    // {s}",
            "    @Deprecated(since = \"{n}.{n}\")\n    String label{n}() { return \"{s}\"; }",
        ],
        close: "    @Override\n    public int compareTo({A} other) {\n        return Long.compare({b}, {n});\n    }\n}",
    },
    Language {
        name: "go",
        open: "package {b}\n\n// {A} {s}.\nfunc {A}(ctx context.Context, {c} []int) (map[string]int, error) {\n\t{d} := make(map[string]int, {n})",
        lines: &[
            "\tfor i, v := range {c} {\n\t\t{d}[fmt.Sprintf(\"{s} %d\", i)] += v % {n}\n\t}",
            "\tif err := ctx.Err(); err != nil || len({c}) > {n} {\n\t\treturn nil, fmt.Errorf(\"{s}: %w\", err)\n\t}",
            "\t// {s}",
            "\tdefer func() { recover(); close(make(chan struct{}, {n})) }()",
        ],
        close: "\treturn {d}, nil\n}",
    },
    Language {
        name: "json",
        open: "{\n  \"{a}\": \"{s}\",",
        lines: &[
            "  \"{b}_{n}\": { \"{c}\": {n}, \"{d}\": [{n}, {n}.25, true] },",
            "  \"{c}_{n}\": [\"{s}\", null, \"{s}\"],",
            "  \"{d}_{n}\": -{n}e-3,",
        ],
        close: "  \"version\": {n}\n}",
    },
    Language {
        name: "yaml",
        open: "# {s}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {a}\n  labels: { app: {b}, revision: \"{n}\" }\nspec:",
        lines: &[
            "  {c}{n}:\n    - name: {d}\n      value: \"{s}\"",
            "  replicas{n}: {n}  # {s}",
            "  {d}{n}:\n    limits: { cpu: {n}m, memory: {n}Mi }",
        ],
        close: "  minReadySeconds: {n}",
    },
    Language {
        name: "bash",
        open: "#!/usr/bin/env bash\nset -euo pipefail\n{a}=${1:-{n}}  # {s}",
        lines: &[
            "for {b} in $(seq 1 {n}); do\n  curl -fsS \"https://example.org/{c}/${{b}}?page={n}\" | jq -r '.{d}[] | .id' >> \"{c}.txt\"\ndone",
            "if [[ \"${a}\" -gt {n} && -n \"${HOME:-}\" ]]; then\n  echo \"{s}\" >&2\nfi",
            "# {s}",
            "grep -c '{d}' \"{c}.txt\" | sort -rn | head -n {n}",
        ],
        close: "printf '%s {s}\\n' \"${a}\"",
    },
];

/// A fenced block; the `number` of its card stands in it, so that chance can't make two alike.
pub fn block(prose: &Prose, random: &mut Random, number: u64) -> String {
    let language = random.pick(&LANGUAGES);
    let names: [String; 4] =
        std::array::from_fn(|i| format!("{}{}", prose.identifier(random), if i == 0 { number.to_string() } else { String::new() }));
    let mut lines = vec![fill(language.open, &names, prose, random)];
    for _ in 0..random.between(2, 5) {
        lines.push(fill(random.pick(language.lines), &names, prose, random));
    }
    lines.push(fill(language.close, &names, prose, random));
    format!("```{}\n{}\n```\n", language.name, lines.join("\n"))
}

fn fill(pattern: &str, names: &[String; 4], prose: &Prose, random: &mut Random) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let hole = &rest.as_bytes()[open + 1..];
        let letter = match hole {
            [letter, b'}', ..] => *letter,
            _ => 0,
        };
        match letter {
            b'a'..=b'd' => out.push_str(&names[usize::from(letter - b'a')]),
            b'A'..=b'D' => out.push_str(&capitalised(&names[usize::from(letter - b'A')])),
            b'n' => out.push_str(&random.between(2, 9_999).to_string()),
            b's' => {
                let words = random.between(2, 5);
                let plain: Vec<&str> = (0..words).map(|_| prose.word(random)).collect();
                out.push_str(&plain.join(" "));
            }
            _ => {
                out.push('{');
                rest = &rest[open + 1..];
                continue;
            }
        }
        rest = &rest[open + 3..];
    }
    out.push_str(rest);
    out
}
