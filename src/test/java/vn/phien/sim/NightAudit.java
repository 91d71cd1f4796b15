package vn.phien.sim;

import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.phien.analytics.NightReport;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.facts.Fact;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The night of a market in the morning: its main stage, what was frozen, its report and its notices, by the facts and by what people were told. */
final class NightAudit {
    /** So long a node may not have seen yet what another has done. */
    private static final long UNSEEN_MS = 1_000;
    /** So long before it was done something may have been said. */
    private static final long SAID_BEFORE_MS = 300_000;
    private final Link link;
    private final Server server;
    private final Cast cast;
    private final Told told;
    private final Evening evening;
    private final List<String> wrong = new ArrayList<>();
    private final List<StandView> stands;
    private final Map<BoothId, List<Fact>> facts = new HashMap<>();
    private long openedMs, closedMs;
    private int turns, sold;

    NightAudit(Link link, Server server, Cast cast, Told told, Evening evening) {
        this.link = link;
        this.server = server;
        this.cast = cast;
        this.told = told;
        this.evening = evening;
        stands = server.nights.stands(evening.night).await();
        for (var stand : cast.stands) facts.put(stand.booth(), Remembered.of(link, stand.booth().shard()));
    }

    void check() {
        sitting();
        mainStage();
        for (var stand : cast.stands) frozen(stand.booth());
        report();
        visits();
        notices();
        if (!wrong.isEmpty()) throw new AssertionError("the night of the market:\n  " + String.join("\n  ", wrong));
    }

    String told() {
        return stands.size() + " stands, open for " + (closedMs - openedMs) / 60_000 + " min, " + turns + " turns on the main stage, " + sold + " orders in the report";
    }

    private List<Fact> ofNight() {
        return Remembered.of(link, evening.night.shard()).stream().filter(fact -> evening.night.value().equals(fact.text("night"))).toList();
    }

    /** It was opened once, then closed once. */
    private void sitting() {
        var steps = ofNight().stream().filter(fact -> List.of("applications-opened", "night-published", "night-opened", "night-closed").contains(fact.type())).toList();
        if (!steps.stream().map(Fact::type).toList().equals(List.of("applications-opened", "night-published", "night-opened", "night-closed"))) throw new AssertionError("the night went " + steps);
        openedMs = steps.get(2).atMs();
        closedMs = steps.get(3).atMs();
        if (openedMs < Evening.OPENS.toEpochMilli()) wrong.add("the doors opened before their time");
    }

    // ── the main stage ────────────────────────────────────────────────────────────────────────────────────────────

    private record Turn(BoothId booth, long fromMs, long untilMs) { }

    /** Nobody came twice before everybody who was on air all the while had their turn. */
    private void mainStage() {
        var turns = ofNight().stream().filter(fact -> fact.type().equals("spotlight-turned")).map(fact -> new Turn(new BoothId(fact.text("booth")), fact.body().get("from").asLong(), fact.body().get("till").asLong())).toList();
        this.turns = turns.size();
        for (int i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            if (i > 0 && turn.fromMs < turns.get(i - 1).fromMs) wrong.add("the turn " + turn + " began before the one before it");
            if (turn.untilMs - turn.fromMs != Evening.CLOCK.spotlightMs()) wrong.add("the turn " + turn + " is not as long as the others");
            if (onAir(turn.booth).stream().noneMatch(span -> span[0] <= turn.fromMs && turn.fromMs <= span[1] + UNSEEN_MS)) wrong.add("the turn " + turn + " is of a booth that was not on air");
            int again = i + 1;
            while (again < turns.size() && !turns.get(again).booth.equals(turn.booth)) again++;
            if (again == turns.size()) continue;
            var between = turns.subList(i + 1, again).stream().map(Turn::booth).collect(Collectors.toSet());
            var next = turns.get(again);
            for (var stand : stands) {
                if (stand.booth().equals(turn.booth) || between.contains(stand.booth())) continue;
                if (onAir(stand.booth()).stream().anyMatch(span -> span[0] + UNSEEN_MS < turn.fromMs && span[1] > next.fromMs)) {
                    wrong.add(turn.booth + " had the main stage at " + turn.fromMs + " and again at " + next.fromMs + ", and " + stand.booth() + " waited all the while");
                }
            }
        }
    }

    /** From when until when a booth was on air, with any of its shows. */
    private List<long[]> onAir(BoothId booth) {
        var spans = new ArrayList<long[]>();
        var shows = new HashMap<PlaceId, Long>();
        for (var fact : facts.get(booth)) {
            if (fact.place() == null || !fact.place().isShow() || !server.shows.boothOf(fact.place()).await().filter(booth::equals).isPresent()) continue;
            if (fact.type().equals("show-started")) shows.put(fact.place(), fact.atMs());
            if (fact.type().equals("show-ended") && shows.containsKey(fact.place())) spans.add(new long[] {shows.remove(fact.place()), fact.atMs()});
        }
        shows.values().forEach(from -> spans.add(new long[] {from, Long.MAX_VALUE}));
        return spans;
    }

