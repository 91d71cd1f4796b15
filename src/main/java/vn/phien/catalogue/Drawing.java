package vn.phien.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.phien.base.Tones;

/**
 * Which of the project's drawings stands for a product without a photo. Chosen from the words of its name, with or without
 * tones; what a thing is stands first in Vietnamese, so the first known word wins, and the longest of those that start there.
 * The names of the drawings are those of {@code web/lib/drawings}.
 */
final class Drawing {
    /** Drawing, and the words that call for it, in plain letters. */
    private static final List<Words> WORDS = List.of(
        // food
        words("rice", "gao lut", "com", "lua gao"), words("rice-sack", "gao", "gao nep", "gao te", "nep cai", "nep cam", "nep nuong", "thoc"),
        words("honey", "mat ong", "phan hoa", "sua ong chua", "ong rung"), words("fish-sauce", "nuoc mam", "mam", "mam tom", "mam nem", "mam ruoc", "nuoc cham", "nuoc tuong", "tuong ban"),
        words("sausage", "lap xuong", "lap suon", "cha", "cha bo", "cha lua", "gio", "gio lua", "gio cha", "nem", "nem chua", "xuc xich"),
        words("dried-fish", "ca kho", "kho ca", "ca", "muc", "kho muc", "muc kho", "muc mot nang", "tom", "tom kho", "hai san", "cha ca", "ruoc ca"),
        words("pepper", "tieu", "hat tieu", "tieu den", "tieu so", "mac khen", "hat doi"), words("cashew", "dieu", "hat dieu", "hat mac ca", "mac ca", "lac", "dau phong", "dau phung"),
        words("rice-paper", "banh trang", "banh da", "banh da nem"), words("vermicelli", "bun", "bun kho", "mien", "mien dong", "pho", "pho kho", "mi", "mi chu", "hu tieu", "banh pho"),
        words("mushroom", "nam", "nam huong", "nam linh chi", "linh chi", "moc nhi", "dong trung ha thao"),
        words("coconut-candy", "keo", "keo dua", "keo lac", "mut", "mut dua", "dua sap", "dua", "keo cu do", "che lam"), words("chili-sauce", "tuong ot", "ot", "sa te", "muoi ot", "muoi tom", "cham cheo"),
        words("banh-chung", "banh chung", "banh tet", "banh", "banh gai", "banh te", "banh it", "banh pia", "banh cay"),
        words("smoked-meat", "thit", "thit trau", "thit gac bep", "trau gac bep", "thit xong khoi", "thit lon", "bo mot nang", "bo kho", "kho bo", "ga", "vit", "trung"),
        words("pomelo", "buoi", "buoi da xanh", "buoi nam roi", "thanh tra"), words("orange", "cam", "cam sanh", "cam xoan", "cam vinh", "quyt", "chanh"),
        words("dragon-fruit", "thanh long"), words("mango", "xoai", "xoai say", "xoai cat", "du du"), words("lychee", "vai thieu", "vai kho", "qua vai", "nhan", "nhan long", "nhan xuong", "chom chom"),
        // drink
        words("tea-leaves", "tra", "che", "che xanh", "che day", "che thai nguyen", "shan tuyet", "tra hoa vang", "atiso"), words("tea-tin", "hop tra", "tra tui loc", "tra thuong hang", "tra sen", "tra uop sen"),
        words("coffee", "ca phe", "cafe", "coffee", "cacao", "ca cao"), words("rice-wine", "ruou", "ruou can", "ruou nep", "ruou gao", "bia"), words("juice", "nuoc ep", "nuoc cot", "siro", "si ro", "nuoc mia", "mat mia", "giam", "nuoc yen", "yen sao", "to yen"),
        // herbs
        words("cinnamon", "que chi", "que thanh", "bot que", "que tra bong", "que tra my", "que yen bai", "que van yen", "huong que"), words("star-anise", "hoa hoi", "hoi lang son", "dai hoi"),
        words("ginseng", "sam", "nhan sam", "sam ngoc linh", "dang sam", "dinh lang", "ba kich", "tam that", "giao co lam", "ca gai leo", "duoc lieu"),
        words("lotus-seed", "hat sen", "tim sen", "cu sen", "sen"), words("turmeric", "tinh bot nghe", "bot nghe", "nghe vien", "vien nghe", "tinh nghe", "nghe do", "nghe vang", "gung", "tra gung", "toi", "toi den", "hanh tim"),
        words("oil", "dau", "tinh dau", "dau dua", "dau lac", "dau phong", "dau me", "dau so", "dau tram", "dau goi", "xa phong", "xa bong", "bo ket"),
        // craft
        words("silk-scarf", "khan", "khan lua", "lua to tam", "to tam", "lua van phuc", "lua tan chau", "lua", "khan ran"), words("bamboo-basket", "may tre", "may tre dan", "ro", "gio tre", "gio may", "gio hoa", "thung", "tre", "luc binh", "co bang"),
        words("rattan-bag", "tui may", "tui coi", "tui luc binh", "tui co bang", "gio coi", "gio xach"), words("drum", "trong", "cong chieng", "dan bau", "sao truc", "khen"),
        words("vase", "gom", "gom su", "binh", "binh hoa", "lo hoa", "am chen", "am tra", "am tu sa", "bat dia", "chen", "bat trang", "chu dau", "bau truc", "chum"),
        words("embroidered-bag", "theu", "tranh theu", "tui theu", "tui vai", "tui"), words("carving", "tuong", "tuong go", "go my nghe", "cham khac", "cham bac", "da my nghe", "do go", "tranh go", "con giong"),
        words("lacquer-box", "son mai", "hop son mai", "kham trai", "tranh dong ho", "tranh", "trang suc"), words("conical-hat", "non", "non la", "non bai tho", "non chuong"),
        words("silk-lantern", "den long", "long den", "den", "dau lan", "mat na"), words("brocade", "tho cam", "vai lanh", "vai tho cam", "det", "zeng", "khan tho cam"), words("mat", "chieu", "chieu coi", "tham", "tham coi", "chan bong"),
        // living
        words("bonsai", "bonsai", "cay canh", "cay the", "cay giong", "sung canh"), words("orchid", "lan", "hoa lan", "lan ho diep", "phong lan", "hoa", "hoa hong", "hoa cuc"),
        words("peach-blossom", "hoa dao", "canh dao", "dao", "mai vang", "hoa mai", "dao nhat tan"),
        // visits
        words("homestay", "homestay", "nha san", "nghi duong", "luu tru", "farmstay"), words("boat", "thuyen", "cheo thuyen", "du thuyen", "xuong", "cho noi", "ghe"),
        words("terrace-walk", "ruong bac thang", "trekking", "tour", "du lich", "tham quan", "trai nghiem", "leo nui"));

