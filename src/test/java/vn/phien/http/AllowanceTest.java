package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;

class AllowanceTest {
    private final Allowance allowance = new Allowance();

    private static Caller person(String account) {
        return new Caller.Person(new AccountId(account), "An", "s", Set.of(), Map.of());
    }

    private boolean spendsAll(Caller caller, String address, int credits) {
        for (int i = 0; i < 10; i++) if (!allowance.pays(caller, address, credits / 10)) return false;
        return true;
    }

    @Test
    void a_person_has_one_purse_wherever_they_come_from() {
        assertTrue(spendsAll(person("u-an"), "203.0.113.7", Limits.REQUEST_CREDITS));
        assertFalse(allowance.pays(person("u-an"), "203.0.113.8", Limits.REQUEST_CREDITS / 2));
        assertTrue(allowance.pays(person("u-binh"), "203.0.113.7", Limits.REQUEST_CREDITS / 2));
    }

    @Test
    void strangers_of_one_address_share_a_wide_one_and_so_do_those_of_one_subscriber() {
        assertTrue(spendsAll(Caller.ANONYMOUS, "203.0.113.7", Limits.STRANGERS_CREDITS));
        assertFalse(allowance.pays(Caller.ANONYMOUS, "203.0.113.7", Limits.STRANGERS_CREDITS / 2));
        assertTrue(allowance.pays(Caller.ANONYMOUS, "203.0.113.8", Limits.STRANGERS_CREDITS / 2));
        assertTrue(spendsAll(Caller.ANONYMOUS, "2001:db8::1", Limits.STRANGERS_CREDITS));
        assertFalse(allowance.pays(Caller.ANONYMOUS, "2001:db8::ffff", Limits.STRANGERS_CREDITS / 2));
    }

    @Test
    void a_person_who_signed_in_is_not_held_back_by_the_strangers_behind_the_same_address() {
        assertTrue(spendsAll(Caller.ANONYMOUS, "203.0.113.7", Limits.STRANGERS_CREDITS));
        assertTrue(allowance.pays(person("u-an"), "203.0.113.7", 1));
    }

    @Test
    void this_machine_is_not_counted() {
        for (int i = 0; i < 3; i++) assertTrue(spendsAll(Caller.ANONYMOUS, "127.0.0.1", Limits.STRANGERS_CREDITS));
    }
}
