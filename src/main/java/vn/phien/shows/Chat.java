package vn.phien.shows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.facts.Fact;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Taken;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.ChatPosted;
import vn.phien.protocol.Outbound.Done;
import vn.phien.protocol.Views.ChatLine;
import vn.phien.protocol.Wire;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The chat of a room, and the orders that are written in it. */
public final class Chat {
    private final Link link;
    private final ChatScripts scripts;
    private final Shows shows;
    private final Holds holds;
    private final WordLists words;
    private final Consumer<PlaceId> ring;
    private final InTurn turn = new InTurn();
    private BooleanSupplier crowded = () -> false;
    private Function<AccountId, Future<Optional<String>>> officeOf = account -> Future.succeededFuture(Optional.empty());
    private final Briefly<PlaceId, Map<String, ProductId>> codes = Briefly.ahead(Duration.ofSeconds(2), this::readCodes);

    /** @param ring told of every room whose chat or log grew */
    public Chat(Link link, Shows shows, Holds holds, WordLists words, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = new ChatScripts(link);
        this.shows = shows;
        this.holds = holds;
        this.words = words;
        this.ring = ring;
    }

    /** @param crowded asked for each comment that does not order: while it says so only those who work there, and who orders, are heard. Before the doors open. */
    public Chat restsWhile(BooleanSupplier crowded) {
        this.crowded = crowded;
        return this;
    }

    /** Tells in whose name an official speaks, so that their words carry it. */
    public Chat onOfficial(Function<AccountId, Future<Optional<String>>> office) {
        officeOf = office;
        return this;
    }

    /**
     * Says something. A comment of a viewer that orders also takes a hold, or stands in line; comments that order are taken one
     * after the other, as they came. Refused {@code EMPTY}, {@code TOO_LONG}, {@code NO_LINKS}, {@code BLOCKED_WORD}, {@code MUTED},
     * {@code SLOW_DOWN}, {@code CHAT_CLOSED}, {@code CROWDED}, and {@code NOT_FOUND} for a room or an answered message that is not.
     */
    public Future<Result<ChatPosted>> post(Caller.Person person, Inbound.PostChat command) {
        var room = command.room();
        return switch (ChatText.read(command.text())) {
            case ChatText.Refused(var why) -> refused(why, "text");
            case ChatText.Clean _ when !room.isShow() -> refused(Why.NOT_FOUND, "room");
            // A code has a digit. The place in the queue is given here, before anything is read, for reading may overtake.
            case ChatText.Clean text when text.text().chars().anyMatch(Character::isDigit) || text.phone() -> turn.run(room, () -> read(person, command, text));
            case ChatText.Clean text -> read(person, command, text);
        };
    }

    private Future<Result<ChatPosted>> read(Caller.Person person, Inbound.PostChat command, ChatText.Clean text) {
        return shows.boothOf(command.room()).compose(booth -> {
            if (booth.isEmpty()) return refused(Why.NOT_FOUND, "room");
            var staff = person.worksIn(booth.get(), BoothRole.MODERATOR);
            // an official speaks in the name of an office and buys nothing by comment
            if (person.is(Role.OFFICIAL) && !staff) return officeOf.apply(person.account()).compose(office -> say(person, command, booth.get(), text, Map.of(), null, office.orElse("")));
            if (text.link() && !staff) return refused(Why.NO_LINKS, "text");
            if (staff) return say(person, command, booth.get(), text, Map.of(), null, null);
            var blocked = words.of(booth.get());
            var offered = codes.get(command.room());
            return Future.all(blocked, offered).compose(read -> blocked.result().in(text.text()).isPresent() ? refused(Why.BLOCKED_WORD, "text")
                : say(person, command, booth.get(), text, offered.result(), CommentOrder.read(command.text(), offered.result().keySet()), null));
        });
    }

