package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.Province;

class DrawingTest {
    @ParameterizedTest
    @CsvSource({
        "Mật ong bạc hà Mèo Vạc, honey", "MAT ONG HOA CA PHE, honey", "Cà phê mật ong, coffee", "Gạo nếp cẩm Điện Biên, rice-sack", "Nước mắm Phú Quốc 40 độ, fish-sauce",
        "Cá khô Cà Mau, dried-fish", "Mực một nắng Cô Tô, dried-fish", "Chả cá Nha Trang, dried-fish", "Chả lụa Ước Lễ, sausage", "Nem chua Thanh Hóa, sausage", "Hạt tiêu Phú Quốc, pepper",
        "Hạt điều rang muối, cashew", "Bánh tráng Trảng Bàng, rice-paper", "Miến dong Bình Liêu, vermicelli", "Nấm linh chi, mushroom", "Kẹo dừa Bến Tre, coconut-candy",
        "Muối ớt Tây Ninh, chili-sauce", "Bánh chưng Bờ Đậu, banh-chung", "Thịt trâu gác bếp, smoked-meat", "Bưởi da xanh, pomelo", "Cam Cao Phong, orange", "Thanh long Bình Thuận, dragon-fruit",
        "Xoài cát Hòa Lộc, mango", "Vải thiều Lục Ngạn, lychee", "Chè shan tuyết Suối Giàng, tea-leaves", "Trà sen Tây Hồ, tea-tin", "Rượu cần Tây Nguyên, rice-wine", "Nước ép dâu, juice",
        "Quế thanh Trà Bồng, cinnamon", "Hoa hồi Lạng Sơn, star-anise", "Sâm Ngọc Linh, ginseng", "Hạt sen Huế, lotus-seed", "Tinh bột nghệ, turmeric", "Tinh dầu tràm, oil", "Dầu dừa, oil",
        "Lụa tơ tằm Vạn Phúc, silk-scarf", "Rổ tre Phú Vinh, bamboo-basket", "Giỏ xách lục bình, rattan-bag", "Trống Đọi Tam, drum", "Bình hoa gốm Bàu Trúc, vase", "Tranh thêu Quất Động, embroidered-bag",
        "Tượng gỗ, carving", "Hộp sơn mài Hạ Thái, lacquer-box", "Nón bài thơ Huế, conical-hat", "Đèn lồng Hội An, silk-lantern", "Khăn thổ cẩm Lùng Tám, brocade", "Chiếu cói Nga Sơn, mat",
        "Bonsai mini, bonsai", "Lan hồ điệp, orchid", "Cành đào Nhật Tân, peach-blossom", "Homestay Lô Lô Chải, homestay", "Chèo thuyền Tam Cốc, boat", "Tour ruộng bậc thang, terrace-walk",
        "Thứ chưa ai vẽ, none"})
    void a_name_calls_for_its_drawing(String name, String drawing) {
        assertEquals(drawing, Drawing.of(name, "none"));
    }

    @Test
    void every_drawing_of_the_pages_is_known_here_and_no_other() throws IOException {
        var drawn = new TreeSet<String>();
        for (var file : new String[] {"basket", "food", "drink", "herbs", "craft", "living", "visits"}) {
            var text = Files.readString(Path.of("web/lib/drawings/" + file + ".js"));
            Pattern.compile("(?m)^  '?([a-z-]+)'?: svg`").matcher(text).results().forEach(found -> drawn.add(found.group(1)));
        }
        assertEquals(drawn, new TreeSet<>(Drawing.names()));
    }

    @Test
    void every_province_has_colours_and_every_colour_a_province() throws IOException {
        var used = new HashSet<String>();
        for (var province : Province.all()) used.add(Palette.of(province.code()));
        var text = Files.readString(Path.of("web/lib/drawings/colours.js"));
        for (var palette : used) assertTrue(text.contains("'" + palette + "'"), palette);
        assertEquals(6, used.size());
    }
}
