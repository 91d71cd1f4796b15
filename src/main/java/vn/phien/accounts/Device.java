package vn.phien.accounts;

/** What a person recognises their phone by, and no more: "Chrome · Android". What else browsers tell is not kept. */
final class Device {
    private static final String[][] BROWSERS = {{"Zalo", "Zalo"}, {"FBAN", "Facebook"}, {"FBAV", "Facebook"}, {"TikTok", "TikTok"}, {"musical_ly", "TikTok"}, {"coc_coc", "Cốc Cốc"},
        {"SamsungBrowser", "Samsung Internet"}, {"Edg", "Edge"}, {"OPR", "Opera"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}};
    private static final String[][] SYSTEMS = {{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Mac OS X", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}};

    private Device() { }

    static String of(String userAgent) {
        var text = userAgent == null ? "" : userAgent;
        var browser = first(BROWSERS, text);
        var system = first(SYSTEMS, text);
        if (browser.isEmpty() && system.isEmpty()) return "?";
        return browser.isEmpty() ? system : system.isEmpty() ? browser : browser + " · " + system;
    }

    private static String first(String[][] words, String text) {
        for (var word : words) if (text.contains(word[0])) return word[1];
        return "";
    }
}
