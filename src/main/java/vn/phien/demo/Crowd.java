package vn.phien.demo;

import io.vertx.core.http.WebSocketClient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Dice;
import vn.phien.base.PlaceId;
import vn.phien.orders.PretendBank;

/** About two hundred people who watch, talk and buy: some come, some go, a few more know of the show than are there. */
final class Crowd {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final int PEOPLE = 260, BUYERS = 130;
    private static final long LOOKS_EVERY_MS = 4_000;
    /** Who come to the largest show at once; of the others every sixth does. */
    private static final int FIRST_IN_100 = 40;
    private final WebSocketClient sockets;
    private final House house;
    private final Guests guests;
    private final Talk talk;
    private final PretendBank bank;
    /** Shows on air with what is said there, the first of them the largest. */
    private final Map<PlaceId, Place> onAir = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Where one can go. @param first whether half of the people go there */
    record Place(Board board, Talk talk, boolean first) { }

    Crowd(WebSocketClient sockets, House house, Guests guests, Talk talk, PretendBank bank) {
        this.sockets = sockets;
        this.house = house;
        this.guests = guests;
        this.talk = talk;
        this.bank = bank;
    }

    /** People go where the board is, too; those who are somewhere else leave when their show is over. */
    void gatherAt(Board board, Talk said, boolean first) {
        onAir.values().removeIf(place -> place.board.isOver());
        onAir.put(board.room(), new Place(board, said, first));
    }

    void start(ExecutorService threads, long seed, double speed) {
        var people = new People(talk.people()).crowd(PEOPLE, BUYERS, Dice.seeded(seed));
        // those with an account and those without come in turn
        for (int i = 0; i < people.size(); i++) {
            int place = i < BUYERS ? 2 * i : 2 * (i - BUYERS) + 1;
            var viewer = new Viewer(this, people.get(i), place, new Pace(Dice.seeded(seed + i + 1), speed));
            threads.execute(() -> {
                try {
                    viewer.lives();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        LOG.debug("{} people know of the show", people.size());
    }

    PretendBank bank() {
        return bank;
    }

    /** A show on air, as soon as there is one. */
    Place show(Pace pace) throws InterruptedException {
        while (true) {
            var places = places();
            var first = places.stream().filter(Place::first).findFirst();
            if (first.isPresent() && (places.size() == 1 || pace.chance(FIRST_IN_100))) return first.get();
            if (!places.isEmpty()) return pace.pick(places);
            pace.rest(LOOKS_EVERY_MS);
        }
    }

    private List<Place> places() {
        synchronized (onAir) {
            return onAir.values().stream().filter(place -> place.board.isOnAir()).toList();
        }
    }

    String letIn(People.Person person) {
        return guests.in(person.phone(), person.name());
    }

    /** Whether there is a show to go to. */
    boolean hasShow() {
        return !places().isEmpty();
    }

    Handset phone(String token, Handset.Ear ear) throws InterruptedException {
        return Handset.open(sockets, house, token, ear);
    }

}
