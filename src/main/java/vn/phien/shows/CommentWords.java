package vn.phien.shows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.phien.base.Tones;
import vn.phien.shows.CommentToken.Kind;

/**
 * The words by which a comment is read. A word here matches as it is written, or written wholly without tones; with {@code =}
 * before it only as it is written, with {@code ~} in any tones. {@code #} is a code and {@code 0} a number.
 */
final class CommentWords {
    private CommentWords() { }

    /** Words in a row. */
    record Phrase(List<Word> words) {
        /** How many tokens it covers from a place on, 0 when it is not there. */
        int at(List<CommentToken> tokens, int start) {
            if (start + words.size() > tokens.size()) return 0;
            for (var i = 0; i < words.size(); i++) if (!words.get(i).matches(tokens.get(start + i))) return 0;
            return words.size();
        }
    }

    record Word(char how, String toned, String plain) {
        boolean matches(CommentToken token) {
            return switch (how) {
                case '#' -> token.is(Kind.CODE);
                case '0' -> token.is(Kind.NUMBER);
                case '=' -> token.raw().equals(toned);
                case '~' -> token.plain().equals(plain);
                default -> token.raw().equals(toned) || token.raw().equals(plain);
            };
        }

        static Word of(String written) {
            var how = written.charAt(0);
            if ("=~".indexOf(how) >= 0) written = written.substring(1);
            else if (how != '#' && how != '0') how = ' ';
            return new Word(how, written, Tones.plain(written));
        }
    }

    /** Phrases that mean one thing, by their first word. */
    record Phrases(Map<String, List<Phrase>> byFirst) {
        /** How many tokens the first phrase that fits covers from a place on, 0 when none does. */
        int at(List<CommentToken> tokens, int start) {
            if (start < 0 || start >= tokens.size()) return 0;
            var first = tokens.get(start);
            for (var phrase : byFirst.getOrDefault(first.is(Kind.CODE) ? "#" : first.is(Kind.NUMBER) ? "0" : first.plain(), List.of())) {
                var covered = phrase.at(tokens, start);
                if (covered > 0) return covered;
            }
            return 0;
        }

        boolean anywhere(List<CommentToken> tokens) {
            for (var i = 0; i < tokens.size(); i++) if (at(tokens, i) > 0) return true;
            return false;
        }

        Phrases and(Phrases... others) {
            return of(Stream.concat(Stream.of(this), Stream.of(others)).flatMap(phrases -> phrases.byFirst.values().stream().flatMap(List::stream)));
        }

        static Phrases of(Stream<Phrase> phrases) {
            return new Phrases(phrases.collect(Collectors.groupingBy(phrase -> phrase.words.getFirst().plain)));
        }
    }

    static Phrases phrases(String commaSeparated) {
        return Phrases.of(Stream.of(commaSeparated.split(",")).map(phrase -> new Phrase(Stream.of(phrase.strip().split(" ")).map(Word::of).toList())));
    }

    /** Every word of the left before every word of the right. */
    private static Phrases pairs(String left, String right) {
        return phrases(Stream.of(left.split(",")).flatMap(a -> Stream.of(right.split(",")).map(b -> a.strip() + " " + b.strip())).collect(Collectors.joining(",")));
    }

    private static final String NOT = "không, khong, ko, k, kh, hk, hok, hông, hổng, khum, kg, =hem, chẳng, chả, =khỏi, =đừng";
    private static final String BUY = "~lấy, =mua, ~chốt, đặt, đat, order, oder";
    private static final String BUYER = "em, e, mình, m, chị, c, anh, a, tôi, tui, t, cô, chú, bác, cháu, mẹ, bà, ông, nhà, khách, con, mik, mk, tớ, nàng";

    /** Asks for something beyond doubt. */
    static final Phrases STRONG = pairs(BUYER, "=mua").and(phrases("~chốt, ~lấy, =đặt, =đat, dat #, dat 0, dat cho, dat hang, dat don, dat mua, dat giup, "
            + "=mua #, =mua 0, =mua cho, =mua giúp, =mua hộ, =mua dùm, =mua thêm, =mua nhé, =mua nha, =mua luôn, muốn mua, order, oder, book, múc, =hốt, =quất, lên đơn, để dành, giữ cho, giữ giúp"));
    /** Asks for something, unless the rest speaks of looking or hearing. */
    static final Phrases WEAK = pairs("=cho", BUYER).and(phrases("=cho #, =cho 0, =xin #, =xin 0, thêm #, thêm 0, thêm cho, ship #, ship 0, ship cho, gửi #, gửi 0, gửi cho, =gởi #, =gởi cho"));
    /** Looks like asking and is not: what follows is whom the thing suits. */
    static final Phrases NOT_ASKING = phrases("=cho em bé, =cho bé, =cho bà bầu, =cho mẹ bầu, =cho con nít, =cho con bú");

