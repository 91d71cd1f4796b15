package vn.phien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.HallId;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.catalogue.RateTable;
import vn.phien.markets.ApplicationForm;
import vn.phien.markets.HallDraft;
import vn.phien.markets.MarketDraft;
import vn.phien.markets.MarketRequests.Apply;
import vn.phien.markets.MarketRequests.Decide;
import vn.phien.markets.MarketRequests.EditMarket;
import vn.phien.markets.MarketRequests.MoveNight;
import vn.phien.markets.MarketRequests.OpenMarket;
import vn.phien.markets.MarketRequests.PlaceByRule;
import vn.phien.protocol.Views.SittingView;
import vn.phien.protocol.Views.WeeklyView;
import vn.phien.protocol.Wire;

/**
 * The demo's night market, as its organizer runs it: every Friday evening, and, so that there is something to see at any time, a sitting
 * that begins now and goes on until tomorrow. Begun again, it goes on where it was.
 */
final class Fair {
    private static final Logger LOG = LoggerFactory.getLogger(Fair.class);
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int PLACES = 12, KEPT_SITTINGS = 14, MARKETS = 20, APPLIED_WITH = 6, NEXT_APPLICATIONS = 11, NEXT_APPROVED = 6;
    private static final long STARTS_IN_MINUTES = 2;
    private final Api organizer;
    private final List<Stand> stands;
    private final Tale tale;

    /** What the organizer says and writes: part of {@code resources/demo/fair.json}. @param halls in the order in which the stands are told */
    record Tale(String name, String about, String asks, List<Hall> halls, Map<String, String> hallOf, String announcement, String incident, String incidentNote, RateTable rates) { }

    record Hall(String name, String key) { }

    /** @param stands every booth, the first with the largest show */
    Fair(Api organizer, List<Stand> stands, Tale tale) {
        this.organizer = organizer;
        this.stands = stands;
        this.tale = tale;
    }

    static Tale tale() {
        return Goods.read("fair.json", Tale.class);
    }

    /**
     * Makes sure that a night is open and that the next one is on its way. A market has one night a day: where today's was closed by hand,
     * another market opens beside it for the rest of the day.
     *
     * @param hallOf the hall that each stand wishes, by its number in the list
     */
    NightId keep(Instant now, List<String> hallOf) {
        for (var market : organizer.get("/api/organizer/markets").get("markets")) {
            if (!market.at("/draft/name").asText().startsWith(tale.name())) continue;
            var open = nights(new MarketId(market.get("market").asText()), "open");
            if (!open.isEmpty()) return open.getFirst();
        }
        for (int number = 1; number <= MARKETS; number++) {
            var market = market(number, now);
            var night = tonight(market, now);
            if (night.isPresent()) return open(market, night.get(), hallOf);
        }
        throw new IllegalStateException(MARKETS + " nights of today were closed by hand");
    }

    private NightId open(MarketId market, NightId night, List<String> hallOf) {
        fill(night, hallOf);
        for (var step : List.of(List.of("draft", "applications"), List.of("applications", "published"), List.of("published", "open"))) if (state(night).equals(step.getFirst())) organizer.post("/api/nights/" + night + "/move", new MoveNight(step.getFirst(), step.getLast()));
        prepareNext(market, night, hallOf);
        return night;
    }

    /** @param number 1 for the market of every Friday, more for one that stands in for it on a day */
    private MarketId market(int number, Instant now) {
        var name = number == 1 ? tale.name() : tale.name() + ", đợt " + number;
        for (var market : organizer.get("/api/organizer/markets").get("markets")) if (market.at("/draft/name").asText().equals(name)) return new MarketId(market.get("market").asText());
        var halls = tale.halls().stream().map(hall -> new HallDraft(null, hall.name(), "theme", null, PLACES)).toList();
        var weekly = number == 1 ? new WeeklyView(DayOfWeek.FRIDAY.getValue(), "19:30", "22:00") : null;
        var draft = new MarketDraft(name, tale.about(), weekly, List.of(), List.of(sitting(now)), new MarketDraft.Clock(14, 0, 0, 5, "rule"), halls, tale.asks(), false, true);
        return new MarketId(organizer.post("/api/markets", new OpenMarket(Tags.of("market", name), draft)).get("market").asText());
    }

    /** From a moment from now until the same time tomorrow. */
    private static SittingView sitting(Instant now) {
        var from = now.atZone(HERE).plusMinutes(STARTS_IN_MINUTES).truncatedTo(ChronoUnit.MINUTES);
        return new SittingView(from.toLocalDate().toString(), CLOCK.format(from), CLOCK.format(from.minusMinutes(1)));
    }

    private List<NightId> nights(MarketId market, String state) {
        var found = new ArrayList<NightId>();
        for (var night : organizer.get("/api/nights?state=" + state).get("nights")) if (night.get("market").asText().equals(market.value())) found.add(new NightId(night.get("night").asText()));
        return found;
    }

