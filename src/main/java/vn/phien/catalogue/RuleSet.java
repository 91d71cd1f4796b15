package vn.phien.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The rules of the programme as they stand from a day on. They change by decision of the Prime Minister: a new one is a new row.
 *
 * @param decision   the decision that brought it
 * @param from       the first day on which it holds
 * @param months     how long a certificate holds that is issued under it
 * @param deciders   who certifies three, four and five stars; fewer are no certificate
 */
public record RuleSet(String decision, LocalDate from, int months, Map<Integer, Decider> deciders) {
    /** Who issues a certificate. */
    public enum Decider { DISTRICT, PROVINCE, CENTRE }

    public static final int LOWEST_STARS = 3;
    public static final int HIGHEST_STARS = 5;

    private static final List<RuleSet> ALL = List.of(
            new RuleSet("490/QĐ-TTg", LocalDate.of(2018, 5, 7), 36, Map.of(3, Decider.PROVINCE, 4, Decider.PROVINCE, 5, Decider.CENTRE)),
            new RuleSet("1048/QĐ-TTg", LocalDate.of(2019, 8, 21), 36, Map.of(3, Decider.PROVINCE, 4, Decider.PROVINCE, 5, Decider.CENTRE)),
            new RuleSet("148/QĐ-TTg", LocalDate.of(2023, 2, 24), 36, Map.of(3, Decider.DISTRICT, 4, Decider.PROVINCE, 5, Decider.CENTRE)),
            new RuleSet("1489/QĐ-TTg", LocalDate.of(2025, 7, 6), 36, Map.of(3, Decider.PROVINCE, 4, Decider.PROVINCE, 5, Decider.CENTRE)));

    public RuleSet {
        deciders = Map.copyOf(deciders);
    }

    /** All, the oldest first. */
    public static List<RuleSet> all() {
        return ALL;
    }

    /** The day on which the programme began; no certificate is older. */
    public static LocalDate beginning() {
        return ALL.getFirst().from;
    }

    /** The rules on a day; for days before the programme its first rules. */
    public static RuleSet on(LocalDate day) {
        return ALL.reversed().stream().filter(rules -> !rules.from.isAfter(day)).findFirst().orElse(ALL.getFirst());
    }

    /** @param stars 3 to 5 */
    public Decider decides(int stars) {
        return deciders.get(stars);
    }
}
