package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InfoTest {
    @Test
    void replicas_are_those_that_were_heard_from_within_ten_seconds_also_while_they_read_their_first_copy() {
        var info = Info.of("""
            # Replication\r
            role:master\r
            connected_slaves:4\r
            slave0:ip=10.0.0.1,port=6379,state=online,offset=49,lag=0\r
            slave1:ip=10.0.0.2,port=6379,state=online,offset=7,lag=10\r
            slave2:ip=10.0.0.3,port=6379,state=online,offset=7,lag=11\r
            slave3:ip=10.0.0.4,port=6379,state=wait_bgsave,offset=0,lag=0\r
            master_replid:e7d77bc9399f726808d1cba0979852626df82775\r
            """);
        assertEquals(Set.of("10.0.0.1:6379", "10.0.0.2:6379", "10.0.0.4:6379"), info.replicas());
        assertEquals(Set.of(), Info.of("role:master\r\nconnected_slaves:0\r\n").replicas());
    }

    @Test
    void a_replica_may_be_the_next_master_while_it_follows_and_for_twenty_seconds_after_its_link_broke() {
        assertTrue(Info.of("role:slave\r\nmaster_link_status:up\r\nslave_priority:100\r\n").mayBeMaster());
        assertTrue(Info.of("role:slave\r\nmaster_link_status:down\r\nmaster_link_down_since_seconds:20\r\nslave_priority:100\r\n").mayBeMaster());
        assertFalse(Info.of("role:slave\r\nmaster_link_status:down\r\nmaster_link_down_since_seconds:21\r\nslave_priority:100\r\n").mayBeMaster());
        assertFalse(Info.of("role:slave\r\nmaster_link_status:down\r\nmaster_link_down_since_seconds:-1\r\nslave_priority:100\r\n").mayBeMaster(), "it never had a place");
        assertFalse(Info.of("role:slave\r\nmaster_link_status:up\r\nslave_priority:0\r\n").mayBeMaster());
        assertFalse(Info.of("role:master\r\n").mayBeMaster());
    }
}
