package vn.phien.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the client behind proxies. What a header says about the client counts only when a trusted proxy wrote it. */
final class Proxies {
    private final List<Network> trusted;
    private final HttpSettings.Forwarding forwarding;

    Proxies(List<String> trusted, HttpSettings.Forwarding forwarding) {
        this.trusted = trusted.stream().map(Network::of).toList();
        this.forwarding = forwarding;
    }

    Client client(HttpServerRequest request) {
        var remote = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        var authority = request.authority() == null ? null : request.authority().toString();
        return client(remote, request.isSSL(), authority, request.headers());
    }

    /** @param remote the address at the other end of the connection, null on a unix socket */
    Client client(String remote, boolean ssl, String authority, MultiMap headers) {
        var scheme = ssl ? "https" : "http";
        var host = Client.host(authority);
        var told = headers.contains("x-forwarded-for") || headers.contains("forwarded");
        if (!isTrusted(remote)) return new Client(remote == null ? "local" : remote, scheme, host, !told);
        if (byX(headers)) {
            var forHost = last(headers.getAll("x-forwarded-host"));
            var proto = last(headers.getAll("x-forwarded-proto"));
            return new Client(nearest(remote, split(headers.getAll("x-forwarded-for"))), scheme(proto, scheme), forHost == null ? host : Client.host(forHost), !told);
        }
        var hops = split(headers.getAll("forwarded"));
        var last = hops.isEmpty() ? "" : hops.getLast();
        var forHost = part(last, "host");
        return new Client(nearest(remote, hops.stream().map(hop -> part(hop, "for")).map(Proxies::bare).toList()), scheme(part(last, "proto"), scheme),
            forHost == null ? host : Client.host(forHost), !told);
    }

    private boolean byX(MultiMap headers) {
        return switch (forwarding) {
            case EITHER -> headers.names().stream().anyMatch(name -> name.regionMatches(true, 0, "x-forwarded-", 0, 12));
            case X_FORWARDED -> true;
            case FORWARDED -> false;
        };
    }

    /** The first address from the right that no trusted proxy has; what stands left of it anybody could have written. */
    private String nearest(String remote, List<String> hops) {
        var nearest = remote == null ? "local" : remote;
        for (var hop : hops.reversed()) {
            var address = address(hop);
            if (address == null) return nearest;
            nearest = address.getHostAddress();
            if (!isTrusted(nearest)) return nearest;
        }
        return nearest;
    }

    private boolean isTrusted(String text) {
        var address = text == null ? null : address(text);
        return address != null && trusted.stream().anyMatch(network -> network.holds(address));
    }

    static InetAddress address(String text) {
        try {
            return text == null ? null : InetAddress.ofLiteral(bare(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An address without its port and brackets. */
    private static String bare(String text) {
        if (text == null) return null;
        if (text.startsWith("[") && text.indexOf(']') > 0) return text.substring(1, text.indexOf(']'));
        var colon = text.indexOf(':');
        return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    private static List<String> split(List<String> lines) {
        var parts = new ArrayList<String>();
        for (var line : lines) for (var part : line.split(",")) parts.add(part.strip());
        return parts;
    }

    private static String last(List<String> lines) {
        var parts = split(lines);
        return parts.isEmpty() ? null : parts.getLast();
    }

    private static String scheme(String told, String otherwise) {
        return told == null ? otherwise : told.equalsIgnoreCase("https") ? "https" : told.equalsIgnoreCase("http") ? "http" : otherwise;
    }

    /** One part of a hop by RFC 7239, such as {@code for} of {@code for="[2001:db8::1]:80";proto=https}. */
    private static String part(String hop, String name) {
        for (var pair : hop.split(";")) {
            var equal = pair.indexOf('=');
            if (equal < 0 || !pair.substring(0, equal).strip().toLowerCase(Locale.ROOT).equals(name)) continue;
            var value = pair.substring(equal + 1).strip();
            return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"") ? value.substring(1, value.length() - 1) : value;
        }
        return null;
    }
}
