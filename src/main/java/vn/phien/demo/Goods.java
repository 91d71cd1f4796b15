package vn.phien.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import vn.phien.catalogue.BankAccount;
import vn.phien.catalogue.BoothDraft;
import vn.phien.catalogue.Certified;
import vn.phien.catalogue.OcopGroup;
import vn.phien.catalogue.ProductForm;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Wire;

/** The goods of the demo: one file for each producer in {@code resources/demo/producers}. Every name and number is invented. */
final class Goods {
    /** How every invented registration and certificate number begins. */
    static final String MARK = "MẪU-";
    private static final int CERTIFICATE_MONTHS = 36;

    private Goods() { }

    /** A producer as the file has it. */
    record Producer(Owner owner, BoothDraft booth, BankAccount bank, List<Good> products) {
        Producer {
            products = List.copyOf(products);
        }
    }

    record Owner(String phone, String name) { }

    /** @param stock units on the shelf on the first day */
    record Good(String name, String story, OcopGroup group, String drawing, long priceVnd, String unit, int weightGrams, int stock, @Maybe Held certificate) {

        /** As the owner fills it in today. */
        ProductForm form(LocalDate today) {
            return new ProductForm(name, story, priceVnd, unit, weightGrams, group, certificate == null ? null : certificate.on(today), null, drawing, null, List.of());
        }
    }

    /** A certificate by how long it will hold, so that the demo looks the same in every year. @param daysLeft below zero: over for so long */
    record Held(int stars, String number, String authority, int daysLeft) {
        private Certified on(LocalDate today) {
            return new Certified(stars, number, authority, today.plusDays(daysLeft).minusMonths(CERTIFICATE_MONTHS).toString());
        }
    }

    /** The names of the producers' files; the first is the one whose show is on air. */
    static List<String> names() {
        return resource("producers.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    static Producer producer(String name) {
        return read("producers/" + name + ".json", Producer.class);
    }

    static <T> T read(String file, Class<T> type) {
        try {
            return Wire.read(resource(file), type);
        } catch (BadMessage e) {
            throw new IllegalStateException("demo/" + file + ": " + e.why().code() + " at " + e.field(), e);
        }
    }

    private static String resource(String file) {
        try (var in = Goods.class.getResourceAsStream("/demo/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
