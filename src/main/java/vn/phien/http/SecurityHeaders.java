package vn.phien.http;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.Collectors;

/** What browsers are told about the house's pages, on every answer. */
final class SecurityHeaders {
    /** Cameras and microphones are for hosts; nothing else of the phone is ever asked for. */
    private static final String PERMISSIONS = "accelerometer=(), autoplay=(self \"https://www.youtube-nocookie.com\" \"https://www.facebook.com\"), browsing-topics=(), camera=(self), "
        + "display-capture=(), fullscreen=(self \"https://www.youtube-nocookie.com\" \"https://www.facebook.com\"), geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), "
        + "midi=(), payment=(), usb=()";
    private final String videoHosts;

    /** @param videoHosts hosts whose HLS streams the pages may fetch */
    SecurityHeaders(List<String> videoHosts) {
        this.videoHosts = videoHosts.stream().map(host -> " https://" + host).collect(Collectors.joining());
    }

    /** @param importMap hash of the import map, the one script that stands in the page itself */
    private String policy(String importMap, Client client) {
        // Older Safari does not take a WebSocket of the same host for 'self'.
        var socket = client.host() == null ? "" : " " + (client.secure() ? "wss://" : "ws://") + client.host();
        return "default-src 'none'; script-src 'self' '" + importMap + "'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob: https:; connect-src 'self'" + socket + videoHosts
            + "; font-src 'self'; frame-src https://www.youtube-nocookie.com https://www.facebook.com; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; manifest-src 'self'";
    }

    void onEverything(MultiMap headers, Client client) {
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "strict-origin-when-cross-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
        if (client.secure()) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
        // What is not a page of ours runs nothing, should a browser ever show it as one.
        headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox");
    }

    void onPages(MultiMap headers, Client client, String importMap) {
        headers.set("content-security-policy", policy(importMap, client));
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("permissions-policy", PERMISSIONS);
        headers.set("x-frame-options", "DENY");
    }
}
