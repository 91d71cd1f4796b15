package vn.phien.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.phien.base.BoothRole;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.Role;
import vn.phien.base.Strain;
import vn.phien.base.Why;

/** Writes down the wire for those who cannot read Java: types for the pages, a page for people, frames for tests. */
final class Scribe {
    private static final List<Class<?>> GROUPS = List.of(Outbound.Reply.class, Outbound.Shelf.class, Outbound.Latest.class, Outbound.Thin.class, Outbound.Private.class);
    private static final List<Class<? extends Enum<?>>> ENUMS = List.of(ShowState.class, OrderState.class, Payment.class, PaidState.class, Reaction.class, MatterKind.class, MatterReason.class, ComplaintKind.class,
        Inbound.ChangeStage.Stage.class, Role.class, BoothRole.class, Why.class, Strain.class);
    private final Meanings meanings;
    /** Every record that is a part of a message, by name. */
    private final Map<String, Class<?>> shapes = new TreeMap<>();

    Scribe(Path sources) throws IOException {
        var files = new ArrayList<>(List.of("protocol/Inbound", "protocol/Outbound", "protocol/Views", "protocol/ShowState", "protocol/OrderState", "protocol/Payment",
            "protocol/PaidState", "protocol/Reaction", "protocol/MatterKind", "protocol/MatterReason", "protocol/ComplaintKind", "base/Role", "base/BoothRole", "base/Why", "base/Limits"));
        ids().forEach(id -> files.add("base/" + id.getSimpleName()));
        meanings = Meanings.of(sources.resolve("vn/phien"), files);
        for (var view : Views.class.getDeclaredClasses()) if (view.isRecord()) collect(view);
        Wire.names(Inbound.class).values().forEach(this::collectParts);
        Wire.names(Outbound.class).values().forEach(this::collectParts);
        Wire.names(Inbound.class).values().forEach(type -> shapes.remove(type.getSimpleName()));
        Wire.names(Outbound.class).values().forEach(type -> shapes.remove(type.getSimpleName()));
    }

    private static List<Class<?>> ids() {
        return Arrays.stream(Id.class.getPermittedSubclasses()).flatMap(c -> c.isInterface() ? Arrays.stream(c.getPermittedSubclasses()) : java.util.stream.Stream.of(c))
            .sorted(java.util.Comparator.comparing(Class::getSimpleName)).collect(Collectors.toList());
    }

    private void collect(Class<?> type) {
        if (!type.isRecord() || Id.class.isAssignableFrom(type)) return;
        var other = shapes.put(type.getSimpleName(), type);
        if (other == type) return;
        if (other != null) throw new IllegalStateException("two shapes of one name: " + type.getSimpleName());
        collectParts(type);
    }

    private void collectParts(Class<?> type) {
        for (var part : type.getRecordComponents()) collectType(part.getGenericType());
    }

    private void collectType(Type type) {
        if (type instanceof ParameterizedType generic) for (var argument : generic.getActualTypeArguments()) collectType(argument);
        else if (type instanceof Class<?> raw) collect(raw);
    }

    // ── web/lib/protocol.js ───────────────────────────────────────────────────────────────────────────────────────

