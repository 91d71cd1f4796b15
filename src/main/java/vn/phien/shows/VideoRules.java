package vn.phien.shows;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Views.VideoView;

/**
 * Which pictures a show may have. An address is never fetched by the server, only compared with a list: HLS from configured
 * hosts, YouTube and Facebook videos by their id. What is stored is made anew from the id, so nothing else of the address lives on.
 */
public final class VideoRules {
    private static final int LONGEST = 500;
    private static final Set<String> YOUTUBE = Set.of("youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com", "youtube-nocookie.com");
    private static final Set<String> FACEBOOK = Set.of("facebook.com", "www.facebook.com", "m.facebook.com", "web.facebook.com");
    private static final Pattern YOUTUBE_ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Pattern YOUTUBE_PATH = Pattern.compile("/(?:live|embed|shorts)/([A-Za-z0-9_-]{11})/?");
    private static final Pattern FACEBOOK_ID = Pattern.compile("\\d{5,25}");
    private static final Pattern FACEBOOK_PATH = Pattern.compile("/([A-Za-z0-9.]{1,60})/videos/(?:[A-Za-z0-9._-]{1,100}/)?(\\d{5,25})/?");
    private static final Pattern HLS_PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+\\.m3u8");
    private static final Pattern HLS_QUERY = Pattern.compile("[A-Za-z0-9._~=&-]*");
    private final Set<String> hlsHosts;

    public VideoRules(ShowSettings settings) {
        this.hlsHosts = settings.hlsHosts();
    }

    /**
     * The video as it is stored and shown, or {@link Why#VIDEO_NOT_ALLOWED}.
     *
     * @param kind "cover", "hls", "youtube" or "facebook"
     * @param url  null or blank for a cover
     */
    public Result<VideoView> allow(String kind, String url) {
        if ("cover".equals(kind)) return url == null || url.isBlank() ? Result.ok(new VideoView("cover", null)) : refused();
        return address(url).flatMap(uri -> switch (kind) {
            case "hls" -> hls(uri);
            case "youtube" -> youtube(uri).map(id -> "https://www.youtube-nocookie.com/embed/" + id);
            case "facebook" -> facebook(uri).map(video -> "https://www.facebook.com/plugins/video.php?href=" + URLEncoder.encode(video, StandardCharsets.UTF_8) + "&show_text=false");
            case null, default -> Optional.<String>empty();
        }).map(allowed -> Result.ok(new VideoView(kind, allowed))).orElseGet(VideoRules::refused);
    }

    private static Result<VideoView> refused() {
        return Result.refused(Why.VIDEO_NOT_ALLOWED, "video.url");
    }

    private static Optional<URI> address(String url) {
        if (url == null || url.length() > LONGEST) return Optional.empty();
        var text = url.strip();
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ' || text.charAt(i) > '~' || text.charAt(i) == '\\') return Optional.empty();
        try {
            var uri = new URI(text);
            var plain = "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() == -1
                && uri.getRawAuthority().equals(uri.getHost()) && uri.getRawFragment() == null;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<String> hls(URI uri) {
        var path = uri.getRawPath();
        var query = uri.getRawQuery();
        if (!hlsHosts.contains(host(uri)) || !HLS_PATH.matcher(path).matches() || path.contains("/..")) return Optional.empty();
        if (query != null && !HLS_QUERY.matcher(query).matches()) return Optional.empty();
        return Optional.of("https://" + host(uri) + path + (query == null ? "" : "?" + query));
    }

    private static Optional<String> youtube(URI uri) {
        if (host(uri).equals("youtu.be")) return id(uri.getRawPath().substring(Math.min(1, uri.getRawPath().length())));
        if (!YOUTUBE.contains(host(uri))) return Optional.empty();
        if (uri.getRawPath().equals("/watch")) return parameter(uri, "v").flatMap(VideoRules::id);
        var path = YOUTUBE_PATH.matcher(uri.getRawPath());
        return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    }

    private static Optional<String> id(String text) {
        return YOUTUBE_ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> facebook(URI uri) {
        if (!FACEBOOK.contains(host(uri))) return Optional.empty();
        if (uri.getRawPath().equals("/plugins/video.php")) {
            return parameter(uri, "href").map(href -> URLDecoder.decode(href, StandardCharsets.UTF_8)).flatMap(VideoRules::address)
                .filter(inner -> !inner.getRawPath().equals("/plugins/video.php")).flatMap(VideoRules::facebook);
        }
        if (uri.getRawPath().matches("/watch/(?:live/)?|/watch")) {
            return parameter(uri, "v").filter(v -> FACEBOOK_ID.matcher(v).matches()).map(v -> "https://www.facebook.com/watch/?v=" + v);
        }
        var path = FACEBOOK_PATH.matcher(uri.getRawPath());
        return path.matches() ? Optional.of("https://www.facebook.com/" + path.group(1) + "/videos/" + path.group(2) + "/") : Optional.empty();
    }

    private static Optional<String> parameter(URI uri, String name) {
        if (uri.getRawQuery() == null) return Optional.empty();
        for (var part : uri.getRawQuery().split("&")) if (part.startsWith(name + "=")) return Optional.of(part.substring(name.length() + 1));
        return Optional.empty();
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }
}
