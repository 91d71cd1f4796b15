package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Reaction;

class ReactionsTest {
    private static final PlaceId ROOM = new PlaceId("s07-a");

    @Test
    void reactions_are_told_as_a_number_once_and_then_forgotten() {
        var told = new ArrayList<Outbound>();
        var reactions = new Reactions((room, event) -> told.add(event));
        for (int i = 0; i < 1_000; i++) reactions.count(ROOM, Reaction.HEART);
        reactions.count(ROOM, Reaction.CLAP);
        reactions.flush();
        reactions.flush();
        assertEquals(List.of(new Outbound.Reacted(ROOM, Map.of(Reaction.HEART, 1_000, Reaction.CLAP, 1))), told);
    }
}