    String js() {
        var js = new StringBuilder("// Made by ScribeTest from vn.phien.protocol. To write it anew: mvn -q test -Dtest=ScribeTest -Dscribe.write=true\n\n");
        for (var id : ids()) doc(js, meanings.of(id), "@typedef {string} " + id.getSimpleName());
        for (var type : ENUMS) doc(js, meanings.of(type), "@typedef {" + union(codes(type)) + "} " + type.getSimpleName());
        shapes.values().forEach(type -> object(js, type, null));
        Wire.names(Inbound.class).forEach((t, type) -> object(js, type, t));
        doc(js, "What a phone may say.", "@typedef {" + types(Inbound.class) + "} Inbound");
        Wire.names(Outbound.class).forEach((t, type) -> object(js, type, t));
        for (var group : GROUPS) doc(js, meanings.of(group), "@typedef {" + types(group) + "} " + group.getSimpleName());
        doc(js, "What the server says.", "@typedef {" + GROUPS.stream().map(Class::getSimpleName).collect(Collectors.joining(" | ")) + "} Outbound");

        js.append("/** The names on the wire, by what they are. */\nexport const NAMES = Object.freeze({\n");
        line(js, "inbound", Wire.names(Inbound.class).keySet());
        for (var group : GROUPS) line(js, lower(group.getSimpleName()), Wire.names(group).keySet());
        js.append("});\n\n/** Every code of an enum, in its order. */\nexport const CODES = Object.freeze({\n");
        for (var type : ENUMS) line(js, lower(type.getSimpleName()), codes(type));
        js.append("});\n\n/** Where an order may go from each state. @type {Readonly<Record<OrderState, ReadonlyArray<OrderState>>>} */\nexport const ORDER_NEXT = Object.freeze({\n");
        for (var state : OrderState.values()) line(js, state.code(), Arrays.stream(OrderState.values()).filter(state.next()::contains).map(OrderState::code).toList());
        js.append("});\n\n/** Every bound that the server keeps: times in ms unless the name says otherwise, money in whole đồng. */\nexport const LIMITS = Object.freeze({\n");
        limits().forEach((name, value) -> js.append("  ").append(camel(name)).append(": ").append(value).append(",\n"));
        return js.append("});\n").toString();
    }

    private void object(StringBuilder js, Class<?> type, String t) {
        var lines = new ArrayList<String>();
        lines.add("@typedef {object} " + type.getSimpleName());
        if (t != null) lines.add("@property {'" + t + "'} t");
        for (var part : type.getRecordComponents()) {
            var name = part.isAnnotationPresent(Maybe.class) ? "[" + part.getName() + "]" : part.getName();
            lines.add(("@property {" + script(part.getGenericType()) + "} " + name + " " + meanings.of(type, part.getName())).strip());
        }
        doc(js, meanings.of(type), lines.toArray(String[]::new));
    }

    private static void doc(StringBuilder js, String meaning, String... lines) {
        if (lines.length == 1) js.append("/** ").append(meaning).append(meaning.isEmpty() ? "" : " ").append(lines[0]).append(" */\n\n");
        else {
            js.append("/**\n");
            if (!meaning.isEmpty()) js.append(" * ").append(meaning).append('\n');
            for (var line : lines) js.append(" * ").append(line).append('\n');
            js.append(" */\n\n");
        }
    }