    // ── what was frozen ───────────────────────────────────────────────────────────────────────────────────────────

    /** Between the freeze and its end nobody orders what is frozen, and between the stop and its end nothing of what is stopped. */
    private void frozen(BoothId booth) {
        var acts = new HashMap<String, String>();
        for (var fact : facts.get(booth)) {
            var ofBooth = booth.value().equals(fact.text("booth"));
            switch (fact.type()) {
                case "matter-opened" -> {
                    if (ofBooth && fact.text("target") != null) acts.put(fact.text("target"), fact.text("matter"));
                }
                case "matter-closed" -> {
                    if (ofBooth && fact.text("freed") != null) acts.remove(fact.text("freed"));
                }
                case "order-placed" -> {
                    if (!ofBooth) continue;
                    if (acts.containsKey("*") || acts.containsKey(fact.place().value())) wrong.add("order " + fact.text("order") + " was placed while the sale was stopped by " + acts);
                    for (var line : fact.body().get("lines")) if (acts.containsKey(line.get("product").asText())) wrong.add("order " + fact.text("order") + " of " + line.get("product").asText() + " was placed while it was frozen");
                }
                default -> { }
            }
        }
    }

    // ── the report ────────────────────────────────────────────────────────────────────────────────────────────────

    /** What the orders of the books come to. */
    private record Sold(int orders, int units, long vnd, int cancelled, int returned) {
        static final Sold NOTHING = new Sold(0, 0, 0, 0, 0);

        Sold and(Sold other) {
            return new Sold(orders + other.orders, units + other.units, vnd + other.vnd, cancelled + other.cancelled, returned + other.returned);
        }

        int placed() {
            return orders + cancelled + returned;
        }

        static Sold of(NightReport.Sum sum) {
            return new Sold(sum.orders(), sum.units(), sum.vnd(), sum.cancelled(), sum.returned());
        }
    }

    private void report() {
        var report = server.reports.of(evening.night).orElseThrow();
        if (!Long.valueOf(openedMs).equals(report.fromMs()) || !Long.valueOf(closedMs).equals(report.untilMs())) wrong.add("the report is of " + report.fromMs() + " to " + report.untilMs() + " and the night of " + openedMs + " to " + closedMs);
        var all = Sold.NOTHING;
        var halls = new HashMap<String, Sold>();
        var provinces = new HashMap<String, Sold>();
        if (report.booths().size() != stands.size()) wrong.add("the report has " + report.booths().size() + " booths of " + stands.size());
        for (var booth : report.booths()) {
            // of who came late it depends on when the facts were read
            var sold = hadItsPlace(booth.booth()) ? counted(booth) : Sold.of(booth.sum());
            same("booth " + booth.booth(), booth.sum(), sold);
            all = all.and(sold);
            halls.merge(booth.hall().value(), sold, Sold::and);
            provinces.merge(booth.province(), sold, Sold::and);
        }
        same("the night", report.sum(), all);
        sold = report.sum().orders() + report.sum().cancelled() + report.sum().returned();
        for (var hall : report.halls()) same("hall " + hall.name(), hall.sum(), halls.getOrDefault(hall.of(), Sold.NOTHING));
        for (var province : report.provinces()) same("province " + province.name(), province.sum(), provinces.getOrDefault(province.of(), Sold.NOTHING));
        if (report.provinces().size() != provinces.size()) wrong.add("the report has provinces " + report.provinces().stream().map(NightReport.Part::of).toList() + " of " + provinces.keySet());
        int orders = report.moments().stream().mapToInt(NightReport.Moment::orders).sum();
        long vnd = report.moments().stream().mapToLong(NightReport.Moment::vnd).sum();
        if (orders != all.orders || vnd != all.vnd) wrong.add("the moments of the report come to " + orders + " orders and " + vnd + " đồng, the orders to " + all);
    }

    private void same(String what, NightReport.Sum sum, Sold sold) {
        if (!Sold.of(sum).equals(sold)) wrong.add("the report of " + what + " says " + Sold.of(sum) + " and the orders come to " + sold);
    }

    /** What a booth sold on the night. Of orders that met the opening or the closing of the doors it is as the report has it: theirs is the time at which they were said. */
    private Sold counted(NightReport.BoothPart booth) {
        Sold sure = sold(booth.booth(), openedMs + SAID_BEFORE_MS, closedMs - SAID_BEFORE_MS), all = sold(booth.booth(), openedMs - SAID_BEFORE_MS, closedMs + SAID_BEFORE_MS), told = Sold.of(booth.sum());
        return sure.placed() <= told.placed() && told.placed() <= all.placed() && !sure.equals(all) ? told : sure;
    }

