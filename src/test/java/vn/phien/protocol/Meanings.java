package vn.phien.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the Javadoc of the sources says about types, their parts and the constants of enums. */
final class Meanings {
    private static final Pattern TYPE = Pattern.compile(
        "/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*(?:public |static |sealed |final )*(?:record|enum|interface) (\\w+)");
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s*([A-Z][A-Z_]*)\\b");
    private final Map<String, String> said = new HashMap<>();

    static Meanings of(Path sources, List<String> files) throws IOException {
        var meanings = new Meanings();
        for (var file : files) meanings.read(file.substring(file.lastIndexOf('/') + 1), Files.readString(sources.resolve(file + ".java")));
        return meanings;
    }

    private void read(String file, String source) {
        var type = TYPE.matcher(source);
        while (type.find()) {
            var parts = plain(type.group(1)).split("(?m)@param\\s+");
            said.put(type.group(2), flat(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                var words = parts[i].strip().split("\\s+", 2);
                if (words.length == 2) said.put(type.group(2) + "." + words[0], flat(words[1]));
            }
        }
        var constant = CONSTANT.matcher(source);
        while (constant.find()) said.put(file + "." + constant.group(2), flat(plain(constant.group(1))));
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\{@link #?([^}]*)}", "`$1`");
    }

    private static String flat(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The sentence about a type, or "". */
    String of(Class<?> type) {
        return said.getOrDefault(type.getSimpleName(), "");
    }

    /** The sentence about a part of a record or a constant of an enum, or "". */
    String of(Class<?> type, String part) {
        return said.getOrDefault(type.getSimpleName() + "." + part, "");
    }
}
