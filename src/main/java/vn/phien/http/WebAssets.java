package vn.phien.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages and all that they load, in memory, ready to be sent.
 *
 * <p>Two trees are served below a path with their digest, {@code /-/DIGEST/lib/socket.js}, and kept by phones for good: what is
 * ours and the libraries. A module imports its neighbours by relative or by absolute paths; the import map leads the absolute
 * ones into the tree, so that both mean the same module. Pages name everything by plain paths and are rewritten once at start.
 */
final class WebAssets {
    private static final Pattern LINK = Pattern.compile("\\b(href|src)=\"(/[^\"?#]*)\"");
    private static final Pattern HEAD = Pattern.compile("(?i)<head[^>]*>(?:\\s*<meta charset=[^>]*>)?");
    private static final Pattern ENTRY = Pattern.compile("<script[^>]*type=\"module\"[^>]*\\bsrc=\"(/[^\"]+)\"|<script[^>]*\\bsrc=\"(/[^\"]+)\"[^>]*type=\"module\"");
    private static final Pattern IMPORT = Pattern.compile("\\b(?:import|export)\\s*(?:[\\w*{}\\s,$]+?\\s*\\bfrom\\s*)?[\"']([^\"'\\s]+)[\"']");
    private static final Pattern LATER = Pattern.compile("\\bimport\\(\\s*[\"']([^\"'\\s]+)[\"']\\s*\\)");
    private static final Pattern STREET = Pattern.compile("<html[^>]*\\bdata-surface=\"street\"");
    private static final Pattern CSS_IMPORT = Pattern.compile("@import\\s+['\"]([^'\"]+)['\"]\\s*(?:layer\\((\\w+)\\))?\\s*;");
    private static final Pattern CSS_URL = Pattern.compile("url\\((['\"]?)(/[^)'\"]+)\\1\\)");
    private static final Pattern JSDOC = Pattern.compile("(?m)^[ \\t]*/\\*\\*(?:[^*]++|\\*(?!/))*+\\*/[ \\t]*(?:\\R|$)");
    private static final Pattern REMARK = Pattern.compile("(?m)^[ \\t]*//.*(?:\\R|$)");
    private static final Pattern CSS_REMARK = Pattern.compile("/\\*(?!!)(?:[^*]++|\\*(?!/))*+\\*/\\s*");
    private static final Pattern TOOLS = Pattern.compile("/(test|node_modules|types)/.*|/package[^/]*\\.json|/tsconfig\\.json|.*/\\..*");
    private static Map<String, byte[]> libraries;

    /** By plain path; under the digests the same files stand. */
    private final Map<String, Asset> assets = new HashMap<>();
    private final Map<String, Asset> pages = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> ours;
    private final String ownTree;
    private final String libraryTree;
    private final String importMap;
    private final String languages;

