package vn.phien.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.phien.base.Limits;
import vn.phien.protocol.Inbound;

/** What a room remembers of its logs and its stock, so that phones that come back cost no read. On the room's event loop. */
final class Recent {
    /** A figure of stock is not numbered: one so young is given also to who heard later events, for it may have been lost on the way. */
    private static final long YOUNG_NS = TimeUnit.SECONDS.toNanos(10);
    private final ArrayDeque<Frame> shelf = new ArrayDeque<>();
    private final ArrayDeque<Frame> chat = new ArrayDeque<>();
    private final Map<String, Figure> stock = new HashMap<>();

    /** The newest figure of one product, told after the event with number {@code seq}. */
    private record Figure(Frame frame, long seq, long ns) { }

    void shelf(Frame event) {
        shelf.add(event);
        while (shelf.size() > Limits.RESUME_EVENTS) shelf.poll();
    }

    void chat(Frame line) {
        chat.add(line);
        while (chat.size() > Limits.RESUME_CHAT) chat.poll();
    }

    void stock(Frame figure, long seq) {
        stock.put(figure.key(), new Figure(figure, seq, System.nanoTime()));
    }

    /** Remembers what was before the oldest event. */
    void shelfBefore(Frame event) {
        shelf.addFirst(event);
    }

    /** Remembers what was before the oldest line. */
    void chatBefore(Frame line) {
        chat.addFirst(line);
    }

    /** The number of the oldest event. @param seq the newest of all, for when none is remembered */
    long firstSeq(long seq) {
        return shelf.isEmpty() ? seq + 1 : shelf.peekFirst().seq();
    }

    /** The number of the oldest line. @param n the newest of all, for when none is remembered */
    long firstN(long n) {
        return chat.isEmpty() ? n + 1 : chat.peekFirst().n();
    }

    Iterable<Frame> lines() {
        return chat;
    }

    void forget() {
        shelf.clear();
        chat.clear();
        stock.clear();
    }

    /** Everything that a phone has missed; of the chat of a phone that does not tell where it was, the newest lines. */
    List<Frame> since(Inbound.JoinRoom join) {
        var missed = new ArrayList<Frame>();
        for (var event : shelf) if (event.seq() > join.seq()) missed.add(event);
        int early = chat.size() - Limits.CHAT_HISTORY;
        for (var line : chat) if (join.n() == null ? early-- <= 0 : line.n() > join.n()) missed.add(line);
        long now = System.nanoTime();
        for (var figure : stock.values()) if (figure.seq >= join.seq() || now - figure.ns < YOUNG_NS) missed.add(figure.frame);
        return missed;
    }

    /** What came after a scene was taken. */
    List<Frame> after(SceneAt scene) {
        var after = new ArrayList<Frame>();
        for (var event : shelf) if (event.seq() > scene.seq()) after.add(event);
        for (var line : chat) if (line.n() > scene.chatN()) after.add(line);
        return after;
    }
}
