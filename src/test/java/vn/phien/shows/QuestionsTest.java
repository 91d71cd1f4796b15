package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "A1 còn không?, true", "A1 con ko shop, true", "ship về Huế bao nhiêu tiền vậy shop, true", "Mật này có lẫn đường không ạ, true", "hạn dùng tới khi nào chị ơi, true", "trà này pha thế nào, true",
        "nhà mình ở đâu, true", "cái này là gì vậy, true", "giá sao shop, true", "bao giờ live tiếp, true", "ăn được chưa, true", "cho hỏi ship Đà Nẵng mấy ngày, true", "Ngọt không ạ!, true", "ngon ha shop, true", "có ship Cà Mau, true",
        "không đâu bạn, false", "chốt A1, false", "ngon quá, false", "em mới nhận hàng thơm lắm, false", "không cay chút nào đâu mọi người ơi ngon lắm nha, false", "chúc shop đắt khách, false", "sao, false", "A1 x2, false", "không thích lắm, false",
        "cảm ơn chị, false", "đẹp, false"})
    void a_question_is_told_from_talk(String text, boolean question) {
        assertEquals(question, Questions.asks(text));
    }
}
