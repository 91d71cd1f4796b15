package vn.phien.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which words some scripts may say: those that they name whole, and those that they name by their beginning, such as
 * {@code `refused.${why}`}. A phone that walks the street loads these alone; a page that misses one loads them all.
 */
final class SaidWords {
    private static final Pattern WHOLE = Pattern.compile("(?<=['\"`])[a-z][\\w-]*(?:\\.[\\w-]+)*(?=['\"`])");
    private static final Pattern BEGINNING = Pattern.compile("(?<=`)[a-z][\\w-]*\\.[\\w.-]*(?=\\$\\{)|(?<=['\"])[a-z][\\w-]*(?:\\.[\\w-]+)*\\.(?=['\"])");
    private final Set<String> whole = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();

    SaidWords(Collection<String> scripts) {
        for (var script : scripts) {
            WHOLE.matcher(script).results().forEach(found -> whole.add(found.group()));
            BEGINNING.matcher(script).results().forEach(found -> beginnings.add(found.group()));
        }
    }

    /** Of all words those that are said. */
    Map<String, String> of(Map<String, String> words) {
        var said = new TreeMap<String, String>();
        words.forEach((key, text) -> {
            if (isSaid(key)) said.put(key, text);
        });
        return said;
    }

    private boolean isSaid(String key) {
        var one = key.endsWith(".one") ? key.substring(0, key.length() - 4) : key;
        return whole.contains(one) || beginnings.stream().anyMatch(one::startsWith);
    }
}