    private static void line(StringBuilder js, String name, java.util.Collection<String> values) {
        js.append("  ").append(name.contains("-") ? "'" + name + "'" : name).append(": ")
            .append(values.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", ", "[", "],\n")));
    }

    private static String types(Class<?> root) {
        return Wire.names(root).values().stream().map(Class::getSimpleName).collect(Collectors.joining(" | "));
    }

    private static String script(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) return script(arguments[0]) + "[]";
            if (generic.getRawType() == Map.class) return "Partial<Record<" + script(arguments[0]) + ", " + script(arguments[1]) + ">>";
        }
        var raw = (Class<?>) type;
        if (raw == boolean.class || raw == Boolean.class) return "boolean";
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class || raw == double.class) return "number";
        return raw == String.class ? "string" : raw.getSimpleName();
    }

    private static List<String> codes(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(e -> Wire.json().convertValue(e, String.class)).toList();
    }

    private static String union(List<String> codes) {
        return codes.stream().map(c -> "'" + c + "'").collect(Collectors.joining(" | "));
    }

    private static Map<String, Long> limits() {
        var found = new LinkedHashMap<String, Long>();
        for (var field : Limits.class.getDeclaredFields()) {
            if (!Modifier.isPublic(field.getModifiers())) continue;
            try {
                found.put(field.getName(), ((Number) field.get(null)).longValue());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    private static String camel(String constant) {
        var name = new StringBuilder();
        for (var part : constant.toLowerCase(java.util.Locale.ROOT).split("_")) name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        return name.toString();
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    // ── docs/PROTOCOL.md ──────────────────────────────────────────────────────────────────────────────────────────

    String page() {
        var page = new StringBuilder("""
            # The wire

            Made by `ScribeTest` from `vn.phien.protocol`; to write it anew: `mvn -q test -Dtest=ScribeTest -Dscribe.write=true`.

            One WebSocket at `/socket`, one JSON object a message. `t` names the message. A command carries `ref`, the phone's own number for it,
            and gets exactly one reply with the same `ref`. Events of the shelf are numbered by `seq` without a gap inside an `epoch`; a phone that
            comes back names the last one it saw and gets what it missed, or a whole scene. A part marked `?` may be absent.

            """);
        page.append("## Commands\n\n");
        Wire.names(Inbound.class).forEach((t, type) -> table(page, type, t));
        for (var group : GROUPS) {
            page.append("## ").append(switch (group.getSimpleName()) {
                case "Reply" -> "Replies";
                case "Shelf" -> "Events that must arrive";
                case "Latest" -> "Events of which only the newest counts";
                case "Thin" -> "Events that may be thinned";
                default -> "To one person";
            }).append("\n\n").append(meanings.of(group)).append("\n\n");
            Wire.names(group).forEach((t, type) -> table(page, type, t));
        }
        page.append("## Shapes\n\n");
        shapes.values().forEach(type -> table(page, type, type.getSimpleName()));
        page.append("## Codes\n\n");
        for (var type : ENUMS) {
            page.append("### ").append(type.getSimpleName()).append("\n\n").append(meanings.of(type)).append("\n\n");
            if (type == Why.class) {
                page.append("| code | HTTP status |\n|---|---|\n");
                for (var why : Why.values()) page.append("| `").append(why.code()).append("` | ").append(why.status()).append(" |\n");
            } else {
                page.append("| code | meaning |\n|---|---|\n");
                for (var constant : type.getEnumConstants()) page.append("| `").append(Wire.json().convertValue(constant, String.class)).append("` | ").append(meanings.of(type, constant.name())).append(" |\n");
            }
            page.append('\n');
        }
        page.append("## Limits\n\n| name | value |\n|---|---|\n");
        limits().forEach((name, value) -> page.append("| `").append(camel(name)).append("` | ").append(value).append(" |\n"));
        return page.toString();
    }

    private void table(StringBuilder page, Class<?> type, String name) {
        page.append("### ").append(name).append("\n\n");
        if (!meanings.of(type).isEmpty()) page.append(meanings.of(type)).append("\n\n");
        page.append("| part | type | meaning |\n|---|---|---|\n");
        for (var part : type.getRecordComponents()) row(page, type, part);
        page.append('\n');
    }

    private void row(StringBuilder page, Class<?> type, RecordComponent part) {
        page.append("| `").append(part.getName()).append(part.isAnnotationPresent(Maybe.class) ? "?" : "").append("` | ")
            .append(script(part.getGenericType()).replace("|", "\\|")).append(" | ").append(meanings.of(type, part.getName()).replace("|", "\\|")).append(" |\n");
    }

    // ── web/test/golden.json ──────────────────────────────────────────────────────────────────────────────────────

    String golden() {
        var frames = new LinkedHashMap<String, Object>();
        frames.put("inbound", frames(Inbound.class));
        frames.put("outbound", frames(Outbound.class));
        try {
            var printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
            return Wire.json().writer(printer).writeValueAsString(frames).replaceAll("\\r", "") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> frames(Class<?> root) {
        var frames = new ArrayList<Object>();
        for (var type : Wire.names(root).values()) {
            var whole = Wire.write(Samples.of(type, true));
            var lean = Wire.write(Samples.of(type, false));
            frames.add(Wire.trusted(whole, com.fasterxml.jackson.databind.JsonNode.class));
            if (!lean.equals(whole)) frames.add(Wire.trusted(lean, com.fasterxml.jackson.databind.JsonNode.class));
        }
        return frames;
    }
}
