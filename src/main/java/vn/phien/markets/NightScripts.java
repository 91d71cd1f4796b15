package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.protocol.Views.TurnView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of {@code src/main/lua/markets}. */
final class NightScripts {
    private static final Script SAVE_MARKET = Script.load("markets/save_market");
    private static final Script PLAN_NIGHT = Script.load("markets/plan_night");
    private static final Script DROP_NIGHT = Script.load("markets/drop_night");
    private static final Script TICK_NIGHT = Script.load("markets/tick_night");
    private static final Script MOVE_NIGHT = Script.load("markets/move_night");
    private static final Script HOLD_NIGHT = Script.load("markets/hold_night");
    private static final Script CANCEL_NIGHT = Script.load("markets/cancel_night");
    private static final Script RETIME_NIGHT = Script.load("markets/retime_night");
    private static final Script SET_HALLS = Script.load("markets/set_halls");
    private static final Script APPLY_FOR_STAND = Script.load("markets/apply_for_stand");
    private static final Script ANSWER_APPLICATION = Script.load("markets/answer_application");
    private static final Script DECIDE_APPLICATION = Script.load("markets/decide_application");
    private static final Script WITHDRAW_APPLICATION = Script.load("markets/withdraw_application");
    private static final Script PLACE_STANDS = Script.load("markets/place_stands");
    private static final Script COPY_NIGHT = Script.load("markets/copy_night");
    private static final Script READ_SPOTLIGHT = Script.load("markets/read_spotlight");
    private static final Script TURN_SPOTLIGHT = Script.load("markets/turn_spotlight");
    private static final Script GIVE_NOTICE = Script.load("markets/give_notice");
    private static final Script FINISH_REMINDER = Script.load("markets/finish_reminder");
    private final Link link;

    NightScripts(Link link) {
        this.link = link;
    }

    /** Answers the rev now. */
    Future<Result<Integer>> saveMarket(MarketId market, int rev, MarketDraft draft, String by, long atMs) {
        return SAVE_MARKET.run(link, List.of(Keys.market(market), Keys.markets(market.shard())), market, rev, Wire.write(draft), by, atMs).map(NightScripts::rev);
    }

    /** Answers whether there was something to do. */
    Future<Boolean> planNight(NightId night, MarketId market, String name, NightTimes times, List<HallView> halls, boolean rehearsal) {
        return PLAN_NIGHT.run(link, keys(night, Keys.nights(market)), market, name, ms(times.opensMs()), ms(times.closesMs()), ms(times.applyFromMs()), ms(times.applyUntilMs()), ms(times.publishMs()),
            Wire.write(halls), rehearsal ? "1" : "").map(answer -> answer.get(0).toString().equals("ok"));
    }

    Future<Result<Void>> dropNight(NightId night, MarketId market) {
        return DROP_NIGHT.run(link, keys(night, Keys.nights(market))).map(NightScripts::done);
    }

    /** What the clock did: how many steps, and the state after; null for a night that is no more. */
    record Tick(int steps, String state) { }

    Future<Tick> tickNight(NightId night) {
        return TICK_NIGHT.run(link, Keys.books(night)).map(answer -> answer.get(0).toString().equals("ok") ? new Tick(answer.get(1).toInteger(), answer.get(2).toString()) : new Tick(0, null));
    }

    Future<Result<Void>> moveNight(NightId night, String from, String to, Caller.Person by) {
        return MOVE_NIGHT.run(link, Keys.books(night), from, to, by.account()).map(NightScripts::done);
    }

    Future<Result<Void>> holdNight(NightId night, boolean held, String why, Caller.Person by) {
        return HOLD_NIGHT.run(link, Keys.books(night), held ? "1" : "", by.account(), text(why)).map(NightScripts::done);
    }

    Future<Result<Void>> cancelNight(NightId night, String why, Caller.Person by) {
        return CANCEL_NIGHT.run(link, Keys.books(night), why, by.account()).map(NightScripts::done);
    }

    Future<Result<Integer>> retimeNight(NightId night, MarketId market, int rev, String name, NightTimes times, Caller.Person by) {
        return RETIME_NIGHT.run(link, keys(night, Keys.nights(market)), rev, name, ms(times.opensMs()), ms(times.closesMs()), ms(times.applyFromMs()), ms(times.applyUntilMs()), ms(times.publishMs()),
            by.account()).map(NightScripts::rev);
    }

    Future<Result<Integer>> setHalls(NightId night, int rev, List<HallView> halls, Caller.Person by) {
        return SET_HALLS.run(link, Keys.books(night), rev, Wire.write(halls), by.account()).map(answer ->
            answer.get(0).toString().equals("hall-in-use") ? Result.refused(Why.HALL_IN_USE, "halls") : rev(answer));
    }

    Future<Result<Void>> applyForStand(NightId night, BoothId booth, String key, ApplicationForm form, Caller.Person by) {
        return APPLY_FOR_STAND.run(link, Keys.books(night), booth, key, Wire.write(form), by.account(), Limits.APPLICATIONS).map(NightScripts::done);
    }

