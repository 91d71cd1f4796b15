package vn.phien.demo;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Where the people of the demo find the server: on this machine, under a name that it answers to.
 *
 * @param address such as {@code http://localhost:8080}
 * @param name    such as {@code live.example.vn}, or the address's own
 */
record House(URI address, String name) {

    /** @param names those under which the server answers; none: under any */
    static House of(String address, List<String> names) {
        var uri = URI.create(address);
        return new House(uri, names.isEmpty() ? uri.getAuthority() : names.getFirst());
    }

    boolean tls() {
        return address.getScheme().equals("https");
    }

    String origin() {
        return address.getScheme() + "://" + name;
    }

    <T extends RequestOptions> T lead(T request) {
        var called = HostAndPort.parseAuthority(name, tls() ? 443 : 80);
        request.setServer(SocketAddress.inetSocketAddress(address.getPort(), address.getHost())).setHost(called.host()).setPort(called.port()).setSsl(tls()).putHeader("Origin", origin());
        return request;
    }
}
