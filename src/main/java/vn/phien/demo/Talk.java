package vn.phien.demo;

import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.phien.base.Limits;
import vn.phien.base.Tones;

/** What is said in the demo, and by whom: {@code resources/demo/talk.json}. A word in braces is filled in when it is said. */
record Talk(List<String> hello, List<String> praise, List<String> order, List<String> ordered, List<String> late, List<String> deal, List<String> bye,
            List<Topic> questions, HostLines host, List<String> titles, List<Upcoming> upcoming, PeopleParts people) {

    /** A thing people ask about. {@code words} are plain: the longest that is found decides what a question is about. */
    record Topic(List<String> words, List<String> asks, List<String> answers) { }

    /** @param elsewhere how shows open but the one with the tea */
    record HostLines(List<String> elsewhere, List<String> opening, List<String> pitch, List<String> deal, List<String> dealOver, List<String> restock, List<String> remark, List<String> unsure) { }

    /** A show every week. @param at such as 19:30, in Vietnam */
    record Upcoming(String producer, String title, DayOfWeek day, String at) { }

    record PeopleParts(List<String> nicknames, List<String> families, List<String> givens, List<String> communes, List<String> streets) { }

    static Talk read() {
        return Goods.read("talk.json", Talk.class);
    }

    /** What is only said at the tea of the first booth. */
    private static final Pattern AT_THE_TEA = Pattern.compile("(?i)\\b(trà|Mẩy|khăn|núi|bếp|shan|bản|Mù Cang|nước sôi|màu nước|rơm|gác bếp)\\b", Pattern.UNICODE_CHARACTER_CLASS);

    /** The same for the shows of other booths. */
    Talk elsewhere(String booth) {
        var open = host.elsewhere.stream().map(line -> line.replace("{booth}", booth)).toList();
        var hosts = new HostLines(host.elsewhere, open, host.pitch, host.deal, host.dealOver, host.restock, general(host.remark), host.unsure);
        var topics = questions.stream().map(topic -> new Topic(topic.words, general(topic.asks), general(topic.answers))).filter(topic -> !topic.asks.isEmpty() && !topic.answers.isEmpty()).toList();
        return new Talk(general(hello), general(praise), order, ordered, late, deal, bye, topics, hosts, titles, upcoming, people);
    }

    private static List<String> general(List<String> lines) {
        return lines.stream().filter(line -> !AT_THE_TEA.matcher(line).find()).toList();
    }

    /** What a question is about, where it can be told. */
    Optional<Topic> topic(String question) {
        var plain = " " + Tones.plain(question).replaceAll("[^a-z0-9]+", " ").strip() + " ";
        record Found(Topic topic, int length) { }
        return questions.stream().flatMap(topic -> topic.words().stream().filter(word -> plain.contains(" " + word + " ")).map(word -> new Found(topic, word.length())))
            .max(Comparator.comparingInt(Found::length)).map(Found::topic);
    }

    /** The line with its words filled in, at most as long as a chat message; cut after a sentence where it can be. */
    static String fill(String line, Map<String, ?> words) {
        var text = line;
        for (var word : words.entrySet()) text = text.replace("{" + word.getKey() + "}", String.valueOf(word.getValue()));
        if (text.length() <= Limits.CHAT_TEXT) return text;
        var cut = text.substring(0, Limits.CHAT_TEXT - 1);
        var end = cut.lastIndexOf(". ");
        return end > 0 ? cut.substring(0, end + 1) : cut + "…";
    }
}