    Future<Result<Void>> answerApplication(NightId night, BoothId booth, int rev, ApplicationForm form, String why, Caller.Person by) {
        return ANSWER_APPLICATION.run(link, Keys.books(night), booth, rev, Wire.write(form), by.account(), text(why)).map(NightScripts::done);
    }

    /** @param to "approved", "changes" or "refused" */
    Future<Result<Void>> decideApplication(NightId night, BoothId booth, int rev, String to, String why, Caller.Person by) {
        return DECIDE_APPLICATION.run(link, Keys.books(night), booth, rev, to, text(why), by.account()).map(NightScripts::done);
    }

    Future<Result<Void>> withdrawApplication(NightId night, BoothId booth, String why, Caller.Person by) {
        return WITHDRAW_APPLICATION.run(link, Keys.books(night), booth, text(why), by.account()).map(NightScripts::done);
    }

    /** Where a booth is to stand; {@code hall} null takes its place away. */
    record Move(BoothId booth, HallId hall, int place) { }

    /** @param by the account of who does it, empty for the house itself; @param how "hand" or "rule" */
    Future<Result<Integer>> placeStands(NightId night, int rev, List<Move> moves, String by, String how) {
        var args = new ArrayList<Object>(List.of(rev, by, how));
        for (var move : moves) args.addAll(List.of(move.booth, move.hall == null ? "" : move.hall, move.hall == null ? 0 : move.place));
        return PLACE_STANDS.run(link, Keys.books(night), args.toArray()).map(answer -> switch (answer.get(0).toString()) {
            case "ok" -> Result.ok(answer.get(1).toInteger());
            case String why -> Result.refused(Why.of(why), answer.get(1).toString().isEmpty() ? null : answer.get(1).toString());
        });
    }

    /** Answers how many booths came along. */
    Future<Result<Integer>> copyNight(NightId night, NightId from, int rev, boolean regulars, String key, Caller.Person by) {
        return COPY_NIGHT.run(link, keys(night, Keys.night(from), Keys.applications(from), Keys.stands(from)), rev, regulars ? "1" : "0", by.account(), key).map(answer -> switch (answer.get(0).toString()) {
            case "ok" -> Result.ok(answer.get(2).toInteger());
            case String why -> Result.refused(Why.of(why));
        });
    }

    /** The main stage as it is at the shard's own time. */
    record Stage(String state, long nowMs, int rev, Rotation rotation) { }

    Future<Stage> readSpotlight(NightId night) {
        return READ_SPOTLIGHT.run(link, keys(night, Keys.spotlight(night))).map(answer -> new Stage(answer.get(0).toString(), answer.get(1).toLong(), answer.get(2).toInteger(),
            answer.get(3).toString().isEmpty() ? Rotation.EMPTY : Rotation.of(Wire.trusted(answer.get(3).toString(), Rotation.Kept.class))));
    }

    /** @param turn the one that begins, or null */
    Future<Result<Void>> turnSpotlight(NightId night, int rev, Rotation rotation, TurnView turn) {
        return TURN_SPOTLIGHT.run(link, keys(night, Keys.spotlight(night)), rev, Spotlight.kept(rotation), turn == null ? "" : turn.booth(), turn == null ? "" : ms(turn.fromMs()), turn == null ? "" : ms(turn.untilMs()))
            .map(NightScripts::done);
    }

    /** Whether it is a new one, and how many are unread. */
    record Given(boolean fresh, int unread, List<String> doors) { }

    /** @param doors those of the house beside the pages */
    Future<Given> giveNotice(AccountId account, NoticeView notice, List<String> doors) {
        var args = new ArrayList<Object>(List.of(notice.notice(), Wire.write(notice), ms(notice.atMs()), Limits.NOTICES));
        args.addAll(doors);
        return GIVE_NOTICE.kept(link, List.of(Keys.notices(account), Keys.noticeTimes(account), Keys.unreadNotices(account), Keys.doors(account), Keys.outbox(account)), args.toArray())
            .map(answer -> new Given(answer.get(0).toString().equals("ok"), answer.get(1).toInteger(), answer.stream().skip(2).map(Object::toString).toList()));
    }

    Future<Void> finishReminder(Shard shard, String reminder, long atMs) {
        return FINISH_REMINDER.run(link, List.of(Keys.reminders(shard)), reminder, ms(atMs)).mapEmpty();
    }

    private static List<String> keys(NightId night, String... more) {
        var keys = new ArrayList<>(Keys.books(night));
        keys.addAll(Arrays.asList(more));
        return keys;
    }

    /** The books compare times as text. */
    private static String ms(long time) {
        return Long.toString(time);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static Result<Void> done(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(null);
            case String why -> Result.refused(Why.of(why), answer.size() > 1 ? answer.get(1).toString() : null);
        };
    }

    private static Result<Integer> rev(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(answer.get(1).toInteger());
            case String why -> Result.refused(Why.of(why), answer.size() > 1 ? answer.get(1).toString() : null);
        };
    }
}
