package vn.phien.demo;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Accounts;
import vn.phien.accounts.StaffHttp;
import vn.phien.base.Dice;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.Role;
import vn.phien.demo.Stand.Planned;
import vn.phien.orders.PretendBank;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.ProductView;

/**
 * The demo: fills an empty store, keeps one show on air with a scripted host and a crowd, and the next ones in the calendar. On a
 * store that was filled by somebody else it does nothing.
 */
public final class Demo implements AutoCloseable {
    /** Signs in as the owner of the booth whose show is on air. */
    public static final String HOST = "0900000001";
    /** Signs in as an organizer. */
    public static final String ORGANIZER = "0900000002";
    /** Signs in as an official, who watches over the trade. */
    public static final String OFFICIAL = "0900000003";
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int ITEMS = 9, SCARCE_ITEM = 8;
    private static final int UNITS = 120, SCARCE_UNITS = 8, PER_BUYER = 10, SHELF = 240;
    private static final long TRY_AGAIN_MS = 3_000, BETWEEN_SHOWS_MS = 45_000, CALENDAR_MS = TimeUnit.HOURS.toMillis(1);
    private static final long FIRST_SHOW_MS = 5_000, LOOK_MS = 20;
    private static final int SOCKETS = 1_000;
    /** They have shows on air, too. */
    private static final List<String> OTHER_HOSTS = List.of("mat-ong-cong-da", "gom-lua-do", "den-long-pho-song", "ca-phe-gio-ngan", "lua-to-ba-chi");
    private static final long BETWEEN_HOSTS_MS = 400;
    private static final String WALKS_UP = "0900000099", WALKER = "Bác Tư Hỏi Thăm";
    private static final int FOLLOWERS = 12;
    private static final long FAREWELL_SECONDS = 5;

