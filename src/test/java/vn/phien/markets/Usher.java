package vn.phien.markets;

import io.vertx.core.Future;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.HallId;
import vn.phien.base.NightId;
import vn.phien.base.Result;

/** Leads a booth to another place, for organizers of a simulated night. */
public final class Usher {
    private Usher() { }

    public static Future<Result<NightDesk.Desk>> lead(NightDesk desk, Caller.Person organizer, NightId night, int rev, BoothId booth, HallId hall, int place) {
        return desk.place(organizer, night, rev, new NightScripts.Move(booth, hall, place));
    }
}
