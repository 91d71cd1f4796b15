package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final List<String> TRUSTED = List.of("10.0.0.0/8", "::1", "2001:db8:1::/48");

    private static MultiMap headers(String... pairs) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < pairs.length; i += 2) headers.add(pairs[i], pairs[i + 1]);
        return headers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10.1.1.1    | 203.0.113.7                          | 203.0.113.7
        10.1.1.1    | 198.51.100.1, 203.0.113.7            | 203.0.113.7
        10.1.1.1    | 198.51.100.1, 203.0.113.7, 10.2.2.2  | 203.0.113.7
        10.1.1.1    | 10.2.2.2, 10.3.3.3                   | 10.2.2.2
        10.1.1.1    | 203.0.113.7:4711                     | 203.0.113.7
        ::1         | [2001:db8:2::7]:4711                 | 2001:db8:2:0:0:0:0:7
        10.1.1.1    | nonsense                             | 10.1.1.1
        10.1.1.1    | localhost                            | 10.1.1.1
        10.1.1.1    | 203.0.113.7, evil                    | 10.1.1.1
        203.0.113.9 | 198.51.100.1                         | 203.0.113.9""")
    void the_client_is_the_nearest_address_that_is_no_proxy(String remote, String forwardedFor, String client) {
        assertEquals(client, new Proxies(TRUSTED, HttpSettings.Forwarding.X_FORWARDED).client(remote, false, "a.vn", headers("X-Forwarded-For", forwardedFor)).address());
    }

    @Test
    void scheme_and_host_are_those_the_client_sees() {
        var proxies = new Proxies(TRUSTED, HttpSettings.Forwarding.X_FORWARDED);
        var told = headers("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "Live.Example.vn");
        assertEquals("https://live.example.vn", proxies.client("10.0.0.1", false, "inner:8080", told).origin());
        assertEquals("http://inner:8080", proxies.client("203.0.113.9", false, "inner:8080", told).origin());
    }

    @Test
    void one_kind_of_header_is_believed_and_the_other_never() {
        var both = headers("X-Forwarded-For", "198.51.100.1", "Forwarded", "for=198.51.100.2, for=\"[2001:db8:2::7]:80\";proto=https;host=live.example.vn");
        var client = new Proxies(TRUSTED, HttpSettings.Forwarding.FORWARDED).client("10.0.0.1", false, "inner", both);
        assertEquals("2001:db8:2:0:0:0:0:7", client.address());
        assertEquals("https://live.example.vn", client.origin());
        assertEquals("198.51.100.1", new Proxies(TRUSTED, HttpSettings.Forwarding.X_FORWARDED).client("10.0.0.1", false, "inner", both).address());
    }

    @Test
    void without_a_word_of_which_the_first_kind_is_believed_and_else_the_second() {
        var proxies = new Proxies(TRUSTED, HttpSettings.Forwarding.EITHER);
        assertEquals("198.51.100.1", proxies.client("10.0.0.1", false, "a.vn", headers("X-Forwarded-For", "198.51.100.1", "Forwarded", "for=198.51.100.2")).address());
        assertEquals("198.51.100.2", proxies.client("10.0.0.1", false, "a.vn", headers("Forwarded", "for=198.51.100.2;proto=https")).address());
        assertEquals("203.0.113.9", proxies.client("203.0.113.9", false, "a.vn", headers("Forwarded", "for=198.51.100.2")).address());
    }

    @Test
    void a_proxy_on_this_machine_does_not_make_its_visitors_insiders() {
        assertFalse(new Proxies(List.of(), HttpSettings.Forwarding.X_FORWARDED).client("127.0.0.1", false, "a.vn", headers("X-Forwarded-For", "203.0.113.7")).direct());
        assertTrue(new Proxies(List.of(), HttpSettings.Forwarding.X_FORWARDED).client("127.0.0.1", false, "a.vn", headers()).direct());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example/x", "a b", "a\r\nb", "a,b", "", "-a", "a:99999999", "[::1", "a@b", "a\"b", "<script>"})
    void a_host_that_is_no_host_is_none(String host) {
        assertEquals(null, Client.host(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "Live.Example.VN", "10.0.0.1:80", "[::1]:8080", "a-b.c"})
    void hosts_are_hosts(String host) {
        assertEquals(host.toLowerCase(java.util.Locale.ROOT), Client.host(host));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,10.255.0.1,true", "10.0.0.0/8,11.0.0.1,false", "192.168.4.0/22,192.168.7.255,true", "192.168.4.0/22,192.168.8.0,false", "::1,::1,true", "2001:db8::/33,2001:db8:8000::1,false",
        "0.0.0.0/0,8.8.8.8,true", "0.0.0.0/0,::1,false"})
    void a_network_holds_its_addresses(String network, String address, boolean holds) {
        assertEquals(holds, Network.of(network).holds(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "example.vn/8", "10.0.0.0/x"})
    void what_is_no_network_stops_the_start(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.of(text));
    }
}
