package vn.phien.oversight;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.MatterId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of those {@code src/main/lua/oversight} that are about matters and seats. */
final class OversightScripts {
    private static final Script OPEN_MATTER = Script.load("oversight/open_matter");
    private static final Script ADD_WORD = Script.load("oversight/add_word");
    private static final Script CLOSE_MATTER = Script.load("oversight/close_matter");
    private static final Script TAKE_SEAT = Script.load("oversight/take_seat");
    private final Link link;

    OversightScripts(Link link) {
        this.link = link;
    }

    /**
     * All that opens a matter.
     *
     * @param place  the show in which it came up, or the booth's shelf
     * @param target what is frozen or stopped by it, or ""
     * @param record {@link Matter.Record} as JSON
     * @param act    what stands in {@link Keys#frozen}
     * @param word   the first word as JSON without its time
     * @param print  tells a repeat from another matter with the same key
     */
    record Opening(MatterId matter, PlaceId place, Matter.Record said, String target, String record, String act, String word, String print) { }

    Future<Result<Void>> openMatter(Opening opening) {
        var id = opening.matter();
        var said = opening.said();
        return OPEN_MATTER.kept(link, keys(opening.place(), Keys.matter(id), Keys.matterWords(id), Keys.matters(said.booth()), Keys.openMatters(id.shard()), Keys.frozen(said.booth())),
            id, said.kind().code(), said.booth(), opening.target(), said.role(), opening.record(), opening.act(), opening.word(), opening.print(), Limits.MATTER_ANSWER_MS, Limits.OPEN_MATTERS,
            said.product() == null ? "" : said.product(), said.reason().code(), said.office(), said.by()).map(OversightScripts::done);
    }

    /** @param booth whose staff speak, or null for an official or organizer */
    Future<Result<Void>> addWord(MatterId id, PlaceId place, BoothId booth, String who, String key, String word, AccountId by) {
        return ADD_WORD.kept(link, keys(place, Keys.matter(id), Keys.matterWords(id)), id, booth == null ? "" : booth, who, key, word, Limits.MATTER_WORDS, by).map(OversightScripts::done);
    }

    Future<Result<Void>> closeMatter(MatterId id, PlaceId place, BoothId booth, String role, String reason, String word, String office, AccountId by) {
        return CLOSE_MATTER.kept(link, keys(place, Keys.matter(id), Keys.matterWords(id), Keys.openMatters(id.shard()), Keys.frozen(booth)), id, role, reason, word, office, by).map(OversightScripts::done);
    }

    /** Tells whether the room's log grew. @param forMs 0 gives the seat up */
    Future<Boolean> takeSeat(PlaceId room, AccountId account, String office, long forMs, String node) {
        return TAKE_SEAT.run(link, keys(room, Keys.seats(room)), account, office, forMs, Limits.SEATS, node).map(OversightScripts::told);
    }

    /** Empties the seats that nobody has kept, and those of a node; "" when none is gone. */
    Future<Boolean> emptySeats(PlaceId room, String node) {
        return TAKE_SEAT.run(link, keys(room, Keys.seats(room)), "", "", 0, Limits.SEATS, node).map(OversightScripts::told);
    }

    private static boolean told(Response answer) {
        return answer.get(1).toInteger() == 1;
    }

    private static List<String> keys(PlaceId place, String... more) {
        var keys = new ArrayList<>(Keys.books(place));
        keys.addAll(Arrays.asList(more));
        return keys;
    }

    private static Result<Void> done(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(null);
            case String why -> Result.refused(Why.of(why));
        };
    }
}
