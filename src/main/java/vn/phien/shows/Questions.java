package vn.phien.shows;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.phien.base.Tones;

/**
 * Tells whether a chat message asks the host something. A question that is missed scrolls away unanswered; one seen where there
 * is none costs the host a glance. So whatever may be a question counts as one.
 */
public final class Questions {
    private static final Set<String> AT_END = Set.of("khong", "ko", "kh", "hong", "hok", "hem", "k", "chua", "nhi", "ha", "sao", "dau", "gi", "nao", "vay", "bn", "nhieu", "may");
    private static final Set<String> POLITE_END = Set.of("a", "ah", "shop", "sop", "ban", "chi", "anh", "em", "co", "chu", "bac", "oi", "nhe", "the", "c", "e", "ad", "admin", "host", "vay", "day", "do", "nua");
    private static final List<String> PHRASES = List.of("bao nhieu", "nhieu tien", "bao tien", "may tien", "bao lau", "bao gio", "khi nao", "luc nao", "may gio", "may ngay", "the nao", "nhu nao", "ntn",
        "o dau", "tai sao", "vi sao", "sao lai", "lam sao", "loai nao", "cai nao", "ma nao", "la gi", "gia sao", "gia ca sao", "xin gia", "bao gia", "cho hoi", "hoi chut", "hoi ti", "co phai", "phai khong", "phai ko",
        "duoc khong", "duoc ko", "dc ko", "dc khong", "con hang khong", "con khong", "con ko", "co ship", "co giao");
    /** Before "đâu" they deny: "không đâu". */
    private static final Set<String> NO = Set.of("khong", "ko", "k", "dau", "co");
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}?]+");
    private static final Pattern MARK = Pattern.compile("[?\uFF1F](?=\\W*$)");

    private Questions() { }

    /** @param text a message as it was cleaned for the chat */
    public static boolean asks(String text) {
        if (MARK.matcher(text).find()) return true;
        var words = WORDS.splitAsStream(Tones.plain(text)).filter(word -> !word.isEmpty()).toList();
        if (words.size() < 2) return false;
        var joined = " " + String.join(" ", words) + " ";
        for (var phrase : PHRASES) if (joined.contains(" " + phrase + " ")) return true;
        var last = words.size() - 1;
        while (last > 0 && POLITE_END.contains(words.get(last))) last--;
        if (words.get(last).equals("dau") && last > 0 && NO.contains(words.get(last - 1))) return false;
        return last > 0 && AT_END.contains(words.get(last));
    }
}
