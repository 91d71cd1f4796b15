package vn.phien.markets;

import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.Check;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;

/** The bodies of requests about markets. An act that could cross another's names the {@code rev} that it was made from. */
public final class MarketRequests {
    private static final List<String> STATES = List.of("draft", "applications", "published", "open", "closed");

    private MarketRequests() { }

    private static int atRev(int rev) {
        return Check.range("rev", rev, 1, Integer.MAX_VALUE);
    }

    private static String oneOf(String field, String value, List<String> known) {
        if (value == null) throw new BadValue(field, Why.MISSING);
        if (!known.contains(value)) throw new BadValue(field, Why.INVALID_VALUE);
        return value;
    }

    /** @param key made by the asker before the first send; the same key again answers the same market */
    public record OpenMarket(String key, MarketDraft market) {
        public OpenMarket {
            Check.key(key);
            Check.present("market", market);
        }
    }

    public record EditMarket(int rev, MarketDraft market) {
        public EditMarket {
            atRev(rev);
            Check.present("market", market);
        }
    }

    public record MoveNight(String from, String to) {
        public MoveNight {
            oneOf("from", from, STATES);
            oneOf("to", to, STATES);
        }
    }

    public record HoldNight(boolean held, @Maybe String why) {
        public HoldNight {
            Check.optional("why", why, Limits.REASON);
        }
    }

    /** @param why for everybody to read */
    public record CancelNight(String why) {
        public CancelNight {
            why = Check.text("why", why, Limits.REASON).strip();
        }
    }

    public record RetimeNight(int rev, String name, NightTimes times) {
        public RetimeNight {
            atRev(rev);
            name = Check.text("name", name, Limits.TITLE).strip();
            Check.present("times", times);
        }
    }

    public record SetHalls(int rev, List<HallDraft> halls) {
        public SetHalls {
            atRev(rev);
            halls = HallDraft.all(halls);
        }
    }

    /** @param from null: the night before */
    public record CopyNight(int rev, String key, @Maybe NightId from, boolean regulars) {
        public CopyNight {
            atRev(rev);
            Check.key(key);
        }
    }

    /** @param hall null takes the booth's place away */
    public record PlaceBooth(int rev, BoothId booth, @Maybe HallId hall, @Maybe Integer place) {
        public PlaceBooth {
            atRev(rev);
            Check.present("booth", booth);
            if (hall != null) Check.range("place", Check.present("place", place), 1, Limits.PLACES_PER_HALL);
        }
    }

    public record PlaceByRule(int rev) {
        public PlaceByRule {
            atRev(rev);
        }
    }

    /** @param why for the producer; needed unless it is approved */
    public record Decide(int rev, String to, @Maybe String why) {
        public Decide {
            atRev(rev);
            oneOf("to", to, List.of("approved", "changes", "refused"));
            Check.optional("why", why, Limits.REASON);
        }
    }

    public record Apply(NightId night, String key, ApplicationForm form) {
        public Apply {
            Check.present("night", night);
            Check.key(key);
            Check.present("form", form);
        }
    }

    public record AnswerApplication(int rev, ApplicationForm form, @Maybe String why) {
        public AnswerApplication {
            atRev(rev);
            Check.present("form", form);
            Check.optional("why", why, Limits.REASON);
        }
    }

    public record Withdraw(@Maybe String why) {
        public Withdraw {
            Check.optional("why", why, Limits.REASON);
        }
    }

    /** @param notices names; none: all */
    public record ReadNotices(List<String> notices) {
        public ReadNotices {
            notices = Check.list("notices", notices, 0, Limits.NOTICES);
            for (var name : notices) Check.text("notices", name, 160);
        }
    }
}