    private Future<Result<ChatPosted>> say(Caller.Person person, Inbound.PostChat command, BoothId booth, ChatText.Clean text, Map<String, ProductId> offered, CommentOrder.Result order, String office) {
        var room = command.room();
        var staff = order == null;
        var lines = order instanceof CommentOrder.Lines(var written) ? written.stream().map(line -> new Inbound.Line(offered.get(line.code()), line.quantity(), null)).toList() : List.<Inbound.Line>of();
        if (!staff && lines.isEmpty() && crowded.getAsBoolean()) return refused(Why.CROWDED, null);
        var question = !staff && lines.isEmpty() && Questions.asks(text.text());
        var message = MessageIds.of(room, person.account(), command.key());
        var badge = office != null ? "official" : !staff ? null : person.worksIn(booth, BoothRole.STAFF) ? "host" : "moderator";
        ObjectNode line = Wire.json().valueToTree(new ChatLine(0, message, person.account(), person.name(), badge, text.text(), command.replyTo(), 0, question, !lines.isEmpty(), office));
        line.remove(List.of("n", "sentMs"));
        return scripts.postChat(room, message, person.account(), staff, command.replyTo(), question, line.toString(), signature(lines)).compose(result -> switch (result) {
            case Result.Refused<ChatScripts.Kept>(var why, var field) -> refused(why, field);
            case Result.Ok<ChatScripts.Kept>(var kept) -> {
                ring.accept(room);
                if (!lines.isEmpty()) yield order(person, command, message, kept.order(), lines).map(Result::ok);
                yield Future.succeededFuture(Result.ok(new ChatPosted(command.ref(), message, null, null, hint(command.ref(), order))));
            }
        });
    }

    /** @param named the message whose order this is: an earlier one when it was repeated */
    private Future<ChatPosted> order(Caller.Person person, Inbound.PostChat command, MessageId message, MessageId named, List<Inbound.Line> lines) {
        return holds.take(person.account(), command.room(), lines, lines.size() == 1, MessageIds.key(named)).compose(taken -> switch (taken) {
            case Taken.Held(var hold, _) when !hold.isOpen() -> Future.succeededFuture(new ChatPosted(command.ref(), message, null, null, new Outbound.Refused(command.ref(), Why.HOLD_RESOLVED, null, null)));
            case Taken.Held(var hold, _) -> shows.view(hold).map(view -> new ChatPosted(command.ref(), message, view, null, null));
            case Taken.InLine(var place, var product, var hold, var quantity, var number, var ahead) -> Future.succeededFuture(
                new ChatPosted(command.ref(), message, null, new Outbound.Waiting(command.ref(), place, product, hold, quantity, number, ahead), null));
            case Taken.Refused(var why, var product, var free, _) -> Future.succeededFuture(
                new ChatPosted(command.ref(), message, null, null, new Outbound.Refused(command.ref(), why, product == null ? null : product.value(), free)));
        });
    }

    /** What to tell somebody who probably meant to order and wrote it in a way that can be misread, or null. */
    private static Outbound.Refused hint(int ref, CommentOrder.Result order) {
        if (!(order instanceof CommentOrder.NotAnOrder(var why)) || !why.answered()) return null;
        return new Outbound.Refused(ref, switch (why) {
            case UNKNOWN_CODE -> Why.NOT_IN_LINE_UP;
            case CANCEL -> Why.COMMENT_CANCELS;
            case WEIGHT, QUANTITY -> Why.COMMENT_QUANTITY;
            case NO_CODE, QUESTION, REPORT, LATER, PRICE, ADDRESS, UNCLEAR, TALK -> Why.COMMENT_UNCLEAR;
        }, "text", null);
    }

    private static String signature(List<Inbound.Line> lines) {
        var text = new StringBuilder();
        for (var line : lines) text.append(line.product()).append('x').append(line.quantity()).append(' ');
        return text.toString();
    }

    private Future<Map<String, ProductId>> readCodes(PlaceId room) {
        return link.send(Command.HGETALL, Keys.gates(room)).map(gates -> {
            var found = new HashMap<String, ProductId>();
            for (var product : gates.getKeys()) {
                if (!Id.isSharded(ProductId.LETTER, product)) continue;
                var id = new ProductId(product);
                var code = Gate.of(id, gates.get(product).toString()).code();
                if (code != null) found.put(code, id);
            }
            return Map.copyOf(found);
        });
    }

    /** A line-up that changes also changes what comments mean: whoever has seen a new code must not order by the old ones. */
    public void forgetCodes(PlaceId room) {
        codes.forget(room);
    }

    /** The newest messages, oldest first, without those that were taken away. */
    public Future<List<ChatLine>> history(PlaceId room, int most) {
        return link.send(Command.XREVRANGE, Keys.chat(room), "+", "-", "COUNT", most).map(entries -> {
            var lines = new ArrayList<ChatLine>();
            for (var entry : entries) lines.addFirst(Staged.line(entry));
            return List.copyOf(lines);
        });
    }

