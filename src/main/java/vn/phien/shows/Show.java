package vn.phien.shows;

import io.vertx.redis.client.Response;
import java.util.Locale;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.VideoView;
import vn.phien.protocol.Wire;

/**
 * A show as the books keep it.
 *
 * @param announced whether everybody may know of it
 * @param endedMs   when it ended, or null
 */
record Show(PlaceId room, BoothId booth, String title, long startsMs, VideoView video, Picture cover, ShowState state, boolean announced, Long endedMs) {

    /** The fields of its record and of its stage, in the order in which {@link #of} reads them. */
    static final String[] RECORD = {"booth", "title", "startsMs", "videoKind", "videoUrl", "cover"}, STAGE = {"state", "before", "endedMs"};

    static Optional<Show> of(PlaceId room, Response record, Response stage) {
        if (record.get(0) == null || stage.get(0) == null) return Optional.empty();
        var state = state(stage.get(0));
        var before = stage.get(1) == null ? state : state(stage.get(1));
        var url = record.get(4).toString();
        return Optional.of(new Show(room, new BoothId(record.get(0).toString()), record.get(1).toString(), record.get(2).toLong(), new VideoView(record.get(3).toString(), url.isEmpty() ? null : url),
            Wire.trusted(record.get(5).toString(), Picture.class), state, state == ShowState.REHEARSAL ? before == ShowState.SCHEDULED : state != ShowState.DRAFT,
            stage.get(2) == null ? null : stage.get(2).toLong()));
    }

    private static ShowState state(Response code) {
        return ShowState.valueOf(code.toString().toUpperCase(Locale.ROOT));
    }

    /** As lists show it. Only staff are told of a rehearsal. */
    ShowView view(BoothView booth, int viewers, boolean staff) {
        var shown = state == ShowState.REHEARSAL && !staff ? ShowState.SCHEDULED : state;
        return new ShowView(room, booth, title, shown.code(), startsMs, endedMs, video, cover, viewers);
    }
}
