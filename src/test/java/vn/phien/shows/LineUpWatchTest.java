package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phien.shows.Floor.HONEY;
import static vn.phien.shows.Floor.ok;

import io.vertx.core.Future;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Inbound.ChangeStage;
import vn.phien.protocol.Views.CertificateView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.testkit.TestStore;

/** What the catalogue says of goods on air changes under the eyes of those who watch. */
@ExtendWith(TestStore.class)
class LineUpWatchTest {
    private Floor floor;
    private LineUpWatch watch;

    @BeforeEach
    void a_floor() {
        floor = new Floor();
        watch = watch();
    }

    private LineUpWatch watch() {
        return new LineUpWatch(floor.link, floor.shows, booth -> Future.succeededFuture(floor.products), floor.rung::add);
    }

    @AfterEach
    void the_books_are_right() {
        floor.books.check();
    }

    private void certificate(CertificateView certificate) {
        floor.products.computeIfPresent(HONEY, (id, p) -> new ProductView(p.product(), p.booth(), p.name(), p.story(), p.priceVnd(), p.unit(), p.weightGrams(), p.group(), certificate, p.gtin(), p.picture(), p.photos(), p.shelf(), p.archived()));
    }

    private PlaceId watched() {
        var room = floor.live();
        watch.seen(room, floor.shows.lineUp(room).await());
        floor.rung.clear();
        return room;
    }

    @Test
    void a_certificate_that_expires_during_the_show_loses_its_stars_in_every_phone() {
        var room = watched();
        int events = floor.events(room).size();
        watch.look(Set.of(room)).await();
        assertEquals(events, floor.events(room).size(), "nothing has changed");

        certificate(new CertificateView("expired", 0, "OCOP-1", "UBND tỉnh Hà Giang", "2022-11-22", "2025-11-21", 0));
        watch.look(Set.of(room)).await();
        var told = floor.lastEvent(room, "line-up-changed").get("lineUp");
        assertEquals(0, told.get(0).get("certificate").get("stars").asInt());
        assertEquals("expired", told.get(0).get("certificate").get("state").asText());
        assertEquals(10, told.get(0).get("stock").get("free").asInt());
        assertEquals(Set.of(room), Set.copyOf(floor.rung));
        watch.look(Set.of(room)).await();
        assertEquals(events + 1, floor.events(room).size(), "told once");
    }

    @Test
    void phones_that_come_back_to_another_node_without_a_scene_lose_the_stars_too() {
        var room = watched();
        watch.look(Set.of(room)).await();
        int events = floor.events(room).size();

        var other = watch();
        other.look(Set.of(room)).await();
        assertEquals(events, floor.events(room).size(), "they show what they were shown");

        var third = watch();
        certificate(null);
        third.seen(room, floor.shows.lineUp(room).await());
        third.look(Set.of(room)).await();
        assertEquals(events + 1, floor.events(room).size(), "also when somebody was shown the new line-up before");
        third.look(Set.of(room)).await();
        assertEquals(events + 1, floor.events(room).size(), "told once");
    }

    @Test
    void a_node_that_was_lost_before_it_looked_leaves_nobody_with_old_stars() {
        var room = watched();
        certificate(null);
        int events = floor.events(room).size();
        watch().look(Set.of(room)).await();
        assertEquals(events + 1, floor.events(room).size());
    }

    @Test
    void two_nodes_tell_it_once() {
        var room = watched();
        var other = watch();
        other.seen(room, floor.shows.lineUp(room).await());
        int events = floor.events(room).size();
        certificate(null);
        watch.look(Set.of(room)).await();
        other.look(Set.of(room)).await();
        assertEquals(events + 1, floor.events(room).size());
    }

    @Test
    void nobody_is_told_of_a_show_that_is_over_or_that_nobody_watches() {
        var room = watched();
        ok(floor.stage.changeStage(floor.host, new ChangeStage(1, room, ChangeStage.Stage.END)));
        int events = floor.events(room).size();
        certificate(null);
        watch.look(Set.of(room)).await();
        watch.look(Set.of()).await();
        assertEquals(events, floor.events(room).size());
    }
}
