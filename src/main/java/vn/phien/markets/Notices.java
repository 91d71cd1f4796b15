package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import vn.phien.base.AccountId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.protocol.Wire;
import vn.phien.realtime.Bus;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** What there is to know for each person: kept until read, and told at once to every phone that they have open, on whichever node. */
public final class Notices {
    private static final String BELLS = "phien.notices";
    private final Bus bus;
    private final Link link;
    private final NightScripts scripts;
    private final BiConsumer<AccountId, Outbound.Private> whisper;
    private Bus.Ear ear = Bus.DEAF;

    /** A person's notices, the newest first. */
    public record Board(List<NoticeView> notices, int unread) { }

    /** What one node tells the others: they may have phones of that person. */
    private record Bell(AccountId account, NoticeView notice, int unread) { }

    /** @param whisper tells every phone of one person on this node */
    public Notices(Bus bus, Link link, BiConsumer<AccountId, Outbound.Private> whisper) {
        this.bus = bus;
        this.link = link;
        this.scripts = new NightScripts(link);
        this.whisper = whisper;
    }

    /** Begins to listen. */
    public void start() {
        ear = bus.listen(BELLS, words -> ring(Wire.trusted(words.toString(), Bell.class)));
        ear.open();
    }

    public void stop() {
        ear.close();
    }

    private void ring(Bell bell) {
        whisper.accept(bell.account, new Outbound.NoticeCame(bell.notice, bell.unread));
    }

    /** Gives a person a notice, once for each name of it. The result tells whether it is a new one, and through which of the doors it is still to go. */
    Future<NightScripts.Given> give(AccountId account, NoticeView notice, List<String> doors) {
        return scripts.giveNotice(account, notice, doors).map(given -> {
            if (given.fresh()) {
                var bell = new Bell(account, notice, given.unread());
                ring(bell);
                // a lost one costs nothing: the notice stands on the board
                bus.say(BELLS, Buffer.buffer(Wire.bytes(bell)));
            }
            return given;
        });
    }

    public Future<Board> of(AccountId account) {
        return link.batch(List.of(Link.request(Command.HVALS, Keys.notices(account)), Link.request(Command.SMEMBERS, Keys.unreadNotices(account)))).map(answers -> {
            var unread = new ArrayList<String>();
            for (var name : answers.get(1)) unread.add(name.toString());
            var all = new ArrayList<NoticeView>();
            for (var json : answers.get(0)) {
                var n = Wire.trusted(json.toString(), NoticeView.class);
                all.add(new NoticeView(n.notice(), n.kind(), n.night(), n.booth(), n.name(), n.opensMs(), n.why(), n.atMs(), !unread.contains(n.notice())));
            }
            all.sort(Comparator.comparingLong(NoticeView::atMs).reversed().thenComparing(NoticeView::notice));
            return new Board(List.copyOf(all), unread.size());
        });
    }

    public Future<Integer> unread(AccountId account) {
        return link.send(Command.SCARD, Keys.unreadNotices(account)).map(count -> count.toInteger());
    }

    /** The notices of these names were read; none named: all. */
    public Future<Board> read(AccountId account, List<String> names) {
        var read = names.isEmpty() ? link.send(Command.DEL, Keys.unreadNotices(account)) : link.send(Command.SREM, prepend(Keys.unreadNotices(account), names));
        return read.compose(done -> of(account));
    }

    private static Object[] prepend(String key, List<String> names) {
        var args = new ArrayList<Object>(names.size() + 1);
        args.add(key);
        args.addAll(names);
        return args.toArray();
    }

    /** A step of erasure. */
    public Future<Void> forget(AccountId account) {
        return link.send(Command.DEL, Keys.notices(account), Keys.noticeTimes(account), Keys.unreadNotices(account)).mapEmpty();
    }
}
