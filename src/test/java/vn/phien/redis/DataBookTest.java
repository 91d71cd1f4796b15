package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/DATA.md is made from Keys.java and from the scripts. Write it anew with {@code -Ddata.write=true}. */
class DataBookTest {
    private static final Path PAGE = Path.of("docs/DATA.md");
    private static final Pattern KEY = Pattern.compile("/\\*\\*\\s*((?:(?!\\*/).)*)\\*/\\s*public static String (\\w+)\\(([^)]*)\\)\\s*\\{\\s*return ([^;]+);", Pattern.DOTALL);
    private static final Pattern FACT = Pattern.compile("fact\\('([a-z-]+)'(?: \\.\\. how)?, \\{([^}]*)}");
    private static final Pattern SECTION = Pattern.compile("// ── (.+?) ─+");

    @Test
    void the_page_names_every_key_and_every_fact() throws IOException {
        var made = page();
        if (Boolean.getBoolean("data.write")) Files.writeString(PAGE, made);
        assertEquals(made, Files.exists(PAGE) ? Files.readString(PAGE) : "", "docs/DATA.md is stale: run mvn test -Dtest=DataBookTest -Ddata.write=true");
    }

    private static String page() throws IOException {
        var source = Files.readString(Path.of("src/main/java/vn/phien/redis/Keys.java"));
        var page = new StringBuilder("""
            # What is in the store

            Made from `redis/Keys.java` and the scripts; do not edit by hand. A shard's keys carry its tag, `{s00}` to `{s63}`, so that one script
            is one atomic step. A *place* is a show (`s07-…`) or the standing shelf of a booth (`b07-…`). Times are ms since 1970, money is whole đồng.
            Personal data stands only in values that are marked as sealed: AES-256-GCM under a key in the data folder that is never in the store.

            """);
        int from = 0;
        var sections = SECTION.matcher(source);
        var keys = KEY.matcher(source);
        int nextSection = sections.find() ? sections.start() : Integer.MAX_VALUE;
        while (keys.find(from)) {
            while (nextSection < keys.start()) {
                page.append("\n## ").append(Character.toUpperCase(sections.group(1).charAt(0))).append(sections.group(1).substring(1)).append("\n\n| key | what it is |\n|---|---|\n");
                nextSection = sections.find() ? sections.start() : Integer.MAX_VALUE;
            }
            page.append("| `").append(name(keys.group(4))).append("` | ").append(prose(keys.group(1))).append(" |\n");
            from = keys.end();
        }
        page.append("\n## Facts\n\nEntries of `{sNN}:facts`, field `f`, as JSON with `t`, `place` and `at`.\n\n| fact | its fields |\n|---|---|\n");
        var facts = new TreeMap<String, String>();
        try (var scripts = Files.walk(Path.of("src/main/lua"))) {
            for (var script : scripts.filter(path -> path.toString().endsWith(".lua")).sorted().toList()) {
                var match = FACT.matcher(Files.readString(script));
                while (match.find()) {
                    var fields = Pattern.compile("(\\w+) =").matcher(match.group(2)).results().map(r -> r.group(1)).toList();
                    facts.merge(match.group(1), String.join(", ", fields), (a, b) -> a.length() >= b.length() ? a : b);
                }
            }
        }
        facts.forEach((fact, fields) -> page.append("| `").append(fact.endsWith("-") ? fact + "released`, `" + fact + "expired" : fact).append("` | ").append(fields).append(" |\n"));
        return page.toString();
    }

    private static String name(String expression) {
        var plain = expression.replaceAll("\\s+", " ")
            .replaceAll("of\\((\\w+), \"([^\"]+)\"\\)", "{sNN}:PLACE:$2")
            .replaceAll("\\w+\\.shard\\(\\)\\.tag\\(\\)|shard\\.tag\\(\\)", "{sNN}")
            .replaceAll("\" \\+ (\\w+)\\.?\\w*(\\([^)]*\\))? \\+ \"", "<$1>").replaceAll(" \\+ (\\w+)(\\.\\w+\\(\\))?$", "<$1>")
            .replaceAll("\" \\+ |\" \\+$| \\+ \"|\"", "").strip();
        return Pattern.compile("<(\\w+)>").matcher(plain).replaceAll(word -> word.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    private static String prose(String javadoc) {
        return javadoc.replaceAll("\\s*\\n\\s*\\*\\s*", " ").replaceAll("\\{@code ([^}]+)}", "`$1`").replaceAll("\\{@link #?([^}]+)}", "$1").replace("|", "\\|").strip();
    }
}
