package vn.phien.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.phien.base.Id;
import vn.phien.base.PlaceId;

/** One likely value for every part of every message, always the same. */
final class Samples {
    private static final Map<String, Object> BY_NAME = Map.ofEntries(
        Map.entry("ref", 17), Map.entry("seq", 881L), Map.entry("epoch", "k3f9"), Map.entry("key", "k3f9k2mabc01"), Map.entry("text", "Chốt A1 x2 nhé"),
        Map.entry("quantity", 2), Map.entry("number", 7), Map.entry("ahead", 3), Map.entry("priceVnd", 120_000L), Map.entry("wasVnd", 150_000L),
        Map.entry("totalVnd", 240_000L), Map.entry("paidVnd", 240_000L), Map.entry("amountVnd", 240_000L), Map.entry("revenueVnd", 4_800_000L),
        Map.entry("durationMs", 60_000L), Map.entry("delta", 5), Map.entry("perBuyer", 2), Map.entry("units", 20), Map.entry("left", 12), Map.entry("seconds", 10),
        Map.entry("name", "Nguyễn Thị An"), Map.entry("phone", "0912345678"), Map.entry("province", "01"), Map.entry("commune", "Phường Hoàn Kiếm"),
        Map.entry("street", "12 Hàng Bạc"), Map.entry("note", "Giao giờ hành chính"), Map.entry("reason", "Đặt nhầm"), Map.entry("change", "c7"),
        Map.entry("allotted", 100), Map.entry("free", 12), Map.entry("held", 8), Map.entry("sold", 80), Map.entry("rev", 42L), Map.entry("dealLeft", 12),
        Map.entry("viewers", 204), Map.entry("code", "A1"), Map.entry("unit", "hũ 500 g"), Map.entry("group", "food"), Map.entry("title", "Mật ong hoa cà phê đầu mùa"),
        Map.entry("story", "Ong ăn hoa cà phê ba tháng đầu năm."), Map.entry("how", "expired"), Map.entry("who", "staff"), Map.entry("badge", "host"),
        Map.entry("stars", 4), Map.entry("until", "2028-03-14"), Map.entry("issuedOn", "2025-03-14"), Map.entry("authority", "UBND tỉnh Đắk Lắk"),
        Map.entry("drawing", "honey-jar"), Map.entry("palette", "highlands"), Map.entry("photo", "/photos/3f9k2m.webp"), Map.entry("kind", "cover"),
        Map.entry("boothName", "HTX Mật ong Ea Kao"), Map.entry("field", "lines.quantity"), Map.entry("memo", "PHIEN 3F9K2M"), Map.entry("size", 37),
        Map.entry("weightGrams", 650), Map.entry("n", 310L), Map.entry("slowSeconds", 5));

    private Samples() { }

    /** A record of the type, whole, or without the parts that may be absent. */
    static <T> T of(Class<T> type, boolean whole) {
        return build(type, whole, null);
    }

    /** The same whole record with one part null. */
    static <T> T without(Class<T> type, String part) {
        return build(type, true, part);
    }

    private static <T> T build(Class<T> type, boolean whole, String absent) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
            .map(c -> c.getName().equals(absent) || !whole && c.isAnnotationPresent(Maybe.class) ? null : value(type, c, whole)).toArray();
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static Object value(Class<?> owner, RecordComponent component, boolean whole) {
        var known = BY_NAME.get(component.getName());
        var type = component.getType();
        if (known != null) {
            if (type == int.class || type == Integer.class) return ((Number) known).intValue();
            if (type == long.class || type == Long.class) return ((Number) known).longValue();
            if (type == String.class) return known.toString();
        }
        return value(owner, component.getGenericType(), component.getName(), whole);
    }

    private static Object value(Class<?> owner, Type type, String name, boolean whole) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) return List.of(value(owner, arguments[0], name, whole));
            if (generic.getRawType() == Map.class) return Map.of(value(owner, arguments[0], name, whole), value(owner, arguments[1], name, whole));
        }
        var raw = (Class<?>) type;
        if (raw == String.class) return name;
        if (raw == boolean.class || raw == Boolean.class) return true;
        if (raw == int.class || raw == Integer.class) return 3;
        if (raw == long.class || raw == Long.class) return name.endsWith("Ms") ? 1_785_585_600_000L : 3L;
        if (raw.isEnum()) return raw.getEnumConstants()[0];
        if (Id.class.isAssignableFrom(raw)) return id(raw);
        if (raw.isRecord()) return of(raw, whole);
        throw new IllegalStateException("no sample for " + owner.getSimpleName() + "." + name + " of " + raw.getName());
    }

    private static Object id(Class<?> type) {
        try {
            var letter = type == PlaceId.class ? "s07-" : type.getSimpleName().equals("AccountId") ? "u-" : type.getField("LETTER").get(null) + "07-";
            return type.getDeclaredConstructor(String.class).newInstance(letter + "3f9k2m");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }
}
