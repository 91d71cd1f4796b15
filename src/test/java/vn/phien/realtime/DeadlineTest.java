package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Strain;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

/** What has waited for too long is not done any more: whoever wanted it is told to say it again, and it is done once. */
@ExtendWith(TestStore.class)
class DeadlineTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final Caller AN = new Caller.Person(new AccountId("u-an"), "An", "s", Set.of(), Map.of());
    private final AtomicLong nanos = new AtomicLong(1);
    private final ConcurrentLinkedQueue<Promise<Caller>> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Inbound> done = new ConcurrentLinkedQueue<>();
    private final Meters meters = Meters.unread();
    private Rooms rooms;
    private HttpServer server;
    private Phone phone;

    @BeforeEach
    void a_phone_whose_owner_is_looked_up_as_slowly_as_the_test_wants() {
        rooms = new Rooms(TestStore.VERTX, TestStore.LINK, InstantSource.system(), meters, place -> Future.failedFuture("no scene"));
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> {
            done.add(command);
            return Future.succeededFuture(new Outbound.Done(command.ref(), null));
        }, new SocketHandler.Space(10, 10), new Ladder(Strain.NONE, System::nanoTime), caller -> false, nanos::get);
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> sockets.open(request, new Guest(AN, () -> {
            var promise = Promise.<Caller>promise();
            asked.add(promise);
            return promise.future();
        }, "127.0.0.1"))).listen(0, "127.0.0.1").await();
        phone = Phone.open("An", URI.create("http://127.0.0.1:" + server.actualPort()), "u-an");
        assertInstanceOf(Outbound.Done.class, phone.says(Inbound.AskClock::new));
        done.clear();
        passes(Limits.CALLER_CACHE_MS + 1);
    }

    @AfterEach
    void the_server_stops() {
        phone.close();
        rooms.stop();
        server.close().await();
    }

    @Test
    void a_command_that_waited_for_longer_than_two_seconds_is_dropped_and_its_phone_told_to_try_again() {
        var take = new Inbound.TakeHold(71, SHOW, List.of(new Inbound.Line(new ProductId("p07-honey"), 1, null)), false, "ktwelveletters");
        phone.sends(Wire.write(take));
        var owner = awaited();
        passes(Limits.COMMAND_MS + 1);
        owner.complete(AN);
        var dropped = phone.hears(Outbound.Refused.class);
        assertEquals(List.of(71, Why.TRY_AGAIN), List.of(dropped.ref(), dropped.why()));
        assertEquals(List.of(), List.copyOf(done));
        assertEquals(1, meters.expired().count());

        phone.sends(Wire.write(take));
        assertEquals(71, phone.hears(Outbound.Done.class).ref());
        assertEquals(List.of(take), List.copyOf(done), "said again it is done, once");
    }

    @Test
    void a_command_that_waited_for_less_is_done() {
        phone.sends(Wire.write(new Inbound.AskClock(73)));
        var owner = awaited();
        passes(Limits.COMMAND_MS);
        owner.complete(AN);
        assertEquals(73, phone.hears(Outbound.Done.class).ref());
        assertEquals(0, meters.expired().count());
    }

    private void passes(long ms) {
        nanos.addAndGet(Duration.ofMillis(ms).toNanos());
    }

    /** The question who the phone's owner is now. */
    private Promise<Caller> awaited() {
        long end = System.nanoTime() + 10_000_000_000L;
        while (asked.isEmpty()) if (System.nanoTime() > end) throw new AssertionError("nobody asked");
        return asked.remove();
    }
}
