package vn.phien.sim;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.markets.Applications.Application;
import vn.phien.markets.HallDraft;
import vn.phien.markets.MarketDraft;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.WeeklyView;

/** The night of the market that is played, and what people were told of it. */
final class Evening {
    static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Sunday evening after the Friday on which the clock begins, until after midnight. */
    static final Instant OPENS = Instant.parse("2100-01-03T14:30:00Z"), CLOSES = Instant.parse("2100-01-03T17:45:00Z"), MIDNIGHT = Instant.parse("2100-01-03T17:00:00Z");
    static final MarketDraft.Clock CLOCK = new MarketDraft.Clock(2, 12, 6, 3, "rule");
    NightId night;
    List<HallView> halls = List.of();
    /** The last that was heard of each application. */
    final Map<BoothId, Application> applications = new LinkedHashMap<>();
    /** What was decided, as the name of the notice that tells of it, with the booth. */
    final Map<String, BoothId> decided = new LinkedHashMap<>();
    /** When the house had told everybody that the doors are open, or 0. */
    long toldOpenMs;
    final List<Call> calls = new ArrayList<>();
    final List<Follow> follows = new ArrayList<>();

    /** Somebody came to a booth, or (null) walked the street. */
    record Call(AccountId account, BoothId booth, long atMs) { }

    /**
     * Somebody follows a thing, or no longer does.
     *
     * @param answered whether it was said that it is so, else it was only asked for
     */
    record Follow(AccountId account, String thing, boolean on, boolean answered, long atMs) { }

    /** A market of Sunday evenings with three halls. */
    static MarketDraft draft(Cast cast) {
        var province = cast.stands.getFirst().draft.province();
        return new MarketDraft("Chợ đêm trên mây", "Mỗi tối Chủ nhật", new WeeklyView(7, OPENS.atZone(HERE).toLocalTime().toString(), CLOSES.atZone(HERE).toLocalTime().toString()),
            List.of(new MarketDraft.Skip("2100-01-10", "2100-01-10", "Nghỉ Tết")), List.of(), CLOCK,
            List.of(new HallDraft(null, "Khu quê nhà", "province", province, 3), new HallDraft(null, "Khu đồ uống", "group", "drink", 3), new HallDraft(null, "Khu chung", "theme", null, 4)), "", false, true);
    }
}
