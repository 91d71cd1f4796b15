package vn.phien.realtime;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Phones on this node that look at the same thing without being in a room: each looks at some topics, and gets the newest of each.
 * A frame is encoded once for everybody; what is told at one moment goes out to a phone in one write. A phone that has gone is
 * noticed when there is something to tell.
 */
public final class Square {
    private final Map<ContextInternal, Map<Session, Set<String>>> watchers = new ConcurrentHashMap<>();

    /** The phone looks at these topics from now on, in place of those before, and gets {@code now} at once. */
    public void watch(Session session, Set<String> topics, List<Frame> now) {
        var mine = Set.copyOf(topics);
        session.run(() -> {
            if (session.isClosed()) return;
            watchers.computeIfAbsent(session.loop(), loop -> new ConcurrentHashMap<>()).put(session, mine);
            give(session, now);
        });
    }

    /** The phone looks at nothing any more. */
    public void leave(Session session) {
        session.run(() -> {
            var here = watchers.get(session.loop());
            if (here != null) here.remove(session);
        });
    }

    /** How many phones look, as of the last telling. */
    public int size() {
        return watchers.values().stream().mapToInt(Map::size).sum();
    }

    /** Tells everybody what is new, by topic. */
    public void tell(Map<String, Frame> news) {
        var now = Map.copyOf(news);
        watchers.forEach((loop, sessions) -> {
            if (!sessions.isEmpty()) loop.runOnContext(v -> sessions.forEach((session, topics) -> tell(session, topics, sessions, now)));
        });
    }

    private static void tell(Session session, Set<String> topics, Map<Session, Set<String>> here, Map<String, Frame> news) {
        if (session.isClosed()) {
            here.remove(session);
            return;
        }
        var mine = new ArrayList<Frame>();
        for (var topic : topics) if (news.get(topic) instanceof Frame frame) mine.add(frame);
        if (!mine.isEmpty()) give(session, mine);
    }

    /** Hands over what is new in one write; a phone that has no room for what must arrive is too slow. */
    private static void give(Session session, List<Frame> frames) {
        for (var frame : frames) {
            if (session.outbox().offer(frame)) continue;
            session.close(Close.TOO_SLOW);
            return;
        }
        session.outbox().flush();
    }
}
