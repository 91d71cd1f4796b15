package vn.phien.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A library of the pages, taken out of its jar.
 *
 * @param group    where Maven keeps it, for the version
 * @param folder   where its files lie in the jar; {@code VERSION} stands for the version
 * @param files    which of them are served, below that folder
 * @param place    where they are served, below {@code /lib/}
 * @param imports  what modules may import it by, to the file meant by that
 */
record Library(String group, String artifact, String folder, Pattern files, String place, Map<String, String> imports) {
    private static final String MVNPM = "META-INF/resources/_static/", WEBJAR = "META-INF/resources/webjars/";
    private static final Pattern MODULES = Pattern.compile("(?!node/|development/).*\\.js");

    static final List<Library> ALL = List.of(
        new Library("org.mvnpm", "lit", MVNPM + "lit/VERSION/", MODULES, "lit/", Map.of("lit", "index.js", "lit/", "")),
        new Library("org.mvnpm", "lit-html", MVNPM + "lit-html/VERSION/", MODULES, "lit-html/", Map.of("lit-html", "lit-html.js", "lit-html/", "")),
        new Library("org.mvnpm", "lit-element", MVNPM + "lit-element/VERSION/", MODULES, "lit-element/", Map.of("lit-element", "index.js", "lit-element/", "")),
        new Library("org.mvnpm.at.lit", "reactive-element", MVNPM + "reactive-element/VERSION/", MODULES, "reactive-element/",
            Map.of("@lit/reactive-element", "reactive-element.js", "@lit/reactive-element/", "")),
        new Library("org.webjars.npm", "chart.js", WEBJAR + "chart.js/VERSION/dist/", Pattern.compile("chart\\.js|chunks/.*\\.js"), "chart.js/", Map.of("chart.js", "chart.js")),
        new Library("org.webjars.npm", "kurkle__color", WEBJAR + "kurkle__color/VERSION/dist/", Pattern.compile("color\\.esm\\.js"), "color/", Map.of("@kurkle/color", "color.esm.js")),
        new Library("org.webjars.npm", "hls.js", WEBJAR + "hls.js/VERSION/dist/", Pattern.compile("hls\\.light\\.min\\.js"), "hls.js/", Map.of("hls.js", "hls.light.min.js")),
        new Library("org.webjars", "swagger-ui", WEBJAR + "swagger-ui/VERSION/", Pattern.compile("swagger-ui-bundle\\.js|swagger-ui\\.css"), "swagger-ui/", Map.of()));

    /** Every served file of every library, by its path such as {@code /lib/lit/index.js}. */
    static Map<String, byte[]> read() {
        var found = new TreeMap<String, byte[]>();
        ALL.forEach(library -> found.putAll(library.unpack()));
        return found;
    }

    /** What modules may import, to paths below {@code /lib/}. */
    static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        for (var library : ALL) new TreeMap<>(library.imports).forEach((name, file) -> names.put(name, "/lib/" + library.place + file));
        return names;
    }

    private Map<String, byte[]> unpack() {
        var properties = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        var url = Library.class.getClassLoader().getResource(properties);
        if (url == null) throw new IllegalStateException("library not on the class path: " + group + ":" + artifact);
        try {
            var known = new Properties();
            try (var in = url.openStream()) {
                known.load(in);
            }
            var start = folder.replace("VERSION", known.getProperty("version"));
            var found = new TreeMap<String, byte[]>();
            var connection = (JarURLConnection) url.openConnection();
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                for (var entry : jar.stream().filter(e -> !e.isDirectory() && e.getName().startsWith(start)).toList()) {
                    var name = entry.getName().substring(start.length());
                    if (!files.matcher(name).matches()) continue;
                    try (var in = jar.getInputStream(entry)) {
                        found.put("/lib/" + place + name, asModule(name, in.readAllBytes()));
                    }
                }
            }
            if (found.isEmpty()) throw new IllegalStateException("nothing of " + artifact + " at " + start);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** hls.js ships small only as a script for CommonJS and globals: around it goes what makes it a module. */
    private static byte[] asModule(String name, byte[] bytes) {
        if (!name.equals("hls.light.min.js")) return bytes;
        var script = new String(bytes, StandardCharsets.UTF_8).replaceFirst("(?m)^//# sourceMappingURL=.*$", "");
        return ("const module={exports:{}},exports=module.exports;\n" + script + "\nexport default module.exports;\n").getBytes(StandardCharsets.UTF_8);
    }
}
