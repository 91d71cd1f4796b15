package vn.phien.orders;

import java.util.List;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.OrderView;

/** Some orders, newest first. {@code next} asks for those after them; null when there are no more. */
public record OrderPage(List<OrderView> orders, @Maybe String next) { }
