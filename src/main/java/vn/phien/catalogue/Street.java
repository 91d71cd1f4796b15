package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import vn.phien.base.BoothId;
import vn.phien.base.Province;
import vn.phien.base.Shard;
import vn.phien.base.Tones;
import vn.phien.protocol.Views.BoothView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** All booths side by side, to be searched. What it shows is up to three seconds old, a booth opened on this node at once. */
public final class Street {
    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final int AT_ONCE = 500;
    private final Link link;
    private final InstantSource clock;
    private volatile Walk last = new Walk(Long.MIN_VALUE, List.of());

    private record Walk(long untilMs, List<Seen> booths) { }

    /** @param text   everything of the booth that can be searched, in plain letters
     *  @param groups the product groups of which it has something */
    private record Seen(BoothView booth, String text, Set<String> groups) { }

    /** @param total how many there are in all */
    public record Found(List<BoothView> booths, int total) { }

    public Street(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /**
     * The booths that fit, by name.
     *
     * @param words    each must be found in the name, place, seller or story, with or without tones; may be empty
     * @param province a code, or null for all
     * @param group    a product group's code, or null for all
     */
    public Future<Found> search(String words, String province, String group, int from, int count) {
        return walk().map(booths -> {
            var wanted = Arrays.stream(Tones.plain(words).strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
            var found = booths.stream()
                .filter(seen -> province == null || seen.booth.province().equals(province))
                .filter(seen -> group == null || seen.groups.contains(group))
                .filter(seen -> wanted.stream().allMatch(seen.text::contains)).map(Seen::booth).toList();
            return new Found(found.stream().skip(from).limit(count).toList(), found.size());
        });
    }

    /** What was seen is no longer so. */
    void forget() {
        last = new Walk(Long.MIN_VALUE, List.of());
    }

    private Future<List<Seen>> walk() {
        var known = last;
        if (clock.millis() < known.untilMs) return Future.succeededFuture(known.booths);
        var shards = IntStream.range(0, Shard.COUNT).mapToObj(s -> Link.request(Command.SMEMBERS, Keys.booths(new Shard(s)))).toList();
        return link.batch(shards).compose(answers -> {
            var names = new ArrayList<BoothId>();
            for (var answer : answers) for (var name : answer) names.add(new BoothId(name.toString()));
            return read(names, 0, new ArrayList<>());
        }).map(seen -> {
            seen.sort(Comparator.comparing((Seen s) -> Tones.plain(s.booth.name())).thenComparing(s -> s.booth.booth().value()));
            if (last == known) last = new Walk(clock.instant().plus(KEPT).toEpochMilli(), List.copyOf(seen));
            return List.copyOf(seen);
        });
    }

    private Future<List<Seen>> read(List<BoothId> names, int from, List<Seen> seen) {
        if (from >= names.size()) return Future.succeededFuture(seen);
        var some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
        var requests = new ArrayList<Request>();
        for (var booth : some) requests.add(Link.request(Command.HGETALL, Keys.booth(booth)));
        return link.batch(requests).compose(answers -> {
            for (var i = 0; i < some.size(); i++) add(seen, some.get(i), answers.get(i));
            return read(names, from + AT_ONCE, seen);
        });
    }

    private static void add(List<Seen> seen, BoothId booth, Response fields) {
        Booths.view(booth, fields.get("record"), fields.get("bank")).ifPresent(view -> {
            var groups = new HashSet<String>();
            for (var name : fields.getKeys()) if (name.startsWith("group.") && fields.get(name).toInteger() > 0) groups.add(name.substring(6));
            var province = Province.byCode(view.province()).map(Province::name).orElse("");
            seen.add(new Seen(view, Tones.plain(String.join("\n", view.name(), province, view.commune(), view.sellerName(), view.story())), groups));
        });
    }
}
