package vn.phien.demo;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Limits;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Vnd;
import vn.phien.demo.Board.Item;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.ChatLine;

/**
 * The host of the demo's show: goes live, presents one item after the other, answers questions in thread, opens flash deals and
 * brings new goods. When a real person works at the same desk the script keeps quiet for some minutes.
 */
final class Host {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);
    private static final long STEPS_BACK_MS = TimeUnit.MINUTES.toMillis(4);
    private static final long BEAT_MS = 11_000;
    private static final int BEATS_AN_ITEM = 6;
    private static final int DEAL_EVERY = 3, FIRST_DEAL = 2;
    private static final long DEAL_MS = 120_000;
    private static final int DEAL_UNITS = 25, DEAL_PER_BUYER = 2, FEWEST_FOR_A_DEAL = 6;
    private static final int LOW = 10, NEW_UNITS = 40, NEW_UNITS_OF_SCARCE = 6, SHELF = 150;
    private static final long SOLD_OUT_MS = 90_000;
    private static final int QUESTIONS_KEPT = 12;
    private final Stand stand;
    private final Talk talk;
    private final Pace pace;
    private final Board board;
    private final Map<ProductId, String> stories;
    private final Set<ProductId> scarce;
    private final ByHand byHand;
    private final ArrayDeque<ChatLine> questions = new ArrayDeque<>();
    private final Map<ProductId, Long> soldOutSince = new ConcurrentHashMap<>();
    private Handset phone;
    private int presented;

    /**
     * @param stories what can be told of the goods
     * @param scarce  items of which there are few, so that people stand in line for them
     */
    Host(Stand stand, Talk talk, Pace pace, Board board, Map<ProductId, String> stories, Set<ProductId> scarce, ByHand byHand) {
        this.stand = stand;
        this.talk = talk;
        this.pace = pace;
        this.board = board;
        this.stories = stories;
        this.scarce = scarce;
        this.byHand = byHand;
    }

    Handset.Ear ear() {
        return Handset.Ear.forEverything(this::hear);
    }

    private void hear(Outbound event) {
        board.hear(event);
        if (byHand.notes(event)) LOG.debug("somebody is at the desk: {}", event.getClass().getSimpleName());
        switch (event) {
            case Outbound.Said(var line) when line.question() -> {
                synchronized (questions) {
                    questions.addLast(line);
                    if (questions.size() > QUESTIONS_KEPT) questions.removeFirst();
                }
            }
            case Outbound.QuestionAnswered(var _, var message) -> forget(message);
            case Outbound.MessageDeleted(var _, var message) -> forget(message);
            default -> { }
        }
    }

    private void forget(MessageId message) {
        synchronized (questions) {
            questions.removeIf(line -> line.message().equals(message));
        }
    }

    /** Hosts until the show is over. @throws Handset.Gone when the phone lost its socket: open another and go on */
    void hosts(Handset phone) throws InterruptedException {
        this.phone = phone;
        if (!(phone.says(ref -> new Inbound.JoinRoom(ref, room(), null, null)) instanceof Outbound.Joined joined)) throw new IllegalStateException("the host may not come in");
        board.show(joined);
        for (var line : joined.scene().chat()) if (line.question()) hear(new Outbound.Said(line));
        if (board.state() == ShowState.DRAFT || board.state() == ShowState.SCHEDULED) begin();
        while (!board.isOver()) {
            if (isHeldByHand() || board.lineUp().isEmpty()) pace.rest(BEAT_MS);
            else present(next());
        }
    }

    private PlaceId room() {
        return board.room();
    }

    private void begin() throws InterruptedException {
        byHand.expect(ByHand.stage("live"));
        phone.says(ref -> new Inbound.GoLive(ref, room(), false));
        for (var line : talk.host().opening()) {
            say(line, Map.of(), null);
            pace.rest(3_000);
        }
    }

    private boolean isHeldByHand() {
        return byHand.within(pace.real(STEPS_BACK_MS));
    }

    private Item next() {
        var lineUp = board.lineUp();
        return lineUp.get(presented++ % lineUp.size());
    }

    private void present(Item item) throws InterruptedException {
        reopen();
        pin(item.offer().product());
        say(pace.pick(talk.host().pitch()), words(item), null);
        boolean deal = presented % DEAL_EVERY == FIRST_DEAL && openDeal(item.offer().product());
        for (int beat = 0; beat < BEATS_AN_ITEM; beat++) {
            pace.rest(BEAT_MS);
            if (isHeldByHand() || board.isOver()) return;
            bringNewGoods();
            if (!answer() && pace.chance(25)) say(pace.pick(talk.host().remark()), figures(), null);
        }
        if (deal && board.find(item.offer().product()).filter(now -> now.deal() == null).isPresent()) say(pace.pick(talk.host().dealOver()), words(item), null);
    }

    /** After somebody paused the show or stopped orders and left. */
    private void reopen() throws InterruptedException {
        if (board.state() == ShowState.PAUSED) does(ByHand.stage("live"), ref -> new Inbound.ChangeStage(ref, room(), Inbound.ChangeStage.Stage.RESUME));
        if (!board.ordersOpen()) does(ByHand.orders(true), ref -> new Inbound.SwitchOrders(ref, room(), null, true));
    }

    private void pin(ProductId product) throws InterruptedException {
        var pins = board.onDeal().map(deal -> deal.offer().product()).filter(deal -> !deal.equals(product)).map(deal -> List.of(product, deal)).orElse(List.of(product));
        if (!pins.equals(board.pinned().stream().map(item -> item.offer().product()).toList())) does(ByHand.pins(pins), ref -> new Inbound.PinProducts(ref, room(), pins));
    }

    private boolean openDeal(ProductId product) throws InterruptedException {
        var item = board.find(product).orElseThrow();
        if (item.free() < FEWEST_FOR_A_DEAL || item.deal() != null || scarce.contains(product)) return false;
        long price = item.priceVnd() * (80 + pace.dice().below(10)) / 100 / 1000 * 1000;
        int units = Math.min(DEAL_UNITS, item.free() / 2);
        long ms = Math.max(Limits.DEAL_MIN_MS, pace.real(DEAL_MS));
        if (!does(ByHand.deal(product, price), ref -> new Inbound.OpenDeal(ref, room(), product, price, units, DEAL_PER_BUYER, ms, Tags.fresh()))) return false;
        var words = words(item);
        words.put("price", Vnd.format(price));
        words.put("units", units);
        words.put("minutes", "hai phút");
        say(pace.pick(talk.host().deal()), words, null);
        return true;
    }

    private boolean answer() throws InterruptedException {
        ChatLine question;
        synchronized (questions) {
            question = questions.pollFirst();
        }
        if (question == null) return false;
        var words = board.lineUp().stream().filter(item -> names(question.text(), item)).findFirst().or(() -> board.pinned().stream().findFirst()).map(this::words).orElseGet(HashMap::new);
        byHand.expect(ByHand.answered(question.message()));
        say(talk.topic(question.text()).map(Talk.Topic::answers).map(pace::pick).orElseGet(() -> pace.pick(talk.host().unsure())), words, question.message());
        return true;
    }

    private static boolean names(String text, Item item) {
        return text.toUpperCase(Locale.ROOT).matches("(?s).*\\b" + item.offer().code() + "\\b.*") || text.contains(item.offer().name());
    }

    /** Keeps the show from running dry; of scarce goods only now and then, so that there is a line to stand in. */
    private void bringNewGoods() throws InterruptedException {
        for (var item : board.lineUp()) {
            var product = item.offer().product();
            if (item.free() > 0) soldOutSince.remove(product);
            else soldOutSince.putIfAbsent(product, System.nanoTime());
            boolean rare = scarce.contains(product);
            boolean due = rare ? item.free() == 0 && System.nanoTime() - soldOutSince.get(product) > pace.real(SOLD_OUT_MS) * 1_000_000 : item.free() < LOW;
            if (due) bring(item, rare ? NEW_UNITS_OF_SCARCE : NEW_UNITS);
        }
    }

    private void bring(Item item, int units) throws InterruptedException {
        var product = item.offer().product();
        if (phone.says(ref -> new Inbound.ChangeStock(ref, room(), product, units, Tags.fresh())) instanceof Outbound.Refused) {
            stand.receive(product, SHELF);
            return;
        }
        soldOutSince.remove(product);
        var words = words(item);
        words.put("units", units);
        say(pace.pick(talk.host().restock()), words, null);
    }

    private boolean does(String trace, IntFunction<Inbound> command) throws InterruptedException {
        byHand.expect(trace);
        boolean done = !(phone.says(command) instanceof Outbound.Refused);
        if (!done) byHand.forget(trace);
        return done;
    }

    private void say(String line, Map<String, ?> words, MessageId replyTo) throws InterruptedException {
        var text = Talk.fill(line, words);
        does(ByHand.said(text), ref -> new Inbound.PostChat(ref, room(), text, replyTo, Tags.fresh()));
    }

    private Map<String, Object> words(Item item) {
        var words = new HashMap<String, Object>(figures());
        var story = stories.getOrDefault(item.offer().product(), "");
        words.putAll(Map.of("code", item.offer().code(), "name", item.offer().name(), "unit", item.offer().unit(), "price", Vnd.format(item.priceVnd()), "free", Math.max(0, item.free()), "story", story));
        return words;
    }

    private Map<String, Object> figures() {
        return board.tally().<Map<String, Object>>map(tally -> Map.of("viewers", Math.max(2, tally.viewers()), "orders", Math.max(1, tally.orders()))).orElse(Map.of("viewers", "mấy chục", "orders", "mấy chục"));
    }
}