    // ── what a person has said, for them to have and to erase ────────────────────────────────────────────────────

    /** A fold of the facts: remembers in which rooms people have spoken, so that their words can be found again. */
    public Future<Void> fold(Fact fact) {
        if (!fact.type().equals("viewer-spoke")) return Future.succeededFuture();
        var account = new AccountId(fact.text("account"));
        return link.batch(List.of(Link.request(Command.SADD, Keys.spokeIn(account), fact.place()), Link.request(Command.HEXISTS, Keys.account(account), "erased")))
            .compose(answers -> answers.get(1).toInteger() == 1 ? forget(account) : Future.succeededFuture());
    }

    /** Everything the account has said that is still there, by room. */
    public Future<Map<PlaceId, List<ChatLine>>> everythingBy(AccountId account) {
        return spokeIn(account).compose(rooms -> {
            var said = new LinkedHashMap<PlaceId, Future<List<ChatLine>>>();
            for (var room : rooms) said.put(room, history(room, Limits.CHAT_LOG * 2).map(lines -> lines.stream().filter(line -> line.account().equals(account)).toList()));
            return Future.all(List.copyOf(said.values())).map(all -> {
                var lines = new LinkedHashMap<PlaceId, List<ChatLine>>();
                said.forEach((room, future) -> lines.put(room, future.result()));
                return lines;
            });
        });
    }

    /** Takes away everything the account has said. Again changes nothing. */
    public Future<Void> forget(AccountId account) {
        return spokeIn(account).compose(rooms -> {
            Future<?> done = Future.succeededFuture();
            for (var room : rooms) done = done.compose(v -> scripts.forgetSpeaker(room, account)).onSuccess(gone -> ring.accept(room));
            return done.compose(v -> link.send(Command.DEL, Keys.spokeIn(account))).mapEmpty();
        });
    }

    private Future<List<PlaceId>> spokeIn(AccountId account) {
        return link.send(Command.SMEMBERS, Keys.spokeIn(account)).map(rooms -> rooms.stream().map(room -> new PlaceId(room.toString())).toList());
    }

    // ── moderation: everybody who works in the booth ──────────────────────────────────────────────────────────────

    /** Refused {@code NOT_FOUND} for a message that is not in the chat. */
    public Future<Result<Done>> deleteMessage(Caller.Person by, Inbound.DeleteMessage command) {
        return moderated(by, command.room(), command.ref(), booth -> scripts.deleteMessage(command.room(), command.message(), by.account()));
    }

    public Future<Result<Done>> pinMessage(Caller.Person by, Inbound.PinMessage command) {
        return moderated(by, command.room(), command.ref(), booth -> scripts.pinMessage(command.room(), command.message(), by.account()));
    }

    /** Refused {@code NOT_ALLOWED} for somebody who works in the booth. */
    public Future<Result<Done>> muteViewer(Caller.Person by, Inbound.MuteViewer command) {
        return moderated(by, command.room(), command.ref(), booth -> scripts.muteViewer(command.room(), booth, command.account(), command.muted(), by.account()));
    }

    public Future<Result<Done>> setSlowMode(Caller.Person by, Inbound.SetSlowMode command) {
        return moderated(by, command.room(), command.ref(), booth -> scripts.setSlowMode(command.room(), command.seconds(), by.account()));
    }

    public Future<Result<Done>> markAnswered(Caller.Person by, Inbound.MarkAnswered command) {
        return moderated(by, command.room(), command.ref(), booth -> scripts.markAnswered(command.room(), command.message()));
    }

    private Future<Result<Done>> moderated(Caller.Person by, PlaceId room, int ref, Function<BoothId, Future<Result<Void>>> work) {
        return shows.staffed(by, room, BoothRole.MODERATOR).compose(allowed -> switch (allowed) {
            case Result.Ok<BoothId>(var booth) -> work.apply(booth).map(result -> {
                if (result instanceof Result.Ok<Void>) ring.accept(room);
                return result.map(ok -> new Done(ref, null));
            });
            case Result.Refused<BoothId>(var why, var field) -> refused(why, field);
        });
    }

    private static <T> Future<Result<T>> refused(Why why, String field) {
        return Future.succeededFuture(Result.refused(why, field));
    }
}
