package io.breaker.shop.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.breaker.shop.input.Input;

/**
 * What is broken at the moment, service by service. Every fault ends by itself.
 */
public final class Faults {

	/**
	 * Stands for all services.
	 */
	private static final String ALL = "all";

	private final Map<String, Fault> faults = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	private final BiConsumer<String, String> news;

	/**
	 * Creates a backend that is well.
	 * @param nanoTime tells the time
	 * @param news is told what was done to which service
	 */
	public Faults(LongSupplier nanoTime, BiConsumer<String, String> news) {
		this.nanoTime = nanoTime;
		this.news = news;
	}

	/**
	 * Breaks or heals a service, or all of them.
	 * @param service the name of a service, or {@code all}
	 * @param text what was typed, by key
	 * @return how the services concerned are now
	 */
	public Map<String, Health> order(String service, Map<String, String> text) {
		List<String> known = new ArrayList<>(Catalogue.services());
		known.add(ALL);
		Input.oneOf("service", known, service);
		Optional<FaultOrder> order = FaultOrder.read(text);
		Set<String> concerned = service.equals(ALL) ? Catalogue.services() : Set.of(service);
		long now = this.nanoTime.getAsLong();
		for (String each : concerned) {
			order.ifPresentOrElse((fault) -> this.faults.put(each, new Fault(fault, now)),
					() -> this.faults.remove(each));
		}
		this.news.accept(service.equals(ALL) ? "every service" : service,
				order.map((fault) -> fault.describe() + ", for " + fault.lasts().toMillis() / 1e3 + " s")
					.orElse("is well again"));
		Map<String, Health> healths = look();
		healths.keySet().retainAll(concerned);
		return healths;
	}

	/**
	 * Tells how all services are.
	 * @return the healths, by service
	 */
	public Map<String, Health> look() {
		Map<String, Health> healths = new LinkedHashMap<>();
		long now = this.nanoTime.getAsLong();
		for (String service : Catalogue.services()) {
			Fault fault = current(service, now);
			healths.put(service, (fault != null) ? Health.of(fault, now) : Health.WELL);
		}
		return healths;
	}

	/**
	 * Tells what shall go wrong with the next call.
	 */
	Optional<FaultOrder> hitting(String service) {
		long now = this.nanoTime.getAsLong();
		Fault fault = current(service, now);
		return (fault != null && fault.hits(now)) ? Optional.of(fault.order()) : Optional.empty();
	}

	private @Nullable Fault current(String service, long now) {
		Fault fault = this.faults.get(service);
		if (fault != null && fault.isOver(now)) {
			this.faults.remove(service, fault);
			return null;
		}
		return fault;
	}

	/**
	 * How a service is.
	 *
	 * @param health the fault in one word, {@code well} if there is none
	 * @param says the same in a few words
	 * @param secondsLeft when it ends by itself, 0 if there is none
	 */
	public record Health(String health, String says, double secondsLeft) {

		static final Health WELL = new Health("well", "answers", 0);

		static Health of(Fault fault, long now) {
			Duration left = fault.left(now);
			return new Health(fault.order().kind().word(), fault.order().describe(), left.toMillis() / 1e3);
		}

	}

}
