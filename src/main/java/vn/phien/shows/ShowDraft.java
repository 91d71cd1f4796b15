package vn.phien.shows;

import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.Picture;

/**
 * A show as its booth plans it.
 *
 * @param startsMs when it is to begin
 * @param key      made by the asker before the first send, so that asking twice makes one show; only looked at when a show is made
 */
public record ShowDraft(String title, long startsMs, Video video, Cover cover, @Maybe String key) {
    public ShowDraft {
        title = Check.text("title", title, Limits.TITLE).strip();
        Check.range("startsMs", startsMs, 0, Long.MAX_VALUE);
        Check.present("video", video);
        Check.present("cover", cover);
        if (key != null) Check.key(key);
    }

    /**
     * Where the picture comes from.
     *
     * @param kind "cover", "hls", "youtube" or "facebook"
     * @param url  the address as copied from the browser; absent for a cover
     */
    public record Video(String kind, @Maybe String url) {
        public Video {
            Check.text("kind", kind, 20);
            Check.optional("url", url, 500);
        }
    }

    /** What is shown until the picture comes: a photo of the booth, or a drawing in the colours of a region. */
    public record Cover(String drawing, String palette, @Maybe String photo) {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

        public Cover {
            if (!NAME.matcher(Check.text("drawing", drawing, 40)).matches()) throw new BadValue("drawing", Why.INVALID_VALUE);
            if (!NAME.matcher(Check.text("palette", palette, 40)).matches()) throw new BadValue("palette", Why.INVALID_VALUE);
            Check.optional("photo", photo, 200);
        }

        Picture picture() {
            return new Picture(photo, drawing, palette);
        }
    }
}