    /** @param files of the folder {@code web}, by path such as {@code /lib/socket.js} */
    WebAssets(Map<String, byte[]> files) {
        var libraries = libraries();
        libraryTree = "/-/" + digest(libraries);
        ownTree = "/-/" + digest(files);
        var own = new HashSet<>(files.keySet());
        var scripts = new HashMap<String, String>();
        libraries.forEach((path, bytes) -> keep(path, bytes, scripts, false));
        files.forEach((path, bytes) -> {
            if (!path.endsWith(".html") && !path.endsWith(".css") && Asset.known(path)) keep(path, bytes, scripts, true);
        });
        streetWords(files, scripts).forEach((path, bytes) -> {
            own.add(path);
            assets.put(path, Asset.of(path, bytes));
        });
        ours = Set.copyOf(own);
        files.forEach((path, bytes) -> {
            if (path.endsWith(".css")) assets.put(path, Asset.of(path, css(path, files, new LinkedHashSet<>()).getBytes(StandardCharsets.UTF_8)));
        });
        importMap = importMap();
        languages = languages(files);
        files.forEach((path, bytes) -> {
            if (!path.endsWith(".html") || path.lastIndexOf('/') > 0) return;
            var name = path.substring(1, path.length() - 5);
            texts.put(name, page(name, new String(bytes, StandardCharsets.UTF_8), scripts));
            pages.put(name, Asset.of(path, texts.get(name).getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static synchronized Map<String, byte[]> libraries() {
        if (libraries == null) libraries = Library.read();
        return libraries;
    }

    private void keep(String path, byte[] bytes, Map<String, String> scripts, boolean mine) {
        if (path.endsWith(".js") || path.endsWith(".mjs")) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            // Types and remarks are for those who read the files; without them a phone loads a fifth less.
            text = JSDOC.matcher(text).replaceAll("");
            if (mine) text = REMARK.matcher(text).replaceAll("");
            scripts.put(path, text);
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }
        assets.put(path, Asset.of(path, bytes));
    }

    /** The pages that travel in the jar. */
    static WebAssets packed() {
        return new WebAssets(packedFiles());
    }

    /** Their files, by path such as {@code /words/vi.json}. */
    static Map<String, byte[]> packedFiles() {
        var url = WebAssets.class.getResource("/web/words/vi.json");
        if (url == null) throw new IllegalStateException("no pages on the class path");
        try {
            if (url.getProtocol().equals("file")) return folder(Path.of(URI.create(url.toString())).getParent().getParent());
            var files = new TreeMap<String, byte[]>();
            var connection = (JarURLConnection) url.openConnection();
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                for (var entry : jar.stream().filter(e -> !e.isDirectory() && e.getName().startsWith("web/")).toList()) {
                    try (var in = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(3), in.readAllBytes());
                    }
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder, without what only tests and tools need. */
    static Map<String, byte[]> folder(Path folder) {
        var files = new TreeMap<String, byte[]>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var path = "/" + folder.relativize(file).toString().replace('\\', '/');
                if (!TOOLS.matcher(path).matches()) files.put(path, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    // ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────

    /** @param forever whether the path carries the right digest, so that a phone may keep it for good */
    record Found(Asset asset, boolean forever) { }

    Optional<Found> asset(String path) {
        if (!path.startsWith("/-/")) return Optional.ofNullable(assets.get(path)).map(asset -> new Found(asset, false));
        var end = path.indexOf('/', 3);
        if (end < 0) return Optional.empty();
        // An older page, still open while a new version is rolled out, gets what there is now and does not keep it.
        var plain = path.substring(end);
        return Optional.ofNullable(assets.get(plain)).map(asset -> new Found(asset, url(plain).equals(path)));
    }

    Optional<Asset> page(String name) {
        return Optional.ofNullable(pages.get(name));
    }

    /** The text of a page, for those that are filled in. */
    String text(String name) {
        return texts.get(name);
    }

    /** The hash by which the policy lets the import map through. */
    String importMapHash() {
        return "sha256-" + Base64.getEncoder().encodeToString(Asset.sha256().digest(importMap.getBytes(StandardCharsets.UTF_8)));
    }

    /** The path with the digest of its tree; paths of unknown files stay as they are. */
    String url(String path) {
        if (!assets.containsKey(path) && !ours.contains(path)) return path;
        // Words of the root, such as robots.txt, are looked for where they are.
        return path.lastIndexOf('/') == 0 ? path : (ours.contains(path) ? ownTree : libraryTree) + path;
    }

    // ── made once ─────────────────────────────────────────────────────────────────────────────────────────────────

    private static String digest(Map<String, byte[]> files) {
        var sha = Asset.sha256();
        new TreeMap<>(files).forEach((path, bytes) -> {
            sha.update(path.getBytes(StandardCharsets.UTF_8));
            sha.update(Asset.sha256().digest(bytes));
        });
        return java.util.HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    private String importMap() {
        var imports = new LinkedHashMap<String, String>();
        for (var folder : new String[] {"/lib/", "/pages/", "/parts/"}) imports.put(folder, ownTree + folder);
        Library.names().forEach((name, path) -> imports.put(name, libraryTree + path));
        try {
            return new ObjectMapper().writeValueAsString(Map.of("imports", imports));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The languages there are words in, each by its own name: {@code vi=Tiếng Việt;en=English}. */
    private static String languages(Map<String, byte[]> files) {
        var named = new ArrayList<String>();
        Words.of(files).forEach((code, words) -> named.add(code + "=" + words.getOrDefault("language.name", code).replaceAll("[\"&<>;=]", "")));
        return String.join(";", named);
    }

    /** For each page of the street the words that it may say, at once or later: {@code /words/live/vi.json}. */
    private static Map<String, byte[]> streetWords(Map<String, byte[]> files, Map<String, String> scripts) {
        var all = Words.of(files);
        var street = new TreeMap<String, byte[]>();
        files.forEach((path, bytes) -> {
            if (!path.endsWith(".html") || path.lastIndexOf('/') > 0) return;
            var html = new String(bytes, StandardCharsets.UTF_8);
            var entries = entries(html);
            if (entries.isEmpty() || !STREET.matcher(html).find()) return;
            var said = new SaidWords(closure(entries, scripts, List.of(IMPORT, LATER)).stream().map(scripts::get).toList());
            all.forEach((code, words) -> street.put("/words" + path.substring(0, path.length() - 5) + "/" + code + ".json", json(said.of(words))));
        });
        return street;
    }

    private static byte[] json(Map<String, String> words) {
        try {
            return new ObjectMapper().writeValueAsBytes(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The modules with which a page begins. */
    private static Set<String> entries(String html) {
        var entries = new LinkedHashSet<String>();
        ENTRY.matcher(html).results().forEach(found -> entries.add(found.group(1) == null ? found.group(2) : found.group(1)));
        return entries;
    }

    /** One style sheet with all it imports, so that a phone asks once. */
    private String css(String path, Map<String, byte[]> files, Set<String> above) {
        if (!above.add(path)) throw new IllegalStateException("style sheets import each other: " + above);
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        var sheet = CSS_REMARK.matcher(new String(files.get(path), StandardCharsets.UTF_8)).replaceAll("");
        var text = CSS_IMPORT.matcher(sheet).replaceAll(found -> {
            var target = URI.create(folder).resolve(found.group(1)).normalize().getPath();
            if (!files.containsKey(target)) return Matcher.quoteReplacement(found.group());
            var inner = css(target, files, new LinkedHashSet<>(above));
            return Matcher.quoteReplacement(found.group(2) == null ? inner : "@layer " + found.group(2) + " {\n" + inner + "}\n");
        });
        return CSS_URL.matcher(text).replaceAll(found -> Matcher.quoteReplacement("url('" + url(found.group(2)) + "')"));
    }

    private String page(String name, String html, Map<String, String> scripts) {
        var entry = entries(html);
        var preloads = new StringBuilder();
        if (!entry.isEmpty()) preloads.append("\n<script type=\"importmap\">").append(importMap).append("</script>");
        for (var path : closure(entry, scripts, List.of(IMPORT))) preloads.append("\n<link rel=\"modulepreload\" href=\"").append(url(path)).append("\">");
        if (assets.containsKey("/words/" + name + "/vi.json")) preloads.append("\n<meta name=\"words\" content=\"").append(name).append("\">");
        preloads.append("\n<meta name=\"languages\" content=\"").append(languages).append("\">");
        var linked = LINK.matcher(html).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "=\"" + url(found.group(2)) + "\""));
        var head = HEAD.matcher(linked);
        return head.find() ? linked.substring(0, head.end()) + preloads + linked.substring(head.end()) : linked;
    }

    /** Everything that the entries import, and what those import, nearest first. */
    private static Set<String> closure(Set<String> entries, Map<String, String> scripts, List<Pattern> imports) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>(entries);
        while (!open.isEmpty()) {
            var path = open.poll();
            var script = scripts.get(path);
            if (script == null || !found.add(path)) continue;
            for (var pattern : imports) pattern.matcher(script).results().forEach(named -> resolve(path, named.group(1)).ifPresent(open::add));
        }
        return found;
    }

    private static Optional<String> resolve(String from, String name) {
        if (name.startsWith("/")) return Optional.of(name);
        if (name.startsWith("./") || name.startsWith("../")) return Optional.of(URI.create(from).resolve(name).normalize().getPath());
        var names = Library.names();
        if (names.containsKey(name)) return Optional.of(names.get(name));
        return names.keySet().stream().filter(key -> key.endsWith("/") && name.startsWith(key)).findFirst().map(key -> names.get(key) + name.substring(key.length()));
    }
}
