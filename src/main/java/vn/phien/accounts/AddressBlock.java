package vn.phien.accounts;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The neighbourhood of a network address: its /24 in IPv4, its /64 in IPv6, for one subscriber can walk through as much.
 *
 * @param value such as {@code 203.113.131.0/24}; personal data, so it is stored as a fingerprint only
 */
public record AddressBlock(String value) {

    /** The block of an address written in digits; no name is ever looked up. What is no address is a block of its own. */
    public static AddressBlock of(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address == null ? "" : address).getAddress();
            int kept = bytes.length == 4 ? 3 : 8;
            java.util.Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            var first = InetAddress.getByAddress(bytes);
            return new AddressBlock(first.getHostAddress() + (first instanceof Inet4Address ? "/24" : "/64"));
        } catch (IllegalArgumentException | java.net.UnknownHostException e) {
            return new AddressBlock("unknown");
        }
    }

    @Override
    public String toString() {
        return "AddressBlock[…]";
    }
}
