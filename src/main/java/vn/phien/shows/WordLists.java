package vn.phien.shows;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.BoothId;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The words that each booth does not want in its chat. */
public final class WordLists {
    private static final Script SET_BLOCKED_WORDS = Script.load("shows/set_blocked_words");
    private final Link link;
    private final Briefly<BoothId, BlockedWords> known;

    public WordLists(Link link) {
        this.link = link;
        this.known = Briefly.ahead(Duration.ofSeconds(2), booth -> list(booth).map(BlockedWords::new));
    }

    /** As the booth wrote them, in order. */
    public Future<List<String>> list(BoothId booth) {
        return link.send(Command.SMEMBERS, Keys.blockedWords(booth)).map(words -> {
            var list = new ArrayList<String>();
            for (var word : words) list.add(word.toString());
            list.sort(null);
            return List.copyOf(list);
        });
    }

    /** Sets them all. The words have been checked by {@link BlockedWords}. */
    public Future<List<String>> set(BoothId booth, List<String> words) {
        return SET_BLOCKED_WORDS.run(link, List.of(Keys.blockedWords(booth)), words.toArray()).compose(done -> {
            known.forget(booth);
            return list(booth);
        });
    }

    /** At most two seconds old. */
    Future<BlockedWords> of(BoothId booth) {
        return known.get(booth);
    }
}
