package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final Info FOLLOWS = Info.of("role:slave\r\nmaster_link_status:up\r\nslave_priority:100\r\n");
    private static final Info MASTER = Info.of("role:master\r\n");
    private static final String GONE = "one went away just now";
    private final Servers servers = new Servers(url -> null);
    private final Servers.Server one = servers.at(StoreUrl.parse("redis://10.0.0.1:6379"));
    private final Servers.Server another = servers.at(StoreUrl.parse("redis://10.0.0.2:6379"));
    private final Replicas replicas = new Replicas();

    private static Info master(String run, String replica) {
        return Info.of("role:master\r\nslave0:ip=" + replica.replace(":", ",port=") + ",state=online,offset=49,lag=0\r\nmaster_replid:" + run + "\r\n");
    }

    @Test
    void nothing_is_believed_until_those_who_may_be_master_were_asked() {
        replicas.follow(master("a1", "10.0.0.1:6379"));
        assertEquals("which others there are is not known yet", replicas.doubt());
        replicas.were(Set.of());
        assertEquals("", replicas.doubt());
        assertEquals(1, replicas.wanted());
    }

    @Test
    void who_lives_counts_also_while_the_master_does_not_have_it() {
        replicas.follow(master("a1", "10.0.0.1:6379"));
        replicas.said(one, FOLLOWS);
        replicas.said(another, FOLLOWS);
        replicas.were(Set.of(one, another));
        assertEquals(2, replicas.wanted());
        replicas.said(another, null);
        assertEquals(1, replicas.wanted(), "who does not answer is made master by nobody");
        assertEquals("", replicas.doubt());
    }

    @Test
    void one_in_the_place_of_another_is_not_the_same_one() {
        replicas.follow(master("a1", "10.0.0.1:6379"));
        replicas.were(Set.of());
        replicas.follow(master("a1", "10.0.0.2:6379"));
        assertEquals(GONE, replicas.doubt());
    }

    @Test
    void a_replica_that_says_that_it_is_a_master_now_is_one_that_went_away() {
        replicas.said(one, FOLLOWS);
        replicas.were(Set.of(one));
        assertEquals("", replicas.doubt());
        replicas.said(one, MASTER);
        assertEquals(0, replicas.wanted());
        assertEquals(GONE, replicas.doubt());
    }

    @Test
    void an_old_master_that_comes_back_and_has_not_heard_yet_counts_for_nothing() {
        replicas.said(one, MASTER);
        replicas.were(Set.of(one));
        assertEquals(0, replicas.wanted());
        assertEquals("", replicas.doubt());
    }

    @Test
    void a_master_that_was_deposed_is_not_believed_when_somebody_still_calls_it_master() {
        replicas.follow(master("a1", "10.0.0.1:6379"));
        replicas.said(one, FOLLOWS);
        replicas.were(Set.of(one));
        replicas.deposed();
        assertEquals(0, replicas.wanted());
        replicas.follow(master("a1", "10.0.0.2:6379"));
        replicas.were(Set.of());
        assertEquals(GONE, replicas.doubt());
    }

    @Test
    void a_master_that_was_deposed_and_is_made_the_master_anew_is_another_one() {
        replicas.follow(master("a1", "10.0.0.1:6379"));
        replicas.were(Set.of());
        replicas.deposed();
        replicas.follow(master("b2", "10.0.0.2:6379"));
        assertEquals("which others there are is not known yet", replicas.doubt());
        replicas.were(Set.of());
        assertEquals("", replicas.doubt());
        assertEquals(1, replicas.wanted());
    }

    @Test
    void who_is_on_no_list_any_more_is_forgotten() {
        replicas.said(one, FOLLOWS);
        replicas.were(Set.of(another));
        assertEquals(0, replicas.wanted());
        assertEquals("", replicas.doubt());
    }
}
