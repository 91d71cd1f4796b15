package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.ProductId;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Who counted what onto a booth's shelf or off it, and why. */
public final class StockNotes {
    private final Link link;
    private final InstantSource clock;

    /** @param name of the person, as chats show it */
    public record StockNote(ProductId product, int delta, String reason, String name, long atMs) { }

    public StockNotes(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** Writes a note; the same key again changes nothing. */
    Future<Void> write(BoothId booth, ProductId product, int delta, String key, String reason, Caller.Person who) {
        return link.send(Command.HSETNX, Keys.stockNotes(booth), key, Wire.write(new StockNote(product, delta, reason, who.name(), clock.millis()))).mapEmpty();
    }

    /** The newest first. */
    Future<List<StockNote>> of(BoothId booth, int count) {
        return link.send(Command.HVALS, Keys.stockNotes(booth)).map(answer -> {
            var notes = new ArrayList<StockNote>();
            for (var note : answer) notes.add(Wire.trusted(note.toString(), StockNote.class));
            notes.sort(Comparator.comparing(StockNote::atMs).reversed());
            return List.copyOf(notes.subList(0, Math.min(count, notes.size())));
        });
    }
}