    /**
     * @param address  where the server is reached on this machine, such as {@code http://localhost:8080}
     * @param names    those under which it answers; none: under any
     * @param secret   with which the pretended bank signs
     * @param seed     of all chance in the demo
     * @param speed    how many times faster than in life; 1 but for tests
     */
    public record Settings(String address, List<String> names, String secret, long seed, double speed) {
        @Override
        public String toString() {
            return "Settings[" + address + "]";
        }
    }

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("demo-", 0).factory());
    private final Settings settings;
    private final InstantSource clock;
    private final House house;
    private final Guests guests;
    private final Talk talk = Talk.read();
    private final ByHand byHand = new ByHand();
    private final HttpClientAgent http;
    private final WebSocketClient sockets;

    private Demo(Vertx vertx, Accounts accounts, Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.house = House.of(settings.address(), settings.names());
        this.guests = new Guests(accounts);
        // the certificate is for the name that people use, and this is the way from a machine to itself
        this.http = vertx.createHttpClient(new HttpClientOptions().setTrustAll(house.tls()).setVerifyHost(!house.tls()), new PoolOptions().setHttp1MaxSize(16));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setTrustAll(house.tls()).setVerifyHost(!house.tls()).setMaxConnections(SOCKETS)
            .setMaxFrameSize(Handset.messageBytes()).setMaxMessageSize(Handset.messageBytes()));
    }

    /** Fills an empty store, which takes some seconds, waits until the show is on air, and starts everything else. Never stops the server from starting: what goes wrong is logged. */
    public static Demo start(Vertx vertx, Accounts accounts, Settings settings, InstantSource clock) {
        var demo = new Demo(vertx, accounts, settings, clock);
        try {
            demo.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the demo stays away", e);
        }
        return demo;
    }

    private void begin() throws InterruptedException {
        guests.makeOrganizer(ORGANIZER);
        var organizer = as(guests.in(ORGANIZER, "Cô Hà Chợ Đêm"));
        seat(organizer);
        var owner = Goods.producer(Goods.names().getFirst()).owner();
        var host = as(guests.in(owner.phone(), owner.name()));
        if (Stand.of(host, clock).isEmpty()) {
            if (!isEmpty(organizer) && !isBegun(organizer)) {
                LOG.warn("the store holds the booths of others: the demo leaves it as it is");
                return;
            }
            new FirstDay(guests, this::as, LocalDate.ofInstant(clock.instant(), HERE)).open(organizer);
        }
        var stand = Stand.of(host, clock).orElseThrow();
        var calendar = new Calendar(talk.upcoming(), name -> {
            var producer = Goods.producer(name);
            return Stand.of(as(guests.in(producer.owner().phone(), producer.owner().name())), clock).orElseThrow();
        });
        calendar.keep(clock.instant());
        var crowd = new Crowd(sockets, house, guests, talk, new PretendBank(settings.address(), settings.secret(), clock));
        run("calendar", () -> {
            Thread.sleep(CALENDAR_MS);
            calendar.keep(clock.instant());
        });
        run("show", () -> show(new Act(stand, talk, talk.titles(), byHand, 0), crowd));
        run("desk", new Desk(stand, pace(2), byHand)::works);
        fair(organizer, crowd);
        crowd.start(threads, settings.seed(), settings.speed());
        for (long waited = 0; !crowd.hasShow() && waited < FIRST_SHOW_MS; waited += LOOK_MS) Thread.sleep(LOOK_MS);
    }

    /** An official has a seat on the market, in the name of an office. */
    private void seat(Api organizer) {
        var official = as(guests.in(OFFICIAL, "Chú Bình Thị Trường"));
        if (!official.get("/api/me").get("roles").toString().contains("official")) organizer.put("/api/roles", new StaffHttp.SetRole(OFFICIAL, Role.OFFICIAL, true, "Đội Quản lý thị trường số 3"));
    }

    /** The night that is open, and what goes on in it. */
    private void fair(Api organizer, Crowd crowd) {
        var tale = Fair.tale();
        var producers = Goods.names().stream().map(Goods::producer).toList();
        var stands = producers.stream().map(producer -> Stand.of(as(guests.in(producer.owner().phone(), producer.owner().name())), clock).orElseThrow()).toList();
        for (int i = 0; i < OTHER_HOSTS.size(); i++) {
            int number = Goods.names().indexOf(OTHER_HOSTS.get(i)), place = i + 1;
            var name = producers.get(number).booth().name();
            var act = new Act(stands.get(number), talk.elsewhere(name), List.of("Chợ đêm: " + name), new ByHand(), place);
            run("show " + place, () -> {
                Thread.sleep(place * BETWEEN_HOSTS_MS);
                show(act, crowd);
            });
            run("desk " + place, new Desk(act.stand, pace(20 + place), act.byHand)::works);
        }
        var fair = new Fair(organizer, stands, tale);
        var halls = producers.stream().map(producer -> tale.hallOf().get(producer.booth().province())).toList();
        run("fair", () -> {
            var night = fair.keep(clock.instant(), halls);
            fair.liven(night, stands.get(Goods.names().indexOf(OTHER_HOSTS.get(2))));
            for (var person : new People(talk.people()).crowd(FOLLOWERS, FOLLOWERS, Dice.seeded(settings.seed()))) as(guests.in(person.phone(), person.name())).put("/api/me/follows/" + night, Map.of());
            complains(stands.get(2), night);
            Thread.sleep(CALENDAR_MS);
        });
        run("counter", () -> walksUp(stands.get(1)));
    }

    /** Somebody doubts what a booth says, so that there is a complaint to look at. */
    private void complains(Stand about, NightId night) {
        as(guests.in(WALKS_UP, WALKER)).post("/api/complaints", Map.of("key", Tags.of(night, "complaint"), "booth", about.booth(), "kind", "false-claim", "text", "Gói chè ghi hái trước mưa xuân, mà người bán nói hái cuối vụ. Xin gian hàng nói rõ giúp."));
    }

    /** Somebody takes a number at a booth's counter and is talked to. */
    private void walksUp(Stand stand) throws InterruptedException {
        var visitor = guests.in(WALKS_UP, WALKER);
        try (var desk = Handset.open(sockets, house, stand.owner().token(), Handset.Ear.forKind(Outbound.OrderArrived.class, _ -> { })); var phone = Handset.open(sockets, house, visitor, Handset.Ear.forKind(Outbound.OrderChanged.class, _ -> { }))) {
            desk.says(ref -> new Inbound.SwitchCounter(ref, stand.booth(), true));
            phone.says(ref -> new Inbound.TakeTicket(ref, stand.booth(), "Hỏi mua sỉ cho quán ở quê", null, Tags.fresh()));
            Thread.sleep(CALENDAR_MS);
        } catch (Handset.Gone gone) {
            LOG.debug("the visitor at the counter lost the line: {}", gone.getMessage());
            pace(0).rest(TRY_AGAIN_MS);
        }
    }

    private static boolean isEmpty(Api organizer) {
        return organizer.get("/api/booths?count=1").get("total").asInt() == 0;
    }

    /** Whether the first day was interrupted: the booths there are carry the demo's own marks. */
    private static boolean isBegun(Api organizer) {
        for (var booth : organizer.get("/api/booths?count=200").get("booths")) if (!booth.path("registration").asText().startsWith(Goods.MARK)) return false;
        return true;
    }

    private Api as(String token) {
        return new Api(http, house, token);
    }

    private Pace pace(int who) {
        return new Pace(Dice.seeded(settings.seed() - who), settings.speed());
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    /** Does something again and again; what goes wrong is tried again after a while. */
    private void run(String what, Task task) {
        threads.execute(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    task.run();
                } catch (InterruptedException ended) {
                    return;
                } catch (RuntimeException e) {
                    LOG.warn("{} of the demo: {}", what, e.getMessage());
                    try {
                        pace(0).rest(TRY_AGAIN_MS);
                    } catch (InterruptedException ended) {
                        return;
                    }
                }
            }
        });
    }

    /** A host and what is said; the first has the largest show. */
    private record Act(Stand stand, Talk talk, List<String> titles, ByHand byHand, int place) { }

    /** One show, from wherever it stands to its end. */
    private void show(Act act, Crowd crowd) throws InterruptedException {
        var stand = act.stand;
        var goods = stand.goods();
        var board = new Board(room(act, goods));
        var stories = goods.stream().collect(Collectors.toMap(ProductView::product, ProductView::story));
        var scarce = goods.stream().skip(SCARCE_ITEM - 1).limit(1).map(ProductView::product).collect(Collectors.toSet());
        var host = new Host(stand, act.talk, pace(1 + 40 * act.place), board, stories, scarce, act.byHand);
        crowd.gatherAt(board, act.talk, act.place == 0);
        while (!board.isOver()) {
            try (var phone = Handset.open(sockets, house, stand.owner().token(), host.ear())) {
                host.hosts(phone);
            } catch (Handset.Gone e) {
                LOG.debug("the host lost the socket: {}", e.getMessage());
                pace(1).rest(TRY_AGAIN_MS);
            }
        }
        pace(1).rest(BETWEEN_SHOWS_MS);
    }

    /** The show of the demo that is on air or about to be, else the next one with full shelves. */
    private PlaceId room(Act act, List<ProductView> goods) {
        var stand = act.stand;
        var shows = stand.shows().stream().filter(show -> act.titles.contains(show.title())).toList();
        var open = shows.stream().filter(show -> Set.of("live", "paused").contains(show.state())).findFirst();
        if (open.isPresent()) return open.get().room();
        int number = (int) shows.stream().filter(show -> show.state().equals("ended")).count();
        var items = goods.stream().limit(ITEMS).toList();
        for (var product : items) stand.topUp(product.product(), product.shelf(), SHELF);
        var lineUp = items.stream().map(product -> new Planned(product.product(), items.indexOf(product) == SCARCE_ITEM - 1 ? SCARCE_UNITS : UNITS, PER_BUYER)).toList();
        return stand.plan(act.titles.get(number % act.titles.size()), "on air " + number, clock.millis(), lineUp);
    }

    /** The people of the demo go home. Before the doors are shut. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) LOG.warn("somebody of the demo did not go home");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.close().await();
        http.close().await();
    }
}