    static final Phrases CANCEL = pairs(NOT, BUY + ", cần, nhận, muốn, =thích, order, lay").and(phrases("=huỷ, =hủy, huy #, huy đơn, cancel, =bỏ, bo qua, =trả, =đổi, =hoàn, =nhầm, nham #, =lộn, =bớt, =khỏi, dung lay, dung chot, dung mua, khoi lay, khoi #, thôi không, thôi ko, thôi k"));
    static final Phrases NOT_THIS = pairs(NOT, "#");

    static final Phrases REPORT = pairs("vừa, mới", BUY + ", nhận").and(pairs("đã", BUY + ", nhận, =có, =dùng, =ăn"),
            phrases("=đã, =từng, nhận #, nhận được, nhan duoc, hôm qua, hôm trước, hôm bữa, hôm kia, bữa trước, lần trước, đợt trước, tuần trước, tháng trước, hồi nãy, =nãy, năm ngoái, # về rồi"));
    static final Phrases ALREADY = phrases("rồi, =òi, xong");

    static final Phrases LATER = pairs("chưa, định, tính, thì", BUY).and(pairs("mai, mốt", BUY),
            phrases("nếu, còn thì, có thì, để sau, để mai, lần sau, hôm sau, hôm khác, bữa sau, đợt sau, tuần sau, tháng sau, tí nữa, tý nữa, chút nữa, lát nữa, suy nghĩ, để nghĩ, ngày mai"));

    static final Phrases QUESTION = phrases("bao nhiêu, bao nhiu, =nhiêu, nhieu tien, # nhieu, # nhiu, bn, bnhiu, bnhieu, bao lâu, bao giờ, =mấy, may tien, may kg, may ky, may gram, # may, "
            + "=gì, # gi, gi vay, =đâu, # dau, o dau, =ai, # sao, ăn sao, dùng sao, ngon sao, sao vậy, sao thế, sao lại, làm sao, tại sao, vì sao, thế nào, như nào, ntn, khi nào, lúc nào, chừng nào, loại nào, cái nào, ngày nào, hôm nào, mã nào, "
            + "=hỏi, hoi #, hoi ve, cho hoi, hoi gia, hoi ti, =hả, =hở, =hử, =nhỉ, # ha, còn không, còn ko, còn k, còn kg, còn hông, còn hàng, được không, được ko, dc ko, dc k, dc khong, đc ko, đc k, đc không, "
            + "phải không, đúng không, hết chưa, có chưa, có được, =còn #, con # ko, con # k, con # khong, # còn, khác gì, nên lấy, nên mua, cho hỏi, là gì, # hay #");
    /** Asks for the price, unless a price follows. */
    static final Phrases PRICE_QUESTION = phrases("=giá, giá #, # giá, giá sao, giá bao, xin giá, báo giá");
    private static final Set<String> NOT_AT_END = Set.of("khong", "ko", "k", "kh", "hk", "hok", "hong", "khum", "kg", "hem", "hg", "chua", "ch");

    /** Whether the word, at the end of a clause, makes it a question. */
    static boolean asksAtEnd(CommentToken token, CommentToken before) {
        if (token.raw().equals("à") || token.raw().equals("hả") || token.raw().equals("há")) return true;
        var sour = token.plain().equals("chua") && (before != null && before.plain().equals("sua") || token.raw().equals("chùa"));
        return token.is(Kind.WORD) && NOT_AT_END.contains(token.plain()) && !sour;
    }

    static final Phrases UNCLEAR = phrases("hết, tặng, chục, =tá, =nửa, vài, hoặc, tất cả, or, # hay 0, # tới #, # đến #");
    /** To look, to hear, to be advised: no order unless a strong word stands beside it. */
    static final Phrases LOOKING = phrases("xem, =coi, coi #, ghim, zoom, review, rv, giới thiệu, tư vấn, =tv, nói về, nói lại, =mở, =cận, demo, thử, inbox, ib, tham khảo, check, rep, =quá, # qua");
    /** Speaks to the others in the room. */
    static final Phrases TO_OTHERS = phrases("mọi người, mn, mng, các bạn, các chị, các mẹ, cả nhà, bà con, ace, cả làng, để chốt, để lấy, để mua, để đặt");

