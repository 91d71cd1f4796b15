package vn.phien.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import vn.phien.base.Dice;
import vn.phien.base.Province;
import vn.phien.protocol.Inbound.Recipient;

/** Makes the crowd: invented people with invented addresses in real provinces. The same dice make the same people. */
record People(Talk.PeopleParts parts) {

    /**
     * @param phone     where codes would go; null for somebody who only watches
     * @param recipient who gets the parcels; null for the same
     */
    record Person(String name, String phone, Recipient recipient, Province province) { }

    /** @param buyers of them have an account, the others only watch */
    List<Person> crowd(int people, int buyers, Dice dice) {
        var names = new LinkedHashSet<>(parts.nicknames());
        while (names.size() < buyers) names.add(pick(parts.families(), dice) + " " + pick(parts.givens(), dice));
        var crowd = new ArrayList<Person>();
        for (var name : names.stream().limit(buyers).toList()) {
            var phone = "09001%05d".formatted(crowd.size());
            var province = pick(Province.all(), dice);
            var recipient = new Recipient(pick(parts.families(), dice) + " " + pick(parts.givens(), dice), phone, province.code(), pick(parts.communes(), dice), 1 + dice.below(180) + " " + pick(parts.streets(), dice));
            crowd.add(new Person(name, phone, recipient, province));
        }
        while (crowd.size() < people) crowd.add(new Person("", null, null, pick(Province.all(), dice)));
        return crowd;
    }

    static <T> T pick(List<T> from, Dice dice) {
        return from.get(dice.below(from.size()));
    }
}
