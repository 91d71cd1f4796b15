package vn.phien.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who have signed in and talk: real messages through the real store, at a rate for all of them together, each within what
 * one person may say. The moment of sending stands in every message.
 */
final class Talkers {
    private static final String[] LINES = {"Mật ong này lấy ở vùng nào vậy shop", "Chào cả nhà, hôm nay đông vui quá", "Lần trước mua rồi, ngon lắm mọi người ơi",
        "Hàng về tới Hà Nội mấy ngày shop nhỉ", "Cho mình xem kỹ cái nắp hũ với", "Ủng hộ hợp tác xã nhé, chúc đắt hàng"};
    private static final int PER_HOUSEHOLD = 50;
    private final Swarm swarm;
    private final List<Viewer> phones;
    private final Beat beat;
    private final String room;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Spread answers = new Spread();
    private Swarm.Took onAnswer = (sentNs, tookNs) -> { };
    private int next;
    private long number;

    private Talkers(Swarm swarm, List<Viewer> phones, String room) {
        this.swarm = swarm;
        this.phones = phones;
        this.room = room;
        this.beat = new Beat(swarm, this::say);
    }

    /** Signs so many people in, connects them and brings them into the room. */
    static Talkers in(Swarm swarm, Server server, String room, int people) throws Exception {
        var cookies = signIn(server, people, 97);
        return new Talkers(swarm, swarm.open(server.address(), people, cookies::get, i -> 0, viewer -> viewer.joins(room)), room);
    }

    /** Signs so many people in. @param prefix the first two digits of their numbers after the 0, such as 97 */
    static List<String> signIn(Server server, int people, int prefix) throws Exception {
        var cookies = new ArrayList<String>();
        Api home = null;
        for (int i = 0; i < people; i++) {
            if (i % PER_HOUSEHOLD == 0) home = new Api(server, "127.%d.%d.1".formatted(prefix, i / PER_HOUSEHOLD + 1));
            cookies.add(home.other().signIn("0%d%03d%04d".formatted(prefix, i / 9, i % 9)).cookie());
        }
        return cookies;
    }

    /** From now on so many messages a second, all together; 0 is silence. */
    void talk(int messagesPerSecond) {
        beat.at(messagesPerSecond);
    }

    private void say() {
        var phone = phones.get(next++ % phones.size());
        long n = ++number;
        sent.incrementAndGet();
        long from = System.nanoTime();
        phone.says("post-chat", "\"room\":\"%s\",\"text\":\"%s %s\",\"key\":\"talk%012d\"".formatted(room, Swarm.stamp(from), LINES[(int) (n % LINES.length)], n))
            .whenComplete((answer, e) -> {
                long tookNs = System.nanoTime() - from;
                answers.add(tookNs);
                onAnswer.after(from, tookNs);
                (answer != null && answer.startsWith("{\"t\":\"chat-posted\"") ? kept : refused).incrementAndGet();
            });
    }

    /** How long it took until the sender knew that a message is kept: the store's disk is in it. */
    String answers() throws Exception {
        return swarm.ask(answers::toString);
    }

    /** Told, on the swarm's event loop, of every answer to a message. */
    void onAnswer(Swarm.Took answered) {
        swarm.run(() -> onAnswer = answered);
    }

    /** Measures answers anew. */
    void begin() throws Exception {
        swarm.ask(() -> {
            answers.clear();
            return null;
        });
    }

    List<Viewer> phones() {
        return phones;
    }

    /** Messages sent so far. */
    long sent() {
        return sent.get();
    }

    /** Messages that the server has taken. */
    long kept() {
        return kept.get();
    }

    /** Messages that it has not. */
    long refused() {
        return refused.get();
    }
}
