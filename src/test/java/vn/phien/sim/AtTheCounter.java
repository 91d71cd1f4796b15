package vn.phien.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.TicketId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.TicketView;
import vn.phien.redis.Link;

/** Visitors who take a number and talk with somebody of the booth, and those who call them. */
final class AtTheCounter {
    private final Cast cast;
    private final Dice dice;
    private final Map<TicketId, TicketView> tickets = new LinkedHashMap<>();
    private final Map<TicketId, Caller.Person> visitors = new HashMap<>();
    /** Those who were called by name, and not because they were next. */
    private final Set<TicketId> named = new HashSet<>();
    private final Map<TicketId, Map<Integer, String>> lines = new HashMap<>();

    AtTheCounter(Cast cast, Dice dice) {
        this.cast = cast;
        this.dice = dice;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    Say next() {
        var stand = any(cast.stands);
        return switch (dice.below(12)) {
            case 0, 1, 2, 3 -> takes(any(cast.buyers), stand);
            case 4, 5 -> says(stand.host, new Inbound.CallVisitor(1, stand.booth(), null, dice.token(12)));
            case 6 -> calls(stand);
            case 7 -> says(stand.host, new Inbound.SwitchCounter(1, stand.booth(), dice.below(4) > 0));
            case 8 -> ends();
            default -> talks();
        };
    }

    private Say says(Caller.Person who, Inbound command) {
        return new Say(who.name(), command.toString(), server -> server.board.says(who, command), answer -> {
            if (answer instanceof Outbound.TicketTaken(var ref, var ticket)) heard(ticket);
        }, true);
    }

    private void heard(TicketView ticket) {
        var before = tickets.put(ticket.ticket(), ticket);
        if (before != null && before.number() != ticket.number()) throw new AssertionError("ticket " + ticket.ticket() + " had number " + before.number() + " and now has " + ticket.number());
    }

    private Say takes(Caller.Person who, Cast.Stand stand) {
        var command = new Inbound.TakeTicket(1, stand.booth(), "hỏi về giá sỉ", dice.below(2) == 0 ? null : any(stand.products()), dice.token(12));
        return new Say(who.name(), command.toString(), server -> server.board.says(who, command), answer -> {
            if (!(answer instanceof Outbound.TicketTaken(var ref, var ticket))) return;
            heard(ticket);
            visitors.put(ticket.ticket(), who);
        }, true);
    }

    private TicketView ticket(BoothId booth) {
        return any(tickets.values().stream().filter(ticket -> booth == null || ticket.booth().equals(booth)).toList());
    }

    private Say calls(Cast.Stand stand) {
        var ticket = ticket(stand.booth());
        if (ticket == null) return null;
        named.add(ticket.ticket());
        return says(stand.host, new Inbound.CallVisitor(1, stand.booth(), ticket.ticket(), dice.token(12)));
    }

    private Caller.Person side(TicketView ticket) {
        return dice.below(2) == 0 && visitors.containsKey(ticket.ticket()) ? visitors.get(ticket.ticket()) : cast.of(ticket.booth()).host;
    }

    private Say ends() {
        var ticket = ticket(null);
        return ticket == null ? null : says(side(ticket), new Inbound.EndTicket(1, ticket.ticket()));
    }

    private Say talks() {
        var ticket = ticket(null);
        if (ticket == null) return null;
        var who = side(ticket);
        var command = new Inbound.SayAtCounter(1, ticket.ticket(), "câu " + dice.token(6), dice.token(12));
        return new Say(who.name(), command.toString(), server -> server.board.says(who, command), answer -> {
            if (!(answer instanceof Outbound.LineKept(var ref, var of, var n))) return;
            var before = lines.computeIfAbsent(of, t -> new TreeMap<>()).put(n, command.text());
            if (before != null && !before.equals(command.text())) throw new AssertionError("line " + n + " of " + of + " is two lines: " + before + " and " + command.text());
        }, true);
    }

    /** Each number was given once and in order, nobody was called before those who came earlier, and every line stands in its talk. */
    void audit(Server server, Link link) {
        var wrong = new ArrayList<String>();
        for (var stand : cast.stands) numbers(stand.booth(), link, wrong);
        lines.forEach((id, said) -> {
            var ticket = tickets.get(id);
            var reply = server.board.says(cast.of(ticket.booth()).host, new Inbound.ShowTalk(1, id)).await();
            if (!(reply instanceof Outbound.TalkShown(var ref, var view, var talk))) wrong.add("the talk of " + id + " is gone: " + reply);
            else said.forEach((n, text) -> {
                if (talk.stream().filter(line -> line.n() == n && line.text().equals(text)).count() != 1) wrong.add("line " + n + " of " + id + " was kept and is not there");
            });
        });
        if (!wrong.isEmpty()) throw new AssertionError("at the counters:\n  " + String.join("\n  ", wrong));
    }

    private void numbers(BoothId booth, Link link, List<String> wrong) {
        var waiting = new TreeMap<Integer, TicketId>();
        var numbers = new HashMap<TicketId, Integer>();
        int given = 0;
        for (var fact : Remembered.of(link, booth.shard())) {
            if (fact.place() == null || !fact.place().value().equals(booth.value()) || fact.text("ticket") == null) continue;
            var ticket = new TicketId(fact.text("ticket"));
            switch (fact.type()) {
                case "ticket-taken" -> {
                    int number = fact.body().get("number").asInt();
                    if (number != ++given) wrong.add(booth + " gave number " + number + " as its " + given + "th");
                    waiting.put(number, ticket);
                    if (numbers.put(ticket, number) != null) wrong.add("ticket " + ticket + " was given twice");
                }
                case "visitor-called" -> {
                    if (!named.contains(ticket) && !waiting.isEmpty() && !waiting.firstEntry().getValue().equals(ticket)) wrong.add("at " + booth + " " + ticket + " was called before " + waiting.firstEntry());
                    waiting.remove(numbers.get(ticket));
                }
                case "ticket-ended" -> waiting.remove(numbers.get(ticket));
                default -> { }
            }
        }
        tickets.forEach((id, told) -> {
            if (told.booth().equals(booth) && !Integer.valueOf(told.number()).equals(numbers.get(id))) wrong.add("ticket " + id + " was told number " + told.number() + " and has " + numbers.get(id));
        });
    }

    String told() {
        return tickets.size() + " tickets";
    }
}
