package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Views.VideoView;

class VideoRulesTest {
    private final VideoRules rules = new VideoRules(new ShowSettings(Set.of("live.example.vn")));

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("a video that is allowed is stored by its id alone")
    @CsvSource({
        "hls, https://live.example.vn/a/b.m3u8, https://live.example.vn/a/b.m3u8",
        "hls, https://LIVE.example.vn/a/b.m3u8?t=1, https://live.example.vn/a/b.m3u8?t=1",
        "youtube, https://www.youtube.com/watch?v=dQw4w9WgXcQ, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "youtube, https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=3, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "youtube, https://youtu.be/dQw4w9WgXcQ?si=abc, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "youtube, https://youtube.com/live/dQw4w9WgXcQ, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "youtube, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ, https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "facebook, https://www.facebook.com/htx.songcau/videos/1234567890/, https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fhtx.songcau%2Fvideos%2F1234567890%2F&show_text=false",
        "facebook, https://fb.example@www.facebook.com/x/videos/1234567890/, ",
        "facebook, https://m.facebook.com/watch/live/?v=1234567890&ref=x, https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890&show_text=false",
        "facebook, https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890&show_text=false, https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890&show_text=false",
        "cover, , "})
    void a_video_that_is_allowed_is_stored_by_its_id_alone(String kind, String url, String stored) {
        if (stored == null && !kind.equals("cover")) assertEquals(Result.refused(Why.VIDEO_NOT_ALLOWED, "video.url"), rules.allow(kind, url));
        else assertEquals(Result.ok(new VideoView(kind, stored)), rules.allow(kind, url));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("inner addresses, other schemes and tricks with the host are refused for every kind of video")
    @ValueSource(strings = {
        "http://127.0.0.1:6379/", "https://127.0.0.1/a.m3u8", "http://[::ffff:127.0.0.1]", "https://[::ffff:127.0.0.1]/a.m3u8", "http://0x7f000001", "https://0x7f000001/a.m3u8", "https://2130706433/a.m3u8",
        "https://017700000001/a.m3u8", "http://169.254.169.254", "https://169.254.169.254/latest/meta-data/a.m3u8", "file:///etc/passwd", "gopher://live.example.vn/a.m3u8", "jar:https://live.example.vn/a.m3u8!/b",
        "data:text/html,x", "javascript:alert(1)", "https://live.example.vn@evil.example/a.m3u8", "https://user:pw@live.example.vn/a.m3u8", "https://live.example.vn.evil.example/a.m3u8", "https://evil.example/live.example.vn/a.m3u8",
        "https://live.example.vn:8443/a.m3u8", "https://live.example.vn\\@evil.example/a.m3u8", "http://live.example.vn/a.m3u8", "https://live.example.vn/redirect?to=http://127.0.0.1/", "https://live.example.vn/../a.m3u8",
        "https://live.example.vn/a.m3u8#x", "https://live.example.vn/a b.m3u8", "//live.example.vn/a.m3u8", "live.example.vn/a.m3u8", "https://localhost/a.m3u8", "https://liv\u0435.example.vn/a.m3u8", "https://live.example.vn/a%0d%0a.m3u8",
        "https://www.youtube.com/redirect?q=https://evil.example", "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=short", "https://youtu.be/", "https://youtu.be",
        "https://www.youtube.com/embed/dQw4w9WgXcQ\"onload=x", "https://www.facebook.com/l.php?u=https://evil.example", "https://www.facebook.com/plugins/video.php?href=http%3A%2F%2F127.0.0.1%2F", "https://fb.watch/abc/",
        "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fplugins%2Fvideo.php%3Fhref%3Dx", "https://www.facebook.com/plugins/video.php?href=%zz", "https://www.facebook.com/x/videos/abc", " ", "null"})
    void inner_addresses_other_schemes_and_tricks_are_refused(String url) {
        for (var kind : new String[] {"cover", "hls", "youtube", "facebook", "iframe", "whep"}) {
            if (kind.equals("cover") && url.isBlank()) continue;
            assertEquals(Result.refused(Why.VIDEO_NOT_ALLOWED, "video.url"), rules.allow(kind, url), kind);
        }
    }
}
