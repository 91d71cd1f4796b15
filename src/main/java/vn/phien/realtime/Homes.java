package vn.phien.realtime;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many sockets come from one place: an IPv4 address, or the /64 that a subscriber has in IPv6. The bound is wide, for
 * mobile networks put thousands of subscribers behind one address. This machine itself is not counted.
 */
final class Homes {
    private final int most;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** @param most sockets of one place at once */
    Homes(int most) {
        this.most = most;
    }

    /** Counts one more; false, and nothing is counted, when there are as many as there may be. */
    boolean enter(String home) {
        if (home == null) return true;
        return open.merge(home, 1, Integer::sum) <= most || leave(home);
    }

    /** One has gone. */
    boolean leave(String home) {
        if (home != null) open.computeIfPresent(home, (h, n) -> n == 1 ? null : n - 1);
        return false;
    }

    /** The place that an address belongs to; null for this machine and for what is no address. */
    static String of(String address) {
        try {
            var literal = InetAddress.ofLiteral(address == null ? "" : address);
            if (literal.isLoopbackAddress()) return null;
            var bytes = literal.getAddress();
            return Arrays.toString(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, 8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