    private static final Set<String> NAMES = WORDS.stream().map(Words::drawing).collect(Collectors.toUnmodifiableSet());

    /** Longest first, so that "trà sen" is found before "trà". */
    private static final List<Word> LONGEST_FIRST = longestFirst();

    private Drawing() { }

    private record Words(String drawing, List<String> words) { }

    private record Word(String padded, String drawing) { }

    private static Words words(String drawing, String... words) {
        return new Words(drawing, List.of(words));
    }

    private static List<Word> longestFirst() {
        var all = new ArrayList<Word>();
        for (var one : WORDS) for (var word : one.words) all.add(new Word(" " + word + " ", one.drawing));
        all.sort(Comparator.comparing((Word word) -> -word.padded.length()));
        return List.copyOf(all);
    }

    /** What stands for a product of a group when its name says nothing. */
    static String ofGroup(OcopGroup group) {
        return switch (group) {
            case FOOD -> "rice-sack";
            case DRINK -> "tea-tin";
            case HERB -> "ginseng";
            case CRAFT -> "bamboo-basket";
            case PLANT -> "bonsai";
            case TOURISM -> "homestay";
        };
    }

    static Set<String> names() {
        return NAMES;
    }

    static boolean exists(String drawing) {
        return NAMES.contains(drawing);
    }

    /** @param absent what to draw when no word of the name is known */
    static String of(String name, String absent) {
        var text = " " + Tones.plain(name).replaceAll("[^a-z0-9]+", " ") + " ";
        Word best = null;
        var bestAt = text.length();
        for (var word : LONGEST_FIRST) {
            var at = text.indexOf(word.padded);
            if (at >= 0 && at < bestAt) {
                best = word;
                bestAt = at;
            }
        }
        return best == null ? absent : best.drawing;
    }
}
