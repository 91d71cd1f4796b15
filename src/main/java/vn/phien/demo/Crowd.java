package vn.phien.demo;

import io.vertx.core.http.WebSocketClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Dice;
import vn.phien.orders.PretendBank;

/** About two hundred people who watch, talk and buy: some come, some go, a few more know of the show than are there. */
final class Crowd {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final int PEOPLE = 260, BUYERS = 130;
    private static final long LOOKS_EVERY_MS = 4_000;
    private final WebSocketClient sockets;
    private final House house;
    private final Guests guests;
    private final Talk talk;
    private final PretendBank bank;
    private final AtomicReference<Board> onAir = new AtomicReference<>();

    Crowd(WebSocketClient sockets, House house, Guests guests, Talk talk, PretendBank bank) {
        this.sockets = sockets;
        this.house = house;
        this.guests = guests;
        this.talk = talk;
        this.bank = bank;
    }

    /** People go where the board is; those who are somewhere else leave when their show is over. */
    void gatherAt(Board board) {
        onAir.set(board);
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

    Talk talk() {
        return talk;
    }

    PretendBank bank() {
        return bank;
    }

    /** The show on air, as soon as there is one. */
    Board show(Pace pace) throws InterruptedException {
        while (true) {
            if (hasShow()) return onAir.get();
            pace.rest(LOOKS_EVERY_MS);
        }
    }

    String letIn(People.Person person) {
        return guests.in(person.phone(), person.name());
    }

    /** Whether there is a show to go to. */
    boolean hasShow() {
        return onAir.get() != null && onAir.get().isOnAir();
    }

    Handset phone(String token, Handset.Ear ear) throws InterruptedException {
        return Handset.open(sockets, house, token, ear);
    }

}
