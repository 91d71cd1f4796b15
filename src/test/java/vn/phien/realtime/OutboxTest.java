package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Reaction;

class OutboxTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final Meters meters = new Meters(new SimpleMeterRegistry());
    private final Outbox outbox = new Outbox(channel.pipeline().firstContext(), Counts.of(meters), false);

    @AfterEach
    void the_channel_closes() {
        channel.finishAndReleaseAll();
    }

    private void transportTakes(boolean bytes) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, bytes);
    }

    private List<String> written() {
        var texts = new ArrayList<String>();
        for (ByteBuf frame; (frame = channel.readOutbound()) != null; frame.release()) {
            int head = frame.getByte(1) < 126 ? 2 : 4;
            texts.add(frame.toString(head, frame.readableBytes() - head, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static Frame must(int i) {
        return Frame.of(new Outbound.HoldExtended(new HoldId("h07-" + i), i));
    }

    private static Frame chat(int n) {
        return Frame.chat(n, "{\"t\":\"said\",\"line\":{\"n\":" + n + "}}");
    }

    private static Frame viewers(int count) {
        return Frame.of(new Outbound.ViewersCounted(SHOW, count));
    }

    @Test
    void what_the_transport_takes_passes_straight_through_in_its_order() {
        assertTrue(outbox.isClear());
        outbox.offer(chat(1));
        outbox.offer(must(2));
        outbox.offer(viewers(3));
        outbox.offer(Frame.of(new Outbound.Reacted(SHOW, Map.of(Reaction.values()[0], 4))));
        assertEquals(List.of(), written(), "nothing before the flush");
        outbox.flush();
        var all = written();
        assertEquals(4, all.size());
        assertTrue(all.get(0).contains("said") && all.get(1).contains("hold-extended") && all.get(2).contains("viewers-counted") && all.get(3).contains("reacted"));
        assertEquals(4, meters.deliveries().count());
    }

    @Test
    void a_phone_that_reads_slowly_loses_reactions_then_old_chat_and_gets_must_have_frames_first() {
        transportTakes(false);
        for (int i = 1; i <= 100; i++) {
            assertTrue(outbox.offer(chat(i)));
            assertTrue(outbox.offer(viewers(i)));
            assertTrue(outbox.offer(Frame.of(new Outbound.Reacted(SHOW, Map.of(Reaction.values()[0], i)))));
        }
        for (int i = 1; i <= 3; i++) assertTrue(outbox.offer(must(i)));
        assertFalse(outbox.isClear());
        outbox.flush();
        assertEquals(List.of(), written());
        transportTakes(true);
        outbox.drain();
        var all = written();
        assertEquals(3 + 1 + Limits.THIN_LANE, all.size());
        for (int i = 1; i <= 3; i++) assertTrue(all.get(i - 1).contains("h07-" + i));
        assertTrue(all.get(3).contains("\"viewers\":100"));
        assertTrue(all.get(4).contains("\"n\":" + (101 - Limits.THIN_LANE)));
        assertTrue(all.getLast().contains("\"n\":100"));
        assertTrue(outbox.isClear());
        assertEquals(100, meters.dropped("fleeting").count());
        assertEquals(99, meters.dropped("latest").count());
        assertEquals(100 - Limits.THIN_LANE, meters.dropped("thin").count());
        assertEquals(0, meters.dropped("must").count());
        assertEquals(0, outbox.waitingBytes());
    }

    @Test
    void long_chat_is_bounded_in_bytes_too() {
        transportTakes(false);
        for (int i = 1; i <= 60; i++) outbox.offer(Frame.chat(i, "{\"t\":\"said\",\"line\":{\"n\":" + i + ",\"text\":\"" + "ơ".repeat(1_000) + "\"}}"));
        assertTrue(outbox.waitingBytes() <= Limits.THIN_BYTES, () -> "bytes " + outbox.waitingBytes());
    }

    @Test
    void what_must_arrive_is_bounded_in_bytes_chat_gives_way_to_it_and_then_the_phone_is_too_slow() {
        transportTakes(false);
        for (int i = 1; i <= 20; i++) outbox.offer(chat(i));
        int fit = 0;
        while (outbox.offer(must(fit))) {
            assertTrue(outbox.waitingBytes() <= Limits.OUTBOX_BYTES);
            fit++;
        }
        assertEquals(Limits.OUTBOX_BYTES / must(1_000).size(), fit, fit * 0.02);
        assertEquals(20, meters.dropped("thin").count(), "chat went first");
        assertEquals(1, meters.dropped("must").count());
        assertEquals(0, outbox.waitingBytes(), "nothing is kept for a phone that is sent away");
    }

    @Test
    void a_frame_that_many_share_is_not_used_up_by_the_first() {
        var breath = new Breath(List.of(new Said(chat(1), null), new Said(must(2), null), new Said(viewers(3), null)));
        outbox.through(breath.bytes(false, false));
        outbox.through(breath.bytes(false, false));
        ByteBuf one = channel.readOutbound(), two = channel.readOutbound();
        assertEquals(one, two);
        assertTrue(one.readableBytes() > 0);
        breath.end();
        one.release();
        assertEquals(1, two.refCnt());
        two.release();
        assertEquals(0, two.refCnt(), "the last one to be written gives the bytes back");
    }
}