    private Sold sold(BoothId booth, long fromMs, long untilMs) {
        var sold = Sold.NOTHING;
        for (var order : server.orders.placed(booth, fromMs, untilMs).await()) {
            int units = order.lines().stream().mapToInt(line -> line.quantity()).sum();
            sold = sold.and(switch (order.state()) {
                case CANCELLED -> new Sold(0, 0, 0, 1, 0);
                case RETURNED -> new Sold(0, 0, 0, 0, 1);
                default -> new Sold(1, units, order.totalVnd(), 0, 0);
            });
        }
        return sold;
    }

    /** Everybody who was let in while the doors were open was counted once, in the night and in the booth. */
    private void visits() {
        var report = server.reports.of(evening.night).orElseThrow();
        counted("the night", report.sum().visits(), evening.calls.stream().filter(call -> call.booth() == null || hadItsPlace(call.booth())).toList(), evening.calls);
        for (var booth : report.booths()) if (hadItsPlace(booth.booth())) counted(booth.booth().value(), booth.sum().visits(), evening.calls.stream().filter(call -> booth.booth().equals(call.booth())).toList(), evening.calls.stream().filter(call -> booth.booth().equals(call.booth())).toList());
    }

    /** Whether a booth had a place when the doors opened, and ever after. */
    private boolean hadItsPlace(BoothId booth) {
        boolean has = false;
        for (var fact : ofNight()) {
            if (!booth.value().equals(fact.text("booth"))) continue;
            if (fact.type().equals("stand-placed") && fact.atMs() <= openedMs) has = true;
            if (fact.type().equals("stand-cleared")) has = false;
        }
        return has;
    }

    /** Those who were surely counted, if they came in time, and all who may have been. */
    private void counted(String what, int count, List<Evening.Call> sure, List<Evening.Call> all) {
        long least = sure.stream().filter(call -> call.atMs() > openedMs + UNSEEN_MS && call.atMs() < closedMs).map(Evening.Call::account).distinct().count();
        long most = all.stream().filter(call -> call.atMs() >= openedMs && call.atMs() <= closedMs + UNSEEN_MS).map(Evening.Call::account).distinct().count();
        if (count < least || count > most) wrong.add(what + " counted " + count + " visitors, and at least " + least + " and at most " + most + " came");
    }

    // ── notices ───────────────────────────────────────────────────────────────────────────────────────────────────

    private void notices() {
        told.whispered.forEach((notice, times) -> {
            if (times > 1) wrong.add("the notice " + notice + " was told " + times + " times");
        });
        evening.decided.forEach((notice, booth) -> {
            if (!has(cast.of(booth).host.account(), notice)) wrong.add("the people of " + booth + " were not told " + notice);
        });
        var opened = ofNight().stream().filter(fact -> fact.type().equals("night-opened")).findFirst().orElseThrow();
        var notice = evening.night + "|open-" + opened.body().get("opens").asLong();
        boolean inTime = evening.toldOpenMs > 0 && evening.toldOpenMs < openedMs + 25 * 60_000;
        for (var stand : stands) if (inTime && hadItsPlace(stand.booth()) && !has(cast.of(stand.booth()).host.account(), notice)) wrong.add("the host of " + stand.booth() + " was not told that the doors are open");
        for (var buyer : cast.buyers) {
            boolean has = has(buyer.account(), notice);
            if (inTime && !has && follows(buyer.account(), true)) wrong.add(buyer.name() + " follows and was not told that the doors are open");
            if (has && !follows(buyer.account(), false)) wrong.add(buyer.name() + " does not follow and was told that the doors are open");
        }
    }

    private boolean has(AccountId account, String notice) {
        return link.ask(Command.HEXISTS, Keys.notices(account), notice).toInteger() == 1;
    }

    /** Whether somebody followed something of the night when the doors opened: surely, or else at least perhaps. */
    private boolean follows(AccountId account, boolean surely) {
        var things = new ArrayList<String>(List.of(evening.night.value()));
        // who has a place in the morning may have had none then, and the other way
        if (surely) for (var stand : stands) {
            if (hadItsPlace(stand.booth())) things.add(stand.booth().value());
        } else for (var stand : cast.stands) things.add(stand.booth().value());
        for (var thing : things) {
            boolean on = false, maybe = false;
            for (var follow : evening.follows) {
                if (!follow.account().equals(account) || !follow.thing().equals(thing)) continue;
                if (follow.on()) {
                    if (follow.answered() && follow.atMs() < openedMs) on = true;
                    if (follow.atMs() <= Math.max(openedMs, evening.toldOpenMs)) maybe = true;
                } else if (follow.atMs() <= Math.max(openedMs, evening.toldOpenMs)) on = false;
            }
            if (surely ? on : maybe) return true;
        }
        return false;
    }
}
