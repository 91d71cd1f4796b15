package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.phien.base.BadValue;
import vn.phien.base.Limits;
import vn.phien.base.Why;

/**
 * Strict JSON to record and back. Unknown fields, doubled fields, numbers as text, fractions for whole numbers and anything
 * after the value are refused; a record's own bounds are checked by its constructor.
 */
public final class Wire {
    private static final JsonMapper MAPPER = mapper();
    private static final Map<String, Class<? extends Inbound>> INBOUND = names(Inbound.class);

    private Wire() { }

    private static JsonMapper mapper() {
        var constraints = StreamReadConstraints.builder().maxNestingDepth(Limits.JSON_DEPTH).maxNumberLength(20)
            .maxStringLength(Limits.CSV_BYTES).maxNameLength(64).build();
        var mapper = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
        mapper.coercionConfigFor(LogicalType.Textual).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail).setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        for (var root : List.of(Inbound.class, Outbound.class)) {
            names(root).forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
        }
        return mapper;
    }

    /** Every record below a sealed interface, by its name on the wire: {@code TakeHold} is {@code take-hold}. */
    @SuppressWarnings("unchecked")
    public static <T> Map<String, Class<? extends T>> names(Class<T> root) {
        var found = new LinkedHashMap<String, Class<? extends T>>();
        for (var type : root.getPermittedSubclasses()) {
            if (type.isInterface()) names((Class<T>) type).forEach(found::put);
            else found.put(name(type), (Class<? extends T>) type);
        }
        return found;
    }

    /** The name of a record on the wire. */
    public static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Reads one command. */
    public static Inbound inbound(String json) throws BadMessage {
        ObjectNode node = object(json);
        Integer ref = node.get("ref") instanceof JsonNode n && n.isInt() ? n.intValue() : null;
        var t = node.remove("t");
        if (t == null) throw new BadMessage(Why.MISSING, "t", ref);
        if (!t.isTextual()) throw new BadMessage(Why.WRONG_TYPE, "t", ref);
        var type = INBOUND.get(t.textValue());
        if (type == null) throw new BadMessage(Why.UNKNOWN_TYPE, "t", ref);
        if (!node.has("ref")) throw new BadMessage(Why.MISSING, "ref", null);
        node.put("t", t.textValue());
        return bind(node, type, ref);
    }

    /** Reads one record, such as the body of an HTTP request. */
    public static <T> T read(String json, Class<T> type) throws BadMessage {
        return bind(object(json), type, null);
    }

    private static ObjectNode object(String json) throws BadMessage {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode node) return node;
        } catch (JsonProcessingException e) {
            throw new BadMessage(e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate") ? Why.DUPLICATE : Why.BAD_JSON, null, null);
        }
        throw new BadMessage(Why.BAD_JSON, null, null);
    }

    private static <T> T bind(JsonNode node, Class<T> type, Integer ref) throws BadMessage {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw new BadMessage(Why.UNKNOWN_FIELD, e.getPropertyName(), ref);
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof BadValue bad) throw new BadMessage(bad.why(), path(e, bad.field()), ref);
            throw new BadMessage(Why.INVALID_VALUE, path(e, null), ref);
        } catch (InvalidFormatException e) {
            throw new BadMessage(e.getTargetType().isEnum() ? Why.INVALID_VALUE : Why.WRONG_TYPE, path(e, null), ref);
        } catch (MismatchedInputException e) {
            throw new BadMessage(e.getMessage().contains("`null` into type") || e.getMessage().contains("Missing") ? Why.MISSING : Why.WRONG_TYPE, path(e, null), ref);
        } catch (JsonProcessingException e) {
            throw new BadMessage(e.getCause() instanceof BadValue bad ? bad.why() : Why.WRONG_TYPE, e instanceof JsonMappingException m ? path(m, null) : null, ref);
        }
    }

    private static String path(JsonMappingException e, String last) {
        var parts = new ArrayList<String>();
        for (var step : e.getPath()) if (step.getFieldName() != null) parts.add(step.getFieldName());
        // an id checks itself and does not know where it stands
        boolean known = !parts.isEmpty() && (parts.getLast().equals(last) || "id".equals(last));
        if (last != null && !known) parts.add(last);
        return parts.isEmpty() ? null : String.join(".", parts);
    }

    /** Writes a record. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what the house itself wrote, from the books or a golden file: a failure is a bug. */
    public static <T> T trusted(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read own " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** The mapper itself, for reading trees the house wrote. */
    public static ObjectMapper json() {
        return MAPPER;
    }
}
