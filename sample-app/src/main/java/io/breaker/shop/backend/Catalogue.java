package io.breaker.shop.backend;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the services answer while they are well. The answers change every few seconds, so
 * that one sees whether an answer is live.
 */
final class Catalogue {

	private static final int PRODUCTS = 7;

	private static final Map<String, Service> SERVICES = all();

	private Catalogue() {
	}

	static Set<String> services() {
		return SERVICES.keySet();
	}

	/**
	 * Answers for a service.
	 * @param service one of the services
	 * @param item what is asked for
	 * @param second the time in seconds
	 */
	static String answer(String service, String item, long second) {
		Service found = SERVICES.get(service);
		if (found == null) {
			throw new IllegalArgumentException(service);
		}
		return found.answer(Math.floorMod(item.hashCode(), PRODUCTS), second);
	}

	private static Map<String, Service> all() {
		Map<String, Service> all = new LinkedHashMap<>();
		all.put("inventory", (item, second) -> 12 + item + second / 2 % 30 + " pieces");
		all.put("prices", (item, second) -> decimal(14 + item + second % 40 / 10.0) + " EUR");
		all.put("reviews", (item, second) -> "4." + (second / 3 + item) % 10 + " of 5 stars");
		all.put("recommendations", (item, second) -> "with " + pick(second, "socks", "a tray", "a kettle", "tea"));
		all.put("shipping", (item, second) -> "in " + (2 + (second / 5 + item) % 3) + " days");
		all.put("loyalty", (item, second) -> 10 + (second + item) % 90 + " points");
		all.put("payments", (item, second) -> "paid, receipt " + (1000 + second % 9000));
		all.put("reservations", (item, second) -> "kept for you, number " + (100 + second % 900));
		all.put("partner-acme", (item, second) -> pick(second / 2 + item, "2 for 1", "gift wrap", "10 % off"));
		all.put("exchange-rates", (item, second) -> "1 EUR = " + decimal(1.05 + second % 60 / 100.0) + " USD");
		return all;
	}

	private static String pick(long second, String... choices) {
		return choices[(int) (second % choices.length)];
	}

	private static String decimal(double number) {
		return String.format(Locale.ROOT, "%.2f", number);
	}

	/**
	 * Answers a question about an item at a time.
	 */
	private interface Service {

		String answer(int item, long second);

	}

}
