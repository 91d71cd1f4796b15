package vn.phien.http;

import java.nio.file.Path;
import java.util.List;
import vn.phien.base.Limits;

/**
 * How the house is reached.
 *
 * @param port           0 takes any free one
 * @param hosts          names (with port where it is not the usual one) under which the house answers; none: under any
 * @param origins        origins that may change things besides the house's own, such as {@code https://live.example.vn}
 * @param trustedProxies networks such as {@code 10.0.0.0/8} whose word about the client is believed
 * @param forwarding     which headers they speak in
 * @param certificate    PEM file, or null for plain HTTP; read anew when it changes
 * @param key            PEM file of its key
 * @param webFolder      where the pages are read from and watched while they are being written, or null for those in the jar
 * @param metricsToken   bearer token for {@code /metrics}, or null
 * @param metricsFrom    networks that may read {@code /metrics} without it, besides this machine
 * @param videoHosts     hosts that a show's HLS address may point at
 * @param headMs         from the first byte of a request's head to its last
 * @param idleMs         a connection on which nothing moves for this long is closed
 */
public record HttpSettings(String host, int port, List<String> hosts, List<String> origins, List<String> trustedProxies, Forwarding forwarding,
                           Path certificate, Path key, Path webFolder, String metricsToken, List<String> metricsFrom, List<String> videoHosts, long headMs, long idleMs) {
    /** A proxy writes one kind of header and lets the other through as the client wrote it. */
    public enum Forwarding {
        /** {@code X-Forwarded-*} where there is one, else {@code Forwarded}: right for every proxy that writes the first. */
        EITHER,
        X_FORWARDED,
        /** For proxies that write this one alone. */
        FORWARDED
    }

    public HttpSettings {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
        trustedProxies = List.copyOf(trustedProxies);
        metricsFrom = List.copyOf(metricsFrom);
        videoHosts = List.copyOf(videoHosts);
        if ((certificate == null) != (key == null)) throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("no port " + port);
    }

    /** Plain HTTP on this machine alone. */
    public static HttpSettings local(int port) {
        return new HttpSettings("127.0.0.1", port, List.of(), List.of(), List.of(), Forwarding.EITHER, null, null, null, null, List.of(), List.of(), Limits.HEAD_MS, Limits.IDLE_MS);
    }

    public boolean tls() {
        return certificate != null;
    }
}
