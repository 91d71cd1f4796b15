package vn.phien.http;

import java.net.InetAddress;

/** A range of network addresses, such as {@code 10.0.0.0/8}, {@code ::1} or {@code 2001:db8::/32}. */
public record Network(InetAddress address, int bits) {

    /** @throws IllegalArgumentException for anything that is not a range of addresses; names are never looked up */
    public static Network of(String text) {
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var all = address.getAddress().length * 8;
        var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) throw new IllegalArgumentException("no network " + text);
        return new Network(address, bits);
    }

    public boolean holds(InetAddress other) {
        byte[] mine = address.getAddress(), theirs = other.getAddress();
        if (mine.length != theirs.length) return false;
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << 8 - (bits - bit) & 0xff;
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) return false;
        }
        return true;
    }
}