    private String state(NightId night) {
        return organizer.get("/api/nights/" + night + "/desk").at("/night/state").asText();
    }

    /** The night of today's sitting, which is added where there is none; empty where today's was held already. */
    private Optional<NightId> tonight(MarketId market, Instant now) {
        var soon = coming(market, now, STARTS_IN_MINUTES + 1);
        if (soon.isPresent()) return soon;
        var desk = organizer.get("/api/markets/" + market + "/desk");
        var draft = Wire.json().convertValue(desk.get("draft"), MarketDraft.class);
        var sitting = sitting(now);
        var sittings = new ArrayList<>(draft.sittings().stream().filter(one -> !one.date().equals(sitting.date()) && LocalDate.parse(one.date()).isAfter(LocalDate.ofInstant(now, HERE).minusDays(KEPT_SITTINGS))).toList());
        sittings.add(sitting);
        organizer.put("/api/markets/" + market, new EditMarket(desk.get("rev").asInt(), new MarketDraft(draft.name(), draft.about(), draft.weekly(), draft.skips(), sittings, draft.clock(), draft.halls(), draft.asks(), draft.rehearsal(), draft.running())));
        return coming(market, now, STARTS_IN_MINUTES + 1);
    }

    /** The night of the market that opens within so many minutes. */
    private Optional<NightId> coming(MarketId market, Instant now, long minutes) {
        for (var state : List.of("published", "applications")) {
            for (var night : nights(market, state)) {
                long opens = organizer.get("/api/nights/" + night + "/desk").at("/night/opensMs").asLong();
                if (opens <= now.plus(minutes, ChronoUnit.MINUTES).toEpochMilli()) return Optional.of(night);
            }
        }
        return Optional.empty();
    }

    private void fill(NightId night, List<String> hallOf) {
        var halls = desk(night).at("/night/halls");
        for (int i = 0; i < stands.size(); i++) apply(night, i, hallOf, halls);
        for (var applied : desk(night).get("applications")) approve(night, applied);
        organizer.post("/api/nights/" + night + "/stands/by-rule", new PlaceByRule(desk(night).get("rev").asInt()));
    }

    private JsonNode desk(NightId night) {
        return organizer.get("/api/nights/" + night + "/desk");
    }

    private void apply(NightId night, int number, List<String> hallOf, JsonNode halls) {
        var stand = stands.get(number);
        var goods = stand.goods().stream().limit(APPLIED_WITH).toList();
        var papers = goods.stream().filter(good -> good.certificate() != null).map(good -> good.product()).toList();
        HallId wish = null;
        for (int i = 0; i < tale.halls().size(); i++) if (tale.halls().get(i).key().equals(hallOf.get(number))) wish = new HallId(halls.get(i).get("hall").asText());
        var form = new ApplicationForm(goods.stream().map(good -> good.product()).toList(), papers, List.of(), wish, "");
        try {
            stand.owner().post(stand.path("/applications"), new Apply(night, Tags.of(night, stand.booth()), form));
        } catch (Api.Refused there) {
            LOG.debug("{} has applied before: {}", stand.booth(), there.getMessage());
        }
    }

    private void approve(NightId night, JsonNode applied) {
        var application = applied.has("application") ? applied.get("application") : applied;
        if (!application.get("state").asText().equals("waiting")) return;
        organizer.post("/api/nights/" + night + "/applications/" + application.get("booth").asText(), new Decide(application.get("rev").asInt(), "approved", null));
    }

    /** Some booths have applied for the next night; some of them are in. */
    private void prepareNext(MarketId market, NightId tonight, List<String> hallOf) {
        for (var night : nights(market, "applications")) {
            if (night.equals(tonight)) continue;
            var halls = desk(night).at("/night/halls");
            for (int i = 0; i < Math.min(NEXT_APPLICATIONS, stands.size()); i++) apply(night, i, hallOf, halls);
            int approved = 0;
            for (var applied : desk(night).get("applications")) if (approved++ < NEXT_APPROVED) approve(night, applied);
            return;
        }
    }

    /** What happens on a night besides selling: an announcement, an incident that somebody is on, rates for visitors from abroad. */
    void liven(NightId night, Stand troubled) {
        if (organizer.get("/api/rates") == null) organizer.put("/api/rates", tale.rates());
        organizer.post("/api/nights/" + night + "/announcements", Map.of("key", Tags.of(night, "hello"), "text", tale.announcement(), "tone", "calm", "minutes", 180));
        var incident = Tags.of(night, "incident");
        organizer.post("/api/nights/" + night + "/incidents", Map.of("key", incident, "title", tale.incident(), "level", "trouble", "booth", troubled.booth()));
        organizer.post("/api/nights/" + night + "/incidents/" + incident, Map.of("key", Tags.of(night, "taken"), "to", "taken", "note", tale.incidentNote()));
    }
}
