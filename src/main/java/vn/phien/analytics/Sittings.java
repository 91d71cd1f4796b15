package vn.phien.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.markets.Nights;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.StandView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** When nights really were: from the moment in which the doors opened, by the clock or by hand and however far from the plan, until they closed. */
final class Sittings {
    private final Link link;
    private final Nights nights;
    /** Of nights that are over: when they were does not change any more. */
    private final Cache<NightId, Optional<Span>> over = Caffeine.newBuilder().maximumSize(2L * Limits.LISTED_NIGHTS).build();

    /** @param untilMs when it closed; null while it is open */
    record Span(long fromMs, Long untilMs) {
        boolean holds(long atMs) {
            return atMs >= fromMs && (untilMs == null || atMs <= untilMs);
        }
    }

    Sittings(Link link, Nights nights) {
        this.link = link;
        this.nights = nights;
    }

    /** When the night was, or is; empty when its doors have not opened. Read from the books at this moment. */
    Future<Optional<Span>> span(NightId night) {
        return link.batch(List.of(Link.request(Command.HMGET, Keys.night(night), "state", "opensMs", "endedMs"), Link.request(Command.LRANGE, Keys.nightChanges(night), 0, -1))).map(read -> {
            var fields = read.get(0);
            if (fields.get(0) == null) return Optional.empty();
            Long opened = null;
            for (var json : read.get(1)) {
                var note = Wire.trusted(json.toString(), JsonNode.class);
                if (note.get("what").asText().equals("open")) opened = note.get("atMs").asLong();
            }
            boolean was = fields.get(0).toString().equals("open") || fields.get(0).toString().equals("closed");
            if (!was || opened == null) return Optional.empty();
            return Optional.of(new Span(opened, fields.get(2) == null ? null : fields.get(2).toLong()));
        });
    }

    /** The night on which a booth had a place at a moment, however the night stands now. */
    Future<Optional<NightId>> of(BoothId booth, long atMs) {
        return nights.list("published", "open", "closed").compose(all -> {
            Future<Optional<NightId>> found = Future.succeededFuture(Optional.empty());
            for (var night : all) found = found.compose(before -> before.isPresent() ? Future.succeededFuture(before) : holds(night, booth, atMs));
            return found;
        });
    }

    private Future<Optional<NightId>> holds(NightView night, BoothId booth, long atMs) {
        return mayHold(night, atMs).compose(may -> may ? nights.stands(night.night()) : Future.succeededFuture(List.<StandView>of()))
            .compose(stands -> stands.stream().noneMatch(stand -> stand.booth().equals(booth)) ? Future.succeededFuture(Optional.empty())
                : span(night.night()).map(span -> span.filter(was -> was.holds(atMs)).map(was -> night.night())));
    }

    private Future<Boolean> mayHold(NightView night, long atMs) {
        if (!night.state().equals("closed")) return Future.succeededFuture(true);
        var known = over.getIfPresent(night.night());
        return (known != null ? Future.succeededFuture(known) : span(night.night()).onSuccess(span -> over.put(night.night(), span))).map(span -> span.isPresent() && span.get().holds(atMs));
    }
}
