package vn.phien.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.HallId;
import vn.phien.base.NightId;

/** A night of a market with its doors open, made through the public API as its organizer makes it. */
public final class Evening {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private final Person organizer;
    private final NightId night;
    private final List<HallId> halls = new ArrayList<>();

    private Evening(Person organizer, NightId night) {
        this.organizer = organizer;
        this.night = night;
    }

    /** Opens a night with as many halls as are named; each booth stands in one of them in turn. */
    public static Evening opens(Person organizer, List<String> halls, List<Stall> stalls) {
        var from = ZonedDateTime.now(HERE).plusMinutes(2).truncatedTo(ChronoUnit.MINUTES);
        var named = String.join(",", halls.stream().map("{\"name\":\"%s\",\"kind\":\"theme\",\"places\":20}"::formatted).toList());
        var market = organizer.post("/api/markets", ("{\"key\":\"%s\",\"market\":{\"name\":\"Chợ đêm thử\",\"about\":\"\",\"skips\":[],\"sittings\":[{\"date\":\"%s\",\"from\":\"%s\",\"until\":\"%s\"}],"
            + "\"clock\":{\"applyDays\":1,\"applyUntilHours\":0,\"publishHours\":0,\"spotlightMinutes\":5,\"placing\":\"hand\"},\"halls\":[%s],\"asks\":\"\",\"rehearsal\":false,\"running\":true}}")
            .formatted(Phone.key(), from.toLocalDate(), CLOCK.format(from), CLOCK.format(from.plusHours(3)), named)).get("market").asText();
        var evening = new Evening(organizer, new NightId(organizer.get("/api/markets/" + market).at("/nights/0/night").asText()));
        for (var hall : evening.desk().at("/night/halls")) evening.halls.add(new HallId(hall.get("hall").asText()));
        for (int i = 0; i < stalls.size(); i++) {
            var stall = stalls.get(i);
            stall.owner().post("/api/booths/" + stall.booth() + "/applications", "{\"night\":\"%s\",\"key\":\"%s\",\"form\":{\"products\":[\"%s\"],\"papers\":[],\"photos\":[],\"note\":\"\"}}".formatted(evening.night, Phone.key(), stall.product(0)));
            organizer.post(evening.path("/applications/" + stall.booth()), "{\"rev\":1,\"to\":\"approved\"}");
            organizer.post(evening.path("/stands"), "{\"rev\":%d,\"booth\":\"%s\",\"hall\":\"%s\",\"place\":%d}".formatted(evening.desk().get("rev").asInt(), stall.booth(), evening.halls.get(i % halls.size()), i / halls.size() + 1));
        }
        for (var step : List.of("applications published", "published open")) evening.moves(step);
        return evening;
    }

    private void moves(String step) {
        var states = step.split(" ");
        organizer.post(path("/move"), "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(states[0], states[1]));
    }

    private JsonNode desk() {
        return organizer.get(path("/desk"));
    }

    private String path(String rest) {
        return "/api/nights/" + night + rest;
    }

    /** Shuts the doors. */
    public void closes() {
        moves("open closed");
    }

    public NightId night() {
        return night;
    }

    public List<HallId> halls() {
        return halls;
    }
}