    /** Begins an address; together with these an address is meant to be delivered to. */
    static final Phrases ADDRESS = phrases("địa chỉ, dia chi, số nhà, ship về, giao về, gửi về, gởi về, ship đến, giao đến, giao tới, ship tới, sđt, số điện thoại, zalo, ship qua");
    static final Phrases ADDRESS_PART = phrases("=ngõ, =ngách, =hẻm, thôn, xóm, =ấp, =xã, =phường, =quận, =huyện, =tỉnh, tp, thành phố, kp, khu phố, tổ dân phố");
    /** Directly before a code it names a place: {@code toà A1}. */
    static final Phrases PLACE = phrases("tòa, toà, toa, chung cư, cc, block, =lô, phòng, =nhà, khu, tầng, =căn, =đường, =quầy, =gian, =sạp, quán, kios, kiot, chợ, cổng, số nhà, ngõ");
    /** Letters that, where the show has no such codes, name wards, districts and days: {@code q1}, {@code p5}, {@code f3}, {@code t7}. */
    static final Set<Character> PLACE_LETTERS = Set.of('Q', 'P', 'F', 'T', 'K');

    static final Set<String> GIVING = Set.of("cho", "cua", "gui", "ship", "giao", "o", "tang");
    static final Phrases AND = phrases("và, va, =với, voi, cộng, cùng");
    static final Phrases EACH = phrases("mỗi loại, mỗi mã, mỗi cái, mỗi thứ, mỗi món, mỗi mẫu, =mỗi, moi loai, moi ma");
    static final Phrases ALL_OF = phrases("cả");
    static final Phrases KINDS = phrases("mã, loại, món, mẫu, thứ, sản phẩm, sp");

    private static final String UNIT_WORDS = "hộp, gói, túi, chai, lọ, hũ, hủ, cái, chiếc, con, bộ, set, combo, phần, suất, bịch, lon, thùng, két, bao, cuộn, trái, quả, viên, tờ, bát, đĩa, dĩa, cây, đơn, sp, "
            + "cặp, đôi, mâm, khay, =giỏ, bình, ly, cốc, tô, ống, tuýp, pcs, miếng, thanh, bánh, ổ, sản phẩm, chậu, bó, buồng, nải, vỉ, kiện, lốc, hop, món, mẫu, sọt, rổ, thỏi, củ, cục, bắp, chén, bông, áo, khăn, nón, tấm";
    static final Phrases UNITS = phrases(UNIT_WORDS);

    static boolean isUnit(String raw) {
        return UNITS.at(List.of(new CommentToken(Kind.WORD, raw, Tones.plain(raw), -1)), 0) > 0;
    }

    private static final List<Word> NUMBERS = Stream.of("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười").map(Word::of).toList();

    /** 1 to 10 for a number in letters, else 0. */
    static int number(CommentToken token) {
        for (var i = 0; i < NUMBERS.size(); i++) if (token.is(Kind.WORD) && NUMBERS.get(i).matches(token)) return i + 1;
        return 0;
    }

    /** Politeness, address and how to pay: may stand beside a code and still ask for nothing more. */
    private static final Set<String> POLITE = Stream.of(("nhé nhe nhá nha nhen nghe nghen hen heng hén ạ ah a e em anh chị c b bạn mình mik mk m tui tôi tớ t u cô chú bác cháu con mẹ bà ba ông bé ní "
            + "với vơi vs luôn lun luon đi ngay nữa thôi uh um ừ ơi oi oii shop sop shopp sốp ad admin dạ vâng ok oke okie okay okê oki okii cảm cám ơn on thanks thank tks thks ty nè ne ni này đó đấy đây nhá "
            + "mã số code sl lượng sản phẩm sp đơn dh hàng giúp dùm giùm hộ làm please pls plz hihi haha hehe kkk lẹ nhanh gấp liền là cod ck chuyển khoản combo set cái món loại mẫu nào yêu kính chào hi hello alo").split(" "))
            .flatMap(word -> Stream.of(word, Tones.plain(word))).collect(Collectors.toUnmodifiableSet());

    static boolean isPolite(CommentToken token) {
        return token.is(Kind.WORD) && POLITE.contains(token.raw());
    }

    /** Whether letters written against a code, {@code a1nhé}, {@code a1x2}, may belong to a comment rather than to another word. */
    static boolean maySuffix(String letters) {
        var token = List.of(new CommentToken(Kind.WORD, letters, Tones.plain(letters), -1));
        return letters.equals("x") || isPolite(token.getFirst()) || STRONG.at(token, 0) > 0;
    }
}
