package vn.phien.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.realtime.Credits;

/**
 * What may be asked for over HTTP on this node: by account, and for strangers by network address, which is an IPv4 address or the
 * /64 of a subscriber in IPv6. Strangers from this machine itself are not counted.
 */
final class Allowance {
    private static final Duration KEPT = Duration.ofMinutes(2);
    private final Cache<String, Credits> purses = Caffeine.newBuilder().expireAfterAccess(KEPT).maximumSize(Limits.PURSES).build();

    /** Pays for a request, or not. */
    boolean pays(Caller caller, String address, int cost) {
        Credits purse;
        if (caller instanceof Caller.Person person) purse = purses.get(person.account().value(), name -> new Credits(Limits.REQUEST_CREDITS_PER_SECOND, Limits.REQUEST_CREDITS));
        else if (place(address) instanceof String place) purse = purses.get(place, name -> new Credits(Limits.STRANGERS_CREDITS_PER_SECOND, Limits.STRANGERS_CREDITS));
        else return true;
        synchronized (purse) {
            return purse.spend(cost);
        }
    }

    private static String place(String address) {
        InetAddress found = Proxies.address(address);
        if (found == null || found.isLoopbackAddress()) return null;
        var bytes = found.getAddress();
        return Arrays.toString(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, 8));
    }
}
